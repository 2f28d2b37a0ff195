"""Whether a place is the note's: rules over what speaks for it, with a reason for each number.

The numbers were chosen on simulated edits whose truth is known (`python -m tests.bench.anchoring`),
where wrong answers count more than questions left to a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.locating import Located, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

_HELD: Final = 0.35
_HELD_LETTERS: Final = (0.38, 0.54)
_HELD_ODDS: Final = -4.5
"""Of each side of words in line, with which fewer of the letters do, or worse odds: between what
stands, words were edited, and where something else was said the ends were mostly changed too."""

_MISSPELT: Final = 0.7
"""Of each side, and of the spelling of a word between them that is no likeness of the old one by
itself: in “1946”, corrected to “1947”."""

_MOST: Final = 0.58
_MIXED: Final = 0.44
_AMONG: Final = 0.4
"""Of the words of a passage, of the place, and of all the words on both sides: with these and half
of the letters, an editor went over it. Who says something else keeps half of the words at most."""

_SPELT: Final = 0.82
"""Of the spelling of words beside such as stand: a letter more or less, in a number too."""

_CUT: Final = 0.98
_CUT_WORDS: Final = 4.5
"""Purity and words of what is left of a passage that was cut in two, or lost its other end."""

_TELLING: Final = 22.0
"""Nats that single out a place in any text by themselves: four rare words, or eight common ones."""

_CARRIED: Final = 16.0
"""Nats that chance does not bring together anew in 400,000 words (e^13)."""

_WITNESS: Final = 10.0

_SAME: Final = 0.75
"""Of a quote's information and spelling: every fourth word may be another."""

_UNMISTAKABLE: Final = 40.0
"""Nats of a quote that is believed wherever it stands: ten telling words."""

_WHOLE: Final = (0.6, 0.97)
_CHANGED: Final = (0.7, 0.85)
_SENTENCE: Final = 0.78
_LIKELY: Final = 2.0
_MANY: Final = 12.0
_WEIGHTY: Final = 12.0
"""What tells a sentence that was moved from another of the same making: all of the one stands in
the other; or with likely odds nearly all of it, or so much of both; or with such odds even less;
and the least nats of any."""

_LEAST: Final = 5.0
"""Nats of a verbatim quote, one rare word, that is believed where it should be."""

_SCORES: Final = (0.6, 0.7, 0.85)
"""Of places where the note was not expected, where it was, and where its surroundings are too."""

_NEAR: Final = 4.25
_NEAR_UNLIKELY: Final = 4.5
_NEAR_ONE_SIDED: Final = 2.75
_NEAR_TELLING: Final = 4.1
_NEAR_ALONE: Final = 4.8
_FAR: Final = 5.5
"""What must fit, of 6, in a place where the note should be; where its words may as well be others;
where the words on one side only are known; or none, but the quote tells a place by itself; or none,
and it does not; where nobody can tell whether it should be there; and where it should not be. At
these, of simulated places that fit just so much, more are right than wrong."""

_BESIDE: Final = 2
_BOTH_SIDES: Final = 0.75
_OUTER: Final = 0.7
_STANDS: Final = 0.7
_STANDS_ALONE: Final = 0.85
_RIVAL: Final = 3.56
_LONELY: Final = 2.5
_ONE_SIDE: Final = 0.75
"""Of each side, where nobody can tell whether the note should be there, and where it should not be;
and of the only side that is known of a note that should be there. With less, of ten one is a copy
of words that were cut out."""

_ALONE_TOLD: Final = 15.0
"""Nats of a quote whose words need not tell a place by themselves, as no other is like them."""

_RIVAL_ELSEWHERE: Final = 1.0
"""How much better a place must fit than one where the note should be, to be asked about; and how
much worse, if nobody can tell where the note should be: a copy fits in its words, not around."""

_SURROUNDED: Final = 5.0
"""Of `fit`, which goes to 6: the words are the same, and those around them but for a few."""

_NEARLY: Final = 0.8
"""Of a quote's information that may stand in a second place before that is as likely."""

_CLOSE: Final = 0.6
"""Places of one fragment whose fit differs by less are alike: `Place.fit` goes to 6."""


def is_kept(place: Place) -> bool:
    """Whether words in their old place are still those of the note, and not a new sentence."""
    if place.letters < _HALF:
        return False
    is_shortened = place.purity >= _PURE and min(place.sides, default=0.0) >= _HALF
    is_mostly_there = place.letters >= _MOSTLY and place.odds > _UNLIKELY
    return place.odds > _LIKELIER or is_mostly_there or is_shortened


def stands_in_line(place: Place) -> bool:
    """The same for words to which an alignment of both texts leads: what is around them counts."""
    least, most = min(place.sides, default=0.0), max(place.sides, default=0.0)
    if place.likeness >= _SPELT and most >= _SAME:
        return True
    if place.is_gap:
        return least >= _MISSPELT and place.likeness >= _MISSPELT
    is_like = place.letters >= _HELD_LETTERS[0] and place.odds > _LIKELIER
    is_likest = place.letters >= _HELD_LETTERS[1] and place.odds > _HELD_ODDS
    if least >= _HELD and (is_like or is_likest):
        return True
    if _is_mostly_in_line(place) and most >= _HELD:
        return True
    if place.share < 1.0 and place.purity >= _CUT and most >= _SAME and place.letters >= _HALF:
        return place.letters * place.size >= _CUT_WORDS
    return is_kept(place) and (most >= _HELD or place.odds >= 1 or place.share == 1.0)


def _is_mostly_in_line(place: Place) -> bool:
    is_most = place.words >= _MOST and place.letters >= _HALF
    return is_most and place.purity >= _MIXED and place.stands >= _AMONG


def is_surrounded(place: Place) -> bool:
    """Whether of the words around a place any stand there still, as far as they are known."""
    return max(place.sides, default=1.0) >= _HELD


def may_be_moved(place: Place) -> bool:
    """Whether words found far from their old place come into question at all.

    The place is weighed without what stood around the sentence, which did not move.
    """
    is_sentence = place.stands >= _WHOLE[0] and place.letters >= _HELD_LETTERS[0]
    return is_sentence and place.odds > 0 and place.weight >= _WEIGHTY


def is_moved(place: Place, back: Place) -> bool:
    """Whether such words were taken there, with their sentence.

    `back` is where the sentence stood that they are in now, weighed in the same way.
    """
    least, most = sorted((place.stands, back.stands))
    if least >= _WHOLE[0] and most >= _WHOLE[1]:
        return True
    if least >= _CHANGED[0] and most >= _CHANGED[1] and place.odds >= _LIKELY:
        return True
    return place.odds >= _MANY or (least >= _SENTENCE and place.odds >= _LIKELY)


def rivals(place: Place, others: Iterable[Place]) -> list[Place]:
    """The places that nearly as much speaks for."""
    return [
        other
        for other in others
        if not other.overlaps(place) and not other.is_gap and other.fit >= place.fit - _CLOSE
    ]


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
    ranked = sorted(located, key=lambda found: (-found.fit, found.place.start))
    ranked = [found for found in ranked if not found.place.is_gap and is_kept(found.place)]
    believed = [found for found in ranked if _is_believed(found) or _is_alone(found, located)]
    near = [found for found in believed if found.position is Position.NEAR]
    best = next(iter(near or believed), None)
    if best is None:
        return []
    others = [found for found in ranked if not found.place.overlaps(best.place)]
    return [best, *(other for other in others if _rivals(best, other))]


def score(found: Located) -> float:
    """How far a place can be trusted that was chosen: see `Moved.score`."""
    if found.position is not Position.NEAR:
        return _SCORES[0]
    return _SCORES[2] if found.place.sides and found.fit >= _SURROUNDED else _SCORES[1]


def _rivals(best: Located, other: Located) -> bool:
    """Whether the other place fits so well that one must ask."""
    if best.position is Position.NEAR and other.position is not Position.NEAR:
        if not other.place.sides and other.place.likeness == 1.0 > best.place.likeness:
            return True
        return other.fit >= best.fit + _RIVAL_ELSEWHERE and _is_believed(other)
    if best.position is Position.UNKNOWN and best.place.sides:
        is_copy = other.place.likeness == 1.0 > best.place.likeness
        return other.fit >= _RIVAL and not is_copy
    margin = _CLOSE if best.position is Position.NEAR else _RIVAL_ELSEWHERE
    return other.fit >= best.fit - margin


def _is_believed(found: Located) -> bool:
    """Whether a place may be believed if it has no rival: the farther off, the more must fit."""
    place = found.place
    if not place.sides:
        return _is_believed_alone(found)
    if found.position is Position.NEAR:
        return place.weight >= _WITNESS and _is_believed_near(found)
    if found.position is Position.UNKNOWN:
        return _is_believed_anywhere(place)
    if found.away <= _BESIDE:
        return place.stands >= _MOSTLY and place.weight >= _CARRIED
    is_hemmed = len(place.sides) > 1 and min(place.sides) >= _BOTH_SIDES
    is_paragraph = place.outer is not None and place.outer >= _OUTER
    return is_hemmed and is_paragraph and place.fit >= _FAR and place.weight >= _TELLING


def _is_believed_anywhere(place: Place) -> bool:
    """The same where nobody can tell whether the note should be there."""
    if place.weight < _CARRIED or min(place.sides) < _HELD:
        return False
    if place.outer is None or place.outer >= _OUTER:
        return place.stands >= _STANDS
    return place.stands >= _STANDS_ALONE


def _is_alone(found: Located, located: Iterable[Located]) -> bool:
    """Whether words without context are where they should be, and nothing is like them anywhere."""
    place = found.place
    if place.sides or place.is_gap:
        return False
    others = (o for o in located if not o.place.is_gap and not o.place.overlaps(place))
    rival = max((other.fit for other in others), default=0.0)
    if place.stands < _MOSTLY or place.odds <= 0:
        return False
    if found.position is Position.UNKNOWN:
        return place.told >= _UNMISTAKABLE and rival < _LONELY
    if found.position is Position.NEAR and place.told >= _ALONE_TOLD and place.likeness >= _SAME and rival <= found.fit - _RIVAL_ELSEWHERE:
        return True
    return found.away == 0 and place.told >= _WITNESS and place.odds >= 1.35 and rival < 4.2


def _is_believed_near(found: Located) -> bool:
    place = found.place
    if len(place.sides) == 1 and _HALF <= place.sides[0] < _ONE_SIDE:
        return False
    if place.odds <= 0:
        return found.fit >= _NEAR_UNLIKELY
    is_one_sided = len(place.sides) == 1 and place.told >= _CARRIED
    return found.fit >= (_NEAR_ONE_SIDED if is_one_sided else _NEAR)


def _is_believed_alone(found: Located) -> bool:
    """The same without context: a quote must tell its place, or have it told by others."""
    place = found.place
    is_whole = place.likeness == 1.0
    if found.position is Position.UNKNOWN:
        return is_whole and place.told >= _UNMISTAKABLE
    if found.position is Position.FAR or place.odds <= 0:
        return False
    if place.told >= _CARRIED and place.share >= _SAME:
        return found.fit >= _NEAR_TELLING
    return is_whole and found.fit >= _NEAR_ALONE and place.told >= _LEAST
