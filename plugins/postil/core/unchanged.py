"""Paragraphs that were not changed and have their id still: what stands there came from nowhere."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from postil.core.document_text import DocumentText
    from postil.core.places import Place


class Unchanged:
    """The paragraphs that have the same text in both documents, as far as their ids tell."""

    def __init__(self, old: DocumentText, new: DocumentText, kept: Collection[int]) -> None:
        """Take both documents, and the numbers of the old paragraphs whose ids were kept."""
        self._old = old
        self._new = new
        self._kept = kept

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        """The number that each of the new ones had."""
        old, new = self._old, self._new
        there = ((new.order.get(old.ids[number]), number) for number in self._kept)
        return {
            now: number
            for now, number in there
            if now is not None and new.texts[now] == old.texts[number]
        }

    def holds(self, place: Place, start: int, end: int) -> bool:
        """Whether the place stood there before, and not in the paragraphs of the span `start:end`.

        So it is not where that span went, whatever an alignment says of words that read alike.
        """
        if place.start == place.end or self._new.paragraph_at(place.start) not in self._numbers:
            return False
        there = _paragraphs(self._new, place.start, place.end)
        own = _paragraphs(self._old, start, end)
        return all(self._numbers.get(number, own.start) not in own for number in there)


def _paragraphs(document: DocumentText, start: int, end: int) -> range:
    return range(document.paragraph_at(start), document.paragraph_at(end - 1) + 1)
