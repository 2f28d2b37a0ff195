"""What the words around a passage say of a place: those beside it, and those beyond a sentence."""

from __future__ import annotations

from itertools import repeat
from operator import mul
from typing import TYPE_CHECKING, Final

from postil.core.gathering import STRAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

_FADING: Final = 0.8
"""How much each word of the surroundings counts beside the one before it: the word next to a
passage tells it from a copy, those of the next sentence hardly."""

_TOLD_ENOUGH: Final = 8.0
"""Nats of a side from which on it counts in full: less is a speaker's label, or “and the”."""

_HALF_STRAY: Final = 4
"""Words by which one that stands farther off counts half: it may belong to a copy beside it."""

_OUTER_KNOWN: Final = 4.0
"""Nats of the words beyond a sentence from which on they tell it from a copy: one rare word."""


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
    parts = list(map(mul, near, map(pow, repeat(_FADING), range(len(near)))))
    whole, fits, told = sum(parts), 0.0, 0.0
    for old, first, last, alike in pairs:
        rank = abs(old - nearest)
        stray = abs(min(abs(first - edge), abs(last - edge)) - rank - 1)
        if stray <= STRAY:
            told += near[rank] * alike
            fits += parts[rank] * alike / (1 + stray / _HALF_STRAY)
    known = min(1.0, whole / _TOLD_ENOUGH)
    return 0.5 + known * (fits / (whole or 1.0) - 0.5), told


def outer(
    fragment: Fragment,
    information: Sequence[float],
    pairs: Iterable[Pair],
    edges: tuple[int, int],
) -> float | None:
    """How much of the words beyond the passage's own sentences stands, on the side with less.

    None where too little is known of them. A copy of a sentence stands between others. `pairs` are
    of the words beside the passage; `edges` are its first and its last word.
    """
    if not fragment.begin and fragment.end == len(fragment.words):
        return None
    stands = [0.0] * len(fragment.words)
    for pair in pairs:
        if _stray(pair, fragment, edges) <= STRAY:
            stands[pair.old] = information[pair.old] * pair.likeness
    sides = slice(fragment.begin), slice(fragment.end, None)
    known = [(sum(stands[side]), sum(information[side])) for side in sides]
    return min((part / whole for part, whole in known if whole >= _OUTER_KNOWN), default=None)


def _stray(pair: Pair, fragment: Fragment, edges: tuple[int, int]) -> int:
    """Words by which one beside the passage stands farther off from it than it did, or nearer."""
    if pair.old < fragment.first:
        return abs(edges[0] - pair.first - (fragment.first - pair.old))
    return abs(pair.last - edges[1] - (pair.old - fragment.last + 1))
