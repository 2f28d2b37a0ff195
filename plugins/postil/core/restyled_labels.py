"""Labels that were restyled: what their words meet in the paragraph before is not the label.

“Is that right? | Mrs Marsh: We” → “Is that right, Mrs Marsh? | Marsh: We” has more words in common
if the question is thought to have got the label.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from postil.core.likeness import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BEHIND: Final = 3
"""Words behind a label of which one must stand: “The company” → “Well, the company”."""


class RestyledLabels:
    """The labels of both texts, as the words that they begin with and the first behind them."""

    def __init__(self, old: Mapping[int, int], new: Mapping[int, int]) -> None:
        """Take, for each label, the number of its first word, and of the first word behind it."""
        self._labels = old, new
        self._begins = sorted(old), sorted(new)

    def apart(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks, without words by which a label meets what stands before the other's place.

        Instead of them, a block without any says that the one paragraph is the other.
        """
        cut: list[Block] = []
        for block in blocks:
            place = self._place(cut[-1], block) if cut else None
            if place and _is_across(cut[-1], place):
                while cut and _is_across(cut[-1], place):
                    last = cut.pop()
                    left = min(place[0] - last.old, place[1] - last.new)
                    cut += [last._replace(length=left)] if left > 0 else []
                cut.append(Block(*place, 0))
            cut.append(block)
        return cut

    def _place(self, before: Block, block: Block) -> tuple[int, int] | None:
        """Where the labels begin, if the block has the first words behind both, and none before."""
        old, new = (_last(*both) for both in zip(self._begins, block[:2], strict=True))
        if old is None or new is None:
            return None
        behind = self._labels[0][old], self._labels[1][new]
        ends = before.old + before.length, before.new + before.length
        # The block may begin with a word that is in both labels still.
        step = max(0, behind[0] - block.old, behind[1] - block.new)
        far = max(block.old + step - behind[0], block.new + step - behind[1])
        is_first = step < block.length and far < _BEHIND
        return (old, new) if is_first and ends[0] <= behind[0] and ends[1] <= behind[1] else None


def _last(begins: Sequence[int], word: int) -> int | None:
    number = bisect_right(begins, word)
    return begins[number - 1] if number else None


def _is_across(block: Block, place: tuple[int, int]) -> bool:
    """Whether it ends behind the place in one text only."""
    return (block.old + block.length > place[0]) != (block.new + block.length > place[1])
