"""Where in a text a fragment of another may have gone: a few places, each with what speaks for it.

Places come from the paragraph that is named, from every verbatim occurrence, and from rare words of
the fragment, which vote for the place where they would stand in line. Each is aligned word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from postil.core.word_alignment import Alignment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

MAX_OCCURRENCES: Final = 30
"""Verbatim places looked at; a quote that stands in more has no place of its own anyway."""

_RARE: Final = 40
"""A word that occurs more often than this does not vote."""

_VOTERS: Final = 24
"""Rare words asked; the rarest first."""

_BUCKET: Final = 8
"""Words by which votes may differ and still be for one place: a few words put in or left out."""

_REGIONS: Final = 6
"""Places by vote that are aligned; the true one is nearly always the first or second."""

_ALIGNED: Final = 8
"""Places that are aligned word by word; the most promising ones."""

_LONGEST_PARAGRAPH: Final = 2_000
"""Words of the named paragraph up to which all of it is aligned; in longer ones, words vote."""

_REACH: Final = 8
"""Words next to a passage that count as its surroundings: those of the same sentence."""

_STRAY: Final = 8
"""Words by which a word of the surroundings may stand farther off than it did."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place `start:end` of the joined text, empty where all words of the quote are gone.

    `share` is how much of the quote's information stands there, `before` and `after` how much of
    that of the words around it, each from 0 to 1, and None where nothing is known of them.
    `weight` is the information of all that fits, in nats.
    """

    start: int
    end: int
    share: float
    before: float | None
    after: float | None
    weight: float
    likeness: float
    around: float
    told: float
    purity: float
    size: int

    @property
    def context(self) -> float:
        """How well the surroundings fit: the better of both sides; 0 where nothing is known."""
        return max(self.before or 0.0, self.after or 0.0)


class Search:
    """Finds fragments in one document."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document to look in."""
        self._document = document

    def information(self, word: str) -> float:
        """How much the word tells of a place, in nats: none where it stands everywhere."""
        positions = self._document.positions.get(word, ())
        return log((len(self._document.words.texts) + 2) / (len(positions) + 1))

    def find(self, fragment: Fragment, named: int | None = None) -> list[Found]:
        """The places for a fragment, the best first; `named` is the paragraph to look at anyway."""
        information = [self.information(word) for word in fragment.words]
        return self._aligned(fragment, information, self._regions(fragment, information, named))

    def find_in(self, fragment: Fragment, paragraphs: range) -> list[Found]:
        """The best place in each of the paragraphs, the best first."""
        information = [self.information(word) for word in fragment.words]
        regions = (region for number in paragraphs for region in self._named(number))
        return self._aligned(fragment, information, regions)

    def _aligned(
        self, fragment: Fragment, information: Sequence[float], regions: Iterable[range]
    ) -> list[Found]:
        found: dict[tuple[int, int], Found] = {}
        for region in regions:
            texts = self._document.words.texts[region.start : region.stop]
            pairs = Alignment(fragment.words, texts).pairs(0, len(fragment.words), fragment.spelt)
            place = self._weigh(fragment, information, pairs, region.start)
            if place is not None:
                known = found.get((place.start, place.end))
                if known is None or known.weight < place.weight:
                    found[place.start, place.end] = place
        return _apart(sorted(found.values(), key=lambda f: (-f.weight, f.start)))

    def weigh(self, fragment: Fragment, pairs: Sequence[Pair]) -> Found | None:
        """The place to which `pairs` lead, in numbers of the fragment's and the document's words."""
        return self._weigh(fragment, [self.information(w) for w in fragment.words], pairs, 0)

    def _regions(
        self, fragment: Fragment, information: Sequence[float], named: int | None
    ) -> Iterator[range]:
        total = len(self._document.words.texts)
        regions = list(self._verbatim(fragment))
        regions += self._by_vote(fragment, information)
        if named is not None:
            yield from self._named(named)
        ranked = sorted(
            (
                (self._promise(fragment, information, region), region)
                for region in dict.fromkeys(regions)
            ),
            key=lambda ranked: (-ranked[0], ranked[1].start),
        )
        for promise, region in ranked[:_ALIGNED]:
            if promise >= ranked[0][0] / 3:
                yield range(max(0, region.start), min(total, region.stop))

    def _promise(self, fragment: Fragment, information: Sequence[float], region: range) -> float:
        """The information of the words that the region holds in line; quick to find out."""
        texts = self._document.words.texts[max(0, region.start) : max(0, region.stop)]
        blocks = Levenshtein.opcodes(fragment.words, texts)
        return sum(
            sum(information[block.src_start : block.src_end])
            for block in blocks
            if block.tag == "equal"
        )

    def _named(self, number: int) -> Iterator[range]:
        starts, words = self._document.starts, self._document.words
        first = bisect_left(words.starts, starts[number])
        last = bisect_left(words.starts, starts[number + 1])
        if last - first <= _LONGEST_PARAGRAPH:
            yield range(first, last)

    def _verbatim(self, fragment: Fragment) -> Iterator[range]:
        if not fragment.quote:
            return
        starts = self._document.words.starts
        at = self._document.lower.find(fragment.quote)
        for _ in range(MAX_OCCURRENCES):
            if at < 0:
                return
            word = bisect_left(starts, at)
            yield self._around(word - fragment.first, fragment)
            at = self._document.lower.find(fragment.quote, at + 1)

    def _by_vote(self, fragment: Fragment, information: Sequence[float]) -> list[range]:
        positions = self._document.positions
        voters = sorted(range(len(fragment.words)), key=lambda i: -information[i])[:_VOTERS]
        votes: defaultdict[int, float] = defaultdict(float)
        for voter in voters:
            places = positions.get(fragment.words[voter], ())
            if len(places) <= _RARE:
                for place in places:
                    votes[(place - voter) // _BUCKET] += information[voter]
        together = {bucket: votes[bucket] + votes.get(bucket + 1, 0.0) for bucket in list(votes)}
        best = sorted(together, key=lambda bucket: (-together[bucket], bucket))[:_REGIONS]
        return [self._around(bucket * _BUCKET + _BUCKET // 2, fragment) for bucket in best]

    @staticmethod
    def _around(first: int, fragment: Fragment) -> range:
        slack = _BUCKET + min(len(fragment.words) // 2, 4 * _BUCKET)
        return range(first - slack, first + len(fragment.words) + slack)

    def _weigh(
        self, fragment: Fragment, information: Sequence[float], pairs: Sequence[Pair], base: int
    ) -> Found | None:
        within = [pair for pair in pairs if fragment.first <= pair.old < fragment.last]
        within = _together(within, information)
        before = [pair for pair in pairs if pair.old < fragment.first]
        after = [pair for pair in pairs if pair.old >= fragment.last]
        words = self._document.words
        if within:
            first, last = base + within[0].first, base + within[-1].last
            start, end = words.starts[first], words.ends[last]
        elif before and after:
            first, last = base + before[-1].last + 1, base + after[0].first - 1
            start = words.starts[first] if first <= last else words.ends[first - 1]
            end = words.ends[last] if first <= last else start
        else:
            return None
        told = sum(information[pair.old] * pair.likeness for pair in within)
        whole = sum(information[fragment.first : fragment.last]) or 1.0
        left = self._side(range(fragment.first)[::-1], information, before, first - base)
        right = self._side(
            range(fragment.last, len(fragment.words)), information, after, last - base
        )
        return Found(
            *self._with_signs(fragment, start, end),
            share=told / whole,
            before=left[0],
            after=right[0],
            weight=told + left[1] + right[1],
            around=left[1] + right[1],
            told=told,
            purity=self._purity(within, base, first, last),
            size=fragment.last - fragment.first,
            likeness=fuzz.ratio(fragment.quote, self._document.lower[start:end]) / 100,
        )

    def _purity(self, pairs: Sequence[Pair], base: int, first: int, last: int) -> float:
        """How much of what stands in the place comes from the quote, from 0 to 1."""
        told = whole = 0.0
        likeness = {}
        for pair in pairs:
            for number in range(pair.first, pair.last + 1):
                likeness[base + number] = pair.likeness
        for number in range(first, last + 1):
            information = self.information(self._document.words.texts[number])
            whole += information
            told += information * likeness.get(number, 0.0)
        return told / whole if whole else 0.0

    @staticmethod
    def _side(
        near: Sequence[int], information: Sequence[float], pairs: Sequence[Pair], edge: int
    ) -> tuple[float | None, float]:
        """How much of the words next to the passage fits, as a share and in nats.

        `near` are the fragment's words on that side, the nearest first; `edge` is the passage's
        own outermost word. The share is of the nearest words, the sum of all.
        """
        if not near:
            return None, 0.0
        fits = {
            pair.old: information[pair.old] * pair.likeness
            for pair in pairs
            if min(abs(pair.first - edge), abs(pair.last - edge))
            <= abs(pair.old - near[0]) + _STRAY
        }
        whole = sum(information[i] for i in near[:_REACH]) or 1.0
        told = sum(fits.get(i, 0.0) for i in near[:_REACH])
        return told / whole, sum(fits.get(i, 0.0) for i in near)

    def _with_signs(self, fragment: Fragment, start: int, end: int) -> tuple[int, int]:
        """Take in the signs that the quote has before its first word and behind its last one."""
        text, quote = self._document.lower, fragment.quote
        leading = len(quote) - len(quote.lstrip(_signs(quote)))
        trailing = len(quote) - len(quote.rstrip(_signs(quote)))
        while (
            leading
            and start
            and text[start - 1] in quote[:leading]
            and not text[start - 1].isspace()
        ):
            start, leading = start - 1, leading - 1
        while (
            trailing
            and end < len(text)
            and text[end] in quote[-trailing:]
            and not text[end].isspace()
        ):
            end, trailing = end + 1, trailing - 1
        return start, end


def _together(pairs: list[Pair], information: Sequence[float]) -> list[Pair]:
    """Without those of a quote's words that stand far from the others: they are other words."""
    parts: list[list[Pair]] = []
    for pair in pairs:
        if parts:
            last = parts[-1][-1]
            if pair.first - last.last - (pair.old - last.old) > _STRAY + len(pairs) // 2:
                parts.append([])
        else:
            parts.append([])
        parts[-1].append(pair)
    return max(
        parts, key=lambda part: sum(information[p.old] * p.likeness for p in part), default=[]
    )


def _signs(quote: str) -> str:
    return "".join({c for c in quote if not c.isalnum()})


def _apart(found: Sequence[Found]) -> list[Found]:
    """Leave out places that overlap a better one."""
    kept: list[Found] = []
    for place in found:
        if all(
            place.end <= k.start or k.end <= place.start or place.start == place.end for k in kept
        ):
            kept.append(place)
    return kept
