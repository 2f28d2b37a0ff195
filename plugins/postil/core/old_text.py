"""Where a passage of the old text went: both texts aligned as a whole, moves found in what is left.

A place counts only if its words are the passage's own or new to the text. A look-alike that stood
in the old text is aligned with itself, and is nobody else's new place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.candidates import Search
from postil.core.fragments import fragment_at
from postil.core.judging import is_alone, stands_in_line
from postil.core.restyled_labels import RestyledLabels
from postil.core.sentences import paragraph_begins, sentence_begins
from postil.core.speaker_labels import label_ends
from postil.core.unchanged import Unchanged
from postil.core.word_alignment import Alignment, Begins

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.places import Place

_FOREIGN: Final = 0.34
"""The share of words from elsewhere in the old text up to which a place is the passage's own."""

_EXPLAINED: Final = 0.4
"""Of what stands at a place, that those words must tell: else no other passage stands there, but
an alignment met the words that hold sentences together."""

_CHANCE: Final = 2
"""Shorter runs of words are equal in any two texts; a sentence put in meets some of them."""

_BESIDE: Final = 12
"""Words around a passage between whose places it is looked for letter by letter."""

_NEXT: Final = 8
"""Words on each side of a passage with which it stands as it stood: more need not be weighed."""

_SOUND: Final = 0.5
"""Of the quote and of each side that stands in line, from which on no copy can be meant."""

_LOOKED_THROUGH: Final = 50_000
"""Paragraphs of a passage, times the words that are looked for in each of them: 50 ms. Of a longer
passage, no paragraph alone holds so much that it is needed beside the votes of its words."""

_TWIN: Final = 0.9
"""Of a sentence's information, from which on another is the same but for a word. Where so much of
a place is the passage, no less must be another's: an alignment also meets the words of a
paragraph that was said in the same phrases."""

_LONG: Final = 28.0
"""Nats of a quote, seven telling words, that nobody said anew by chance."""


class Followed(NamedTuple):
    """Where a passage stands in line with the text around it, and other places, the best first.

    `alike` are all places where its words stand, those of other passages included. `is_anothers`
    is whether that in line is another's too: an alignment takes either of two that read alike.
    """

    in_line: Place | None
    elsewhere: list[Place]
    alike: list[Place]
    is_anothers: bool = False


class OldText:
    """The old text of a document, aligned with it."""

    def __init__(
        self,
        old: DocumentText,
        document: DocumentText,
        search: Search,
        kept: Collection[int] = (),
    ) -> None:
        """Take both texts; `search` looks in the new one.

        `kept` are the numbers of the old paragraphs whose ids tell which they are.
        """
        self.old = old
        self._document = document
        self._search = search
        self._unchanged = Unchanged(old, document, kept)

    @cached_property
    def _alignment(self) -> Alignment:
        old, new = self.old, self._document
        begins = Begins(
            paragraphs=paragraph_begins(old),
            sentences=sentence_begins(old),
            new_paragraphs=paragraph_begins(new),
            labels=RestyledLabels(label_ends(old), label_ends(new)),
        )
        return Alignment(old.words.texts, new.words.texts, begins)

    @cached_property
    def _back(self) -> Search:
        return Search(self.old)

    @cached_property
    def _origins(self) -> Sequence[int]:
        """The old word that each new word is equal to in the alignment, or -1."""
        origins = [-1] * len(self._document.words.texts)
        for old, new, length in self._alignment.blocks:
            if length < _CHANCE:
                continue
            origins[new : new + length] = range(old, old + length)
        return origins

    def follow(self, start: int, end: int, named: Sequence[int]) -> Followed:
        """Follow the span `start:end` of the old joined text.

        Other places are looked for where they could matter: the passage is not in line, or its
        words stand a second time. `named` are paragraphs to look at anyway.
        """
        fragment = fragment_at(self.old, start, end)
        words = self.old.words
        first, last = bisect_right(words.ends, start), bisect_left(words.starts, end)
        begin = first - fragment.first
        there = self._alignment.together(first - _NEXT, last + _NEXT)
        if there is not None and first < last:
            same = self._search.verbatim(fragment, there + _NEXT)
            is_own = not self._unchanged.holds(same, start, end)
            if is_own and not self._search.is_doubled(fragment, same):
                return Followed(same, [], [])
        spelt = range(first - 1, last + 1)
        pairs = self._alignment.pairs(begin, begin + len(fragment.words), spelt)
        in_line = self._search.weigh(fragment, pairs)
        is_anothers = in_line is not None and self._unchanged.holds(in_line, start, end)
        if in_line is None or is_anothers or not stands_in_line(in_line) or is_alone(in_line):
            home = [] if in_line is None else [self._document.paragraph_at(in_line.start)]
            # Words that were spelt otherwise lead nowhere; their paragraph is looked through.
            found = self._search.find(fragment.sentence(), [*named, *home])
        elif _is_sound(in_line) and not self._search.is_doubled(fragment, in_line):
            found = []
        else:
            found = self._search.beside(fragment, in_line)
        alike = [place for place in found if not place.is_gap]
        span = start, end
        elsewhere = [p for p in alike if not self._is_foreign(p, fragment, first, span)]
        return Followed(in_line, elsewhere, alike, is_anothers)

    def kept(self, start: int, end: int) -> float:
        """How many of the words of the span `start:end` stand in line, from 0 to 1."""
        first, last = self.old.words_in(start, end)
        return self._alignment.equal_in(first, last) / max(1, last - first)

    def back(self, place: Place, start: int, end: int) -> Place | None:
        """Where the place's sentence stood, if that is the span `start:end` of the old text.

        Other spans that are as much like it count only if their own words are gone; of twins, the
        one that the place's surroundings stood around.
        """
        fragment = fragment_at(self._document, place.start, place.end)
        sentence = fragment.sentence()
        there = range(self.old.paragraph_at(start), self.old.paragraph_at(end - 1) + 1)
        if len(there) * len(sentence.words) > _LOOKED_THROUGH:
            there = range(0)
        found = [p for p in self._back.find(sentence, there) if not p.is_gap]
        own = next((p for p in found if _meets(p, start, end)), None)
        others = [p for p in found if not _meets(p, start, end) and not self._is_taken(p)]
        if own is None or any(other.weight > own.weight for other in others):
            return None
        if any(other.weight >= _TWIN * own.weight for other in others):
            found = [p for p in self._back.find(fragment) if not self._is_taken(p)]
            return own if found and _meets(found[0], start, end) else None
        return own

    def spelt_in_line(self, start: int, end: int, known: Sequence[Place]) -> list[Place]:
        """The place that is spelt most alike between the words that stood around the passage."""
        first, last = self.old.words_in(start, end)
        around = range(first - _BESIDE, last + _BESIDE)
        pairs = self._alignment.pairs(around.start, around.stop, range(0))
        before = [pair.last for pair in pairs if pair.old < first - around.start]
        behind = [pair.first for pair in pairs if pair.old >= last - around.start]
        if not before or not behind:
            return []
        reach = last - first + _BESIDE
        low, high = max(0, before[-1] - reach), behind[0] + reach
        stretch = range(low, min(high, len(self._document.words.texts)))
        return self._search.spelt(fragment_at(self.old, start, end), stretch, known)

    def _is_taken(self, place: Place) -> bool:
        """Whether most of the old words there stand in the new text, in line."""
        first, last = self.old.words_in(place.start, place.end)
        kept = sum(pair.likeness == 1 for pair in self._alignment.pairs(first, last, range(0)))
        return 2 * kept > last - first

    def _is_foreign(
        self, place: Place, fragment: Fragment, first: int, span: tuple[int, int]
    ) -> bool:
        """Whether the words around the place come from elsewhere in the old text.

        As many of them as the sentence of the fragment has, whose quote starts at old word `first`,
        the first of the span.
        """
        if self._unchanged.holds(place, *span):
            return True
        start, end = self._document.words_in(place.start, place.end)
        before, behind = fragment.first - fragment.begin, fragment.end - fragment.last
        origins = self._origins[max(0, start - before) : end + behind]
        own = range(first - before, first - fragment.first + fragment.end)
        foreign = [origin for origin in origins if origin >= 0 and origin not in own]
        if len(foreign) <= _FOREIGN * len(origins):
            return False
        told = sum(self._search.information(self.old.words.texts[origin]) for origin in foreign)
        is_long = place.share >= _TWIN and place.told >= _LONG
        is_whole = is_long or place.stands >= _TWIN
        return told > (_TWIN if is_whole else _EXPLAINED) * place.weight


def _meets(place: Place, start: int, end: int) -> bool:
    return place.start < end and start < place.end


def _is_sound(place: Place) -> bool:
    return min([place.share, *place.sides]) >= _SOUND and not place.is_mixed
