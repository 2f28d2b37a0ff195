"""Where long texts are held together: runs of words that occur once in each of two texts.

The longest chain of them that is in the same order in both, as in “patience diff” (Bram Cohen,
https://bramcohen.livejournal.com/73318.html). Linear in the length of texts, but for a logarithm.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANCHOR: Final = 3
"""Words of an anchor: fewer are seldom unique, more are cut by every typo."""


def anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of runs that are unique in both texts, in the longest chain that rises in both."""
    in_new = _unique_runs(new)
    found = [(at, in_new[run]) for run, at in _unique_runs(old).items() if run in in_new]
    return _ends(longest_chain(sorted(found)))


def _ends(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without places between two others that are next to them in both texts."""
    inner = {
        place
        for (old, new), place, behind in zip(chain, chain[1:], chain[2:], strict=False)
        if place == (old + 1, new + 1) and behind == (old + 2, new + 2)
    }
    return [place for place in chain if place not in inner]


def _unique_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs: dict[tuple[str, ...], int] = {}
    for at, run in enumerate(zip(*(words[n:] for n in range(_ANCHOR)), strict=False)):
        runs[run] = -1 if run in runs else at
    return {run: at for run, at in runs.items() if at >= 0}


def longest_chain(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises in the second number too; `places` rise in the first."""
    ends: list[int] = []
    numbers: list[int] = []
    before: list[int] = []
    for number, (_, new) in enumerate(places):
        length = bisect_left(ends, new) if ends and new <= ends[-1] else len(ends)
        before.append(numbers[length - 1] if length else -1)
        if length == len(ends):
            ends.append(new)
            numbers.append(number)
        else:
            ends[length], numbers[length] = new, number
    chain = []
    number = numbers[-1] if numbers else -1
    while number >= 0:
        chain.append(places[number])
        number = before[number]
    return chain[::-1]
