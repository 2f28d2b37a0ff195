"""Where a place begins and ends in the text: words, and the signs that belong to them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from postil.core.joined_words import has_unit, joined, whole
from postil.core.sentences import begins_anew, begins_sentence, is_short_for
from postil.core.words import is_in_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

SAME: Final = 0.7
"""Likeness of two words from which on they are the same but for a letter or two."""

_FILLED: Final = 4
"""Words more that may stand in the place of one: “the twenty-third of May”. More are a clause."""


_MORE: Final = 3
"""Words more than went before a passage, or behind it, that may stand there up to a break."""

_WITHIN: Final = " -'£$€"
"""Signs between words of one phrase: “twenty-three”. A comma or a bracket may begin an aside."""


class SpanEnds:
    """Finds the ends of places in one document. Pairs are of a fragment's and its words."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document in which the places are."""
        self._document = document

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
        is_more = has_unit(fragment.quote) or self._is_sentence_longer(fragment, within)
        if is_in_order and (is_more or not is_whole):
            widened = self.widened(fragment, within, place, span)
            filled = self.filled(fragment, within, before, after)
            if filled != place:
                words, (first, last) = self._document.words, filled
                span = self.with_signs(fragment, words.starts[first], words.ends[last])
            span = min(widened[0], span[0]), max(widened[1], span[1])
            span = span[0], self._without_mark(fragment, within[-1], span[1])
        return self.whole(fragment, *span)

    def _is_sentence_longer(self, fragment: Fragment, within: Sequence[Pair]) -> bool:
        """Whether the quote was all of its sentence, which goes on behind its last word now."""
        is_whole = fragment.begins(fragment.first) and fragment.begins(fragment.last)
        is_end = is_whole and within[-1].old == fragment.last - 1
        return is_end and not begins_anew(self._document, within[-1].last + 1)

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

    def filled(
        self,
        fragment: Fragment,
        within: Sequence[Pair],
        before: Sequence[Pair],
        after: Sequence[Pair],
    ) -> tuple[int, int]:
        """The outermost words with all that was put in the place of one: “10”, “ten pounds”.

        Up to the word that was next to the passage, where that stands, or to where a sentence
        begins or ends. Where a number or its unit went, the words that came may stand on the other
        side: “May 3”, “the third of May”.
        """
        first, last = within[0].first, within[-1].last
        low = before[-1].last + 1 if before and before[-1].old == fragment.first - 1 else None
        high = after[0].first - 1 if after and after[0].old == fragment.last else None
        is_end = fragment.begins(fragment.last)
        if high is not None and is_end and not begins_anew(self._document, high + 1):
            high = None  # What was put in belongs to the next sentence.
        is_number = self._is_number_lost(fragment, within)
        gone = within[0].old - fragment.first, fragment.last - 1 - within[-1].old
        if gone[0] or within[0].likeness < SAME or is_number:
            most = gone[0] + _MORE if gone[0] and fragment.begins(fragment.first) else 0
            lost = fragment.words[fragment.first : within[0].old + 1]
            first = self._filled(first, low, -1, most, lost)
        if gone[1] or within[-1].likeness < SAME or is_number:
            most = gone[1] + _MORE if gone[1] and is_end else 0
            lost = fragment.words[within[-1].old : fragment.last]
            last = self._filled(last, high, 1, most, lost)
        elif self._is_sentence_longer(fragment, within):
            most = after[0].first - last if after else _MORE + 1
            last = self._filled(last, None, 1, min(most, _MORE + 1), [])
        return first, last

    def _filled(
        self, number: int, limit: int | None, step: int, most: int, lost: Sequence[str]
    ) -> int:
        """The outermost word on the side of `step` up to the limit, else up to a break.

        Of the latter, at most so many words. `lost` are those that stood there.
        """
        is_beyond = limit is not None and (limit - number) * step > 0
        if limit is not None and is_beyond:
            found = self._outward(number, limit, lost)
            if found != number:
                return found
        for away in range(most):
            at = number + step * away
            if begins_anew(self._document, at if step < 0 else at + 1):
                return self._outward(number, at, lost)
        return number

    def _is_number_lost(self, fragment: Fragment, within: Sequence[Pair]) -> bool:
        """Whether the quote has an outermost number, or a unit, that stands there no more."""
        words = self._document.words
        if has_unit(fragment.quote):
            start, end = words.starts[within[0].first], words.ends[within[-1].last]
            if not has_unit(self._document.lower[max(0, start - 1) : end + 2]):
                return True
        outer = fragment.words[fragment.first], fragment.words[fragment.last - 1]
        first = within[0].old > fragment.first and outer[0][0].isdecimal()
        return first or (within[-1].old < fragment.last - 1 and outer[1][0].isdecimal())

    def _outward(self, number: int, other: int, lost: Sequence[str]) -> int:
        """The other word, if few stand between the two, and no sign that something new begins."""
        document, words = self._document, self._document.words
        end, start = words.ends[min(number, other)], words.starts[max(number, other)]
        is_near = abs(other - number) <= _FILLED
        if not is_near or document.paragraph_at(end - 1) != document.paragraph_at(start):
            return number
        inner = range(min(number, other) + 1, max(number, other) + 1)
        return other if all(self._goes_on(inside, lost) for inside in inner) else number

    def _goes_on(self, number: int, lost: Sequence[str]) -> bool:
        """Whether the word of that number is of one phrase with the word before it: “Mr. Tully”."""
        words = self._document.words
        signs = self._document.lower[words.ends[number - 1] : words.starts[number]]
        if signs.strip() == "-":
            return signs == "-"
        if "." in signs:
            before = words.texts[number - 1]
            if begins_sentence(self._document, number) and not is_short_for(before, lost):
                return False
            signs = signs.replace(".", "", 1)
        return all(sign in _WITHIN for sign in signs)

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
