"""Whether a place is the note's: rules over what speaks for it, each with the reason for its number.

The numbers were chosen on simulated edits whose truth is known (`python -m tests.bench.anchoring`),
where wrong answers count more than questions left to a person.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.candidates import Found

_KEPT: Final = 1.3
"""Of 2, for share and purity together. Sentences put in other words reach 1.2 by the small words
that all sentences share; with every third word replaced, six in seven quotes are above 1.2."""

_CONTEXT: Final = 0.5
"""What surroundings add at most, or take away where they changed as well: a sentence that was
rewritten changed on both sides of the quote, one in which words were replaced did not."""

_SHORT: Final = 5
"""Words up to which surroundings count in full; the more words a quote has, the less."""

_LEAST: Final = 0.4
"""Of the quote must be there, whatever speaks for the place."""

_TELLING: Final = 22.0
"""Nats that single out a place in any text by themselves: four rare words, or eight common ones."""

_NO_CHANCE: Final = 16.0
"""Nats of quote and surroundings that chance does not bring together in 400,000 words (e^13)."""


class Level(Enum):
    """How sure a place is before other notes are asked."""

    CERTAIN = "whatever the others tell"
    SURE = "unless the others speak against it"
    LIKELY = "if the others do not speak against it"
    UNKNOWN = "if the others tell"


def level(place: Found, *, has_context: bool, at_home: bool) -> Level:
    """How sure a place is that is kept and has no rivals."""
    if place.weight < _NO_CHANCE:
        return Level.LIKELY if at_home and place.told >= 8 else Level.UNKNOWN
    if has_context:
        sides = [side for side in (place.before, place.after) if side is not None]
        if min(sides) >= 0.6 and (len(sides) == 2 or place.told >= 8) and agreement(place) >= 1.6:
            return Level.CERTAIN if at_home else Level.SURE
        if max(sides) >= 0.5:
            return Level.LIKELY
        return Level.LIKELY if at_home and place.told >= 12 else Level.UNKNOWN
    if at_home:
        return Level.LIKELY
    return Level.LIKELY if place.told >= _TELLING and place.share >= 0.9 else Level.UNKNOWN


def agreement(place: Found) -> float:
    """How far quote and place are the same words, from below 0 to 2.5; surroundings included."""
    sides = [side for side in (place.before, place.after) if side is not None]
    around = sum(sides) / len(sides) if sides else 0.5
    weight = _CONTEXT * min(1.0, _SHORT / max(1, place.size))
    return place.share + place.purity + weight * (2 * around - 1)


def is_kept(place: Found) -> bool:
    """Whether words in their old place are still those of the note, and not a new sentence."""
    return place.share >= _LEAST and agreement(place) >= _KEPT


def is_moved(place: Found) -> bool:
    """Whether words found far from their old place were taken there, and not said twice."""
    if place.share < 0.75 or place.likeness < 0.75:
        return False
    near, far = sorted((place.before or 0.0, place.after or 0.0))
    return (
        place.told >= _TELLING
        or near >= 0.6
        or (far >= 0.9 and (place.told >= 12 or place.weight >= 2 * _TELLING))
    )


def is_telling(place: Found) -> bool:
    """Whether so much fits that chance cannot have brought it together."""
    return place.weight >= _NO_CHANCE


def rivals(place: Found, others: Iterable[Found]) -> list[Found]:
    """The places that nearly as much speaks for."""
    return [
        other
        for other in others
        if (other.end <= place.start or place.end <= other.start)
        and other.share >= 0.8 * place.share
        and other.around >= 0.55 * place.around
    ]
