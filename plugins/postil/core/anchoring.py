"""Where a note stands: a quote and a paragraph id in, a `Resolution` out. No I/O, no markup."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from postil.core.folding import Folded, fold
from postil.core.likeness import most_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.model import Annotation, Target

MAX_CANDIDATES: Final = 1000
"""A quote that stands in more places than this is as ambiguous as it can be."""

MAX_SEARCHED: Final = 50_000_000
"""Characters looked through for “most similar words” in one document, about 10 s at the worst, so
that a file of thousands of lost quotes cannot hang a build. Later ones get no suggestion."""


@dataclass(frozen=True, slots=True)
class Passage:
    """From `start` in paragraph `first` to `end` in paragraph `last`: offsets in code points."""

    first: str
    start: int
    last: str
    end: int


@dataclass(frozen=True, slots=True)
class Exact:
    """The quote stands there, in one place; or the target's paragraphs do, if it has no quote."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quote stands there more than once."""

    candidates: tuple[Passage, ...]


class Loss(Enum):
    """Why a note has no place."""

    NO_PARAGRAPH = "no such paragraph"
    WRONG_ORDER = "the range ends before it begins"
    NOT_FOUND = "not in the target"
    ELSEWHERE = "in another paragraph, word for word"
    ACROSS = "runs on into another paragraph"


@dataclass(frozen=True, slots=True)
class Lost:
    """The quote is not there.

    `nearest` is where the most similar words stand and `likeness` how similar they are, 0 to 1.
    """

    reason: Loss
    nearest: Passage | None = None
    likeness: float = 0.0


Resolution = Exact | Ambiguous | Lost


def resolve(
    document: Sequence[tuple[str, str]], annotations: Iterable[Annotation]
) -> list[Resolution]:
    """Find each annotation's passage in `document`, a list of (paragraph id, text as read).

    One resolution for each annotation, in order; each depends on nothing but its own target.
    """
    index = DocumentIndex(document)
    return [index.resolve(annotation.target) for annotation in annotations]


class DocumentIndex:
    """The paragraphs of one document, folded once; answers any number of targets."""

    def __init__(self, document: Sequence[tuple[str, str]]) -> None:
        """Take (paragraph id, text) in reading order; the first of two equal ids counts."""
        self._ids = [paragraph_id for paragraph_id, _ in document]
        self._texts = [text for _, text in document]
        self._order: dict[str, int] = {}
        for number, paragraph_id in enumerate(self._ids):
            self._order.setdefault(paragraph_id, number)
        self._folded: list[Folded | None] = [None] * len(document)
        self._suggestions = MAX_SEARCHED // (1 + sum(map(len, self._texts)))

    def resolve(self, target: Target) -> Resolution:
        """Find the passage of one target."""
        first, last = self._order.get(target.first), self._order.get(target.last)
        if first is None or last is None:
            return Lost(Loss.NO_PARAGRAPH, *self._most_alike(target.quote))
        if last < first:
            return Lost(Loss.WRONG_ORDER)
        if not target.quote:
            return Exact(Passage(target.first, 0, target.last, len(self._texts[last])))
        found = self._search(target, first, last)
        if len(found) == 1:
            return Exact(found[0])
        if found:
            return Ambiguous(tuple(found))
        return self._elsewhere(target, first, last)

    def _fold(self, number: int) -> Folded:
        folded = self._folded[number]
        if folded is None:
            folded = self._folded[number] = fold(self._texts[number])
        return folded

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """The whole folded document, a space between paragraphs, and where each one starts."""
        texts = [self._fold(number).text for number in range(len(self._texts))]
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        return " ".join(texts), starts

    def _search(self, target: Target, first: int, last: int) -> list[Passage]:
        quote = fold(target.quote).text.strip()
        if first == last:
            text, starts, base = self._fold(first).text, [0], first
            bounds = (0, len(text))
        else:
            text, starts = self._joined
            bounds, base = (starts[first], starts[last + 1] - 1), 0
        hits = list(islice(_occurrences(text, quote, *bounds), MAX_CANDIDATES))
        if target.prefix or target.suffix:
            hits = _with_context(text, hits, target)
        if len(hits) > 1:
            hits = [hit for hit in hits if _stands_alone(text, *hit)] or hits
        return [self._passage(base, starts, hit) for hit in hits]

    def _passage(self, base: int, starts: list[int], hit: tuple[int, int]) -> Passage:
        """Turn a span of folded text into a passage; `starts` are the places of its paragraphs."""
        first = bisect_right(starts, hit[0]) - 1
        last = max(bisect_right(starts, hit[1] - 1) - 1, first)
        start = self._fold(base + first).original(
            hit[0] - starts[first], hit[0] - starts[first] + 1
        )
        end = self._fold(base + last).original(hit[1] - starts[last] - 1, hit[1] - starts[last])
        return Passage(self._ids[base + first], start[0], self._ids[base + last], end[1])

    def _elsewhere(self, target: Target, first: int, last: int) -> Lost:
        across = self._search(target, max(first - 1, 0), min(last + 1, len(self._texts) - 1))
        for passage in across:
            if passage.first != passage.last:
                return Lost(Loss.ACROSS, passage, 1.0)
        nearest, likeness = self._most_alike(target.quote, first)
        reason = Loss.ELSEWHERE if likeness == 1.0 else Loss.NOT_FOUND
        return Lost(reason, nearest, likeness)

    def _most_alike(self, quote: str, near: int = 0) -> tuple[Passage | None, float]:
        if not quote or self._suggestions <= 0:
            return None, 0.0
        self._suggestions -= 1
        texts = [self._fold(number).text for number in range(len(self._texts))]
        found = most_alike(fold(quote).text.strip(), texts, near)
        if found is None:
            return None, 0.0
        return self._passage(found.text, [0], (found.start, found.end)), found.likeness


def _occurrences(text: str, quote: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every place of `quote` in `text[start:end]`, overlapping ones included."""
    found = text.find(quote, start, end) if quote else -1
    while found >= 0:
        yield found, found + len(quote)
        found = text.find(quote, found + 1, end)


def _with_context(text: str, hits: list[tuple[int, int]], target: Target) -> list[tuple[int, int]]:
    prefix = fold(target.prefix).text.strip()
    suffix = fold(target.suffix).text.strip()
    # Folded text has single spaces, so one more character than the context is enough to look at.
    return [
        (start, end)
        for start, end in hits
        if text[max(0, start - len(prefix) - 1) : start].rstrip().endswith(prefix)
        and text[end : end + len(suffix) + 1].lstrip().startswith(suffix)
    ]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether neither end of the span cuts a word in two."""
    return not (_joins(text, start) or _joins(text, end))


def _joins(text: str, boundary: int) -> bool:
    if not 0 < boundary < len(text):
        return False
    return text[boundary - 1].isalnum() and text[boundary].isalnum()
