"""The inverse of resolving: the shortest target that names a passage."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from postil.core.document_text import DocumentText
from postil.core.folding import fold
from postil.core.model import Target
from postil.core.verbatim import verbatim
from postil.core.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.resolutions import Passage

_NEAR: Final = 8
"""Characters beside a quote that tell whether the next one folds away."""


def describe(document: Sequence[tuple[str, str]], passage: Passage) -> Target:
    """Name a passage of `document`, a list of (paragraph id, text), by its words.

    The passage is not empty. Its ends are no spaces and nothing invisible, and cut neither a letter
    from its marks nor one of several dashes from the others. Words before or behind it are added
    only where it stands more than once in its paragraphs, and as few as will do. `resolve` answers
    the target with `Exact` and the same passage, unless nothing in its paragraphs tells it from
    another one.
    """
    text = DocumentText(document)
    first, last = text.order[passage.first], text.order[passage.last]
    quote = text.raw(passage)
    before, after = text.texts[first][: passage.start], text.texts[last][passage.end :]
    while before and _is_same(before[-_NEAR:] + quote, before[-_NEAR:-1] + quote):
        before = before[:-1]
    while after and _is_same(quote + after[:_NEAR], quote + after[1:_NEAR]):
        after = after[1:]
    bare = Target(passage.first, passage.last, quote)

    def leads_there(target: Target) -> bool:
        found = verbatim(text, target, first, last)
        return len(found) == 1 and text.passage(found[0]) == passage

    return bare if leads_there(bare) else _told(bare, _Sides(before, after), leads_there)


def _is_same(one: str, other: str) -> bool:
    """Whether a character more makes no difference, as one more space between others."""
    return fold(one).text == fold(other).text


class _Sides:
    """What stands before a passage and behind it, by so many words from it."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._starts = [*reversed(words_of(before).starts), 0]
        self._ends = [*words_of(after).ends, len(after)]
        self.most = max(len(self._starts), len(self._ends))

    def prefix(self, number: int) -> str:
        return self._before[self._starts[min(number, len(self._starts)) - 1] :].strip()

    def suffix(self, number: int) -> str:
        return self._after[: self._ends[min(number, len(self._ends)) - 1]].strip()


def _told(bare: Target, sides: _Sides, leads_there: Callable[[Target], bool]) -> Target:
    """With as few words as will do: on one side, else on both.

    What so many words on both sides do not tell, fewer on one do not either; so their number is
    halved in on. In a paragraph of one word, half of it may be needed.
    """

    def both(number: int) -> Target:
        return replace(bare, prefix=sides.prefix(number), suffix=sides.suffix(number))

    high = 1
    while high < sides.most and not leads_there(both(high)):
        high *= 2
    numbers = range(high // 2 + 1, min(high, sides.most) + 1)
    at = bisect_left(numbers, x=True, key=lambda number: leads_there(both(number)))
    told = both(numbers[min(at, len(numbers) - 1)])
    alone = (replace(told, suffix=""), replace(told, prefix=""))
    return next(filter(leads_there, alone), told)
