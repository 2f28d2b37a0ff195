"""The option `--since`: texts and notes as they were at a revision."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from postil.core.annotation_file import parse_annotations
from postil.core.diagnostics import Severity
from postil.core.file_names import YAML_SUFFIXES
from postil.core.reporting import printable
from postil.core.snapshot import noted
from postil.project import read_text
from postil.rendering.standing import Earlier
from postil.revisions import Change, NotTextError, Revision, RevisionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from postil.core.model import Annotation
    from postil.project import Publication
    from postil.rendering.settings import Settings


since: Final = partial(click.option, "--since", "revision", metavar="REV")
"""The option; its `help` says what the command does with the revision."""


class Since:
    """A publication at a revision. Files are followed to the names that they had.

    Ends the command with 2 where there is no such revision, or no repository.
    """

    def __init__(self, name: str, settings: Settings, publication: Publication) -> None:
        """Ask git which files have changed since, and which were renamed."""
        self._name = printable(name)
        self._layout = settings.layout
        self._publication = publication
        self._vocabulary = settings.vocabulary(publication)
        self._docs = self._layout.shown(self._layout.docs)
        self._listed: dict[str, Collection[str]] = {}
        try:
            self._revision = Revision.of(self._layout.root, name)
            self._changed = self._revision.changed_files(
                self._layout.shown(self._layout.docs / self._layout.transcripts),
                self._layout.shown(self._layout.annotations),
            )
            self._renamed = self._revision.renamed_files()
        except RevisionError as error:
            raise click.UsageError(str(error)) from error

    def earlier(self, source: str) -> Earlier | None:
        """A transcript, by path below `docs`, and its notes as they were.

        None where the text is the same now. Ends the command with 2 where it cannot be read.
        """
        try:
            return self._earlier(source)
        except RevisionError as error:
            raise click.UsageError(str(error)) from error

    def earlier_if_readable(self, source: str) -> Earlier | None:
        """The same; a text that cannot be read is said and left out."""
        try:
            return self._earlier(source)
        except NotTextError as error:
            click.echo(f"left out: {printable(str(error))}", err=True)
            return None
        except RevisionError as error:
            raise click.UsageError(str(error)) from error

    def _earlier(self, source: str) -> Earlier | None:
        text = self._text(source)
        if text is None:
            return None
        # Of several notes of one id the last counts, each time the same.
        return Earlier(text, dict.fromkeys(noted(note) for note in self._notes(source)))

    def _text(self, source: str) -> str | None:
        """A transcript as it was; None where it is the same now."""
        path = self._path(source)
        if path not in self._changed:
            return None  # Nothing is to be learnt from it.
        text = self._revision.read_text(self._renamed.get(path, path))
        return None if text == read_text(self._layout.docs / source, self._layout) else text

    def say_if_missing(self, source: str) -> None:
        """Say that the revision has no such transcript, if that is so."""
        path = self._path(source)
        if self._changed.get(path) is Change.ADDED and path not in self._renamed:
            what = f"there was no such transcript at “{self._name}”, under no name that git knows"
            click.echo(f"{printable(path)}: {what}", err=True)

    def _path(self, source: str) -> str:
        return posixpath.normpath(posixpath.join(self._docs, source))

    def _notes(self, source: str) -> Iterator[Annotation]:
        now = self._publication.annotations.get(source, ())
        present = self._files_below(self._layout.shown(self._layout.annotations))
        paths = {self._renamed.get(note.path, note.path) for note in now}
        for path in sorted(paths.union(self._named_like(source))):
            if path in present and path not in self._changed:
                yield from (note for note in now if note.path == path)
            else:
                yield from self._notes_in(path)

    def _named_like(self, source: str) -> Iterator[str]:
        """Files with notes at the revision that had the name of the transcript, or of its folder.

        They are looked for in the folder that the publication had then.
        """
        now = self._path(source)
        above, _, then = f"/{self._renamed.get(now, now)}".partition(f"/{self._docs}/")
        if not then:
            return  # It came from a folder that was none of transcripts.
        layout, root = self._layout, above.removeprefix("/")
        folders = (layout.annotations, layout.notes_folder(then))
        below, name = (posixpath.normpath(f"{root or '.'}/{layout.shown(f)}") for f in folders)
        for path in self._files_below(below):
            if name in (posixpath.splitext(path)[0], posixpath.dirname(path)):
                yield path

    def _files_below(self, folder: str) -> Collection[str]:
        """All files with notes in a folder at the revision."""
        if folder not in self._listed:
            listed = self._revision.list_files(folder)
            self._listed[folder] = {path for path in listed if path.endswith(YAML_SUFFIXES)}
        return self._listed[folder]

    def _notes_in(self, path: str) -> tuple[Annotation, ...]:
        """The notes of a file at the revision; what cannot be read is said and left out."""
        try:
            text = self._revision.read_text(path)
        except RevisionError as error:
            self._say_unread(str(error))
            return ()
        if text is None:
            return ()
        parsed = parse_annotations(text, path, self._vocabulary)
        faults = [d for d in parsed.diagnostics if d.severity is Severity.ERROR]
        if faults and not parsed.annotations:
            self._say_unread(f"{path} at “{self._name}”: {faults[0].message}")
        return (*parsed.annotations, *parsed.unfinished)

    def _say_unread(self, reason: str) -> None:
        click.echo(f"left out, as if its notes were written since: {printable(reason)}", err=True)
