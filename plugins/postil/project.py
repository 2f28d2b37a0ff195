"""Disk layout and reading: which annotation files belong to which transcript.

A contributor's pull request can hold anything: links that lead out of the publication, folders and
pipes in place of files, files too large to read. All of that comes back as diagnostics.
"""

from __future__ import annotations

import codecs
import datetime as dt
import errno
import os
import posixpath
import stat
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from postil.core.annotation_file import Vocabulary, parse_annotations
from postil.core.checked_mapping import closest
from postil.core.contributors import FILE_NAME as CONTRIBUTORS
from postil.core.contributors import parse_contributors
from postil.core.diagnostics import Code, Diagnostic, in_order
from postil.core.file_names import YAML_SUFFIXES
from postil.core.front_matter import parse_transcript, split
from postil.core.merge_marks import merge_mark
from postil.core.model import DEFAULT_KINDS
from postil.core.schema import ANNOTATIONS, FOLDER, MODELINE
from postil.core.snapshot import Snapshot, SnapshotError, parse_snapshot
from postil.core.taking_back import from_before, from_one_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import Annotation, Contributor, Transcript
    from postil.core.snapshot import Document

MAX_BYTES: Final = 8 * 1024 * 1024
"""Ten thousand notes, or a transcript of a week's talking, are below this."""

MAX_KEPT_BYTES: Final = 2 * MAX_BYTES
"""A kept text holds older ones as well: one that is as large, or several of an ordinary text."""

SNAPSHOTS: Final = ".snapshots"
"""The folder of kept texts, beside the annotations: people need not look at it."""

NOT_TRANSCRIPTS: Final = ("index.md", "README.md")


_NO_TEXT: Final = "[nothing]: #"
"""A reference that nobody sees. Of a blank text Markdown makes nothing without asking anybody, and
the notes on what stood there would be gone from the page and from every report."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a publication's files are: `transcripts` is a folder below `docs`."""

    root: Path
    docs: Path
    transcripts: str
    annotations: Path

    @classmethod
    def at(cls, root: Path) -> Layout:
        """The layout of a publication that changes no setting."""
        return cls(root, root / "docs", "transcripts", root / "annotations")

    def shown(self, path: Path) -> str:
        """The path as messages show it: relative to the publication, with slashes."""
        text, folder = str(path), f"{self.root}{os.sep}"
        is_below = text.startswith(folder) and ".." not in text
        below = text[len(folder) :] if is_below else os.path.relpath(path, self.root)
        return below.replace(os.sep, "/")

    def notes_folder(self, source: str) -> Path:
        """Where files of one note each stand that belong to a transcript."""
        below = source.removeprefix(f"{self.transcripts}/").removesuffix(".md")
        return self.annotations / below

    def modeline(self, folder: Path) -> str:
        """The line by which editors find the schema of a file in `folder`, if there is one."""
        schema = self.root / FOLDER / ANNOTATIONS
        if not schema.is_file():
            return ""
        return f"{MODELINE}{Path(os.path.relpath(schema, folder)).as_posix()}"


@dataclass(slots=True)
class Publication:
    """All that was read. Transcripts and annotations are keyed by path below `docs`.

    `unreadable` are transcripts that cannot be read, each with the finding that says why.
    `stray_texts` are kept texts that belong to no transcript, by path as people see it.
    """

    layout: Layout
    transcripts: dict[str, Transcript] = field(default_factory=dict)
    annotations: dict[str, tuple[Annotation, ...]] = field(default_factory=dict)
    unfinished: dict[str, tuple[Annotation, ...]] = field(default_factory=dict)
    contributors: Mapping[str, Contributor] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unreadable: dict[str, Diagnostic] = field(default_factory=dict)
    stray_texts: dict[str, Document] = field(default_factory=dict)

    def body(self, source: str) -> str:
        """The text of a transcript below its head, read from disk; never blank."""
        text = read_text(self.layout.docs / source, self.layout)
        body = split(text).body if isinstance(text, str) else ""
        return body if body.strip() else _NO_TEXT

    def in_order(self) -> list[str]:
        """The transcripts' paths by date, then by title."""
        heads = {path: t.front_matter for path, t in self.transcripts.items()}
        return sorted(heads, key=lambda path: (heads[path].date, heads[path].title, path))


def read_publication(layout: Layout, kinds: Mapping[str, str] = DEFAULT_KINDS) -> Publication:
    """Read every transcript and annotation. Never raises for what stands in the files."""
    _is_reached_by_links.cache_clear()
    publication = Publication(layout)
    _read_transcripts(publication)
    _read_annotations(publication, kinds)
    _read_stray_texts(publication)
    publication.diagnostics = in_order(publication.diagnostics)
    return publication


def read_text(path: Path, layout: Layout, most: int = MAX_BYTES) -> str | Diagnostic:
    """A file's text, without its byte order mark; or why it cannot be read.

    One of more than `most` bytes is not.
    """
    shown = layout.shown(path)
    try:
        data = _read_bytes(path, layout.root, most)
    except OSError as error:
        return _unreadable(error, shown, "file")
    if isinstance(data, tuple):
        code, message, way_out = data
        return Diagnostic(code, message, shown, help=way_out)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        return Diagnostic(Code.NOT_UTF8, message, shown, line, column)


def keeps_texts(layout: Layout) -> bool:
    """Whether the publication keeps the texts that its notes stand on; once begun, it does."""
    return (layout.annotations / SNAPSHOTS).is_dir()


def snapshot_path(layout: Layout, source: str) -> Path:
    """Where the text is kept that the notes of a transcript were last seen to stand on."""
    below = PurePosixPath(source).relative_to(layout.transcripts).with_suffix(".txt")
    return layout.annotations / SNAPSHOTS / below


def source_of_snapshot(path: Path, layout: Layout) -> str | None:
    """The transcript, there or not, whose text a file keeps; None for any other file."""
    folder = layout.annotations / SNAPSHOTS
    if path.suffix != ".txt" or not path.is_relative_to(folder):
        return None
    below = path.relative_to(folder).with_suffix(".md").as_posix()
    return f"{layout.transcripts}/{below}"


def read_snapshot(layout: Layout, source: str) -> Snapshot | Diagnostic | None:
    """The kept text of a transcript; None where none was kept, or why it cannot be read."""
    path = snapshot_path(layout, source)
    if not path.exists():
        return None
    text = read_text(path, layout, MAX_KEPT_BYTES)
    if isinstance(text, Diagnostic):
        return replace(text, code=Code.SNAPSHOT_UNREADABLE)
    try:
        return parse_snapshot(text)
    except SnapshotError as error:
        shown = layout.shown(path)
        if mark := merge_mark(text, shown):
            return replace(mark, help=from_one_side(shown))
        code, way_out = Code.SNAPSHOT_UNREADABLE, from_before(shown)
        return Diagnostic(code, str(error), shown, error.line, help=way_out)


def _unreadable(error: OSError, shown: str, what: str) -> Diagnostic:
    message = f"cannot read the {what}: {(error.strerror or str(error)).lower()}"
    way_out = f"Give the {what} its read permission back."
    if isinstance(error, FileNotFoundError):
        message, way_out = "this is a link to a file that is not there", "Delete or mend the link."
    elif error.errno == errno.ELOOP:
        message, way_out = "this is a link that leads to itself", "Delete or mend the link."
    elif isinstance(error, NotADirectoryError):
        message, way_out = "a file stands where a folder should", "Put the folder in its place."
    return Diagnostic(Code.FILE_UNREADABLE, message, shown, help=way_out)


@lru_cache(maxsize=1)
def _is_reached_by_links(folder: str) -> bool:
    """Files are read folder by folder, and each step of the way is a question to the disk."""
    return os.path.realpath(folder) != folder


def _read_bytes(path: Path, root: Path, most: int) -> bytes | tuple[Code, str, str]:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode) or _is_reached_by_links(str(path.parent)):
        # Not `resolve`, which has an error of its own for a link that leads in a circle.
        if not Path(os.path.realpath(path)).is_relative_to(root.resolve()):
            return Code.FILE_OUTSIDE, "the file is a link out of the publication", ""
        status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        way_out = f"Rename the folder so that it does not end in {path.suffix}."
        return Code.FILE_UNREADABLE, "a folder stands where a file should", way_out
    if not stat.S_ISREG(status.st_mode):
        way_out = "Put an ordinary file in its place."
        return Code.FILE_UNREADABLE, "this is a pipe or a device, not a file", way_out
    if status.st_size > most:
        size = status.st_size // (1024 * 1024)
        message = f"the file has {size} MB; at most {most >> 20} are read"
        return Code.FILE_TOO_LARGE, message, ""
    return path.read_bytes()


def _read_transcripts(publication: Publication) -> None:
    layout = publication.layout
    for path in _transcript_files(publication):
        source = path.relative_to(layout.docs).as_posix()
        text = read_text(path, layout)
        if isinstance(text, Diagnostic):
            publication.diagnostics.append(text)
            publication.unreadable[source] = text
            continue
        if mark := merge_mark(text, layout.shown(path)):
            # Nobody wants to read two versions at once, and what else is wrong follows from it.
            publication.diagnostics.append(mark)
            publication.unreadable[source] = mark
            continue
        transcript, findings = parse_transcript(text, layout.shown(path))
        publication.transcripts[source] = transcript
        publication.diagnostics += findings


def _read_annotations(publication: Publication, kinds: Mapping[str, str]) -> None:
    layout = publication.layout
    next_year = dt.datetime.now(tz=dt.UTC).year + 1
    vocabulary = Vocabulary(tuple(kinds), _read_contributors(publication), next_year)
    collected: dict[str, list[Annotation]] = {}
    unfinished: dict[str, list[Annotation]] = {}
    for path in _files(layout.annotations, YAML_SUFFIXES, publication):
        if path == layout.annotations / CONTRIBUTORS:
            continue
        text = read_text(path, layout)
        if isinstance(text, Diagnostic):
            publication.diagnostics.append(text)
            continue
        parsed = parse_annotations(text, layout.shown(path), vocabulary)
        mark = merge_mark(text, layout.shown(path))
        publication.diagnostics += [mark] if mark else parsed.diagnostics
        source = transcript_of(path, publication)
        if source is None:
            publication.diagnostics.append(_no_transcript(path, publication))
        else:
            collected.setdefault(source, []).extend(parsed.annotations)
            unfinished.setdefault(source, []).extend(parsed.unfinished)
    publication.annotations = {source: tuple(found) for source, found in collected.items()}
    publication.unfinished = {source: tuple(found) for source, found in unfinished.items()}


def _read_stray_texts(publication: Publication) -> None:
    """Read the kept texts without a transcript; one that is damaged helps nobody."""
    layout = publication.layout
    known = publication.transcripts.keys() | publication.unreadable.keys()
    for path in _files(layout.annotations / SNAPSHOTS, (".txt",), Publication(layout)):
        source = source_of_snapshot(path, layout)
        snapshot = None if source is None or source in known else read_snapshot(layout, source)
        if isinstance(snapshot, Snapshot):
            publication.stray_texts[layout.shown(path)] = snapshot.document


def transcript_files(layout: Layout) -> list[Path]:
    """Every transcript's file, readable or not."""
    return list(_transcript_files(Publication(layout)))


def _transcript_files(publication: Publication) -> Iterator[Path]:
    folder = publication.layout.docs / publication.layout.transcripts
    for path in _files(folder, (".md",), publication):
        if path.name not in NOT_TRANSCRIPTS:
            yield path


def annotation_files(layout: Layout) -> list[Path]:
    """Every file of annotations, readable or not; the list of contributors is none."""
    found = _files(layout.annotations, YAML_SUFFIXES, Publication(layout))
    return [path for path in found if path != layout.annotations / CONTRIBUTORS]


def _read_contributors(publication: Publication) -> Mapping[str, Contributor] | None:
    path = publication.layout.annotations / CONTRIBUTORS
    if not path.exists():
        return None
    text = read_text(path, publication.layout)
    if isinstance(text, Diagnostic):
        publication.diagnostics.append(text)
        return None
    shown = publication.layout.shown(path)
    publication.contributors, findings = parse_contributors(text, shown)
    publication.diagnostics += findings
    return publication.contributors or None  # A list that cannot be read makes nobody unknown.


def transcript_of(path: Path, publication: Publication) -> str | None:
    """The transcript named like an annotation file, or like the folder the file stands in."""
    layout = publication.layout
    if not path.is_relative_to(layout.annotations):
        return None
    relative = PurePosixPath(path.relative_to(layout.annotations).as_posix()).with_suffix("")
    for candidate in (relative, relative.parent):
        source = f"{layout.transcripts}/{candidate}.md"
        if source in publication.transcripts or source in publication.unreadable:
            return source
    return None


def _no_transcript(path: Path, publication: Publication) -> Diagnostic:
    layout = publication.layout
    relative = path.relative_to(layout.annotations).with_suffix("").as_posix()
    folder = layout.shown(layout.docs / layout.transcripts)
    names = [p.removeprefix(f"{layout.transcripts}/")[:-3] for p in publication.transcripts]
    nearest, parent = closest(relative, names), posixpath.dirname(relative)
    message = f"there is no transcript {folder}/{relative}.md"
    renamed = layout.annotations / f"{nearest}{path.suffix}"
    if parent:
        message += f", nor {folder}/{parent}.md"
        nearest = closest(parent, names) or nearest
        renamed = layout.annotations / nearest / path.name
    way_out = f"Rename it to {layout.shown(renamed)}." if nearest else ""
    if not parent and publication.transcripts:
        source = nearest or min(names)
        moved = layout.shown(layout.annotations / source / path.name)
        rename = f"Rename it to {layout.shown(renamed)}, or move" if nearest else "Move"
        way_out = f"{rename} it into the folder of its transcript, as in {moved}."
    return Diagnostic(
        Code.NO_TRANSCRIPT, message, layout.shown(path), nearest=nearest, help=way_out
    )


def _linked(path: Path, layout: Layout) -> Diagnostic:
    message = "this is a link to a folder, and such links are not followed"
    way_out = "Replace the link by the folder itself."
    return Diagnostic(Code.FILE_OUTSIDE, message, layout.shown(path), help=way_out)


def _clashes(parent: str, names: list[str], layout: Layout) -> Iterator[Diagnostic]:
    """Names in one folder that some systems take for the same."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        same = unicodedata.normalize("NFC", name).casefold()
        first = seen.setdefault(same, name)
        if first != name:
            shown = layout.shown(Path(parent, first))
            message = f"some systems take this for the same file as {shown}"
            path = layout.shown(Path(parent, name))
            yield Diagnostic(Code.NAME_CLASH, message, path, nearest=first)


def _files(folder: Path, suffixes: tuple[str, ...], publication: Publication) -> Iterator[Path]:
    """Every path below `folder` with one of the suffixes, folders of such a name included.

    Folders that cannot be looked into are reported; that `folder` is missing is no fault. Links to
    folders are not followed: they may lead out of the publication, or back into it for ever.
    """

    def report(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            shown = publication.layout.shown(Path(error.filename))
            publication.diagnostics.append(_unreadable(error, shown, "folder"))

    for parent, folders, files in os.walk(folder, onerror=report, followlinks=False):
        folders.sort()
        publication.diagnostics += _clashes(parent, [*folders, *files], publication.layout)
        for name in folders:
            if os.path.islink(os.path.join(parent, name)):  # noqa: PTH114, PTH118 - no Path for each
                publication.diagnostics.append(_linked(Path(parent, name), publication.layout))
        for name in sorted([*files, *folders]):
            if name.lower().endswith(suffixes) and not name.startswith("."):
                yield Path(parent, name)
