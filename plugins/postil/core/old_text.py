"""Where a passage of the old text went: both texts aligned as a whole, moves found in what is left.

A place counts only if its words are the passage's own or new to the text. A look-alike that stood
in the old text is aligned with itself, and is nobody else's new place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

from postil.core.candidates import Found, Search
from postil.core.fragments import fragment_at
from postil.core.word_alignment import Alignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.document_text import DocumentText

_FOREIGN: Final = 0.34
"""The share of words from elsewhere in the old text up to which a place is the passage's own."""


class OldText:
    """The old text of a document, aligned with it."""

    def __init__(self, old: DocumentText, document: DocumentText, search: Search) -> None:
        self.old = old
        self._document = document
        self._search = search

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment(self.old.words.texts, self._document.words.texts)

    @cached_property
    def _origins(self) -> Sequence[int]:
        """The old word that each new word is equal to in the alignment, or -1."""
        origins = [-1] * len(self._document.words.texts)
        for block in self._alignment.blocks:
            origins[block.new : block.new + block.length] = range(
                block.old, block.old + block.length
            )
        return origins

    def find(self, start: int, end: int, named: int | None) -> tuple[Found | None, list[Found]]:
        """Where the span `start:end` of the old joined text stands in line, and elsewhere.

        The other places, the best first, are looked for where they could matter: the passage is
        not in line, or its words stand a second time.
        """
        fragment = fragment_at(self.old, start, end)
        words = self.old.words
        first, last = bisect_right(words.ends, start), bisect_left(words.starts, end)
        begin = first - fragment.first
        spelt = range(first - 1, last + 1)
        pairs = self._alignment.pairs(begin, begin + len(fragment.words), spelt)
        in_line = self._search.weigh(
            fragment, [pair._replace(old=pair.old - begin) for pair in pairs]
        )
        if in_line is not None and _is_sound(in_line) and not self._is_repeated(fragment.quote):
            return in_line, []
        elsewhere = [
            place
            for place in self._search.find(fragment, named)
            if place.start < place.end and not self._is_foreign(place, first, last)
        ]
        return in_line, elsewhere

    def _is_repeated(self, quote: str) -> bool:
        text = self._document.lower
        return text.find(quote, text.find(quote) + 1) > text.find(quote) >= 0

    def _is_foreign(self, place: Found, first: int, last: int) -> bool:
        words = self._document.words
        start, end = bisect_right(words.ends, place.start), bisect_left(words.starts, place.end)
        foreign = sum(
            origin >= 0 and not first <= origin < last for origin in self._origins[start:end]
        )
        return foreign > _FOREIGN * (end - start)


def _is_sound(place: Found) -> bool:
    return place.share >= 0.8 and place.likeness >= 0.85
