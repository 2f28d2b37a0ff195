"""Where annotated words are after an edit, by the provenance of every character.

A note's words are **there** when at least half of their letters and digits have a place in the
new text, and at least half are the same letters still. They are **gone** when less than a quarter
have a place: the sentence was deleted, or rewritten, which leaves no character that stands for an
old one. What lies between is **unclear** and not counted: people would not agree about it. So are
words that were torn apart, with more between the parts than is left of them.

The true place runs from the first to the last of these characters, spaces aside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.traced import NEW, Traced, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.anchoring.draft import Span

THERE: Final = 0.5
GONE: Final = 0.25


class State(Enum):
    THERE = "there"
    GONE = "gone"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Truth:
    """`place` is the true span in the whole new text, paragraphs joined with one character.

    `paragraphs` is the same with whole paragraphs: for a note without a quote as good an answer.
    """

    state: State
    place: tuple[int, int] | None = None
    paragraphs: tuple[int, int] | None = None


class Provenance:
    """The whole new text and where its characters come from."""

    def __init__(self, old: str, new: Sequence[Traced]) -> None:
        self._old = old
        self._new = joined(list(new), "\n")
        self._starts = list(accumulate((len(t.text) + 1 for t in new), initial=0))
        self._places: dict[int, list[int]] = defaultdict(list)
        for place, origin in enumerate(self._new.origins):
            if origin != NEW and not self._new.text[place].isspace():
                self._places[origin].append(place)

    def truth(self, span: Span) -> Truth:
        """What has become of the annotated characters."""
        letters = [o for o in range(span.start, span.end) if self._old[o].isalnum()]
        placed = [origin for origin in letters if origin in self._places]
        if len(placed) < GONE * len(letters):
            return Truth(State.GONE)
        found = [p for o in range(span.start, span.end) for p in self._places.get(o, ())]
        place = min(found), max(found) + 1
        same = sum(map(self._is_same, letters))
        if min(len(placed), same) < THERE * len(letters) or self._is_torn(span, place):
            return Truth(State.UNCLEAR)
        return Truth(State.THERE, place, self._whole(place))

    def _is_same(self, origin: int) -> bool:
        old = self._old[origin].casefold()
        return any(self._new.text[p].casefold() == old for p in self._places.get(origin, ()))

    def _is_torn(self, span: Span, place: tuple[int, int]) -> bool:
        inside = range(*place)
        own = sum(span.start <= self._new.origins[p] < span.end for p in inside)
        return len(inside) > 2 * own

    def _whole(self, place: tuple[int, int]) -> tuple[int, int]:
        first = bisect_right(self._starts, place[0]) - 1
        last = bisect_right(self._starts, place[1] - 1) - 1
        return self._starts[first], self._starts[last + 1] - 1
