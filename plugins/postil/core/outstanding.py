"""A place that nothing else in the text comes near: the note is there.

Words may have changed on every side, but where a quote and its surroundings stand in one place for
the most part and in no other at all, that place is theirs. The more of them stands, the less the
next place need be behind. The numbers were chosen on simulated edits whose truth is known
(`python -m tests.bench.anchoring`); of 100 places that they alone believed, there and on other
texts, 94 were right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.judging import is_scattered
from postil.core.locating import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.locating import Located
    from postil.core.places import Place

_COMPARABLE: Final = 0.3
"""Of a quote's information, from which on a place is one to compare with: “Interviewer:” before it
fits everywhere."""

_LETTERS: Final = 0.4
_PURITY: Final = 0.42
_LIKENESS: Final = 0.65
"""Of a quote's letters, of the place, and of the spelling of both: with less, other words were put
there."""

_TOUCHING: Final = 0.7
"""Of both sides of a gap from which on they touch: what stood between them was cut out."""

_TWIN: Final = 0.1
_TOLD_APART: Final = 6.0
"""Of a quote's information by which a twin may have less, and the nats of surroundings by which two
are told apart: more than a speaker's label, and more than “and the”."""

_LEAD: Final = 1.0
_ONE_SIDED_LEAD: Final = 2.0
"""Of `fit`, by which the next place is behind at least; and where one side only is known, which is
often but a speaker's label."""

_NEAR_STANDS: Final = 0.68
_WORTH: Final = 0.1
_MOST: Final = 2.5
"""How much of all words must stand where the note should be, of which one of lead, up to 2.5, is
worth a tenth."""

_AROUND: Final = 0.3
"""Of one side at least, where the note should be but is some paragraphs off: a copy has none."""

_STANDS: Final = 0.55
_SIDE: Final = 0.35
_ODDS: Final = -2.0
_FAR_ODDS: Final = 1.5
"""Elsewhere: how much of all words must stand, and of one side at least, as words that were moved
took something along; and the least odds where nobody can tell whether the note should be there,
and where it should not."""

_WEIGHTS: Final = (10.0, 16.0)
"""Nats that must stand where the note should be, and elsewhere: see `believing`."""

_SENTENCE: Final = 0.9
_SENTENCE_TOLD: Final = 30.0
_SENTENCE_OTHER: Final = 0.5
"""Of the information of a quote of whole sentences, and of its spelling; the nats that must stand;
and the share of another place that speaks against it. A sentence that was moved takes nothing
along, but stays one; who repeats its words mostly sets them in another. Without context, not so
where it should not be: of 107 such places, 21 were copies."""


def outstanding(located: Sequence[Located]) -> Located | None:
    """The one place that is believed because no other is like it, if there is one."""
    compared = [found for found in located if found.place.share >= _COMPARABLE]
    return _sentence(compared, located) or _leading(compared, located)


def _sentence(compared: Sequence[Located], located: Sequence[Located]) -> Located | None:
    """The place of a quote of whole sentences, wherever it is."""
    alike = [found for found in compared if found.place.share >= _SENTENCE_OTHER]
    if len(alike) != 1 or not alike[0].place.is_sentence or _is_cut_out(located):
        return None
    place = alike[0].place
    if not place.sides and alike[0].position is Position.FAR:
        return None
    is_whole = min(place.share, place.likeness) >= _SENTENCE and place.told >= _SENTENCE_TOLD
    return alike[0] if is_whole else None


def _leading(compared: Sequence[Located], located: Sequence[Located]) -> Located | None:
    """The place that fits better than all others, by enough."""
    best = min(compared, key=lambda found: (-found.fit, found.place.start), default=None)
    if best is None or not best.place.sides:
        return None
    if not _is_passage(best.place) or _is_cut_out(located):
        return None
    others = [found for found in compared if not found.place.overlaps(best.place)]
    lead = best.fit - max((other.fit for other in others), default=0.0)
    if lead < _LEAD:
        return None
    is_led = len(best.place.sides) > 1 or lead >= _ONE_SIDED_LEAD
    has_twin = any(_is_twin(best.place, other.place) for other in others)
    return best if is_led and not has_twin and _is_believed(best, lead) else None


def _is_passage(place: Place) -> bool:
    is_there = place.letters >= _LETTERS and place.purity >= _PURITY
    return is_there and place.likeness >= _LIKENESS and not is_scattered(place)


def _is_cut_out(located: Iterable[Located]) -> bool:
    """Whether the words before the quote and those behind it now touch."""
    gaps = [found.place.sides for found in located if found.place.is_gap]
    return any(len(sides) > 1 and min(sides) >= _TOUCHING for sides in gaps)


def _is_twin(place: Place, other: Place) -> bool:
    """Whether the other place has the same words, and little around them tells which is meant."""
    is_same = other.share >= place.share - _TWIN
    return is_same and place.around - other.around < _TOLD_APART


def _is_believed(found: Located, lead: float) -> bool:
    """Whether enough stands there."""
    place, side = found.place, max(found.place.sides)
    if found.position is Position.NEAR:
        is_there = found.away == 0 or side >= _AROUND
        stands = place.stands + _WORTH * min(lead, _MOST)
        return is_there and stands >= _NEAR_STANDS and place.weight >= _WEIGHTS[0]
    is_likely = place.odds >= (_FAR_ODDS if found.position is Position.FAR else _ODDS)
    return is_likely and place.stands >= _STANDS and side >= _SIDE and place.weight >= _WEIGHTS[1]
