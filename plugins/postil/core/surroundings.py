"""What the words around a passage say of a place."""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING, Final

from postil.core.gathering import STRAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.word_alignment import Pair

_FADING: Final = 0.8
"""How much each word of the surroundings counts beside the one before it: the word next to a
passage tells it from a copy, those of the next sentence hardly."""

_FADES: Final = tuple(_FADING**rank for rank in range(40))
"""By rank; words farther off count nothing."""

_TOLD_ENOUGH: Final = 8.0
"""Nats of a side from which on it counts in full: less is a speaker's label, or “and the”."""

_HALF_STRAY: Final = 4
"""Words by which one that stands farther off counts half: it may belong to a copy beside it."""


def side(
    near: Sequence[float], nearest: int, pairs: Sequence[Pair], edge: int
) -> tuple[float | None, float]:
    """How much of the words next to the passage fits, as a share and in nats.

    `near` is the information of the fragment's words on that side, the nearest first, which has the
    number `nearest`; `edge` is the passage's own outermost word. The share is mostly of the nearest
    words, the sum of all alike. The share of very few words stays near a half, which is what it
    counts where nothing is known.
    """
    if not near:
        return None, 0.0
    parts = list(map(mul, near, _FADES))
    whole, fits, told = sum(parts), 0.0, 0.0
    for old, first, last, alike in pairs:
        rank = abs(old - nearest)
        stray = abs((edge - last if last < edge else first - edge) - rank - 1)
        if stray <= STRAY and rank < len(parts):
            told += near[rank] * alike
            fits += parts[rank] * alike / (1 + stray / _HALF_STRAY)
    known = min(1.0, whole / _TOLD_ENOUGH)
    return 0.5 + known * (fits / (whole or 1.0) - 0.5), told
