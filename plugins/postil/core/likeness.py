"""How alike texts are spelt, and which words they share: all that matching needs of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Block(NamedTuple):
    """So many equal words from these places on."""

    old: int
    new: int
    length: int


def likeness(old: str, new: str, least: float = 0.0) -> float:
    """Twice the letters in common, in order, over the letters of both; 0 if less than `least`."""
    return fuzz.ratio(old, new, score_cutoff=least * 100) / 100


def equal_blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """The runs of equal words that the shortest way from one to the other leaves standing."""
    for code in Levenshtein.opcodes(old, new):
        if code.tag == "equal":
            yield Block(code.src_start, code.dest_start, code.dest_end - code.dest_start)


def most_alike(quote: str, text: str) -> tuple[int, int]:
    """Where in `text`, which is longer, that much of it stands that is spelt most like `quote`."""
    found = fuzz.partial_ratio_alignment(quote, text)
    return (found.dest_start, found.dest_end) if found else (0, 0)
