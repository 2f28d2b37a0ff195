"""`postil diff`: what a change of texts or notes does to the notes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from postil.cli.publication_option import in_publication, progress, settings_or_exit
from postil.core.annotation_file import parse_annotations
from postil.core.changes_markdown import NOTHING, as_markdown
from postil.core.diagnostics import Severity
from postil.core.file_names import YAML_SUFFIXES
from postil.core.note_changes import State, TranscriptChanges, changes_of
from postil.core.reporting import printable
from postil.project import NOT_TRANSCRIPTS, read_text, transcript_of
from postil.rendering.texts import paragraph_texts
from postil.revisions import Revision, RevisionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from postil.core.annotation_file import Vocabulary
    from postil.core.diagnostics import Diagnostic
    from postil.core.model import Annotation
    from postil.project import Publication
    from postil.rendering.settings import Settings


@click.command(epilog="Example: postil diff main")
@click.argument("base")
@in_publication
def diff(base: str, directory: Path) -> None:
    """Say what became of the notes since BASE, a revision of git, in Markdown for a comment.

    Compares the files as they are now with those of the last revision that BASE and the checked-out
    one have in common: notes added, changed and removed, notes that moved with old and new words,
    and notes whose words were lost, with their authors. Findings are what postil check is for.
    """
    settings = settings_or_exit(directory)
    try:
        revision = Revision.of(settings.layout.root, base).merge_base()
        publication = settings.read()
        unread = _unread_notes(publication)
        old = _OldPublication(revision, settings, settings.vocabulary(publication), unread)
        sources = sorted(old.touched(publication))
        compared = [
            TranscriptChanges(path, unread=finding.message)
            for path, (source, finding) in unread.items()
            if source in sources
        ]
        compared += [
            _unread(source, publication)
            or changes_of(source, old.state(source), _state(source, publication, settings))
            for source in progress("Comparing")(sources)
        ]
    except RevisionError as error:
        raise click.UsageError(printable(str(error))) from error
    text = as_markdown(compared, publication.contributors) if compared else NOTHING
    click.echo(text.encode("utf-8", "replace").decode(), nl=False)


def _unread(source: str, publication: Publication) -> TranscriptChanges | None:
    """Why a transcript cannot be compared: nothing is known of its notes."""
    finding = publication.unreadable.get(source)
    return TranscriptChanges(source, unread=finding.message) if finding else None


def _unread_notes(publication: Publication) -> dict[str, tuple[str, Diagnostic]]:
    """Files of which no note can be read, by path: the transcript of each, and the reason."""
    kinds = (publication.annotations, publication.unfinished)
    read = {note.path for kind in kinds for notes in kind.values() for note in notes}
    found: dict[str, tuple[str, Diagnostic]] = {}
    for finding in publication.diagnostics:
        source = transcript_of(publication.layout.root / finding.path, publication)
        if source and finding.severity is Severity.ERROR and finding.path not in read:
            found.setdefault(finding.path, (source, finding))
    return found


def _state(source: str, publication: Publication, settings: Settings) -> State:
    """A transcript as it is now."""
    text: object = None
    if source in publication.transcripts:
        text = read_text(settings.layout.docs / source, settings.layout)
    document = paragraph_texts(settings, text, source) if isinstance(text, str) else {}
    return State(list(document.items()), publication.annotations.get(source, ()))


class _OldPublication:
    """The publication as it was, found in the folders that it has now."""

    def __init__(
        self,
        revision: Revision,
        settings: Settings,
        vocabulary: Vocabulary,
        unread: Collection[str],
    ) -> None:
        """Leave out the notes of `unread` files: what became of them is not known."""
        self._revision = revision
        self._vocabulary = vocabulary
        self._settings = settings
        layout = settings.layout
        self._docs = layout.shown(layout.docs)
        self._notes = layout.shown(layout.annotations)
        self._texts = layout.shown(layout.docs / layout.transcripts)
        self._sources = {
            str(PurePosixPath(path).relative_to(self._docs))
            for path in revision.list_files(self._texts)
            if path.endswith(".md") and PurePosixPath(path).name not in NOT_TRANSCRIPTS
        }
        self._notes_on: dict[str, list[str]] = {}
        for path in revision.list_files(self._notes):
            source = self._source_of(path, self._sources)
            if source and path.endswith(YAML_SUFFIXES) and path not in unread:
                self._notes_on.setdefault(source, []).append(path)

    def touched(self, publication: Publication) -> set[str]:
        """The transcripts whose text or notes are not as they were."""
        known = self._sources | set(publication.transcripts) | set(publication.unreadable)
        changed = self._revision.changed_files(self._texts, self._notes)
        found = (self._source_of(path, known) for path in changed)
        return {source for source in found if source}

    def _source_of(self, path: str, sources: Iterable[str]) -> str | None:
        """The transcript that a file is, or holds notes on."""
        pure, layout = PurePosixPath(path), self._settings.layout
        if pure.is_relative_to(self._docs):
            source = str(pure.relative_to(self._docs))
            return source if source in sources else None
        if not pure.is_relative_to(self._notes):
            return None
        name = pure.relative_to(self._notes).with_suffix("")
        candidates = (f"{layout.transcripts}/{stem}.md" for stem in (name, name.parent))
        return next((source for source in candidates if source in sources), None)

    def state(self, source: str) -> State:
        text = self._read(f"{self._docs}/{source}") if source in self._sources else None
        document = paragraph_texts(self._settings, text, source) if text is not None else {}
        return State(list(document.items()), self._annotations(source))

    def _annotations(self, source: str) -> tuple[Annotation, ...]:
        found: list[Annotation] = []
        for path in self._notes_on.get(source, ()):
            text = self._read(path) or ""
            found += parse_annotations(text, path, self._vocabulary).annotations
        return tuple(found)

    def _read(self, path: str) -> str | None:
        """An old file's text; what cannot be read is said and left out."""
        try:
            return self._revision.read_text(path)
        except RevisionError as error:
            click.echo(f"left out: {printable(str(error))}", err=True)
            return None
