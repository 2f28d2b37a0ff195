"""Where a place begins and ends in the text: words, and the signs that belong to them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from postil.core.filled_ends import FilledEnds
from postil.core.joined_words import has_unit, joined, whole
from postil.core.words import is_in_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair


class SpanEnds:
    """Finds the ends of places in one document. Pairs are of a fragment's and its words."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document in which the places are."""
        self._document = document
        self._filled_ends = FilledEnds(document)

    def bounds(
        self, within: Sequence[Pair], before: Sequence[Pair], after: Sequence[Pair]
    ) -> tuple[int, int, int, int] | None:
        """The first and last word of the place, the latter before the first in an empty one."""
        words = self._document.words
        if within:
            first = min([pair.first for pair in within])
            last = max([pair.last for pair in within])
        elif before and after:
            first, last = before[-1].last + 1, after[0].first - 1
        else:
            return None
        if first > last:
            return first, last, words.ends[first - 1], words.ends[first - 1]
        return first, last, words.starts[first], words.ends[last]

    def between(
        self, fragment: Fragment, before: Sequence[Pair], after: Sequence[Pair]
    ) -> tuple[int, int] | None:
        """What stands between the words that were next to the passage, if it is about as long."""
        if not before or not after:
            return None
        if (before[-1].old + 1, after[0].old) != (fragment.first, fragment.last):
            return None
        first, last = before[-1].last + 1, after[0].first - 1
        if not 0 <= last - first <= fragment.last - fragment.first:
            return None
        words = self._document.words
        return joined(self._document, words.starts[first], words.ends[last])

    def final(
        self,
        fragment: Fragment,
        pairs: tuple[Sequence[Pair], Sequence[Pair], Sequence[Pair]],
        place: tuple[int, int],
        span: tuple[int, int],
    ) -> tuple[int, int]:
        """The span with what else belongs to the passage; `pairs` are within, before and after."""
        (within, before, after), size = pairs, fragment.last - fragment.first
        if not within:
            return self.widened(fragment, within, place, span)
        is_in_order = within[0].first == place[0] and within[-1].last == place[1]
        is_whole = within[0].likeness == within[-1].likeness == 1.0 and len(within) == size
        is_more = has_unit(fragment.quote) or self._filled_ends.is_longer(fragment, within[-1])
        if is_in_order and (is_more or not is_whole):
            widened = self.widened(fragment, within, place, span)
            filled = self._filled_ends.filled(fragment, within, before, after)
            if filled != place:
                words, (first, last) = self._document.words, filled
                span = self.with_signs(fragment, words.starts[first], words.ends[last])
            span = min(widened[0], span[0]), max(widened[1], span[1])
            span = span[0], self._without_mark(fragment, within[-1], span[1])
        return self.whole(fragment, *span)

    def whole(self, fragment: Fragment, start: int, end: int) -> tuple[int, int]:
        """The span with the rest of its words, and the signs that the quote has beyond these."""
        span = whole(self._document, fragment, start, end)
        return span if span == (start, end) else self.with_signs(fragment, *span)

    def _without_mark(self, fragment: Fragment, pair: Pair, end: int) -> int:
        """The end without the number of a footnote that was set behind the last word."""
        words, old = self._document.words, fragment.words[pair.old]
        new, stop = words.texts[pair.last], words.ends[pair.last]
        is_marked = new != old and new.startswith(old) and new[len(old) :].isdigit()
        return stop - len(new) + len(old) if is_marked and old.isalpha() and end == stop else end

    def widened(
        self,
        fragment: Fragment,
        within: Sequence[Pair],
        place: tuple[int, int],
        span: tuple[int, int],
    ) -> tuple[int, int]:
        """Take in a word at an end where the quote had one more, and nothing is known beyond it.

        More often than not it was put in the place of the other.
        """
        words, (start, end) = self._document.words, span
        if within and fragment.first == 0 and within[0].old == 1 and self._is_joined(place[0] - 1):
            start = min(start, words.starts[place[0] - 1])
        is_known = not within or fragment.last < len(fragment.words)
        if not is_known and within[-1].old == fragment.last - 2 and self._is_joined(place[1]):
            end = max(end, words.ends[place[1] + 1])
        return start, end

    def _is_joined(self, number: int) -> bool:
        """Whether the word of that number and the next one stand in one clause."""
        document, words = self._document, self._document.words
        if not 0 <= number < len(words.texts) - 1:
            return False
        end, start = words.ends[number], words.starts[number + 1]
        is_in_paragraph = document.paragraph_at(end - 1) == document.paragraph_at(start)
        return is_in_paragraph and not document.lower[end:start].strip()

    def with_signs(self, fragment: Fragment, start: int, end: int) -> tuple[int, int]:
        """Take in the signs that the quote has before its first word and behind its last one."""
        text, quote = self._document.lower, fragment.quote
        leading, trailing = _signs(quote)
        # A space may stand before a sign, as before a French question mark, or come there.
        while start and (at := start - 1 - (text[start - 1] == " ")) >= 0 and text[at] in leading:
            leading = leading.replace(text[at], "", 1)
            start = at
        while trailing and (sign := text[end : end + 2].lstrip(" ")[:1]) and sign in trailing:
            trailing = trailing.replace(sign, "", 1)
            end = text.index(sign, end) + 1
        return start, end


@lru_cache(2**10)
def _signs(quote: str) -> tuple[str, str]:
    """The signs before the first letter and behind the last, the outermost last; no spaces."""
    return _leading(quote), _leading(quote[::-1])


def _leading(quote: str) -> str:
    first = next((i for i, c in enumerate(quote) if is_in_word(c)), len(quote))
    return "".join(quote[:first].split())
