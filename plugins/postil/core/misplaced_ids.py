"""Ids of paragraphs that readers see as text: where they were written, and whose they are to be."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.textview import ParagraphView, Run

_ID: Final = re.compile(
    r"\{{1,2}:?[ \t]*#([pP][0-9]+[a-zA-Z]*)(?:[ \t]+\.[\w-]+)*[ \t]*\}{1,2}", re.ASCII
)


class Where(Enum):
    """Where an id was written: on its own between blank lines, or in a paragraph's text."""

    ALONE = auto()
    FIRST = auto()
    WITHIN = auto()
    LAST = auto()


class MisplacedId(NamedTuple):
    """An attribute list as typed, the id it gives, and where it was written."""

    typed: str
    id: str
    where: Where


def misplaced_ids(block: ParagraphView) -> list[MisplacedId]:
    """The attribute lists that readers see in a block, but for those in code, in order."""
    if "#" not in block.whole:
        return []
    whole = block.whole.strip()
    return [
        MisplacedId(found[0], found[1].lower(), _where(found, whole, block, run))
        for run in block.runs
        if not _is_code(run)
        for found in _outside_tags(run)
    ]


def _where(found: re.Match[str], whole: str, block: ParagraphView, run: Run) -> Where:
    if found[0] == whole:
        return Where.WITHIN if block.id else Where.ALONE
    if run is block.runs[0] and not run.raw[: found.start()].strip():
        return Where.FIRST
    is_last = run is block.runs[-1] and not run.raw[found.end() :].strip()
    return Where.LAST if is_last else Where.WITHIN


def _is_code(run: Run) -> bool:
    is_in_code = run.outer_link is not None and run.outer_link.tag == "code"
    return is_in_code or (run.element.tag == "code" and not run.is_tail)


def _outside_tags(run: Run) -> Iterator[re.Match[str]]:
    """Those that raw HTML, such as `<code>` or `<kbd>`, does not enclose: these are to be read."""
    tags = [piece for piece in run.pieces or () if not piece.seen]
    starts, ends = {tag.start for tag in tags}, {tag.end for tag in tags}
    for found in _ID.finditer(run.raw):
        if found.start() not in ends or found.end() not in starts:
            yield found


def is_alone(block: ParagraphView) -> bool:
    """Whether the block is an id that a blank line parts from its paragraph, and no paragraph."""
    return any(found.where is Where.ALONE for found in misplaced_ids(block))


def ids_as_meant(blocks: Sequence[ParagraphView]) -> list[str | None]:
    """The id of each block as typed; where it has none, the misplaced one that is to be its own.

    That is one that no block has and that stands in the paragraph itself or beside it. Each is
    taken once. What is no paragraph has none.
    """
    return _Meant(blocks).ids


class _Meant:
    """Gives misplaced ids to paragraphs, those first that can belong to one paragraph only."""

    def __init__(self, blocks: Sequence[ParagraphView]) -> None:
        self.ids: list[str | None] = [block.id or None for block in blocks]
        self._taken = set(self.ids)
        self._found = [misplaced_ids(block) for block in blocks]
        self._alone = [any(each.where is Where.ALONE for each in found) for found in self._found]
        self._has_text = [bool(block.whole.strip()) for block in blocks]
        self._give_those_alone()
        self._give_first_ones()
        for number, found in enumerate(self._found):
            for each in found:
                self._give(number, each.id)

    def _give_those_alone(self) -> None:
        """To the paragraph above; to that below where all stand above theirs."""
        is_above_its_own = self._above_their_own()
        for number, is_alone in enumerate(self._alone):
            if not is_alone:
                continue
            identifier = self._found[number][0].id
            if not self._give(number - 1, identifier) and is_above_its_own[number]:
                self._give(number + 1, identifier)

    def _above_their_own(self) -> list[bool]:
        """Of each block, whether it is an id that begins a row of such with a paragraph below."""
        result = [False] * (len(self.ids) + 2)
        alone = [*self._alone, False, False]
        for number in reversed(range(len(self.ids))):
            if alone[number] and self._can_take(number + 1):
                result[number] = not alone[number + 2] or result[number + 2]
        return result

    def _give_first_ones(self) -> None:
        """To the paragraph that it begins, or to the one above if that has its id below it."""
        for number in reversed(range(len(self.ids))):
            first = next((each for each in self._found[number] if each.where is Where.FIRST), None)
            if first and not self._give(number, first.id):
                self._give(number - 1, first.id)

    def _give(self, number: int, identifier: str) -> bool:
        if identifier in self._taken or not self._can_take(number):
            return False
        self.ids[number] = identifier
        self._taken.add(identifier)
        return True

    def _can_take(self, number: int) -> bool:
        is_block = 0 <= number < len(self.ids)
        if not is_block or self._alone[number]:
            return False
        return self._has_text[number] and self.ids[number] is None


def near(blocks: Sequence[ParagraphView], number: int) -> Iterator[MisplacedId]:
    """The misplaced ids that may be meant for the block of that number."""
    yield from misplaced_ids(blocks[number])
    beside = [(number - 1, (Where.ALONE,)), (number + 1, (Where.ALONE, Where.FIRST))]
    for other, places in beside:
        if 0 <= other < len(blocks):
            yield from (each for each in misplaced_ids(blocks[other]) if each.where in places)
