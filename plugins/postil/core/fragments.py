"""What is known of the old text around a note: its quote, and the words on both sides of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.folding import fold
from postil.core.sentences import begins_anew, behind_ends
from postil.core.words import Words, lower, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.document_text import DocumentText
    from postil.core.model import Target

CONTEXT_WORDS: Final = 16
"""Words of the old text looked at on each side: a sentence or two, so that one of them can have
been cut or put in between. With 24, no answer was better."""

_CUT: Final = 3
"""Words of context from which on the outermost is left out: a program that stores so many
characters cuts it in two, a person who adds a word or two does not."""

Signs = tuple[str | None, str | None]
"""Those before a passage, and those behind it."""


class _Read(NamedTuple):
    """A text, its words, and the numbers of those before which a sentence ends."""

    text: str
    words: Words
    begins: Sequence[int]


class Fragment(NamedTuple):
    """`words[first:last]` are those of `quote`, which is folded and in lower case.

    `begin` and `end` are where the quote's sentences begin and end in `words`, as far as known;
    `signs` are those between the quote and the next word on each side, None where none is known.
    `source` is the text that it was taken from, if that is known as a whole, `base` the number
    there of its first word, and `at` where the quote stands in it.
    """

    quote: str
    words: list[str]
    first: int
    last: int
    begin: int
    end: int
    signs: Signs = (None, None)
    source: DocumentText | None = None
    base: int = 0
    at: tuple[int, int] = (0, 0)

    @property
    def is_whole(self) -> bool:
        """Whether the quote is all of one paragraph or several, as far as that is known."""
        if self.source is None:
            return False
        starts, (start, end) = self.source.starts, self.at
        last = self.source.paragraph_at(end - 1)
        return start == starts[self.source.paragraph_at(start)] and end >= starts[last + 1] - 1

    def begins(self, number: int) -> bool:
        """Whether something begins with the word of that number; False where that is not known."""
        return self.source is not None and begins_anew(self.source, self.base + number)

    @property
    def spelt(self) -> range:
        """The words whose partners count even if they are spelt otherwise: the quote's."""
        return range(self.first - 1, self.last + 1)

    def sentence(self) -> Fragment:
        """The same with nothing but its own sentences: what moves together."""
        first, last = self.first - self.begin, self.last - self.begin
        words = self.words[self.begin : self.end]
        known = (self.source, self.base + self.begin, self.at)
        return Fragment(self.quote, words, first, last, 0, len(words), self.signs, *known)

    @property
    def has_context(self) -> bool:
        """Whether anything is known of the words around the quote."""
        return len(self.words) > self.last - self.first


def fragment_of(target: Target) -> Fragment:
    """What a target alone tells."""
    prefix, quote, suffix = (
        fold(text).text.strip() for text in (target.prefix, target.quote, target.suffix)
    )
    text = f"{prefix} {quote} {suffix}"
    start = len(prefix) + 1
    words = words_of(text)
    first, last = _bounds(words, start, start + len(quote))
    begin = 1 if first >= _CUT else 0
    end = len(words.texts) - (1 if len(words.texts) - last >= _CUT else 0)
    span = start, start + len(quote)
    read = _Read(text, words, behind_ends(text, words))
    return _fragment(read, span, range(begin, end))


def fragment_at(document: DocumentText, start: int, end: int) -> Fragment:
    """What `document` tells of the span `start:end` of its joined text."""
    words = document.words
    first, last = _bounds(words, start, end)
    around = range(max(0, first - CONTEXT_WORDS), min(len(words.texts), last + CONTEXT_WORDS))
    read = _Read(document.lower, words, document.behind_ends)
    return _fragment(read, (start, end), around, document)


def _bounds(words: Words, start: int, end: int) -> tuple[int, int]:
    """The numbers of the words in `start:end`, the last excluded."""
    first = bisect_right(words.ends, start)
    return first, max(first, bisect_left(words.starts, end))


def _fragment(
    read: _Read, span: tuple[int, int], around: range, source: DocumentText | None = None
) -> Fragment:
    text, words, begins = read
    first, last = _bounds(words, *span)
    before, behind = bisect_right(begins, first) - 1, bisect_left(begins, last)
    begin = max(around.start, begins[before]) if before >= 0 else around.start
    end = min(around.stop, begins[behind]) if behind < len(begins) else around.stop
    base = around.start
    return Fragment(
        lower(text[slice(*span)]),
        words.texts[base : around.stop],
        first - base,
        last - base,
        begin - base,
        end - base,
        signs_beside(text, words, first, last),
        source,
        base,
        span,
    )


def signs_beside(text: str, words: Words, first: int, last: int) -> Signs:
    """The signs before word `first` and behind word `last - 1`, up to the next word; no spaces."""
    before = after = None
    if 0 < first < len(words.texts):
        before = text[words.ends[first - 1] : words.starts[first]]
    if 0 < last < len(words.texts):
        after = text[words.ends[last - 1] : words.starts[last]]
    return _unspaced(before), _unspaced(after)


def _unspaced(signs: str | None) -> str | None:
    return None if signs is None else "".join(signs.split())
