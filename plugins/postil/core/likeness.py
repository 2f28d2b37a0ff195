"""How alike texts are spelt, and which words they share: all that matching needs of a library."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq, Levenshtein

from postil.core.anchors import anchors
from postil.core.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


_LONG: Final = 4_000
"""Letters up to which texts are compared as a whole: 0.3 ms, and four times that for twice as many.
A quote of so many fills a printed page; of 23,000 notes of the simulated edits, none has 300. Of
texts of 9 to 140 kB with 1 to 50 % of the words changed, the likeness is the same to 0.001; of
texts that have nothing in common, it is lower, 0.37 to 0.52 instead of 0.6."""

_ENDS: Final = _LONG // 2
"""Letters of each end of longer words, and of texts that differ at one end: those are compared."""


_SAME: Final = 0.6
"""Of the letters or words of a paragraph, from which on it is the same still."""


class Block(NamedTuple):
    """So many equal words from these places on."""

    old: int
    new: int
    length: int


block_of: Final[Callable[[Iterable[int]], Block]] = partial(tuple.__new__, Block)
"""A block of its three values, made without a call of a function in Python: there are many."""


def likeness(old: str, new: str, least: float = 0.0) -> float:
    """Twice the letters in common, in order, over the letters of both; 0 if less than `least`.

    Of long texts, between runs of words that stand in both: linear in their length.
    """
    if len(old) <= _LONG or len(new) <= _LONG or old == new:
        return fuzz.ratio(old, new, score_cutoff=least * 100) / 100
    found = 2 * _common(old, new) / (len(old) + len(new))
    return found if found >= least else 0.0


def is_same_still(old: str, new: str) -> bool:
    """Whether a paragraph was edited, and not put in other words: by its letters or its words.

    Clauses may have changed places, which is more to letters than to words.
    """
    if old == new or likeness(old, new) >= _SAME:
        return True
    before, after = (Counter(words_of(text).texts) for text in (old, new))
    return 2 * (before & after).total() >= _SAME * (before.total() + after.total())


def _common(old: str, new: str) -> int:
    """How many letters long texts have in common, in order; hardly ever some more."""
    before, after = words_of(old), words_of(new)
    places = anchors(before.texts, after.texts)
    cuts = [(before.starts[number], after.starts[there]) for number, there in places]
    ends = [*cuts, (len(old), len(new))]
    spans = zip([(0, 0), *cuts], ends, strict=True)
    return sum(_stretch(old[i:k], new[j:m]) for (i, j), (k, m) in spans)


def _stretch(old: str, new: str) -> int:
    """The same between two anchors. Where none are near, each part with what is as far on."""
    if old == new:
        return len(old)
    parts = min(len(old), len(new)) // _LONG + 1
    olds, news = _parts(old, parts), _parts(new, parts)
    return sum(map(LCSseq.similarity, olds, news))


def _parts(text: str, count: int) -> list[str]:
    ends = [len(text) * number // count for number in range(count + 1)]
    return [text[start:end] for start, end in pairwise(ends)]


def alike(old: str, new: Sequence[str], least: float) -> dict[int, float]:
    """By their numbers, those of `new` of which the likeness to `old` is not less than `least`."""
    if len(old) > _LONG:
        found = {number: _word_likeness(old, word, least) for number, word in enumerate(new)}
        return {number: likeness for number, likeness in found.items() if likeness}
    ranked = process.extract(old, new, scorer=fuzz.ratio, score_cutoff=least * 100, limit=None)
    return {number: score / 100 for _, score, number in ranked}


def _word_likeness(old: str, new: str, least: float) -> float:
    """How alike words are of which one is no word of a language: by their ends and lengths."""
    most = 2 * min(len(old), len(new)) / (len(old) + len(new))
    if most < least:
        return 0.0
    return min(most, likeness(_both_ends(old), _both_ends(new), least))


def _both_ends(word: str) -> str:
    return word if len(word) <= _LONG else word[:_ENDS] + word[-_ENDS:]


def likest(quote: str, texts: Sequence[str]) -> int:
    """The number of the first of the texts, none of them empty, that are spelt most alike.

    One is part of all the others: texts that begin or end at the same place.
    """
    if len(quote) > _ENDS:
        quote, texts = _differing(quote, texts)
        if len(quote) > _LONG:
            return max(range(len(texts)), key=lambda number: likeness(quote, texts[number]))
    found = process.extractOne(quote, texts, scorer=fuzz.ratio)
    return found[2] if quote else 0


def _differing(quote: str, texts: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The end at which long texts differ, with so much else as tells which one is most alike."""
    lengths = list(map(len, texts))
    same = min(lengths) - _ENDS
    if same <= 0:
        return quote, texts
    kept = max(lengths) - same
    shortest = min(texts, key=len)
    if all(text.endswith(shortest) for text in texts):
        return quote[:kept], [text[:-same] for text in texts]
    return quote[-kept:], [text[same:] for text in texts]


def equal_blocks(
    old: Sequence[str], new: Sequence[str], base: int = 0, *, is_most: bool = False
) -> list[Block]:
    """The runs of equal words that the shortest way from one to the other leaves standing.

    Or as many words as can stand, if `is_most`: where a word was left out, the shortest way may
    rather replace those before it. `base` is the number of the first new word.
    """
    editops = LCSseq.editops if is_most else Levenshtein.editops
    found = editops(old, new).as_matching_blocks()
    return [block_of((block.a, base + block.b, block.size)) for block in found[:-1]]


def most_alike(quote: str, text: str) -> tuple[int, int]:
    """Where in `text`, which is longer, that much of it stands that is spelt most like `quote`."""
    found = fuzz.partial_ratio_alignment(quote, text)
    return (found.dest_start, found.dest_end) if found else (0, 0)
