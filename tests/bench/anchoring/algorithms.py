"""What is compared: Postil's resolver, and three that are plainer."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

import postil
from postil.core.anchoring import Ambiguous, Exact, Loss, Lost, Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Document = Sequence[tuple[str, str]]
    Algorithm = Callable[[Document, Sequence[postil.Annotation], Document | None], Sequence[object]]

FLOOR: Final = 80
"""Below this `partial_ratio`, in percent, the plain fuzzy matcher gives up."""


def postil_resolver(
    document: Document, annotations: Sequence[postil.Annotation], old_document: Document | None
) -> Sequence[object]:
    if "old_document" not in inspect.signature(postil.resolve).parameters:
        return postil.resolve(document, annotations)
    return postil.resolve(document, annotations, old_document=old_document)  # type: ignore[call-arg]


def id_and_quote(
    document: Document, annotations: Iterable[postil.Annotation], _: Document | None
) -> Sequence[object]:
    """The quote stands word for word, and once, in the paragraph of that id; or nothing."""
    texts = dict(document)
    return [_in_paragraph(texts, annotation.target) for annotation in annotations]


def _in_paragraph(texts: Mapping[str, str], target: postil.Target) -> object:
    if target.first not in texts or target.last not in texts:
        return Lost(Loss.NO_PARAGRAPH)
    text = texts[target.first]
    if not target.quote:
        return Exact(Passage(target.first, 0, target.last, len(texts[target.last])))
    if text.count(target.quote) != 1:
        return Lost(Loss.NOT_FOUND) if target.quote not in text else Ambiguous(())
    start = text.index(target.quote)
    return Exact(Passage(target.first, start, target.first, start + len(target.quote)))


def first_exact_hit(
    document: Document, annotations: Iterable[postil.Annotation], _: Document | None
) -> Sequence[object]:
    """The first place in the document where the quote stands word for word."""
    whole = _Whole(document)
    return [whole.by_id(a.target) or whole.first_hit(a.target.quote) for a in annotations]


def fuzzy(
    document: Document, annotations: Iterable[postil.Annotation], _: Document | None
) -> Sequence[object]:
    """The most similar words of the whole text, by `rapidfuzz.fuzz.partial_ratio`."""
    whole = _Whole(document)
    return [whole.by_id(a.target) or whole.most_similar(a.target.quote) for a in annotations]


class _Whole:
    """The document as one text."""

    def __init__(self, document: Document) -> None:
        self._ids = [own for own, _ in document]
        self._texts = dict(document)
        self._text = " ".join(text for _, text in document)
        self._places: list[tuple[str, int]] = []
        for own, text in document:
            self._places += [(own, offset) for offset in range(len(text) + 1)]

    def by_id(self, target: postil.Target) -> object:
        """Notes without a quote have nothing but their ids."""
        return None if target.quote else _in_paragraph(self._texts, target)

    def first_hit(self, quote: str) -> object:
        start = self._text.find(quote)
        return self._passage(start, start + len(quote)) if start >= 0 else Lost(Loss.NOT_FOUND)

    def most_similar(self, quote: str) -> object:
        found = fuzz.partial_ratio_alignment(quote, self._text, score_cutoff=FLOOR)
        if found is None or found.dest_start == found.dest_end:
            return Lost(Loss.NOT_FOUND)
        return self._passage(found.dest_start, found.dest_end)

    def _passage(self, start: int, end: int) -> object:
        (first, begin), (last, stop) = self._places[start], self._places[end - 1]
        return Exact(Passage(first, begin, last, stop + 1))


ALGORITHMS: Final[Mapping[str, tuple[str, Algorithm]]] = {
    "exact": ("paragraph id and exact quote", id_and_quote),
    "first": ("first exact hit", first_exact_hit),
    "fuzzy": ("plain fuzzy matcher (`partial_ratio` ≥ 80)", fuzzy),
    "postil": ("Postil", postil_resolver),
}
"""By short name: what it is called in tables, and the function."""
