"""The text that notes were last seen to stand on, as a file: one line for each paragraph.

The file is the best evidence of where a note belongs after an edit. Where every note stands it
depends on the text alone, so two branches that add notes never disagree about it, and its
differences read like the text's. Notes that do not stand are named behind it, with the text that
they stood on. Reasons: `docs/decisions`, “The text that notes stood on is kept”.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from postil.core.folding import fold
from postil.core.model import PARAGRAPH_ID, Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.model import Annotation

Document = list[tuple[str, str]]
"""Paragraphs in reading order: id, and the text as the reader sees it."""

HEAD: Final = (
    "# The text as it was when every note stood on its words.\n"
    "# `postil reanchor --write` keeps it; do not edit it by hand.\n"
)
PART_HEAD: Final = "# Not so these notes. This is the text that they were last seen to stand on:\n"
UNSEEN_HEAD: Final = "# Nor these. They were never seen to stand on any text:\n"

_NOTE: Final = "note"
_UNSEEN: Final = "unseen"
_SUM: Final = "sum"
_WORDS: Final = ("quote", "prefix", "suffix")


class SnapshotError(ValueError):
    """The file is no snapshot; holds the line, from 1, and what is wrong with it."""

    def __init__(self, line: int, reason: str) -> None:
        """Say where and why."""
        super().__init__(reason)
        self.line = line


class Noted(NamedTuple):
    """A note and what it was about: with another target it is no longer the note that was meant."""

    id: str
    target: Target


@dataclass(frozen=True, slots=True)
class Part:
    """A text, and the notes that it is the evidence for."""

    notes: tuple[Noted, ...]
    document: Document


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is kept: the text that notes stand on, but for those that `parts` and `unseen` name."""

    document: Document
    parts: tuple[Part, ...] = ()
    unseen: tuple[Noted, ...] = ()


def kept(document: Iterable[tuple[str, str]]) -> Document:
    """What is kept of a document: its words. How its lines are wrapped is not."""
    return [(paragraph_id, _one_line(text)) for paragraph_id, text in document]


def noted(annotation: Annotation) -> Noted:
    """What is kept of a note."""
    target = annotation.target
    words = (_one_line(getattr(target, name)) for name in _WORDS)
    return Noted(_one_line(annotation.id), Target(target.first, target.last, *words))


def named_notes(snapshot: Snapshot) -> set[Noted]:
    """The notes of which the newest text says nothing."""
    return {*snapshot.unseen, *(note for part in snapshot.parts for note in part.notes)}


def shared(one: Document, other: Document) -> float:
    """How much of the shorter text is in the other, by letters of paragraphs that read the same."""
    first, second = ({fold(text).text for _, text in kept(document)} for document in (one, other))
    least = min(_letters(first), _letters(second))
    return _letters(first & second) / least if least else 0.0


def _letters(texts: set[str]) -> int:
    return sum(map(len, texts))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def format_snapshot(snapshot: Snapshot) -> str:
    """Write down what is kept; `parse_snapshot` reads it back."""
    pieces = [HEAD, _paragraphs(snapshot.document)]
    if snapshot.parts:
        pieces.append(_sum(pieces[-1]))
    for part in snapshot.parts:
        text = _notes(_NOTE, part.notes) + _paragraphs(part.document)
        pieces += [PART_HEAD, text, _sum(text)]
    if snapshot.unseen:
        pieces += [UNSEEN_HEAD, _notes(_UNSEEN, snapshot.unseen)]
    return "".join(pieces)


def _paragraphs(document: Document) -> str:
    return "".join(f"{paragraph_id}\t{text}\n" for paragraph_id, text in kept(document))


def _sum(text: str) -> str:
    """A line that tells whether a text, and the notes above it, are all there and nothing else.

    Where a file holds several texts that are nearly the same, a merge may put lines of one branch
    into another text, or a text under other notes, without a conflict: nobody ever saw that.
    """
    return f"{_SUM}\t{crc32(text.encode('utf-8', 'surrogatepass')):08x}\n"


def _notes(word: str, notes: Iterable[Noted]) -> str:
    return "".join("\t".join([word, *_fields(note)]) + "\n" for note in notes)


def _fields(note: Noted) -> list[str]:
    target = note.target
    paragraphs = f"{target.first}-{target.last}" if target.is_range else target.first
    words = [(name, getattr(target, name)) for name in _WORDS]
    return [note.id, paragraphs, *(f"{name}: {text}" for name, text in words if text)]


def parse_snapshot(text: str) -> Snapshot:
    """Read a snapshot. Raises `SnapshotError` where it is damaged, cut off or half merged."""
    lines = text.split("\n")
    reader = _Reader()
    for number, line in enumerate(lines, start=1):
        content = line.removesuffix("\r")  # As git may check it out.
        if content and not content.startswith("#"):
            reader.take(number, content)
    if lines[-1]:
        raise SnapshotError(len(lines), "the file breaks off in this line")
    return reader.finish(max(1, len(lines) - 1))


class _Reader:
    """Takes the lines that are no comment, and makes a snapshot of them."""

    def __init__(self) -> None:
        self._parts: list[tuple[list[Noted], Document]] = [([], [])]
        self._unseen: list[Noted] = []
        self._ids: set[str] = set()
        self._named: set[Noted] = set()
        self._is_whole = False

    def take(self, number: int, line: str) -> None:
        first, *fields = line.split("\t")
        if first == _UNSEEN:
            self._unseen.append(self._noted(number, fields))
        elif self._unseen:
            raise SnapshotError(number, "nothing can stand behind notes that are unseen")
        elif first == _NOTE:
            self._note(number, fields)
        elif first == _SUM:
            self._check(number, line)
        else:
            self._paragraph(number, line)

    def finish(self, last_line: int) -> Snapshot:
        self._see_that_there_is_text(last_line)
        (_, document), *parts = self._parts
        return Snapshot(
            document,
            tuple(Part(tuple(notes), text) for notes, text in parts),
            tuple(self._unseen),
        )

    def _note(self, number: int, fields: list[str]) -> None:
        notes, document = self._parts[-1]
        if document or not notes:  # The first line that names a note of the next part.
            self._see_that_there_is_text(number)
            notes = []
            self._parts.append((notes, []))
            self._ids.clear()
            self._is_whole = False
        notes.append(self._noted(number, fields))

    def _check(self, number: int, line: str) -> None:
        notes, document = self._parts[-1]
        if f"{line}\n" != _sum(_notes(_NOTE, notes) + _paragraphs(document)):
            message = "the text above it is not what was kept: a merge has mixed several"
            raise SnapshotError(number, message)
        self._is_whole = True

    def _paragraph(self, number: int, line: str) -> None:
        if self._is_whole:
            raise SnapshotError(number, "the line stands behind the end of the text")
        paragraph_id, tab, words = line.partition("\t")
        if not tab or not PARAGRAPH_ID.fullmatch(paragraph_id):
            raise SnapshotError(number, "the line is not a paragraph's id, a tab and its text")
        if paragraph_id in self._ids:
            message = f"paragraph {paragraph_id} stands here for the second time"
            raise SnapshotError(number, message)
        self._ids.add(paragraph_id)
        self._parts[-1][1].append((paragraph_id, words))

    def _noted(self, number: int, fields: list[str]) -> Noted:
        note = _noted_in(fields)
        if note is None:
            message = "the line is not a note's id, its paragraph and its words, tabs between them"
            raise SnapshotError(number, message)
        if note in self._named:
            message = f"the note “{note.id}” stands here for the second time"
            raise SnapshotError(number, message)
        self._named.add(note)
        return note

    def _see_that_there_is_text(self, number: int) -> None:
        if not self._parts[-1][1]:
            raise SnapshotError(number, "there is no paragraph where a text should be")


def _noted_in(fields: list[str]) -> Noted | None:
    """The note that the fields of a line name, None if they name none."""
    identifier, paragraphs, *rest = [*fields, "", ""][: max(2, len(fields))]
    first, _, last = paragraphs.partition("-")
    words = dict(field.partition(": ")[::2] for field in rest)
    is_whole = PARAGRAPH_ID.fullmatch(first) and (not last or PARAGRAPH_ID.fullmatch(last))
    if not is_whole or len(words) < len(rest) or not words.keys() <= set(_WORDS):
        return None
    return Noted(identifier, Target(first, last, *(words.get(name, "") for name in _WORDS)))


def first_difference(snapshot: Document, document: Document) -> str | None:
    """The id of the first paragraph in which two texts differ; None if they are equal.

    It is that of `document`, unless the text ends there.
    """
    for old, new in zip_longest(snapshot, document):
        if old != new:
            return str((new or old)[0])
    return None
