"""Which labels of a transcript are speakers, judged over the whole text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from postil.core.diagnostics import Code, Diagnostic
from postil.importers.labels import dash_label_at, is_lone_time, label_at, stop_label_at
from postil.importers.speaker_words import part_of
from postil.importers.unwrapping import broken_on_purpose, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from postil.importers.blocks import Block, Line
    from postil.importers.labels import Label

_MOST_WORDS_UNCAPITALISED: Final = 3
_FEWEST_LINES_OF_DIALOGUE: Final = 3
# Of two lines that begin like labels, the second may be a sentence that goes on.

_NOT_A_SPEAKER: Final = (
    "If nobody of this name speaks, take the label out of bold and the person out of `people`."
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label at the start of a line; `stands_free` where running text cannot have put it there."""

    line: Line
    label: Label
    stands_free: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label that may have been judged wrongly; an empty `help` is the general way out."""

    line: Line
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The labels that begin a turn, by their line, and what was not certain."""

    turns: Mapping[Line, Label]
    doubts: Sequence[Doubt]

    def diagnostics(self, path: str, without: Container[Line] = ()) -> list[Diagnostic]:
        """The doubts as findings, except those about the lines `without`."""
        return [
            Diagnostic(
                Code.IMPORT_LABEL,
                doubt.message,
                path,
                doubt.line.number,
                doubt.line.column(0),
                help=doubt.help,
            )
            for doubt in self.doubts
            if doubt.line not in without
        ]


def find_speakers(blocks: Sequence[Block], width: int, without: Container[Line] = ()) -> Roster:
    """Judge every label at the start of a line, but for the lines `without`.

    `width` is that of wrapped lines, in code points.
    """
    free = [
        candidate
        for block in blocks
        for candidate in _candidates(block, width, without)
        if candidate.stands_free
    ]
    judge = _Judge(free)
    turns: dict[Line, Label] = {}
    doubts: dict[str, Doubt] = {}
    for candidate in free:
        accepted, doubt = judge.verdict(candidate.label)
        if accepted:
            turns[candidate.line] = candidate.label
        if doubt:
            way_out = _NOT_A_SPEAKER if accepted else ""
            doubts.setdefault(candidate.label.key, Doubt(candidate.line, doubt, way_out))
    turns.update(_with_stops(blocks, width))
    return Roster(turns or _with_dashes(blocks), tuple(doubts.values()))


class _Judge:
    """Decides about labels by what else the text has."""

    def __init__(self, free: Sequence[Candidate]) -> None:
        labels = [candidate.label for candidate in free]
        self._counts = Counter(label.key for label in labels)
        self._parts = Counter(part.word for label in labels if (part := part_of(label.name)))
        self._in_capitals = any(
            label.is_capitals and self._counts[label.key] > 1 for label in labels
        )

    def verdict(self, label: Label) -> tuple[bool, str]:
        """Whether the label is a speaker's, and what to tell the author, if anything."""
        if label.is_titled or self._is_part(label):
            return True, ""
        if not label.has_gap or label.is_running_text:
            return False, ""
        if label.names_nobody:
            doubt = f"“{label.name}:” looks like a label but names nobody; it was left as text"
            return False, doubt if label.is_capitalised else ""
        if self._counts[label.key] > 1:
            return self._repeated(label)
        return self._once(label)

    def _is_part(self, label: Label) -> bool:
        """One letter alone may number a list: it needs its counterpart, or to come again."""
        part = part_of(label.name)
        if part is None or len(part.word) > 1:
            return part is not None
        return self._parts[part.word] > 1 or bool(self._parts["q"] and self._parts["a"])

    def _repeated(self, label: Label) -> tuple[bool, str]:
        if label.is_capitalised or label.name.islower():
            return True, ""
        if len(label.name.split()) > _MOST_WORDS_UNCAPITALISED:
            return False, ""
        return True, f"“{label.name}:” was taken for a speaker's label, but may be part of the text"

    def _once(self, label: Label) -> tuple[bool, str]:
        if label.is_capitals and len(label.words) > 1:
            return True, ""
        if label.is_capitals and self._in_capitals:
            return True, f"“{label.name}:” was taken for a speaker's label, but stands only once"
        doubt = f"“{label.name}:” stands only once, so it was left as text"
        return False, doubt if label.is_capitalised else ""


def _candidates(block: Block, width: int, without: Container[Line]) -> Iterator[Candidate]:
    labels = [None if line in without else label_at(line.text) for line in block]
    is_dialogue = len(block) >= _FEWEST_LINES_OF_DIALOGUE and all(labels)
    for position, (line, label) in enumerate(zip(block, labels, strict=True)):
        if label:
            free = _stands_free(block, position, label, width, in_dialogue=is_dialogue)
            yield Candidate(line, label, free)


def _stands_free(
    block: Block, position: int, label: Label, width: int, *, in_dialogue: bool = False
) -> bool:
    """Whether the block begins here, a sentence ended, or a line was broken for the label."""
    if position == 0:
        return True
    line, before, first = block[position], block[position - 1], block[0]
    if ends_sentence(before.text) or is_lone_time(before.text) or _is_heading(before.text):
        return True
    hangs = line.indent == first.indent < before.indent and label_at(first.text) is not None
    is_sure = in_dialogue or (label.is_known and label.name[0].isupper())
    return hangs or (is_sure and broken_on_purpose(before, line, width))


def _is_heading(text: str) -> bool:
    """Whether the text is a label alone, whose speech would stand on the next line."""
    label = label_at(text)
    return label is not None and label.offset >= len(text) and (label.is_known or label.is_capitals)


def _with_stops(blocks: Sequence[Block], width: int) -> dict[Line, Label]:
    """`Q.` and `A.`, which are initials or list items unless both are there, Q first."""
    found: dict[Line, Label] = {}
    for block in blocks:
        for position, line in enumerate(block):
            label = stop_label_at(line.text)
            if label and _stands_free(block, position, label, width):
                found[line] = label
    names = [label.name for label in found.values()]
    return found if names[:1] == ["Q"] and "A" in names else {}


def _with_dashes(blocks: Sequence[Block]) -> dict[Line, Label]:
    """Names in capitals before a long dash at the start of blocks, each at least twice."""
    found = {block[0]: label for block in blocks if (label := dash_label_at(block[0].text))}
    counts = Counter(label.key for label in found.values())
    return {line: label for line, label in found.items() if counts[label.key] > 1}
