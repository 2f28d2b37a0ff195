"""What was put in the place of a word at an end of a passage: “10”, “ten pounds”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.joined_words import has_unit
from postil.core.sentences import begins_anew, begins_sentence, is_short_for

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


class FilledEnds:
    """Takes in such words in one document. Pairs are of a fragment's and its words."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document in which the places are."""
        self._document = document

    def filled(
        self,
        fragment: Fragment,
        within: Sequence[Pair],
        before: Sequence[Pair],
        after: Sequence[Pair],
    ) -> tuple[int, int]:
        """The outermost words with all that was put in the place of one.

        Up to the word that was next to the passage, where that stands, or to where a sentence
        begins or ends. Where a number or its unit went, the words that came may stand on the other
        side: “May 3”, “the third of May”.
        """
        is_number = self._is_number_lost(fragment, within)
        first = self._first(fragment, within[0], before, is_number=is_number)
        return first, self._last(fragment, within[-1], after, is_number=is_number)

    def _first(
        self, fragment: Fragment, pair: Pair, before: Sequence[Pair], *, is_number: bool
    ) -> int:
        gone = pair.old - fragment.first
        if not (gone or pair.likeness < SAME or is_number):
            return pair.first
        is_next = before and before[-1].old == fragment.first - 1
        most = gone + _MORE if gone and fragment.begins(fragment.first) else 0
        lost = fragment.words[fragment.first : pair.old + 1]
        return self._filled(pair.first, before[-1].last + 1 if is_next else None, -1, most, lost)

    def _last(
        self, fragment: Fragment, pair: Pair, after: Sequence[Pair], *, is_number: bool
    ) -> int:
        gone = fragment.last - 1 - pair.old
        if not (gone or pair.likeness < SAME or is_number):
            return self._with_rest(fragment, pair, after)
        is_end = fragment.begins(fragment.last)
        is_next = after and after[0].old == fragment.last
        # What was put in before the word that begins the next sentence may belong to that one.
        is_limit = is_next and not (is_end and not begins_anew(self._document, after[0].first))
        lost = fragment.words[pair.old : fragment.last]
        limit = after[0].first - 1 if is_limit else None
        return self._filled(pair.last, limit, 1, gone + _MORE if gone and is_end else 0, lost)

    def _with_rest(self, fragment: Fragment, pair: Pair, after: Sequence[Pair]) -> int:
        """The last word, or that of its sentence, if the quote was all of one."""
        if not self.is_longer(fragment, pair):
            return pair.last
        most = min(_MORE + 1, after[0].first - pair.last) if after else _MORE + 1
        return self._filled(pair.last, None, 1, most, [])

    def is_longer(self, fragment: Fragment, pair: Pair) -> bool:
        """Whether the quote was all of its sentence, which goes on behind its last word now."""
        if pair.old != fragment.last - 1 or not fragment.begins(fragment.first):
            return False
        is_end = fragment.begins(fragment.last)
        return is_end and not begins_anew(self._document, pair.last + 1)

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
