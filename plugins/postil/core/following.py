"""Notes whose old text is known: accept where the alignment leads, or a move, or give up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.document_text import FoldedSpan
from postil.core.judging import (
    is_framed,
    is_hemmed,
    is_kept,
    is_moved,
    is_scattered,
    is_surrounded,
    may_be_moved,
    rivals,
    stands_in_line,
)
from postil.core.losses import failures_of_old_text
from postil.core.ranges import ELSEWHERE, IN_LINE, LOOSE, RangeEnds, asked, leaves_out
from postil.core.resolutions import Evidence, Exact, Loss, Moved
from postil.core.speaker_labels import SpeakerLabels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.answers import Answers
    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.old_text import OldText
    from postil.core.places import Place
    from postil.core.resolutions import Lost, Passage, Resolution

_STEP: Final = 0.3
"""How much better a copy beside it must fit than the words in line: those come first."""

_CLEAR: Final = 1.5
"""How much better, so that nothing else need be asked: the surroundings of a passage that was
edited stand around it still, and none of them around a copy to which the alignment leads."""

_CHANGED: Final = 0.7
"""Score of words that only their place tells."""

_SURROUNDED: Final = 0.5
"""Of the surroundings on each side."""

_INSTEAD: Final = 0.5
"""Of the passage's length that stands in its place now: something else was written there."""

_LIKE: Final = 0.6
"""Likeness of spelling from which on words of another passage are worth showing."""

_MARKED_LEAD: Final = 0.9
"""Of `fit` with the signs beside a place, by which one that was moved fits better than another that
might have been: who repeats a sentence sets it in another."""

_LONG_RANGE: Final = 4_000
"""Letters of a range from which on its ends are followed instead of all of its words: 3 ms, and
many notes may share a long text."""

_NEAR: Final = 2
"""Paragraphs from the place in line within which an alignment may have met the wrong copy."""


class Following:
    """Follows targets from the old text into the new one."""

    def __init__(self, document: DocumentText, old_text: OldText, answers: Answers) -> None:
        """Take the new text, the old one aligned with it, and what makes answers of places."""
        self._document = document
        self._old_text = old_text
        self._answers = answers
        self._labels = SpeakerLabels(old_text.old)
        self._range_ends = RangeEnds(document, old_text, self._stands_in_line)

    def resolve(self, target: Target, span: FoldedSpan) -> Resolution:
        """Where the target is now, which stood at `span` of the old text."""
        start, end = self._old_text.old.joined_span(span)
        if target.quote:
            return self._along(target, span, (start, end))
        if span.first != span.last and end - start > _LONG_RANGE:
            return self._range_ends.resolve(target, span)
        said = self._labels.behind(start, end)
        found = self._along(target, span, (said, end))
        if said == start or not isinstance(found, Exact | Moved):
            return found
        # With the label more is known of where it begins and how sure it is, if that stands too.
        labelled = self._along(target, span, (start, end))
        if isinstance(labelled, Exact | Moved):
            return labelled if self._document.meet(labelled.passage, found.passage) else found
        return found

    def _along(self, target: Target, span: FoldedSpan, part: tuple[int, int]) -> Resolution:
        """The same by a part of the span, of the old joined text."""
        start, end = part
        followed = self._old_text.follow(start, end, self._named(span))
        in_line, elsewhere, alike, is_anothers = followed
        if in_line is not None and not is_anothers and self._is_own(in_line, start, end):
            best = self._best_copy(in_line, elsewhere, (start, end))
            if is_scattered(best):
                return self._lost(Loss.REWRITTEN, [*elsewhere, best], target)
            found = self._answers.found(target, best, _score(best, in_line), Evidence.OLD_TEXT)
            is_cut = target.is_range and not target.quote and self._is_cut(span, best)
            return asked(found) if is_cut else found
        moved = [p for p in elsewhere if self._is_moved(p, start, end)]
        if moved:
            best = max(moved, key=lambda place: place.marked_fit)
            strong = [
                p for p in rivals(best, moved) if p.marked_fit > best.marked_fit - _MARKED_LEAD
            ]
            if strong:
                return self._answers.ambiguous([best, *strong])
            return self._answers.found(target, best, ELSEWHERE, Evidence.OLD_TEXT)
        reason = Loss.REMOVED if is_anothers else _reason(in_line, end - start)
        beside = self._old_text.spelt_in_line(start, end, elsewhere[:1])
        others = [place for place in alike if place in elsewhere or place.likeness >= _LIKE]
        first = [p for p in elsewhere[:1] if in_line and _is_more(p, in_line)]
        places = [*first, *([in_line] if in_line else []), *elsewhere[:1], *beside, *others]
        return self._lost(reason, places, target)

    def _lost(self, reason: Loss, places: Sequence[Place], target: Target) -> Lost:
        failures = failures_of_old_text(self._document, target, places, reason)
        return self._answers.lost(reason, places, target, failures)

    def _stands_in_line(self, number: int) -> Passage | None:
        """Where an old paragraph stands in line with the others."""
        old, document = self._old_text.old, self._document
        there = FoldedSpan(number, 0, number, len(old.folded(number).text))
        start, end = old.joined_span(there)
        followed = self._old_text.follow(start, end, []) if start < end else None
        in_line = None if followed is None or followed.is_anothers else followed.in_line
        if in_line is None or in_line.is_gap or not self._is_own(in_line, start, end):
            return None
        ends = document.paragraph_at(in_line.start), document.paragraph_at(in_line.end - 1)
        return document.whole(*ends)

    def _named(self, span: FoldedSpan) -> list[int]:
        """The paragraphs that have the ids of those in which the span begins and ends."""
        ids, order = self._old_text.old.ids, self._document.order
        ends = dict.fromkeys((ids[span.first], ids[span.last]))
        return [order[own] for own in ends if own in order]

    def _is_own(self, in_line: Place, start: int, end: int) -> bool:
        """Whether words in line are the passage's: with nothing around, they may be a copy's."""
        if not stands_in_line(in_line):
            if is_framed(in_line):
                return True
            return is_hemmed(in_line) and self._old_text.back(in_line, start, end) is not None
        return is_surrounded(in_line) or self._old_text.back(in_line, start, end) is not None

    def _is_moved(self, place: Place, start: int, end: int) -> bool:
        if is_scattered(place) or not may_be_moved(place):
            return False
        back = self._old_text.back(place, start, end)
        return back is not None and is_moved(place, back)

    def _is_cut(self, span: FoldedSpan, place: Place) -> bool:
        """Whether a paragraph of a range was moved out of the place."""
        new = self._document
        ends = new.paragraph_at(place.start), new.paragraph_at(place.end - 1)
        return leaves_out(self._old_text.old, new, span, ends)

    def _best_copy(
        self, in_line: Place, elsewhere: Sequence[Place], span: tuple[int, int]
    ) -> Place:
        """The place in line, or a copy beside it in which more of the surroundings stand.

        A copy that maps back to the span less well than the words in line was put in.
        """
        home = self._document.paragraph_at(in_line.start)
        near = [
            place
            for place in elsewhere
            if abs(self._document.paragraph_at(place.start) - home) <= _NEAR
            and not self._is_doubled(home, self._document.paragraph_at(place.start))
            and is_kept(place)
            and (in_line.is_mixed or not place.overlaps(in_line))
        ]
        best = max(near, key=lambda place: place.marked_fit, default=in_line)
        lead = best.marked_fit - in_line.marked_fit
        if lead <= _STEP:
            return in_line
        if lead > _CLEAR:
            return best
        return best if self._stood(best, span) >= self._stood(in_line, span) else in_line

    def _is_doubled(self, home: int, there: int) -> bool:
        """Whether a paragraph stands there once more: the first one is the old one."""
        return there > home and len(set(self._document.texts[home : there + 1])) == 1

    def _stood(self, place: Place, span: tuple[int, int]) -> float:
        """How much of the place's sentence stood at the span, from 0 to 1."""
        back = self._old_text.back(place, *span)
        return 0.0 if back is None else back.stands


def _is_more(place: Place, in_line: Place) -> bool:
    """Whether it is more like the words than that part of it which is in line."""
    return place.overlaps(in_line) and place.likeness > in_line.likeness


def _reason(in_line: Place | None, length: int) -> Loss:
    """Whether other words stand in the passage's place, or none."""
    if in_line is not None and in_line.between is not None:
        return Loss.REWRITTEN
    is_filled = in_line is not None and in_line.end - in_line.start >= _INSTEAD * length
    return Loss.REWRITTEN if is_filled else Loss.REMOVED


def _score(best: Place, in_line: Place) -> float:
    if best is not in_line:
        return ELSEWHERE
    if not stands_in_line(in_line):
        return _CHANGED
    return IN_LINE if min(best.sides, default=1.0) >= _SURROUNDED else LOOSE
