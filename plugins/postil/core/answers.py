"""Resolutions made of places: what the caller of `resolve` gets to see of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from postil.core import judging
from postil.core.folding import fold
from postil.core.likeness import likeness, likest
from postil.core.places import apart
from postil.core.resolutions import (
    Ambiguous,
    Candidate,
    Evidence,
    Exact,
    Failure,
    Loss,
    Lost,
    Moved,
    Passage,
    Resolution,
)
from postil.core.verbatim import verbatim
from postil.core.words import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.places import Place

CANDIDATES: Final = 3
"""So many a person looks at."""

_ALIKE: Final = 0.4
"""Of the spelling: any two sentences are nearly as much alike."""

_CHANGED: Final = 0.8
"""Of the spelling, below which all is shown that stands between the words next to a quote."""

_CERTAIN: Final = 0.8
"""Score from which on a moved note needs no other places to choose from."""

_FITTED: Final = 30
"""Words on each side of a place without which it is tried as well."""

_CLEARLY: Final = 0.08
"""By how much more like the quote fewer words must be to be shown in place of all that stand
there: without a word that was put in, what is left is nearly always a little more alike."""


class Answers:
    """Turns places of one document into resolutions."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document in which the places are."""
        self._document = document

    def passage(self, place: Place) -> Passage:
        """The place in the texts as they were given."""
        return self._document.passage(self._document.folded_span(place.start, place.end))

    def found(
        self,
        target: Target,
        place: Place,
        score: float,
        evidence: Evidence,
        others: Iterable[Place] = (),
    ) -> Resolution:
        """The note stands there; `score` is how far that can be trusted.

        `others` are places that a person may prefer where it cannot be trusted much.
        """
        passage = self._own(target, place)
        if self._stands(target, passage):
            return Exact(passage)
        words = self._words(target, passage)
        alike = [p for p in others if self.is_alike(p) and not p.overlaps(place)]
        shown = apart(alike)[:CANDIDATES] if target.quote and score < _CERTAIN else []
        candidates = tuple(self._candidate(target, other) for other in shown)
        return Moved(passage, score, evidence, words, place.likeness, candidates)

    def _stands(self, target: Target, passage: Passage) -> bool:
        """Whether the target as it is leads there and nowhere else."""
        if (passage.first, passage.last) != (target.first, target.last):
            return False
        order = self._document.order
        if not target.quote:
            return True
        spans = verbatim(self._document, target, order[passage.first], order[passage.last])
        return len(spans) == 1 and self._document.passage(spans[0]) == passage

    def ambiguous(self, places: Iterable[Place]) -> Ambiguous:
        """The note stands in one of these, the best first."""
        return Ambiguous(tuple(self.passage(place) for place in list(places)[:CANDIDATES]))

    def lost(
        self,
        reason: Loss,
        places: Sequence[Place],
        target: Target,
        failures: tuple[Failure, ...],
    ) -> Lost:
        """The note has no place; these come into question, the most similar first."""
        alike = [p for p in places if self.is_alike(p)]
        quote = lower(fold(target.quote).text.strip())
        shown = [self._fitted(place, quote) for place in apart(alike)[:CANDIDATES]]
        shown.sort(key=lambda place: -place.likeness)
        candidates = tuple(self._candidate(target, place) for place in shown)
        return Lost(reason, candidates, failures)

    @staticmethod
    def is_alike(place: Place) -> bool:
        """Whether a place is worth showing: spelt like the quote, or where it stood."""
        is_where = place.between is not None or judging.is_beside(place)
        return place.start < place.end and (place.likeness >= _ALIKE or is_where)

    def _fitted(self, place: Place, quote: str) -> Place:
        """With a word more on a side, or fewer, where that is more like the quote.

        Of words that were changed, all between those that were next to them, where these stand.
        """
        if place.between is not None and place.likeness < _CHANGED:
            start, end = place.between
            alike = likeness(quote, self._document.lower[start:end])
            return replace(place, likeness=alike, start=start, end=end)
        words, text = self._document.words, self._document.lower
        first, last = bisect_left(words.starts, place.start), bisect_left(words.starts, place.end)
        reach = min(last - first, _FITTED)
        starts = [place.start, *words.starts[max(0, first - 1) : first + reach]]
        ends = [place.end, *words.ends[max(first, last - reach) : last + 1]]

        def fit(start: int, end: int) -> float:
            return likeness(quote, text[start:end]) if quote and start < end else 0.0

        def starting(end: int) -> int:
            return starts[likest(quote, [text[start:end] for start in starts])]

        def ending(start: int) -> int:
            return ends[likest(quote, [text[start:end] for end in ends])]

        start, end = starting(place.end), ending(place.start)
        spans = [(starting(end), end), (start, ending(start))]
        start, end = max(spans, key=lambda span: fit(*span))
        is_shorter = end - start < place.end - place.start
        if is_shorter and fit(start, end) < fit(place.start, place.end) + _CLEARLY:
            start, end = place.start, place.end
        alike = max(fit(start, end), place.likeness)
        return replace(place, likeness=alike, start=start, end=end)

    def _candidate(self, target: Target, place: Place) -> Candidate:
        passage = self._own(target, place)
        return Candidate(passage, place.likeness, self._words(target, passage))

    def _own(self, target: Target, place: Place) -> Passage:
        """The place in the texts as they were given; all of its paragraphs for a note on such."""
        passage, order = self.passage(place), self._document.order
        if target.quote:
            return passage
        return self._document.whole(order[passage.first], order[passage.last])

    def _words(self, target: Target, passage: Passage) -> str:
        """The words of a quote's place; a thousand notes may be on all of a book."""
        return self._document.raw(passage) if target.quote else ""
