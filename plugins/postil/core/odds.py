"""How much likelier words are if a passage was edited than if another sentence was put there."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

_EDITED: Final = 0.8
"""The share of words that stand after an edit: every fifth or sixth another is a heavy one."""

_COMMON: Final = 3.0
_TELLING: Final = 7.0
"""Nats of words that hold sentences together, as “the” and “and”, and of those that tell them
apart, in texts of some thousand words."""

_COMMON_KEPT: Final = 0.7
_TELLING_KEPT: Final = 0.15
"""The shares of these words that a sentence keeps in which something else is said."""

_SENTENCE: Final = 0.6
"""How much the words of the same sentence count beside those of the quote."""


def odds(fragment: Fragment, information: Sequence[float], pairs: Iterable[Pair]) -> float:
    """What the words of the quote and of its sentence say, as the natural logarithm of odds.

    `information` is that of the fragment's words, in nats; `pairs` are those of its words that
    stand.
    """
    kept = [0.0] * len(fragment.words)
    for old, _, _, alike in pairs:
        kept[old] = alike
    said = 0.0
    for number in range(fragment.begin, fragment.end):
        part = 1.0 if fragment.first <= number < fragment.last else _SENTENCE
        gain, cost = gain_and_cost(information[number])
        said += part * (kept[number] * gain - (1 - kept[number]) * cost)
    return said


def _rewritten(information: float) -> float:
    """How often a word stands that tells so much where another sentence was put."""
    telling = min(1.0, max(0.0, (information - _COMMON) / (_TELLING - _COMMON)))
    return _COMMON_KEPT + telling * (_TELLING_KEPT - _COMMON_KEPT)


@lru_cache(2**14)
def gain_and_cost(information: float) -> tuple[float, float]:
    """What a word that stands adds to the odds, and what one that does not takes from them."""
    rewritten = _rewritten(information)
    return log(_EDITED / rewritten), log((1 - rewritten) / (1 - _EDITED))
