"""How alike texts are spelt, and which words they share: all that matching needs of a library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Block(NamedTuple):
    """So many equal words from these places on."""

    old: int
    new: int
    length: int


_block: Final[Callable[[Iterable[int]], Block]] = partial(tuple.__new__, Block)
"""A block of its three values, made without a call of a function in Python: there are many."""


def likeness(old: str, new: str, least: float = 0.0) -> float:
    """Twice the letters in common, in order, over the letters of both; 0 if less than `least`."""
    return fuzz.ratio(old, new, score_cutoff=least * 100) / 100


def alike(old: str, new: Sequence[str], least: float) -> dict[int, float]:
    """By their numbers, those of `new` of which the likeness to `old` is not less than `least`."""
    found = process.extract(old, new, scorer=fuzz.ratio, score_cutoff=least * 100, limit=None)
    return {number: score / 100 for _, score, number in found}


def likest(quote: str, texts: Sequence[str]) -> int:
    """The number of the first of the texts, none of them empty, that are spelt most alike."""
    found = process.extractOne(quote, texts, scorer=fuzz.ratio)
    return found[2] if quote else 0


def equal_blocks(old: Sequence[str], new: Sequence[str], base: int = 0) -> list[Block]:
    """The runs of equal words that the shortest way from one to the other leaves standing.

    `base` is the number of the first new word.
    """
    found = Levenshtein.editops(old, new).as_matching_blocks()
    return [_block((block.a, base + block.b, block.size)) for block in found[:-1]]


def most_alike(quote: str, text: str) -> tuple[int, int]:
    """Where in `text`, which is longer, that much of it stands that is spelt most like `quote`."""
    found = fuzz.partial_ratio_alignment(quote, text)
    return (found.dest_start, found.dest_end) if found else (0, 0)
