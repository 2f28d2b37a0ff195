"""A document as matching sees it: folded paragraphs, one text of all, its words and their places.

Everything beyond the paragraphs themselves is made when it is first asked for: where every note
stands on its words, most of it never is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from postil.core.characters import widened
from postil.core.folding import Folded, fold
from postil.core.passages import words_in
from postil.core.resolutions import Passage
from postil.core.sentences import behind_ends
from postil.core.words import Words, lower, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class FoldedSpan(NamedTuple):
    """From `start` in the folded paragraph number `first` to `end` in number `last`."""

    first: int
    start: int
    last: int
    end: int


class DocumentText:
    """The paragraphs of one document, folded once; offsets of `joined` unless said otherwise."""

    def __init__(self, document: Sequence[tuple[str, str]]) -> None:
        """Take (paragraph id, text) in reading order; the first of two equal ids counts."""
        paragraphs: dict[str, str] = {}
        for paragraph_id, text in document:
            paragraphs.setdefault(paragraph_id, text)
        self.ids, self.texts = list(paragraphs), list(paragraphs.values())
        self.order = {paragraph_id: number for number, paragraph_id in enumerate(self.ids)}
        self._folded: list[Folded | None] = [None] * len(self.ids)

    def folded(self, number: int) -> Folded:
        """The folded text of the paragraph of that number, without spaces at its ends."""
        folded = self._folded[number]
        if folded is None:
            folded = self._folded[number] = fold(self.texts[number]).stripped()
        return folded

    @cached_property
    def joined(self) -> str:
        """The whole folded document, a space between paragraphs that have a text."""
        folded = (self.folded(number).text for number in range(len(self.texts)))
        return " ".join(filter(None, folded))

    @cached_property
    def starts(self) -> list[int]:
        """Where each paragraph starts in `joined`, and where one more would.

        One without text starts where the next one does.
        """
        lengths = (len(self.folded(number).text) for number in range(len(self.texts)))
        return list(accumulate((length + bool(length) for length in lengths), initial=0))

    @cached_property
    def lower(self) -> str:
        """`joined` in lower case, of the same length."""
        return lower(self.joined)

    @cached_property
    def words(self) -> Words:
        """All words in order."""
        return words_of(self.joined)

    @cached_property
    def behind_ends(self) -> Sequence[int]:
        """The numbers of the words before which a sentence ends, in rising order."""
        return behind_ends(self.lower, self.words)

    @cached_property
    def positions(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands, as numbers of `words`."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words.texts):
            positions[word].append(number)
        return positions

    @cached_property
    def copies(self) -> Mapping[str, int]:
        """How often each text stands as a paragraph."""
        return Counter(self.texts)

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph around a place."""
        return min(bisect_right(self.starts, offset), len(self.ids)) - 1

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the words in a span, the last excluded."""
        first = bisect_right(self.words.ends, start)
        return first, max(first, bisect_left(self.words.starts, end))

    def words_from(self, first: int, last: int) -> range:
        """The numbers of the words in the paragraphs from number `first` to `last`."""
        return range(*self.words_in(self.starts[first], self.starts[last + 1]))

    def folded_span(self, start: int, end: int) -> FoldedSpan:
        """The span, not empty, of `joined` in paragraphs."""
        first = self.paragraph_at(start)
        last = max(self.paragraph_at(end - 1), first)
        return FoldedSpan(first, start - self.starts[first], last, end - self.starts[last])

    def cuts_word(self, span: FoldedSpan) -> bool:
        """Whether the span begins or ends within a word: “legal” in “illegal”."""
        start, end = self.joined_span(span)
        first, last = self.words_in(start, end)
        within = self.words.starts[first:last], self.words.ends[first:last]
        return bool(within[0]) and (within[0][0] < start or end < within[1][-1])

    def sign_at(self, offset: int) -> str:
        """What stands in the texts as they were given for one character of `joined`."""
        return self.raw(self.passage(self.folded_span(offset, offset + 1)))

    def joined_span(self, span: FoldedSpan) -> tuple[int, int]:
        """The inverse of `folded_span`."""
        return self.starts[span.first] + span.start, self.starts[span.last] + span.end

    def passage(self, span: FoldedSpan) -> Passage:
        """The same in the texts as they were given, with all of its characters; not empty."""
        head, text = self.folded(span.first), self.texts[span.first]
        if head.pieces is None and span.first == span.last:
            start, end = widened(text, span.start, span.end)
            return Passage(self.ids[span.first], start, self.ids[span.first], end)
        start = widened(text, *head.original(span.start, span.start + 1))[0]
        last = self.folded(span.last).original(span.end - 1, span.end)
        end = widened(self.texts[span.last], *last)[1]
        return Passage(self.ids[span.first], start, self.ids[span.last], end)

    def whole(self, first: int, last: int) -> Passage:
        """All of the paragraphs from number `first` to `last`."""
        return Passage(self.ids[first], 0, self.ids[last], len(self.texts[last]))

    def meet(self, one: Passage, other: Passage) -> bool:
        """Whether two passages have characters in common."""
        ends = [(self.order[p.last], p.end) for p in (one, other)]
        starts = [(self.order[p.first], p.start) for p in (one, other)]
        return starts[0] < ends[1] and starts[1] < ends[0]

    def raw(self, passage: Passage) -> str:
        """The words of a passage as they were given, a space between paragraphs."""
        first, last = self.order[passage.first], self.order[passage.last]
        return words_in(self.texts[first : last + 1], passage)


def each_once(
    documents: Iterable[Sequence[tuple[str, str]] | None],
) -> dict[int, DocumentText]:
    """The documents by their `id`, those that are given many times as one."""
    different = {id(document): document for document in documents if document is not None}
    return {key: DocumentText(document) for key, document in different.items()}
