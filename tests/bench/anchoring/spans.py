"""Which words people annotate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.draft import Span, words

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from tests.bench.anchoring.draft import Paragraph
    from tests.bench.anchoring.speech import Speech

LENGTHS: Final = ((1, 3), (3, 8), (8, 15), (16, 40))
"""Words of a quote, from–to, and how often: mostly a phrase or a sentence."""
_SHARES: Final = (15, 40, 30, 15)

WHOLE: Final = 0.05
RANGE: Final = 0.06
COMPANION: Final = 0.15
"""So many of the notes have another in the same paragraph, which no edit is made for."""

_LONG: Final = 7
"""Nobody annotates “of the”: one word at least fills a slot of its sentence, or is as long."""


def choose_spans(
    paragraphs: Sequence[Paragraph], speech: Speech, rng: random.Random
) -> Iterator[tuple[Span, bool]]:
    """Yield spans to annotate, and whether an edit is to be made for them."""
    reader = _Reader(paragraphs, speech, rng)
    for _ in range(rng.randint(26, 38)):
        yield from reader.annotate()


class _Reader:
    """Annotates paragraph after paragraph, each but once."""

    def __init__(self, paragraphs: Sequence[Paragraph], speech: Speech, rng: random.Random) -> None:
        self._paragraphs = paragraphs
        self._lengths = [len(paragraph.traced.text) for paragraph in paragraphs]
        self._speech = speech
        self._rng = rng
        self._left = set(range(len(paragraphs)))

    def annotate(self) -> Iterator[tuple[Span, bool]]:
        if not self._left:
            return
        numbers = sorted(self._left)
        number = self._rng.choices(numbers, [self._lengths[n] for n in numbers])[0]
        kinds = {"quote": 1 - WHOLE - RANGE, "whole": WHOLE, "range": RANGE}
        kind = self._rng.choices(list(kinds), list(kinds.values()))[0]
        span = self._quote(number) if kind == "quote" else self._paragraphs_from(number, kind)
        if span is None:
            return
        self._left -= {*span.paragraphs}
        yield span, True
        is_joined = kind == "quote" and self._rng.random() < COMPANION
        if is_joined and (companion := self._quote(number)):
            yield companion, False

    def _paragraphs_from(self, number: int, kind: str) -> Span | None:
        count = 1 if kind == "whole" else self._rng.randint(2, 3)
        numbers = range(number, number + count)
        if not self._left.issuperset(numbers):
            return None
        if kind == "range" and self._rng.random() < 0.5:
            return self._across(numbers[:2])
        start = self._paragraphs[number].traced.origins[0]
        end = self._paragraphs[numbers[-1]].traced.origins[-1] + 1
        return Span(start, end, numbers, is_whole=True)

    def _across(self, numbers: range) -> Span | None:
        """Words from somewhere in the first paragraph to somewhere in the next."""
        first, second = (self._paragraphs[number].traced for number in numbers)
        before, after = words(first), words(second)
        if min(len(before), len(after)) < 6:
            return None
        start = before[-self._rng.randint(3, min(15, len(before) - 2))][0]
        end = after[self._rng.randint(3, min(15, len(after) - 1))][1]
        return Span(first.origins[start], second.origins[end - 1] + 1, numbers)

    def _quote(self, number: int) -> Span | None:
        text = self._paragraphs[number].traced
        places = words(text, len(self._paragraphs[number].label.text))
        count = min(self._rng.randint(*self._rng.choices(LENGTHS, _SHARES)[0]), len(places))
        for _ in range(20):
            first = self._rng.randrange(len(places) - count + 1)
            chosen = places[first : first + count]
            if self._is_telling([text.text[slice(*place)] for place in chosen]):
                end = self._with_signs(text.text, chosen[-1][1])
                return Span(
                    text.origins[chosen[0][0]],
                    text.origins[end - 1] + 1,
                    range(number, number + 1),
                )
        return None

    def _is_telling(self, chosen: list[str]) -> bool:
        if not self._speech.space:
            return True
        return any(self._speech.is_telling(word) or len(word) >= _LONG for word in chosen)

    def _with_signs(self, text: str, end: int) -> int:
        """Some people take the full stop along."""
        if self._rng.random() < 0.25:
            while end < len(text) and text[end] in ".,?!…”“»。，":
                end += 1
        return end
