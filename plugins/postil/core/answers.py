"""Resolutions made of places: what the caller of `resolve` gets to see of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.places import apart
from postil.core.resolutions import (
    Ambiguous,
    Candidate,
    Evidence,
    Exact,
    Loss,
    Lost,
    Moved,
    Passage,
    Resolution,
)
from postil.core.verbatim import verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.places import Place

CANDIDATES: Final = 3
"""So many a person looks at."""

_ALIKE: Final = 0.4
"""Of the spelling: any two sentences are nearly as much alike."""


class Answers:
    """Turns places of one document into resolutions."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document in which the places are."""
        self._document = document

    def passage(self, place: Place) -> Passage:
        """The place in the texts as they were given."""
        return self._document.passage(self._document.folded_span(place.start, place.end))

    def found(self, target: Target, place: Place, score: float, evidence: Evidence) -> Resolution:
        """The note stands there; `score` is how far that can be trusted."""
        passage = self.passage(place)
        if not target.quote:
            order = self._document.order
            passage = self._document.whole(order[passage.first], order[passage.last])
        if self._stands(target, passage):
            return Exact(passage)
        words = self._document.raw(passage)
        return Moved(passage, score, evidence, words, place.likeness)

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

    def lost(self, reason: Loss, places: Sequence[Place]) -> Lost:
        """The note has no place; these come into question, the best first."""
        alike = [p for p in places if p.start < p.end and p.likeness >= _ALIKE]
        shown = apart(alike)[:CANDIDATES]
        return Lost(reason, tuple(self._candidate(place) for place in shown))

    def _candidate(self, place: Place) -> Candidate:
        passage = self.passage(place)
        return Candidate(passage, place.likeness, self._document.raw(passage))
