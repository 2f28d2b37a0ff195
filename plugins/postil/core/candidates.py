"""Where in a text a fragment of another may have gone: a few places, each weighed.

Places come from paragraphs that are named, from every verbatim occurrence, and from rare words of
the fragment, which vote for the place where they would stand in line. Each is aligned word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.likeness import Block, likeness, most_alike
from postil.core.places import Place, apart, spelt_place
from postil.core.verbatim import occurrences
from postil.core.weighing import Weighed, Weighing
from postil.core.word_alignment import Alignment, equal_runs
from postil.core.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

MAX_OCCURRENCES: Final = 30
"""Verbatim places looked at; a quote that stands in more has no place of its own anyway."""

_VOTES: Final = 100
"""Votes that are counted, one for each place of a word; the rarest words vote first."""

_BUCKET: Final = 8
"""Words by which votes may differ and still be for one place: a few words put in or left out."""

_SHARE: Final = 64
"""Of more than 1,000 words, the part by which votes may differ: regions that have nearly all words
in common lead to one place, and each takes the time of its length."""

_COUNTED: Final = 6
_REGIONS: Final = 3
"""Buckets with most votes that are looked at, and how many places of them, as two buckets beside
each other are mostly one; the true one is nearly always the first or second."""

_PASSED: Final = 1000
"""Letters of a text that are looked through for a quote in the time that one place takes."""

_ALIGNED: Final = 6
"""Places that are aligned word by word; the most promising ones."""

_PROMISING: Final = 0.4
"""Of what the most promising place promises, a place must promise to be aligned."""

_BEHIND: Final = 0.75
_BEYOND_DOUBT: Final = 5.0
"""Of what the most promising place promises, and of `Place.fit`, which goes to 6."""

_SURROUNDED: Final = 0.5
"""Of the surroundings on each side that fit, from which on no copy can fit better."""

_SPREAD: Final = 4
"""Of a copy's words, every so many is one that was put in."""

_LONGEST_PARAGRAPH: Final = 2_000
"""Words of a named paragraph up to which all of it is aligned; in longer ones, words vote."""

_SPELT: Final = 0.6
"""Likeness of spelling from which on words are worth showing for nothing else."""

_LONGEST_SPELT: Final = 150
_LONGEST_STRETCH: Final = 60_000
"""Letters of a quote and of a stretch that are compared one by one: 0.5 ms. In longer quotes, a few
words are always spelt as they were."""


class _Promise(NamedTuple):
    """The information of the words of a fragment that a region holds in line, and those words.

    `is_whole`: of the quote, none is missing at its ends, so that they are all that counts of the
    region.
    """

    told: float
    words: tuple[Block, ...] = ()
    is_whole: bool = False


_NOTHING: Final = _Promise(0.0)


class Search:
    """Finds fragments in one document."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document to look in."""
        self._document = document
        self._weighing = Weighing(document)

    def find(self, fragment: Fragment, named: Iterable[int] = ()) -> list[Place]:
        """The places for a fragment, the best first; `named` are paragraphs to look at anyway."""
        weighed = self._weighing.weighed(fragment)
        promises = self._promising(weighed)
        most = max((promise.told for promise in promises.values()), default=0.0)
        regions = dict.fromkeys([*promises, *self._named(named)])
        places: list[Place] = []
        settled: set[tuple[Block, ...]] = set()
        is_certain = False
        for region in regions:
            promise = promises.get(region, _NOTHING)
            # What lies so far behind a place that is beyond doubt can neither rival nor replace it.
            if promise.words in settled or (is_certain and promise.told < _BEHIND * most):
                continue
            found = self._in_region(weighed, region)
            places += found
            is_certain = is_certain or any(_is_beyond_doubt(place) for place in found)
            if promise.is_whole and found and _is_settled(found[0]):
                settled.add(promise.words)
        return ranked(places)

    def find_in(self, fragment: Fragment, paragraphs: Iterable[int]) -> list[Place]:
        """The best place in each of the paragraphs, the best first."""
        weighed = self._weighing.weighed(fragment)
        regions = dict.fromkeys(self._named(paragraphs))
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

    def _in_region(self, weighed: Weighed, region: range) -> list[Place]:
        """The place in a region; and the next best one, if there may be one as good.

        Of two copies an alignment takes either, whichever of them the surroundings are at; or the
        one's beginning and the other's end.
        """
        texts = self._document.words.texts[region.start : region.stop]
        place = self._place(weighed, texts, region.start)
        if place is None:
            return []
        if place.is_gap:
            return [place]
        if place.is_mixed:
            return [place, *self._unmixed(weighed, place, region)]
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

    def _place(self, weighed: Weighed, texts: Sequence[str], base: int) -> Place | None:
        words, places = weighed.fragment.words, weighed.places
        alignment = Alignment(words, texts, base=base)
        pairs = tuple(alignment.pairs(0, len(words), weighed.fragment.spelt))
        if pairs not in places:
            places[pairs] = self._weighing.place(weighed, pairs)
        return places[pairs]

    def is_doubled(self, fragment: Fragment, place: Place) -> bool:
        """Whether the most telling word of the quote stands beside the place once more."""
        quote = fragment.words[fragment.first : fragment.last]
        word = max(quote, key=self._weighing.information, default="")
        region = self._stretch(fragment, place)
        found = self._document.positions.get(word, ())
        number = bisect_left(found, region.start)
        inside = bisect_left(found, region.stop) - number
        return inside > max(1, quote.count(word))

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

    def _promising(self, weighed: Weighed) -> dict[range, _Promise]:
        """Places by words alone that promise most, the best first, and what they promise."""
        known = list(dict.fromkeys(self._verbatim(weighed.fragment)))
        voted: list[int] = []
        near = max(2 * _BUCKET, len(weighed.fragment.words) // _SHARE)
        for first in self._by_vote(weighed):
            if all(abs(first - other) > near for other in [*known, *voted]):
                voted.append(first)
        regions = [self._around(first, weighed.fragment) for first in [*known, *voted[:_REGIONS]]]
        promises = {region: self._promise(weighed, region) for region in regions}
        best = sorted(promises, key=lambda region: (-promises[region].told, region.start))
        least = _PROMISING * promises[best[0]].told if best else 0.0
        return {r: promises[r] for r in best[:_ALIGNED] if promises[r].told >= least}

    def _promise(self, weighed: Weighed, region: range) -> _Promise:
        """The words that the region holds in line; quick to find out."""
        fragment, information = weighed.fragment, weighed.information
        texts = self._document.words.texts[region.start : region.stop]
        blocks = equal_runs(fragment.words, texts, region.start)
        told = 0.0
        for old, _, length in blocks:
            told += information[old] if length == 1 else sum(information[old : old + length])
        return _Promise(told, tuple(blocks), is_whole=_is_whole(fragment, blocks))

    def _named(self, paragraphs: Iterable[int]) -> Iterator[range]:
        starts, words = self._document.starts, self._document.words.starts
        for number in paragraphs:
            first = bisect_left(words, starts[number])
            last = bisect_left(words, starts[number + 1])
            if last - first <= _LONGEST_PARAGRAPH:
                yield range(first, last)

    def _around(self, first: int, fragment: Fragment) -> range:
        """The words in which a fragment that begins at word `first` has room for some more."""
        length = len(fragment.words)
        slack = _BUCKET + min(length // 2, max(4 * _BUCKET, length // _SHARE))
        last = first + length + slack
        return range(max(0, first - slack), min(last, len(self._document.words.texts)))

    def _verbatim(self, fragment: Fragment) -> list[int]:
        """Where the fragment begins if the quote stands letter by letter; so many places at most.

        As numbers of words.
        """
        starts = self._document.words.starts
        found = islice(self._occurrences(fragment), MAX_OCCURRENCES)
        return [bisect_left(starts, at) - fragment.first for at in found]

    def _occurrences(self, fragment: Fragment) -> Iterator[int]:
        """Where the quote stands: by its rarest word, but for those at its ends.

        To look through all of the text takes longer, unless the word is frequent.
        """
        positions, words = self._document.positions, fragment.words
        text, quote = self._document.lower, fragment.quote
        inner = range(fragment.first + 1, fragment.last - 1)
        rarest = min(inner, key=lambda n: len(positions.get(words[n], ())), default=None)
        if rarest is None or len(positions.get(words[rarest], ())) > len(text) // _PASSED:
            yield from (start for start, _ in occurrences(text, quote, 0, len(text)))
        else:
            second, starts = words_of(quote).starts[1], self._document.words.starts
            back = rarest - inner.start
            for number in positions.get(words[rarest], ()):
                at = starts[number - back] - second
                if number >= back and at >= 0 and text.startswith(quote, at):
                    yield at

    def _by_vote(self, weighed: Weighed) -> list[int]:
        """Where the fragment begins by its words, the most votes first; near enough."""
        positions, information = self._document.positions, weighed.information
        words = weighed.fragment.words
        order = sorted(range(len(words)), key=information.__getitem__, reverse=True)
        votes: defaultdict[int, float] = defaultdict(float)
        left = _VOTES
        for voter in order:
            places, told = positions.get(words[voter], ()), information[voter]
            left -= len(places)
            if left < 0:
                break
            for place in places:
                votes[(place - voter) // _BUCKET] += told
        get = votes.get
        best = nsmallest(_COUNTED, [(-own - get(at + 1, 0.0), at) for at, own in votes.items()])
        return [at * _BUCKET + _BUCKET // 2 for _, at in best]


def ranked(places: Iterable[Place]) -> list[Place]:
    """The best first, without what overlaps it."""
    # Not as a set, whose order would be another in each run.
    return apart(sorted(dict.fromkeys(places), key=lambda p: (-p.weight, -p.fit, p.start)))


def _is_whole(fragment: Fragment, blocks: Sequence[Block]) -> bool:
    """Whether words beyond the blocks need no partners: they are not the quote's.

    See `Fragment.spelt`.
    """
    if not blocks:
        return False
    first, last = blocks[0].old, blocks[-1].old + blocks[-1].length
    is_begun = first == 0 or first < fragment.first
    return is_begun and (last > fragment.last or last == len(fragment.words))


def _is_settled(place: Place) -> bool:
    """Whether nothing in its region can be a better place, or what it is part of."""
    return place.is_gap or (not place.is_mixed and min(place.sides, default=0.0) >= _SURROUNDED)


def _is_beyond_doubt(place: Place) -> bool:
    return place.fit >= _BEYOND_DOUBT and min(place.sides, default=0.0) >= _SURROUNDED
