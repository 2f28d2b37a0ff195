"""Whether words are the note's: rules over what speaks for them, with a reason for each number.

The numbers were chosen on simulated edits whose truth is known (`python -m tests.bench.anchoring`),
where wrong answers count more than questions left to a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

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

_AROUND: Final = 0.5
"""Of one side, with less of which words in line may be another's: they must map back."""

_MISSPELT: Final = 0.7
"""Of each side, and of the spelling of a word between them that is no likeness of the old one by
itself: in “1946”, corrected to “1947”."""

_MOST: Final = 0.58
_MIXED: Final = 0.44
_AMONG: Final = 0.4
"""Of the words of a passage, of the place, and of all the words on both sides: with these and half
of the letters, an editor went over it. Who says something else keeps half of the words at most."""

_LEGIBLE: Final = 0.4
"""Of the spelling of a passage, with less of which, and of half of the words, it is no likeness,
whatever stands around it: “the committee” where “six men” stood has 0.3."""

_SPELT: Final = 0.82
"""Of the spelling of words beside such as stand: a letter more or less, in a number too."""

_CUT: Final = 0.98
_CUT_WORDS: Final = 4.5
"""Purity and words of what is left of a passage that was cut in two, or lost its other end."""

_SAME: Final = 0.75
"""Of a quote's information and spelling: every fourth word may be another."""

_SENTENCE: Final = 0.5
_LIKELY: Final = 0.5
_WEIGHTY: Final = 12.0
"""How much of a sentence must stand in another, and of the other in it, to be the same one that was
moved; the least odds, and the least nats: of simulated places that map back, 21 to 2."""

_HEMMED: Final = 0.5
_HEMMED_SPELT: Final = 0.6
_HEMMED_ODDS: Final = -2.0
"""Of each side of words that were changed, of their spelling, and their odds, with which they are
the passage's still if its old place is the best for them."""

_FRAMED: Final = 0.8
_FRAMED_LETTERS: Final = 0.33
"""Of each side, with which fewer of the letters are enough, if half of the spelling is left: of
29,000 simulated notes, six that were edited, and none whose words are gone."""

_ENCLOSED: Final = 0.75
_ENCLOSED_TOLD: Final = 16.0
"""Of the words on each side that is known, and of all of them in nats, with which they stand around
a passage as they did. Chance does not bring together as much in 400,000 words (e^13)."""

CLOSE: Final = 0.6
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
    return _is_legible(place) and _is_edited(place, least, most)


def _is_legible(place: Place) -> bool:
    return place.likeness >= _LEGIBLE or place.words >= _HALF


def _is_edited(place: Place, least: float, most: float) -> bool:
    """Whether so much of the words stands, and of the lesser and the better side around them."""
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
    """Whether of the words on one side half stand there still, as far as they are known."""
    return max(place.sides, default=1.0) >= _AROUND


def is_alone(place: Place) -> bool:
    """Whether hardly any of the words around a place stand there, so that others may be better."""
    return max(place.sides, default=1.0) < _HELD


def may_be_moved(place: Place) -> bool:
    """Whether words found far from their old place come into question at all.

    The place is weighed without what stood around the sentence, which did not move.
    """
    is_sentence = place.stands >= _SENTENCE and place.letters >= _HELD_LETTERS[0]
    is_likely = place.odds >= _LIKELY and place.weight >= _WEIGHTY
    return is_sentence and is_likely and _is_legible(place)


def is_moved(place: Place, back: Place) -> bool:
    """Whether such words were taken there, with their sentence.

    `back` is where the sentence stood that they are in now, weighed in the same way.
    """
    return min(place.stands, back.stands) >= _SENTENCE


def is_hemmed(place: Place) -> bool:
    """Whether what is around words in line stands there, so that only they were changed."""
    is_between = len(place.sides) > 1 and min(place.sides) >= _HEMMED
    return is_between and place.likeness >= _HEMMED_SPELT and place.odds >= _HEMMED_ODDS


def is_framed(place: Place) -> bool:
    """The same with less of the words, where nearly all that is around them stands."""
    is_like = place.letters >= _FRAMED_LETTERS and place.likeness >= _HALF
    is_between = len(place.sides) > 1 and min(place.sides) >= _FRAMED
    return is_between and is_like and place.odds > _HELD_ODDS


def is_enclosed(place: Place) -> bool:
    """Whether the words around a place, as far as they are known, stand there as they did."""
    return min(place.sides, default=0.0) >= _ENCLOSED and place.around >= _ENCLOSED_TOLD


def is_beside(place: Place) -> bool:
    """The same of one side at least."""
    return max(place.sides, default=0.0) >= _ENCLOSED and place.around >= _ENCLOSED_TOLD


def is_scattered(place: Place) -> bool:
    """Whether more stands between the words than they are, and nothing holds them together."""
    return place.is_torn and not is_enclosed(place)


def rivals(place: Place, others: Iterable[Place]) -> list[Place]:
    """The places that nearly as much speaks for."""
    return [
        other
        for other in others
        if not other.overlaps(place) and not other.is_gap and other.fit >= place.fit - CLOSE
    ]
