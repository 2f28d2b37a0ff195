"""Notes of one old paragraph that are found together again: they vouch for each other.

Where neither ids nor context tell where a note should be, its words may be a copy of words that
were cut out. But two passages of one paragraph are copied into one other only with what stood
between them, and then the paragraph was moved.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest, nsmallest
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.judging import is_kept
from postil.core.neighbours import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.places import Place

_TOLD: Final = 10.0
_SHARE: Final = 0.6
"""Nats of a quote and the share of it that must stand beside another one: of 376 notes of simulated
edits that were found by this alone, 365 were right."""

_BETWEEN: Final = 2
"""Characters between two quotes: words that stand in both of them are copied at once."""


class _Group(NamedTuple):
    """Notes of one old paragraph that were seen in the new one `number`."""

    number: int
    size: int
    outermost: list[Place]


class Companions:
    """Where the other notes of a paragraph were seen."""

    def __init__(self, document: DocumentText, seen: Iterable[tuple[Target, Place]]) -> None:
        """Take the text, and where notes were seen in it that stand elsewhere than they say."""
        self._document = document
        by_id: defaultdict[str, defaultdict[int, list[Place]]]
        by_id = defaultdict(lambda: defaultdict(list))
        for target, place in seen:
            by_id[target.first][self._paragraph(place)].append(place)
        self._most = {first: _longest(groups) for first, groups in by_id.items()}

    def window(self, target: Target, places: Sequence[Place], own: Place | None) -> Window | None:
        """Where most of the others were seen, if one of the target's `places` is beside them.

        `own` is where the target itself was seen.
        """
        number, there = self._others(target, own)
        others = [other for other in there if other is not own]
        for place in places:
            if self._is_telling(place, number) and any(_is_apart(place, o) for o in others):
                return Window(number, number, number, number)
        return None

    def _others(self, target: Target, own: Place | None) -> tuple[int, list[Place]]:
        """The paragraph where more of the others were seen than in any other; the outermost there.

        The target itself may be among them.
        """
        home = -1 if own is None else self._paragraph(own)
        counts = [
            (group.size - (group.number == home), group.number, group.outermost)
            for group in self._most.get(target.first, ())
        ]
        best, second = nlargest(2, [*counts, (0, -1, []), (0, -1, [])], key=itemgetter(0))
        return (-1, []) if best[0] == second[0] else best[1:]

    def _is_telling(self, place: Place, number: int) -> bool:
        """Whether enough of a quote stands in that paragraph."""
        is_there = not place.is_gap and is_kept(place) and self._paragraph(place) == number
        return is_there and place.told >= _TOLD and place.share >= _SHARE

    def _paragraph(self, place: Place) -> int:
        return self._document.paragraph_at(place.start)


def _is_apart(place: Place, other: Place) -> bool:
    return place.end + _BETWEEN <= other.start or other.end + _BETWEEN <= place.start


def _longest(groups: dict[int, list[Place]]) -> list[_Group]:
    """The three longest: without the note that asks, one of them is the longest still."""
    longest = nlargest(3, groups.items(), key=lambda group: len(group[1]))
    return [_Group(number, len(places), _outermost(places)) for number, places in longest]


def _outermost(places: list[Place]) -> list[Place]:
    """The two that end first and the two that begin last.

    What is apart from any place is apart from one of them, also without the note that asks.
    """
    # Notes with the same words may share one place, and each of them leaves it out as its own.
    each_once = {id(place): place for place in places}.values()
    first = nsmallest(2, each_once, key=attrgetter("end"))
    return [*first, *nlargest(2, each_once, key=attrgetter("start"))]
