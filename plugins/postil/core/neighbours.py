"""Where a note should lie: between notes whose place is certain, before it and behind it.

The order of the old text is known only by the numbers in paragraph ids, where they have numbers;
notes of one paragraph stay together whatever its id is like.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from heapq import nlargest, nsmallest
from math import ceil
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.anchors import longest_chain

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERED: Final = re.compile(r"([^0-9]*)([0-9]{1,9})([a-z]{0,9})")

_IN_ORDER: Final = 0.7
"""The share of certain notes in the order of their ids from which ids tell an order at all."""

_STRETCH: Final = 1.5
_SLACK: Final = 2
"""A paragraph that stood n behind another stands at most 1.5 n + 2 behind it: every second one was
cut in two, and two were put in."""

_Key = tuple[int, str]


class Sighting(NamedTuple):
    """A note of old paragraph `id` is certain to stand in the new paragraphs `first` to `last`."""

    id: str
    first: int
    last: int


class Window(NamedTuple):
    """A note should lie in the new paragraphs `low` to `high`.

    It lies in `likely_low` to `likely_high` if the text between its neighbours was only made
    longer, or only shorter, since; with a neighbour on one side only, one paragraph more or less.
    """

    low: int
    high: int
    likely_low: int
    likely_high: int

    def distance(self, first: int, last: int) -> int:
        """Paragraphs from `first` to `last` to the likely ones; 0 among them."""
        return max(0, self.likely_low - last, first - self.likely_high)


class Neighbours:
    """What certain notes tell of the places of others."""

    def __init__(self, sightings: Iterable[Sighting], ids: list[str]) -> None:
        """Take what is certain, and the ids of the new paragraphs in their order."""
        by_id: defaultdict[str, list[Sighting]] = defaultdict(list)
        for sighting in sightings:
            by_id[sighting.id].append(sighting)
        known = {each: by_id[each] for each in by_id.keys() & set(ids)}
        at_home = {each: _at_home(seen, ids) for each, seen in known.items()}
        self.trust = _trust(_count(at_home), _count(known))
        self._chain = _chain(by_id)
        self._keys = [key for key, _ in self._chain]
        self._end = len(ids) - 1
        self._outermost = {each: _outermost(seen) for each, seen in by_id.items()}
        self._outermost_at_home = {each: _outermost(seen) for each, seen in at_home.items()}

    def of(self, paragraph_id: str, own: Sighting | None = None) -> Window | None:
        """The new paragraphs among which a note of that one should lie.

        `own` is where the note itself was seen; it is no witness.
        """
        between = self._between(paragraph_id)
        witnesses = self._outermost_at_home if between is None else self._outermost
        same = [s for s in witnesses.get(paragraph_id, ()) if s is not own]
        if not same:
            return between
        low, high = min(s.first for s in same), max(s.last for s in same)
        if between is not None and (high < between.low or low > between.high):
            return between
        return Window(low, high, low, high)

    def _between(self, paragraph_id: str) -> Window | None:
        """The paragraphs between the nearest notes of others, by the numbers in their ids."""
        key = _key(paragraph_id)
        if key is None or not self._chain:
            return None
        before = bisect_left(self._keys, key) - 1
        behind = bisect_right(self._keys, key)
        low, high = 0, self._end
        expected = []
        if before >= 0:
            distance = key[0] - self._keys[before][0]
            low = self._chain[before][1]
            high = min(high, low + _farthest(distance))
            expected.append(low + distance)
        if behind < len(self._chain):
            distance = self._keys[behind][0] - key[0]
            high = min(high, self._chain[behind][1])
            low = max(low, self._chain[behind][1] - _farthest(distance))
            expected.append(self._chain[behind][1] - distance)
        if low > high or not expected:
            return None
        if len(expected) == 1:
            expected = [expected[0] - 1, expected[0] + 1]
        likely = [min(max(place, low), high) for place in expected]
        return Window(low, high, min(likely), max(likely))


def _trust(right: int, known: int) -> float:
    """How many of the notes whose old id is still there stand in that paragraph.

    Counted as if three more had been right and one wrong: ids are, until many notes show that
    they are not.
    """
    return (right + 3) / (known + 4)


def _count(by_id: dict[str, list[Sighting]]) -> int:
    return sum(map(len, by_id.values()))


def _at_home(same: list[Sighting], ids: list[str]) -> list[Sighting]:
    """Those that stand in the paragraph of their id."""
    return [s for s in same if s.id in ids[s.first : s.last + 1]]


def _outermost(same: list[Sighting]) -> list[Sighting]:
    """The two that begin first and the two that end last.

    Without the note that asks, the outermost of the others are among them still.
    """
    if len(same) <= 2:  # noqa: PLR2004
        return same
    return [
        *nsmallest(2, same, key=attrgetter("first")),
        *nlargest(2, same, key=attrgetter("last")),
    ]


def _farthest(distance: int) -> int:
    return ceil(_STRETCH * distance) + _SLACK


def _key(paragraph_id: str) -> _Key | None:
    match = _NUMBERED.fullmatch(paragraph_id)
    return (int(match[2]), match[3]) if match else None


def _chain(by_id: dict[str, list[Sighting]]) -> list[tuple[_Key, int]]:
    """The certain places in the order of their ids, without those that were moved."""
    places = []
    for paragraph_id, sightings in by_id.items():
        key = _key(paragraph_id)
        if key is not None:
            places += [(key, sighting.first) for sighting in sightings]
    places = sorted(set(places))
    rising = longest_chain([(number, new) for number, (_, new) in enumerate(places)])
    if len(rising) < _IN_ORDER * len(places):
        return []
    return [places[number] for number, _ in rising]
