"""Which regions of a text are worth aligning with a fragment: by words alone, and quickly.

Those where the quote stands verbatim, and those for which rare words of the fragment vote, as they
would stand in line there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.verbatim import places_of
from postil.core.word_alignment import equal_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.likeness import Block
    from postil.core.weighing import Weighed

MAX_OCCURRENCES: Final = 30
"""Verbatim places looked at; a quote that stands in more has no place of its own anyway."""

_VOTES: Final = 100
"""Votes that are counted, one for each place of a word; the rarest words vote first."""

_FEW: Final = 3
_PAIRED: Final = 1000
"""Words that vote alone, with fewer of which they vote in pairs too, as in a long text of frequent
words; and places that are looked at for that: 0.1 ms."""

_BUCKET: Final = 8
"""Words by which votes may differ and still be for one place: a few words put in or left out."""

_SHARE: Final = 64
"""Of more than 1,000 words, the part by which votes may differ: regions that have nearly all words
in common lead to one place, and each takes the time of its length."""

_COUNTED: Final = 6
_REGIONS: Final = 3
_WORTH: Final = 0.25
"""Buckets with most votes that are looked at, and how many places of them, as two buckets beside
each other are mostly one; the true one is nearly always the first or second. What has less of the
most votes than this promises too little."""

_ALIGNED: Final = 6
"""Places that are aligned word by word; the most promising ones."""

_PROMISING: Final = 0.4
"""Of what the most promising place promises, a place must promise to be aligned."""

_LONGEST_PARAGRAPH: Final = 2_000
"""Words of a named paragraph up to which all of it is aligned; in longer ones, words vote."""


class Promise(NamedTuple):
    """The information of the words of a fragment that a region holds in line, and those words.

    `is_whole`: of the quote, none is missing at its ends, so that they are all that counts of the
    region.
    """

    told: float
    words: tuple[Block, ...] = ()
    is_whole: bool = False


NOTHING: Final = Promise(0.0)


class Regions:
    """Finds regions in one document."""

    def __init__(self, document: DocumentText) -> None:
        """Take the document to look in."""
        self._document = document

    def promising(self, weighed: Weighed) -> dict[range, Promise]:
        """The regions that promise most, the best first, and what they promise."""
        known = list(dict.fromkeys(self._verbatim(weighed.fragment)))
        voted: list[int] = []
        near = max(2 * _BUCKET, len(weighed.fragment.words) // _SHARE)
        for first in self._by_vote(weighed, is_paired=not known):
            if all(abs(first - other) > near for other in [*known, *voted]):
                voted.append(first)
        regions = [self._around(first, weighed.fragment) for first in [*known, *voted[:_REGIONS]]]
        promises = {region: self._promise(weighed, region) for region in regions}
        best = sorted(promises, key=lambda region: (-promises[region].told, region.start))
        least = _PROMISING * promises[best[0]].told if best else 0.0
        return {r: promises[r] for r in best[:_ALIGNED] if promises[r].told >= least}

    def _promise(self, weighed: Weighed, region: range) -> Promise:
        """The words that the region holds in line; quick to find out."""
        fragment, information = weighed.fragment, weighed.information
        texts = self._document.words.texts[region.start : region.stop]
        blocks = equal_runs(fragment.words, texts, region.start)
        told = 0.0
        for old, _, length in blocks:
            told += information[old] if length == 1 else sum(information[old : old + length])
        return Promise(told, tuple(blocks), is_whole=_is_whole(fragment, blocks))

    def named(self, paragraphs: Iterable[int]) -> Iterator[range]:
        """The words of the paragraphs of these numbers, but of very long ones."""
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
        document, starts = self._document, self._document.words.starts
        whole = 0, len(document.lower)
        found = places_of(document, document.lower, fragment.quote, whole)
        return [
            bisect_left(starts, at) - fragment.first for at, _ in islice(found, MAX_OCCURRENCES)
        ]

    def _by_vote(self, weighed: Weighed, *, is_paired: bool) -> list[int]:
        """Where the fragment begins by its words, the most votes first; near enough.

        `is_paired`: words vote in pairs too where hardly any is rare.
        """
        positions, information = self._document.positions, weighed.information
        words = weighed.fragment.words
        order = sorted(range(len(words)), key=information.__getitem__, reverse=True)
        votes: defaultdict[int, float] = defaultdict(float)
        left, voters = _VOTES, 0
        for voter in order:
            places, told = positions.get(words[voter], ()), information[voter]
            left -= len(places)
            if left < 0:
                break
            voters += bool(places)
            for place in places:
                votes[(place - voter) // _BUCKET] += told
        if is_paired and voters < _FEW:
            self._vote_by_pairs(weighed, order, votes)
        get = votes.get
        best = sorted([(-own - get(at + 1, 0.0), at) for at, own in votes.items()])
        # Both are below zero, so that the most votes come first.
        least = _WORTH * best[0][0] if best else 0.0
        return [at * _BUCKET + _BUCKET // 2 for own, at in best[:_COUNTED] if own <= least]

    def _vote_by_pairs(
        self, weighed: Weighed, order: Iterable[int], votes: defaultdict[int, float]
    ) -> None:
        """Let words vote with the next one: in a long text, all of them may be frequent."""
        texts, left = self._document.words.texts, _PAIRED
        words, information = weighed.fragment.words, weighed.information
        for voter in order:
            places = self._document.positions.get(words[voter], ())
            left -= len(places)
            if left < 0 or len(words) == 1:
                break
            other = voter + 1 if voter + 1 < len(words) else voter - 1
            told, step = information[voter] + information[other], other - voter
            for place in places:
                if 0 <= place + step < len(texts) and texts[place + step] == words[other]:
                    votes[(place - voter) // _BUCKET] += told


def _is_whole(fragment: Fragment, blocks: Sequence[Block]) -> bool:
    """Whether words beyond the blocks need no partners: they are not the quote's.

    See `Fragment.spelt`.
    """
    if not blocks:
        return False
    first, last = blocks[0].old, blocks[-1].old + blocks[-1].length
    is_begun = first == 0 or first < fragment.first
    return is_begun and (last > fragment.last or last == len(fragment.words))
