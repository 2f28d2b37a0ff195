"""Paragraphs that were doubled, and corrected before: their words lead to the first of the two.

An alignment takes what stands before the correction from the first, and what stands behind it from
the second, as it has no reason to go back.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.likeness import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

_MORE: Final = 12
"""Words that a correction may put in, beside those in place of the old ones: a clause."""


class _Rest(NamedTuple):
    """What stands of the rest of a paragraph: how many words, and where it ends in the new text."""

    equal: int
    new_end: int


def on_the_first(
    begins: tuple[Sequence[int], Sequence[int]], blocks: list[Block], new: Sequence[str]
) -> list[Block]:
    """The blocks, with the rest of each doubled paragraph directly behind where it was corrected.

    `begins` are the numbers of the words that begin a paragraph in both texts, in rising order, and
    of one more. Linear in the new words: no rest is longer than what was put in before it.
    """
    behind: list[Block] = []
    for number in reversed(range(len(blocks))):
        block, before = blocks[number], blocks[number - 1] if number else Block(0, 0, 0)
        behind.append(block)
        if block.new > before.new + before.length:
            paragraph = _paragraph(begins[0], block.old)
            back = _back(before, behind, paragraph, begins[1], new)
            if back:
                _shift(behind, paragraph.stop, back)
    return behind[::-1]


def _paragraph(begins: Sequence[int], word: int) -> range:
    """The words of the paragraph around one."""
    behind = bisect_right(begins, word)
    return range(begins[behind - 1], begins[behind])


def _back(
    before: Block,
    behind: Sequence[Block],
    paragraph: range,
    begins: Sequence[int],
    new: Sequence[str],
) -> int:
    """How many words before it the rest of a paragraph stands too, right behind a block; or 0.

    So does all of the paragraph that is in that block, and what was put in behind it.
    """
    block = behind[-1]
    end, there = before.old + before.length, before.new + before.length
    gap = block.new - there
    rest = _rest(behind, paragraph.stop, gap)
    length = rest.new_end - block.new
    if length > gap or 2 * rest.equal < paragraph.stop - block.old:
        return 0
    known = max(0, min(before.length, end - paragraph.start))
    for put_in in range(min(gap - length, block.old - end + _MORE) + 1):
        first, back = there + put_in, gap - put_in
        if new[first] == new[block.new]:
            begin = max(there - known, _paragraph(begins, first).start)
            if new[begin : first + length] == new[begin + back : rest.new_end]:
                return back
    return 0


def _rest(behind: Sequence[Block], stop: int, most: int) -> _Rest:
    """What stands of the old words up to `stop`, as far as `most` words in the new text."""
    equal = new_end = 0
    base = behind[-1].new
    for block in reversed(behind):
        if block.old >= stop or new_end > base + most:
            break
        length = min(block.length, stop - block.old)
        equal, new_end = equal + length, block.new + length
    return _Rest(equal, new_end)


def _shift(behind: list[Block], stop: int, back: int) -> None:
    """Let what stands of the old words up to `stop` begin so many words before."""
    shifted = []
    while behind and behind[-1].old < stop:
        block = behind.pop()
        length = min(block.length, stop - block.old)
        shifted.append(Block(block.old, block.new - back, length))
        if length < block.length:
            behind.append(Block(stop, block.new + length, block.length - length))
    behind += reversed(shifted)
