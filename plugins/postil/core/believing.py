"""Which place of a note to believe, of which only the target is known: rules, and their reasons.

The numbers were chosen on simulated edits whose truth is known (`python -m tests.bench.anchoring`)
and on the same edits of printed prose. Figures in brackets are places of both that were the note's,
and those that were not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.judging import CLOSE, is_enclosed, is_kept, is_scattered, rivals
from postil.core.locating import Located, Position
from postil.core.outstanding import outstanding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.fragments import Fragment
    from postil.core.places import Place

_TELLING: Final = 22.0
"""Nats that single out a place in any text by themselves: four rare words, or eight common ones."""

_CARRIED: Final = 16.0
"""Nats that chance does not bring together anew in 400,000 words (e^13)."""

_WITNESS: Final = 10.0
"""Nats of a quote that can tell where others should be, or be where nothing else is like it."""

_LEAST: Final = 5.0
"""Nats of a verbatim quote, one rare word, that is believed where it should be."""

_SAME: Final = 0.75
"""Of a quote's information and spelling: every fourth word may be another."""

_SCORES: Final = (0.6, 0.7, 0.85)
"""Of places where the note was not expected, where it was, and where its surroundings are too."""

_NEAR: Final = 4.25
_NEAR_UNLIKELY: Final = 4.5
_NEAR_ONE_SIDED: Final = 2.75
_NEAR_TELLING: Final = 4.1
_NEAR_ALONE: Final = 4.8
"""What must fit, of 6, in a place where the note should be; where its words may as well be others;
where the words on one side only are known; or none, but the quote tells a place by itself; or none,
and it does not. At these, of simulated places that fit just so much, more are right than wrong."""

_HELD: Final = 0.35
"""Of the side that fits less, where nobody can tell whether the note should be there: with less, a
quarter were others (66 to 22)."""

_ONE_SIDE: Final = (0.5, 0.75)
"""Of the only side that is known of a note that should be there. Between these, of ten one is a
copy of words that were cut out."""

_STANDS: Final = 0.75
"""Of all words, where nobody can tell whether the note should be there."""

_RIVAL: Final = 3.56
"""Of `fit`: with such another there, half were others (159 to 171)."""

_MOSTLY: Final = 0.6
_LIKELY: Final = 1.35
_LONELY: Final = 4.2
"""Of all the words, and the odds, of a quote without context where it is expected, and the `fit`
that no other place may have (213 to 1)."""

_LIKE: Final = 0.65
_EDITED: Final = -1.0
_ALONE_LEAD: Final = 0.5
"""Of its spelling, and the odds, with which an editor went over one that tells a place; and by how
much worse all other places must fit (189 to 4)."""

_ENCLOSED_LEAD: Final = 0.5
_ENCLOSED_SPELT: Final = 0.7
"""By how much worse than words that are enclosed by their surroundings another place must fit to be
no rival; and of their spelling, if half of the letters are others: in “rightsizing”, mistyped."""

_MARKED_LEAD: Final = 1.0
"""By how much worse another place must fit, with the signs beside it, to be no rival."""

_RIVAL_ELSEWHERE: Final = 1.0
"""How much better a place must fit than one where the note should be, to be asked about; and how
much worse, if nobody can tell where the note should be: a copy fits in its words, not around."""

_SURROUNDED: Final = 5.0
"""Of `fit`, which goes to 6: the words are the same, and those around them but for a few."""

_NEARLY: Final = 0.8
"""Of a quote's information that may stand in a second place before that is as likely."""


def is_witness(told: float, *, has_context: bool) -> bool:
    """Whether a quote that stands in its paragraph as it says is a witness for others."""
    return has_context or told >= _WITNESS


def is_sure_alone(places: Sequence[Place], fragment: Fragment) -> bool:
    """Whether the first of the places is a witness for others before they were asked."""
    if not places or places[0].is_gap or not is_kept(places[0]):
        return False
    best, others = places[0], places[1:]
    if fragment.has_context:
        is_fitting = best.fit >= _SURROUNDED and best.odds > 0 and best.weight >= _TELLING
        return is_fitting and not rivals(best, others)
    is_verbatim = best.likeness == 1.0 and best.told >= _CARRIED
    return is_verbatim and all(place.share < _NEARLY for place in others)


def choose(located: Sequence[Located]) -> list[Located]:
    """The place to believe; or several, the best first, that nobody can choose between; or none."""
    chosen = _chosen(located)
    best = outstanding(located) if len(chosen) != 1 else None
    return chosen if best is None else [best]


def _chosen(located: Sequence[Located]) -> list[Located]:
    """The same by what speaks for each place."""
    ranked = sorted(located, key=lambda found: (-found.marked_fit, found.place.start))
    ranked = [found for found in ranked if _is_there(found.place)]
    believed = [found for found in ranked if _is_believed(found) or _is_alone(found, located)]
    near = [found for found in believed if found.position is Position.NEAR]
    best = next(iter(near or believed), None)
    if best is None:
        return []
    others = [found for found in ranked if not found.place.overlaps(best.place)]
    return [best, *(other for other in others if _rivals(best, other))]


def _is_there(place: Place) -> bool:
    """Whether words of the quote stand in a place, or such as they were made of."""
    if place.is_gap or is_scattered(place):
        return False
    return is_kept(place) or (is_enclosed(place) and place.likeness >= _ENCLOSED_SPELT)


def score(found: Located) -> float:
    """How far a place can be trusted that was chosen: see `Moved.score`."""
    if found.position is not Position.NEAR:
        return _SCORES[0]
    return _SCORES[2] if found.place.sides and found.fit >= _SURROUNDED else _SCORES[1]


def _rivals(best: Located, other: Located) -> bool:
    """Whether the other place fits so well that one must ask."""
    if other.marked_fit < best.marked_fit - _MARKED_LEAD:
        return False
    if is_enclosed(best.place) and other.fit < best.fit - _ENCLOSED_LEAD:
        return False
    if best.position is Position.NEAR and other.position is not Position.NEAR:
        if not other.place.sides and other.place.likeness == 1.0 > best.place.likeness:
            return True
        return other.fit >= best.fit + _RIVAL_ELSEWHERE and _is_believed(other)
    if best.position is Position.UNKNOWN and best.place.sides:
        is_copy = other.place.likeness == 1.0 > best.place.likeness
        return other.fit >= _RIVAL and not is_copy
    margin = CLOSE if best.position is Position.NEAR else _RIVAL_ELSEWHERE
    return other.fit >= best.fit - margin


def _is_believed(found: Located) -> bool:
    """Whether a place may be believed if it has no rival: the farther off, the more must fit."""
    place = found.place
    if not place.sides:
        return _is_believed_alone(found)
    if found.position is Position.NEAR:
        return place.weight >= _WITNESS and _is_believed_near(found)
    return found.position is Position.UNKNOWN and _is_believed_anywhere(place)


def _is_believed_anywhere(place: Place) -> bool:
    """The same where nobody can tell whether the note should be there."""
    if place.weight < _CARRIED or min(place.sides) < _HELD:
        return False
    return place.stands >= _STANDS or is_enclosed(place)


def _is_alone(found: Located, located: Iterable[Located]) -> bool:
    """Whether words without context are believed because nothing is like them anywhere."""
    place = found.place
    if place.sides or place.is_gap or found.position is not Position.NEAR or found.away > 0:
        return False
    others = (o for o in located if not o.place.is_gap and not o.place.overlaps(place))
    rival = max((other.fit for other in others), default=0.0)
    if place.told >= _TELLING and place.likeness >= _LIKE and place.odds >= _EDITED:
        return rival <= found.fit - _ALONE_LEAD
    is_likely = place.odds >= _LIKELY and place.stands >= _MOSTLY
    return is_likely and place.told >= _WITNESS and rival < _LONELY


def _is_believed_near(found: Located) -> bool:
    place = found.place
    if len(place.sides) == 1 and _ONE_SIDE[0] <= place.sides[0] < _ONE_SIDE[1]:
        return False
    if place.odds <= 0:
        return found.fit >= _NEAR_UNLIKELY
    is_one_sided = len(place.sides) == 1 and place.told >= _CARRIED
    return found.fit >= (_NEAR_ONE_SIDED if is_one_sided else _NEAR)


def _is_believed_alone(found: Located) -> bool:
    """The same without context: a quote must tell its place, or have it told by others."""
    place = found.place
    if found.position is not Position.NEAR or place.odds <= 0:
        return False
    if place.told >= _CARRIED and place.share >= _SAME:
        return found.fit >= _NEAR_TELLING
    return place.likeness == 1.0 and found.fit >= _NEAR_ALONE and place.told >= _LEAST
