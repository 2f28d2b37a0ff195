"""Which paragraph an id belongs to, and which id a paragraph lost: by order and the kept text.

An id that was deleted is not used again, as old citations lead to it. So a number that is missing
is given only where somebody wrote an id that is none, or where the kept text shows that the
paragraph had it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from postil.core.folding import fold
from postil.core.likeness import is_same_still
from postil.core.transcript import id_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Paragraph(NamedTuple):
    """The text of a paragraph, its id or None, and whether what was written as its id is none."""

    text: str
    id: str | None
    is_mistyped: bool = False


class LikelyIds(NamedTuple):
    """The ids, none of them twice, and the numbers of paragraphs that may be the rightful ones."""

    ids: list[str | None]
    uncertain: frozenset[int]


def likely_ids(paragraphs: Sequence[Paragraph], kept: Mapping[str, str]) -> LikelyIds:
    """The ids of paragraphs where each is had by one, and those that were lost are given back.

    `kept` holds the text of each paragraph as it was kept, by its id.
    """
    ids = [paragraph.id for paragraph in paragraphs]
    uncertain = _take_from_copies(paragraphs, kept, ids)
    if None in ids:
        _give_back(paragraphs, kept, ids)
    return LikelyIds(ids, frozenset(uncertain))


def _take_from_copies(
    paragraphs: Sequence[Paragraph], kept: Mapping[str, str], ids: list[str | None]
) -> set[int]:
    """Leave each id to one paragraph; the numbers of the others where either may be the old one."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, identifier in enumerate(ids):
        if identifier:
            places[identifier].append(number)
    row = _Row(ids)
    uncertain: set[int] = set()
    for identifier, numbers in places.items():
        if len(numbers) > 1:
            texts = {number: paragraphs[number].text for number in numbers}
            owner = _by_text(texts, kept[identifier]) if identifier in kept else None
            owner = row.rightful(numbers, identifier) if owner is None else owner
            others = [n for n in numbers if n != (numbers[0] if owner is None else owner)]
            uncertain.update(others if owner is None else ())
            for number in others:
                ids[number] = None
    return uncertain


def _by_text(texts: Mapping[int, str], kept: str) -> int | None:
    """The one of several paragraphs that reads as it was kept, or as only it does, nearly so."""
    folded = fold(kept).text
    same = [number for number, text in texts.items() if fold(text).text == folded]
    if not same:
        same = [number for number, text in texts.items() if is_same_still(kept, text)]
    return same[0] if len(same) == 1 else None


def _give_back(
    paragraphs: Sequence[Paragraph], kept: Mapping[str, str], ids: list[str | None]
) -> None:
    """The kept id to a paragraph that reads as it did; else the number missing between others."""
    row, taken = _Row(ids), set(ids)
    folded = {identifier: fold(text).text for identifier, text in kept.items()}
    copies = Counter(folded.values())
    known = {text: identifier for identifier, text in folded.items() if copies[text] == 1}
    for number, paragraph in enumerate(paragraphs):
        if ids[number] is not None:
            continue
        found = known.get(fold(paragraph.text).text)
        if found is None or not row.fits(number, found):
            found = row.missing(number, is_last=paragraph.is_mistyped)
            found = found if _may_have(paragraph, found, kept) else None
        if found is not None and found not in taken:
            ids[number] = found
            taken.add(found)


def _may_have(paragraph: Paragraph, missing: str | None, kept: Mapping[str, str]) -> bool:
    """Whether a missing number was the paragraph's, and not that of a deleted one."""
    if missing is not None and missing in kept and is_same_still(kept[missing], paragraph.text):
        return True
    return paragraph.is_mistyped or (paragraph.id is not None and not kept)


class _Row:
    """The ids in their order, to be asked about the numbers on both sides of a paragraph."""

    def __init__(self, ids: Sequence[str | None]) -> None:
        self._ids = [*ids]
        self._numbered = [number for number, identifier in enumerate(ids) if identifier]
        self._places = range(len(self._numbered))
        self._taken = set(ids)

    def rightful(self, numbers: Sequence[int], own: str) -> int | None:
        """Which of two paragraphs with one id has it where it belongs in the order of numbers."""
        if len(numbers) > 2:  # noqa: PLR2004
            return None
        fitting = [number for number in numbers if self.fits(number, own)]
        if len(fitting) != 1:
            fitting = [number for number in numbers if not self.missing(number)]
        return fitting[0] if len(fitting) == 1 else None

    def fits(self, number: int, own: str) -> bool:
        """Whether an id lies between those on both sides, the same one left out."""
        before = self._other(own, bisect_left(self._numbered, number) - 1, -1)
        after = self._other(own, bisect_right(self._numbered, number), 1)
        is_behind = not before or id_order(before) < id_order(own)
        return is_behind and (not after or id_order(own) < id_order(after))

    def _other(self, own: str, at: int, step: int) -> str:
        """The next id in a direction that is another than the one given; empty if there is none."""
        places = (place for place in (at, at + step) if place in self._places)
        found = (self._ids[self._numbered[place]] or "" for place in places)
        return next((identifier for identifier in found if identifier != own), "")

    def missing(self, number: int, *, is_last: bool = False) -> str | None:
        """The id that is missing between the paragraphs beside this one, if it is exactly one.

        `is_last`: also the one that would come next behind all.
        """
        before = self._ids[number - 1] if number else ""
        after = self._ids[number + 1] if number + 1 < len(self._ids) else ""
        if before is None or after is None or not (after or is_last):
            return None
        count = id_order(before)[0] if before else 0
        found = f"p{count + 1}"
        is_one = after in ("", f"p{count + 2}")
        return found if is_one and found not in self._taken else None
