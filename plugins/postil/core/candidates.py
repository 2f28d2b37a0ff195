"""Where in a text a fragment of another may have gone: a few places, each weighed.

Places come from paragraphs that are named and from the most promising regions of the text. Each is
aligned word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from postil.core.likeness import equal_blocks, likeness, most_alike
from postil.core.places import Place, apart, spelt_place
from postil.core.regions import NOTHING, Regions
from postil.core.weighing import Weighed, Weighing
from postil.core.word_alignment import Alignment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.likeness import Block
    from postil.core.word_alignment import Pair

_BEHIND: Final = 0.75
_BEYOND_DOUBT: Final = 5.0
"""Of what the most promising place promises, and of `Place.fit`, which goes to 6."""

_SURROUNDED: Final = 0.5
"""Of the surroundings on each side that fit, from which on no copy can fit better."""

_SPREAD: Final = 4
"""Of a copy's words, every so many is one that was put in."""

_LEFT_OUT: Final = 0.75
_BESIDE: Final = 0.5
_MORE: Final = 2
_FULLER: Final = 0.25
_SHORT: Final = 100_000
"""Of a quote's information, with less of which words may have been left out of it, if so much of
one side stands; how many more words must stand then, and by how much of `fit` their place must be
better; and the words of the fragment, times those that are looked through for it: 0.2 ms."""

_AS_MUCH: Final = 0.1
_CLOSER: Final = 0.3
"""Of a quote's information, that a part of a mixed place may hold less than all of it; and of
`fit`, by which it must be better."""

_SPELT: Final = 0.6
"""Likeness of spelling from which on words are worth showing for nothing else."""

_LONGEST_SPELT: Final = 150
_LONGEST_STRETCH: Final = 60_000
"""Letters of a quote and of a stretch that are compared one by one: 0.5 ms. In longer quotes, a few
words are always spelt as they were."""


class Search:
    """Finds fragments in one document."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document to look in."""
        self._document = document
        self._weighing = Weighing(document)
        self._regions = Regions(document)

    def find(self, fragment: Fragment, named: Iterable[int] = ()) -> list[Place]:
        """The places for a fragment, the best first; `named` are paragraphs to look at anyway."""
        weighed = self._weighing.weighed(fragment)
        promises = self._regions.promising(weighed)
        most = max((promise.told for promise in promises.values()), default=0.0)
        regions = dict.fromkeys([*promises, *self._regions.named(named)])
        places: list[Place] = []
        settled: set[tuple[Block, ...]] = set()
        is_certain = False
        for region in regions:
            promise = promises.get(region, NOTHING)
            # What lies so far behind a place that is beyond doubt can neither rival nor replace it.
            if promise.words in settled or (is_certain and promise.told < _BEHIND * most):
                continue
            found = self._in_region(weighed, region, promise.words)
            places += found
            is_certain = is_certain or any(_is_beyond_doubt(place) for place in found)
            if promise.is_whole and found and _is_settled(found[0]):
                settled.add(promise.words)
        return ranked(places)

    def find_in(self, fragment: Fragment, paragraphs: Iterable[int]) -> list[Place]:
        """The best place in each of the paragraphs, the best first."""
        weighed = self._weighing.weighed(fragment)
        regions = dict.fromkeys(self._regions.named(paragraphs))
        return ranked(place for region in regions for place in self._in_region(weighed, region))

    def spelt(self, fragment: Fragment, stretch: range, known: Iterable[Place]) -> list[Place]:
        """The place in a stretch of words, none of those known, that is spelt most like the quote.

        None where the quote or the stretch is too long to compare letter by letter.
        """
        words, quote = self._document.words, fragment.quote
        if not quote or len(quote) > _LONGEST_SPELT or not stretch:
            return []
        base, stop = words.starts[stretch.start], words.ends[stretch.stop - 1]
        if not len(quote) < stop - base <= _LONGEST_STRETCH:
            return []
        text = self._document.lower[base:stop]
        for place in known:
            first, last = (min(max(0, at - base), len(text)) for at in (place.start, place.end))
            text = text[:first] + "\0" * (last - first) + text[last:]
        found = most_alike(quote, text)
        first, last = self._document.words_in(base + found[0], base + found[1])
        if first == last:
            return []
        start, end = words.starts[first], words.ends[last - 1]
        alike = likeness(quote, self._document.lower[start:end], _SPELT)
        return [spelt_place(start, end, alike)] if alike else []

    def information(self, word: str) -> float:
        """How much a word tells of a place, in nats."""
        return self._weighing.information(word)

    def told(self, fragment: Fragment) -> float:
        """The information of a quote, in nats."""
        words = fragment.words[fragment.first : fragment.last]
        return sum(map(self._weighing.information, words))

    def weigh(self, fragment: Fragment, pairs: Sequence[Pair]) -> Place | None:
        """The place to which `pairs` of an alignment of whole texts lead.

        They are numbers of the fragment's and the document's words.
        """
        return self._weighing.place(self._weighing.weighed(fragment), pairs, is_in_line=True)

    def verbatim(self, fragment: Fragment, first: int) -> Place:
        """The place from word `first` on, with the same words in it and next to it."""
        return self._weighing.verbatim(fragment, first)

    def _in_region(
        self, weighed: Weighed, region: range, runs: Sequence[Block] = ()
    ) -> list[Place]:
        """The place in a region; and the next best one, if there may be one as good.

        Of two copies an alignment takes either, whichever of them the surroundings are at; or the
        one's beginning and the other's end.
        """
        texts = self._document.words.texts[region.start : region.stop]
        place = self._place(weighed, texts, region.start, runs)
        if place is None:
            return []
        if place.is_gap:
            return [place]
        if place.is_mixed:
            copies = self._unmixed(weighed, place, region)
            # One that holds as much of the quote, closer together, is the place itself.
            is_closer = any(_is_closer(copy, place) for copy in copies)
            return copies if is_closer else [place, *copies]
        # With what is around it, a place is told from a copy of which half the words are others.
        if weighed.fragment.has_context and not self.is_doubled(weighed.fragment, place):
            return [place]
        first, last = self._document.words_in(place.start, place.end)
        for number in range(max(first, region.start), min(last, region.stop)):
            texts[number - region.start] = ""
        other = self._place(weighed, texts, region.start)
        return [place] if other is None or other.is_gap else [place, other]

    def _unmixed(self, weighed: Weighed, place: Place, region: range) -> list[Place]:
        """The two copies of which a place took a part each."""
        first, last = self._document.words_in(place.start, place.end)
        length = place.size + place.size // _SPREAD
        parts = (range(region.start, first + length), range(last - length, region.stop))
        texts = self._document.words.texts
        found = (self._place(weighed, texts[p.start : p.stop], p.start) for p in parts)
        return [copy for copy in found if copy is not None and not copy.is_gap]

    def _place(
        self, weighed: Weighed, texts: Sequence[str], base: int, runs: Sequence[Block] = ()
    ) -> Place | None:
        """The place in some words; where words were left out, as many of the others as stand."""
        words = weighed.fragment.words
        nearest = Alignment(words, texts, base=base, runs=runs)
        place = self._aligned(weighed, nearest)
        if place is None or not _is_shortened(place) or len(words) * len(texts) > _SHORT:
            return place
        most = equal_blocks(words, texts, base, is_most=True)
        fullest = Alignment(words, texts, base=base, runs=most)
        if fullest.equal < nearest.equal + _MORE:
            return place
        other = self._aligned(weighed, fullest)
        return other if other is not None and other.fit > place.fit + _FULLER else place

    def _aligned(self, weighed: Weighed, alignment: Alignment) -> Place | None:
        fragment, places = weighed.fragment, weighed.places
        pairs = tuple(alignment.pairs(0, len(fragment.words), fragment.spelt))
        if pairs not in places:
            places[pairs] = self._weighing.place(weighed, pairs)
        return places[pairs]

    def is_doubled(self, fragment: Fragment, place: Place) -> bool:
        """Whether a telling word of the quote stands beside the place once more.

        One of two, as in a copy the other may be another.
        """
        quote = fragment.words[fragment.first : fragment.last]
        region = self._stretch(fragment, place)
        first = max(quote, key=self._weighing.information, default="")
        others = [word for word in quote if word != first]
        for word in (first, max(others, key=self._weighing.information, default=first)):
            found = self._document.positions.get(word, ())
            inside = bisect_left(found, region.stop) - bisect_left(found, region.start)
            if inside > max(1, quote.count(word)):
                return True
        return False

    def beside(self, fragment: Fragment, place: Place) -> list[Place]:
        """The places in the stretch around a place, and the best one there without its words."""
        weighed, region = self._weighing.weighed(fragment), self._stretch(fragment, place)
        texts = self._document.words.texts[region.start : region.stop]
        for number in range(*self._document.words_in(place.start, place.end)):
            texts[number - region.start] = ""
        other = self._place(weighed, texts, region.start)
        found = self._in_region(weighed, region)
        return found if other is None or other.is_gap or other in found else [*found, other]

    def _stretch(self, fragment: Fragment, place: Place) -> range:
        first, last = self._document.words_in(place.start, place.end)
        reach = len(fragment.words)
        return range(max(0, first - reach), min(len(self._document.words.texts), last + reach))


def ranked(places: Iterable[Place]) -> list[Place]:
    """The best first, without what overlaps it."""
    # Not as a set, whose order would be another in each run.
    return apart(sorted(dict.fromkeys(places), key=lambda p: (-p.weight, -p.fit, p.start)))


def _is_shortened(place: Place) -> bool:
    is_there = not place.is_gap and max(place.sides, default=1.0) >= _BESIDE
    return is_there and place.share < _LEFT_OUT


def _is_closer(copy: Place, place: Place) -> bool:
    return copy.share >= place.share - _AS_MUCH and copy.fit > place.fit + _CLOSER


def _is_settled(place: Place) -> bool:
    """Whether nothing in its region can be a better place, or what it is part of."""
    return place.is_gap or (not place.is_mixed and min(place.sides, default=0.0) >= _SURROUNDED)


def _is_beyond_doubt(place: Place) -> bool:
    return place.fit >= _BEYOND_DOUBT and min(place.sides, default=0.0) >= _SURROUNDED
