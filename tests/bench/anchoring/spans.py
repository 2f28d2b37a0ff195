"""Which words people annotate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.draft import Paragraph, Span, words

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

LENGTHS: Final = ((1, 3), (3, 8), (8, 15), (16, 40))
"""Words of a quote, from–to, and how often: mostly a phrase or a sentence."""
_SHARES: Final = (15, 40, 30, 15)

WHOLE: Final = 0.05
RANGE: Final = 0.06
COMPANION: Final = 0.15
"""So many of the notes have another in the same paragraph, which no edit is made for."""

_TELLING: Final = 5
"""Letters that one word at least has: nobody annotates “of the”."""


def choose_spans(
    paragraphs: Sequence[Paragraph], rng: random.Random
) -> Iterator[tuple[Span, bool]]:
    """Yield spans to annotate, and whether an edit is to be made for them."""
    lengths = [len(paragraph.traced.text) for paragraph in paragraphs]
    left = set(range(len(paragraphs)))
    for _ in range(rng.randint(26, 38)):
        if not left:
            return
        numbers = sorted(left)
        number = rng.choices(numbers, [lengths[n] for n in numbers])[0]
        kind = rng.choices(("quote", "whole", "range"), (1 - WHOLE - RANGE, WHOLE, RANGE))[0]
        span = _span(paragraphs, number, kind, left, rng)
        if span is None:
            continue
        left -= {*span.paragraphs}
        yield span, True
        is_joined = kind == "quote" and rng.random() < COMPANION
        if is_joined and (companion := _quote(paragraphs[number], number, rng)):
            yield companion, False


def _span(
    paragraphs: Sequence[Paragraph], number: int, kind: str, left: set[int], rng: random.Random
) -> Span | None:
    if kind == "quote":
        return _quote(paragraphs[number], number, rng)
    count = 1 if kind == "whole" else rng.randint(2, 3)
    numbers = range(number, number + count)
    if not left.issuperset(numbers):
        return None
    start = paragraphs[number].traced.origins[0]
    end = paragraphs[numbers[-1]].traced.origins[-1] + 1
    if kind == "range" and rng.random() < 0.5:
        return _across(paragraphs, numbers, rng)
    return Span(start, end, numbers, is_whole=True)


def _across(paragraphs: Sequence[Paragraph], numbers: range, rng: random.Random) -> Span | None:
    """Words from somewhere in the first paragraph to somewhere in the next."""
    first, second = (paragraphs[n].traced for n in numbers[:2])
    before, after = words(first), words(second)
    if min(len(before), len(after)) < 6:
        return None
    start = before[-rng.randint(3, min(15, len(before) - 2))][0]
    end = after[rng.randint(3, min(15, len(after) - 1))][1]
    return Span(first.origins[start], second.origins[end - 1] + 1, numbers[:2])


def _quote(paragraph: Paragraph, number: int, rng: random.Random) -> Span | None:
    text = paragraph.traced
    places = words(text, len(paragraph.label.text))
    least, most = rng.choices(LENGTHS, _SHARES)[0]
    count = min(rng.randint(least, most), len(places))
    for _ in range(20):
        first = rng.randrange(len(places) - count + 1)
        start, end = places[first][0], places[first + count - 1][1]
        telling = (b - a for a, b in places[first : first + count])
        if text.text[start:end].isascii() and max(telling) < _TELLING:
            continue
        if rng.random() < 0.25:
            while end < len(text.text) and text.text[end] in ".,?!…”“»。，":
                end += 1
        # A separator has no origin before it is pinned, a word and its signs have.
        return Span(text.origins[start], text.origins[end - 1] + 1, range(number, number + 1))
    return None
