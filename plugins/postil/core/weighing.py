"""What speaks for a place: from the pairs of an alignment to the numbers that rules look at."""

from __future__ import annotations

from bisect import bisect_left
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.filled_ends import SAME
from postil.core.fragments import signs_beside
from postil.core.gathering import STRAY, together
from postil.core.likeness import likeness
from postil.core.new_breaks import without_cut_off
from postil.core.odds import gain_and_cost, odds
from postil.core.places import Place
from postil.core.reordering import reordered
from postil.core.sentences import SENTENCE_ENDS
from postil.core.span_ends import SpanEnds
from postil.core.surroundings import side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

_NEW: Final = 0.5
"""How much a telling word that is new to the passage counts, as a share of one that it lost."""

_FILLERS: Final = 4
"""Words put in at one place that tear no passage apart: “you know, I mean”."""

_GAP: Final = 2
_CLOSER: Final = 0.05
"""Strange words between an outer word and the rest, and by how much more like the quote the rest
must be to be the place without it: “the” stands in every sentence."""

_UNLIKE: Final = 0.1
"""Of one text's length that another has: less, and it is no use to compare their spelling."""

_BREAKS: Final = frozenset(f"{SENTENCE_ENDS}:：")
"""Signs behind which something new begins."""


class Weighed(NamedTuple):
    """A fragment with the information of each of its words, in nats.

    `places` are those that were weighed, by the pairs that lead there: of overlapping stretches of
    the text, many lead to the same.
    """

    fragment: Fragment
    information: Sequence[float]
    places: dict[tuple[Pair, ...], Place | None]


class _Information(dict[str, float]):
    """By word, what it tells of a place in a document, in nats: none where it stands everywhere."""

    def __init__(self, document: DocumentText) -> None:
        super().__init__()
        self._document = document

    def __missing__(self, word: str) -> float:
        count = len(self._document.positions.get(word, ()))
        known = self[word] = log((len(self._document.words.texts) + 2) / (count + 1))
        return known


class Weighing:
    """Weighs the places of one document."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document in which the places are."""
        self._document = document
        self._ends = SpanEnds(document)
        self.information = _Information(document).__getitem__

    def weighed(self, fragment: Fragment) -> Weighed:
        """The fragment with what each of its words tells."""
        return Weighed(fragment, list(map(self.information, fragment.words)), {})

    def place(
        self, weighed: Weighed, pairs: Sequence[Pair], *, is_in_line: bool = False
    ) -> Place | None:
        """Where `pairs` lead: numbers of the fragment's words, and of the text's.

        `is_in_line`: they come from an alignment of whole texts.
        """
        fragment, information = weighed.fragment, weighed.information
        size = fragment.last - fragment.first
        begin, stop = (bisect_left(pairs, (number,)) for number in (fragment.first, fragment.last))
        before, after = pairs[:begin], pairs[stop:]
        within = together(pairs[begin:stop], information, is_in_line=is_in_line)
        within = self._trimmed(within, information)
        if is_in_line:
            within = self._in_line(weighed, within, before, after)
        if within:
            within = self._tightened(fragment, within, _hemmed(within, before, after))
        found = self._ends.bounds(within, before, after)
        if found is None:
            return None
        first, last, start, end = found
        left = side(information[: fragment.first][::-1], fragment.first - 1, before[::-1], first)
        right = side(information[fragment.last :], fragment.last, after, last)
        told = sum([information[pair.old] * pair.likeness for pair in within])
        start, end = self._ends.with_signs(fragment, start, end) if within else (start, end)
        new = self._new(within, range(first, last + 1))
        ends = self._ends.final(fragment, (within, before, after), (first, last), (start, end))
        return Place(
            start=ends[0],
            end=ends[1],
            share=told / (sum(information[fragment.first : fragment.last]) or 1.0),
            letters=_letters(fragment, within),
            words=sum([pair.likeness for pair in within if pair.likeness >= SAME]) / (size or 1),
            purity=told / ((told + sum(new)) or 1.0),
            before=left[0],
            after=right[0],
            told=told,
            around=left[1] + right[1],
            known=sum(information),
            odds=odds(fragment, information, [*before, *within, *after])
            - sum([_NEW * gain_and_cost(nats)[0] for nats in new]),
            likeness=self._likeness(fragment.quote, start, end),
            signs=self._signs(fragment, first, last, pairs) if within else 0,
            size=size,
            between=self._ends.between(fragment, before, after),
            is_sentence=bool(within) and self._is_sentence(fragment, first, last),
        )

    def verbatim(self, fragment: Fragment, first: int) -> Place:
        """The place from word `first` on, which needs no weighing: all words are the same."""
        words, size = self._document.words, fragment.last - fragment.first
        span = words.starts[first], words.ends[first + size - 1]
        start, end = self._ends.with_signs(fragment, *span)
        start, end = self._ends.whole(fragment, start, end)
        told = sum(map(self.information, fragment.words[fragment.first : fragment.last]))
        alike = self._likeness(fragment.quote, start, end)
        return Place(
            start=start,
            end=end,
            share=1.0,
            letters=1.0,
            words=1.0,
            purity=1.0,
            before=1.0,
            after=1.0,
            told=told,
            around=0.0,
            known=told,
            odds=told,
            likeness=alike,
            signs=2,
            size=size,
        )

    def _signs(self, fragment: Fragment, first: int, last: int, pairs: Sequence[Pair]) -> int:
        """Beside the passage, and where its sentences begin and end, if those words stand near."""
        document = self._document
        there = signs_beside(document.lower, document.words, first, last + 1)
        both = zip(fragment.signs, there, strict=True)
        found = sum(1 if _is_same(old, new) else -1 for old, new in both if old is not None)
        begin, end = fragment.begin, fragment.end - 1
        pair = _pair_of(begin, pairs) if begin < fragment.first else None
        if pair and abs(first - pair.first - fragment.first + begin) <= STRAY:
            found += self._breaks(pair.first, 0)
        pair = _pair_of(end, pairs) if end >= fragment.last else None
        if pair and abs(pair.last - last - end - 1 + fragment.last) <= STRAY:
            found += self._breaks(pair.last, 1)
        return found

    def _is_sentence(self, fragment: Fragment, first: int, last: int) -> bool:
        """Whether the quote is made of whole sentences, and so are words `first` to `last`."""
        if (fragment.begin, fragment.end) != (fragment.first, fragment.last):
            return False
        return self._breaks(first, 0) > 0 and self._breaks(last, 1) > 0

    def _breaks(self, number: int, side: int) -> int:
        """1 if something new begins on that side of a word, else -1."""
        words = self._document.words
        signs = signs_beside(self._document.lower, words, number, number + 1)[side]
        return 1 if signs is None or _BREAKS.intersection(signs) else -1

    def _likeness(self, quote: str, start: int, end: int) -> float:
        text = self._document.lower[start:end]
        if min(len(quote), len(text)) < _UNLIKE * max(len(quote), len(text)):
            return 0.0
        return likeness(quote, text)

    def _in_line(
        self,
        weighed: Weighed,
        within: list[Pair],
        before: Sequence[Pair],
        after: Sequence[Pair],
    ) -> list[Pair]:
        """Without words beyond a break that is new, and with those in another order beside it."""
        document, fragment = self._document, weighed.fragment
        within = without_cut_off(document, fragment, within, weighed.information, self.information)
        low = before[-1].last if before else -1
        high = after[0].first if after else len(document.words.texts)
        return reordered(document, fragment, within, (low, high), self.information)

    def _trimmed(self, pairs: list[Pair], information: Sequence[float]) -> list[Pair]:
        """Without outer words that tell less than the strange words between them and the rest."""
        while len(pairs) > 1 and self._is_stray(pairs[0], pairs[1], information[pairs[0].old]):
            pairs = pairs[1:]
        while len(pairs) > 1 and self._is_stray(pairs[-2], pairs[-1], information[pairs[-1].old]):
            pairs = pairs[:-1]
        return pairs

    def _tightened(
        self, fragment: Fragment, pairs: list[Pair], hemmed: tuple[bool, bool]
    ) -> list[Pair]:
        """Without outer words so far off that the rest by itself is more like the quote."""
        alike = 0.0
        while len(pairs) > 1 and _is_loose(pairs):
            gaps = [n for n in range(1, len(pairs)) if self._is_apart(pairs[n - 1], pairs[n])]
            alike = alike or self._alike(fragment, pairs)
            shorter = [pairs[gaps[0] :], pairs[: gaps[-1]]] if gaps else []
            shorter = [some for some, is_held in zip(shorter, hemmed, strict=False) if not is_held]
            ranked = [(self._alike(fragment, some), some) for some in shorter]
            best = max(ranked, key=lambda one: one[0], default=(0.0, pairs))
            if best[0] < alike + _CLOSER:
                return pairs
            alike, pairs = best
        return pairs

    def _is_apart(self, pair: Pair, behind: Pair) -> bool:
        """Whether more stands between two pairs than was put in, or something new begins there."""
        strange = behind.first - pair.last - 1
        if not _GAP <= strange <= _FILLERS:
            return strange > _FILLERS
        start, end = self._document.words.ends[pair.last], self._document.words.starts[behind.first]
        return not _BREAKS.isdisjoint(self._document.lower[start:end])

    def _alike(self, fragment: Fragment, pairs: Sequence[Pair]) -> float:
        words = self._document.words
        start, end = words.starts[pairs[0].first], words.ends[pairs[-1].last]
        return self._likeness(fragment.quote, start, end)

    def _is_stray(self, pair: Pair, behind: Pair, told: float) -> bool:
        strange = behind.first - pair.last - 1
        if strange <= _FILLERS + behind.old - pair.old - 1:
            return False
        texts = self._document.words.texts[pair.last + 1 : behind.first]
        return told < _NEW * sum(map(self.information, texts))

    def _new(self, pairs: Sequence[Pair], place: range) -> list[float]:
        """The information of the words in the place that do not come from the quote."""
        texts = self._document.words.texts
        likeness = dict.fromkeys(place, 0.0)
        for _, first, last, alike in pairs:
            likeness[first] = alike
            if first != last:
                likeness.update(dict.fromkeys(range(first, last + 1), alike))
        return [
            self.information(texts[number]) * (1 - alike)
            for number, alike in likeness.items()
            if alike < 1
        ]


def _is_same(old: str, new: str | None) -> bool:
    """Whether the signs are the same, or a sentence begins or ends behind both."""
    return old == new or bool(new and _BREAKS.intersection(old) and _BREAKS.intersection(new))


def _pair_of(number: int, pairs: Sequence[Pair]) -> Pair | None:
    """The pair of the fragment's word of that number; the pairs are in the order of its words."""
    at = bisect_left(pairs, (number,))
    return pairs[at] if at < len(pairs) and pairs[at].old == number else None


def _letters(fragment: Fragment, pairs: Sequence[Pair]) -> float:
    """How many of the quote's letters stand there."""
    found = sum([len(fragment.words[pair.old]) * pair.likeness for pair in pairs])
    return found / (sum(map(len, fragment.words[fragment.first : fragment.last])) or 1)


def _hemmed(
    within: Sequence[Pair], before: Sequence[Pair], after: Sequence[Pair]
) -> tuple[bool, bool]:
    """Whether the next word on a side is next to it still: then the outermost word is meant."""
    is_after_it = bool(before) and before[-1].last + 1 == within[0].first
    return is_after_it, bool(after) and within[-1].last + 1 == after[0].first


def _is_loose(pairs: Sequence[Pair]) -> bool:
    """Whether the words stand in a stretch longer by a few than they did."""
    length, before = pairs[-1].last - pairs[0].first, pairs[-1].old - pairs[0].old
    return length - before >= _GAP
