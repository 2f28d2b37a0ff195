"""The most similar words to a quote that was not found. Measured by `rapidfuzz`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

FLOOR: Final = 0.5
"""Below one half, the “most similar” words are chance, and showing them misleads."""

_LONGEST_QUOTE: Final = 400
"""Alignment costs quote × text; the first 400 characters identify any passage."""


class Likeness(NamedTuple):
    """`texts[text][start:end]` resembles the quote; `likeness` is 1 where it equals it."""

    text: int
    start: int
    end: int
    likeness: float


def most_alike(quote: str, texts: Sequence[str], near: int = 0) -> Likeness | None:
    """The span of `texts` most similar to `quote`, widened to whole words; None below the floor.

    Of equally similar spans the one in the text closest to number `near` is returned.
    """
    quote = quote[:_LONGEST_QUOTE]
    best: Likeness | None = None
    for number in sorted(range(len(texts)), key=lambda n: abs(n - near)):
        floor = best.likeness if best else FLOOR
        found = _align(quote, texts[number], number, floor)
        if found and (best is None or found.likeness > best.likeness):
            best = found
            if best.likeness == 1.0:
                break
    return best


def _align(quote: str, text: str, number: int, floor: float) -> Likeness | None:
    if not quote or len(text) < len(quote) * FLOOR:
        return None
    if (start := text.find(quote)) >= 0:
        return Likeness(number, start, start + len(quote), 1.0)
    alignment = fuzz.partial_ratio_alignment(quote, text, score_cutoff=floor * 100)
    if alignment is None:
        return None
    start, end = _whole_words(text, alignment.dest_start, alignment.dest_end)
    # The alignment's own score compares with the shorter side and flatters short texts.
    likeness = fuzz.ratio(quote, text[start:end], score_cutoff=floor * 100) / 100
    return Likeness(number, start, end, min(likeness, 0.99)) if likeness else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
