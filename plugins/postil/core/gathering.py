"""Which of the words that stand somewhere are one passage, and which are other words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.word_alignment import Pair

STRAY: Final = 8
"""Words by which a word may stand farther off from the others than it did, or nearer."""

_PART: Final = 10.0
_TORN: Final = 2
"""Nats of a part of a passage between whose parts something was put, and how long the whole may
grow: with more between its parts than they are, it is a passage no more."""


def together(
    pairs: Sequence[Pair], information: Sequence[float], *, is_in_line: bool
) -> list[Pair]:
    """Without those of a quote's words that stand far from the others: they are other words.

    Not so in line with the text around them: there, something was put in between.
    """
    farthest = STRAY + len(pairs) // 2
    cuts = [n for n in range(1, len(pairs)) if _distance(pairs[n - 1], pairs[n]) > farthest]
    if not cuts:
        return list(pairs)
    parts = [list(pairs[start:end]) for start, end in pairwise([0, *cuts, len(pairs)])]
    if is_in_line:
        parts = _joined(parts, information)
    return max(parts, key=lambda part: _told(part, information))


def _joined(parts: Sequence[list[Pair]], information: Sequence[float]) -> list[list[Pair]]:
    """Join parts between which no more was put than they have words themselves."""
    joined: list[list[Pair]] = []
    for part in parts:
        if _told(part, information) < _PART:
            continue
        both = [*joined[-1], *part] if joined else part
        if joined and both[-1].last - both[0].first < _TORN * len(both):
            joined[-1] = both
        else:
            joined.append(part)
    return joined or list(parts)


def _distance(last: Pair, pair: Pair) -> int:
    """How many words more stand between two words than did."""
    return pair.first - last.last - (pair.old - last.old)


def _told(pairs: Sequence[Pair], information: Sequence[float]) -> float:
    return sum(information[pair.old] * pair.likeness for pair in pairs)
