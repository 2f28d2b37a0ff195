"""Whether a place is the note's: rules over what speaks for it, each with the reason for its number.

The numbers were chosen on simulated edits whose truth is known (`python -m tests.bench.anchoring`),
where wrong answers count more than questions left to a person.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from postil.core.fragments import Fragment
    from postil.core.places import Place

_HALF: Final = 0.5
"""A passage of whose letters fewer stand is gone, whatever else is like it."""

_LIKELIER: Final = -0.5
"""Odds from which on words in their old place count as edited. Below 0, as editors change words
far more often than they rewrite sentences, but not far below: an answer needs better reasons."""

_MOSTLY: Final = 0.62
_UNLIKELY: Final = -2.0
"""With more of its letters, a passage may be in a sentence that was changed more heavily."""

_PURE: Final = 0.9
"""Where so much of the place comes from the quote, words were left out and nothing was put in."""

_TELLING: Final = 22.0
"""Nats that single out a place in any text by themselves: four rare words, or eight common ones."""

_CARRIED: Final = 16.0
"""Nats that chance does not bring together anew in 400,000 words (e^13)."""

_WITNESS: Final = 10.0

_CLOSE: Final = 0.6
"""Places of one fragment whose fit differs by less are alike: `Place.fit` goes to 6."""


def is_kept(place: Place) -> bool:
    """Whether words in their old place are still those of the note, and not a new sentence."""
    if place.letters < _HALF:
        return False
    is_shortened = place.purity >= _PURE and min(place.sides, default=0.0) >= _HALF
    is_mostly_there = place.letters >= _MOSTLY and place.odds > _UNLIKELY
    return place.odds > _LIKELIER or is_mostly_there or is_shortened


def is_moved(place: Place) -> bool:
    """Whether words found far from their old place were taken there, with their sentence.

    The place is weighed without what stood around the sentence, which did not move.
    """
    return min(place.share, place.likeness) >= 0.75 and place.odds > 0 and place.weight >= _CARRIED


def rivals(place: Place, others: Iterable[Place]) -> list[Place]:
    """The places that nearly as much speaks for."""
    return [
        other
        for other in others
        if not other.overlaps(place) and not other.is_gap and other.fit >= place.fit - _CLOSE
    ]


class Position(Enum):
    """What ids and the other notes say of a place."""

    NEAR = "where the note should be"
    UNKNOWN = "nobody can tell"
    FAR = "where the note should not be"


def is_sure_exact(place: Place, fragment: Fragment) -> bool:
    """Whether a quote that stands in its paragraph as it says is a witness for others."""
    return fragment.has_context or place.told >= _WITNESS


def is_sure_alone(places: Sequence[Place], fragment: Fragment) -> bool:
    """Whether the first of the places is a witness for others before they were asked."""
    best = places[0]
    if best.is_gap or not is_kept(best) or rivals(best, places[1:]):
        return False
    if fragment.has_context:
        return min(best.sides) >= 0.6 and best.weight >= _TELLING
    return best.likeness == 1.0 and best.told >= _TELLING and all(p.share < 0.5 for p in places[1:])


def choose(positions: Mapping[Place, Position], fragment: Fragment) -> tuple[Place | None, bool]:
    """The best place that may be believed, and whether it may be without asking."""
    ranked = sorted((p for p in positions if not p.is_gap), key=lambda p: (-p.fit, p.start))
    for position, is_believed in (
        (Position.NEAR, _is_near), (Position.UNKNOWN, _is_alone), (Position.FAR, _is_carried)
    ):
        for place in ranked:
            if positions[place] is position and is_kept(place) and is_believed(place, ranked):
                return place, True
    return None, False


def _is_near(place: Place, _: Sequence[Place]) -> bool:
    if place.sides:
        return place.weight >= 10 and (place.likeness == 1.0 or place.told >= 10 or max(place.sides) >= 0.6)
    return place.share >= 0.6 and (place.told >= 10 or (place.likeness == 1.0 and place.told >= 5))


def _is_alone(place: Place, ranked: Sequence[Place]) -> bool:
    if place.sides:
        return sum(place.sides) / len(place.sides) >= 0.6 and place.weight >= 16
    return place.likeness == 1.0 and place.told >= 30 and all(p is place or p.share < 0.5 for p in ranked)


def _is_carried(place: Place, _: Sequence[Place]) -> bool:
    return len(place.sides) == 2 and min(place.sides) >= 0.9 and place.likeness >= 0.97 and place.weight >= _TELLING
