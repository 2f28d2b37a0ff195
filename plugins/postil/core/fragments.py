"""What is known of the old text around a note: its quote, and the words on both sides of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.folding import fold
from postil.core.words import lower, words_of

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText
    from postil.core.model import Target

CONTEXT_WORDS: Final = 24
"""Words of the old text looked at on each side: two or three sentences, so that one of them can
have been cut or put in between."""


class Fragment(NamedTuple):
    """`words[first:last]` are those of `quote`, which is folded and in lower case."""

    quote: str
    words: list[str]
    first: int
    last: int

    @property
    def spelt(self) -> range:
        """The words whose partners count even if they are spelt otherwise: the quote's."""
        return range(self.first - 1, self.last + 1)

    @property
    def has_context(self) -> bool:
        """Whether anything is known of the words around the quote."""
        return len(self.words) > self.last - self.first


def fragment_of(target: Target) -> Fragment:
    """What a target alone tells."""
    quote = fold(target.quote).text.strip()
    before = words_of(fold(target.prefix).text).texts
    within = words_of(quote).texts
    after = words_of(fold(target.suffix).text).texts
    first = len(before)
    return Fragment(lower(quote), before + within + after, first, first + len(within))


def fragment_at(document: DocumentText, start: int, end: int) -> Fragment:
    """What `document` tells of the span `start:end` of its joined text."""
    words = document.words
    first, last = bisect_right(words.ends, start), bisect_left(words.starts, end)
    begin = max(0, first - CONTEXT_WORDS)
    around = words.texts[begin : last + CONTEXT_WORDS]
    return Fragment(document.lower[start:end], around, first - begin, last - begin)
