"""Which word of a new text each word of an old one became.

Equal words are paired by least edit distance (rapidfuzz), between anchors in long texts. What
stands between equal words is paired by how alike the words are spelt, so that a typo, a replaced
word, and a word cut in two or joined keep their partners.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, partial
from itertools import accumulate, repeat
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.anchors import anchors
from postil.core.doubled import on_the_first
from postil.core.likeness import Block, alike, block_of, equal_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from postil.core.restyled_labels import RestyledLabels

_ALIKE: Final = 0.6
"""From here on two spellings count as one word changed: “gate” and “gates” are at 0.89, “their”
and “there” at 0.8, words of chance mostly below 0.4."""

_REPLACED: Final = 0.05
"""What pairing two unlike words is worth: more than leaving both alone, less than any likeness."""

_MAX_GAP: Final = 150
"""Cells of the table for words between equal ones; larger gaps were rewritten, and pair no more."""

_MAX_CELLS: Final = 40_000_000
"""Of the table of edit distances: 10 MB, and 20 ms. Texts that need more have no anchors at all,
such as one sentence repeated for ever."""

_BETWEEN: Final = 1
"""Words that were replaced between two runs that belong together: the label of a speaker."""

_PARAGRAPH: Final = 500
"""Words of a paragraph that was doubled, of which the second is known for the one that was put in:
three minutes of speech."""

_SMALL: Final = _MAX_CELLS // 40
"""Cells of texts that are compared as a whole, as fast as anchors are found."""


class Begins(NamedTuple):
    """The numbers of the words that begin a paragraph, and of those that begin a sentence.

    Of the old text, and of the new one; one more paragraph begins behind each. `labels` are those
    of both.
    """

    paragraphs: Collection[int]
    sentences: Collection[int]
    new_paragraphs: Collection[int]
    labels: RestyledLabels


class Pair(NamedTuple):
    """Old word `old` became the new words `first` to `last`; `likeness` is 1 for equal ones."""

    old: int
    first: int
    last: int
    likeness: float


_pair: Final[Callable[[Iterable[float]], Pair]] = partial(tuple.__new__, Pair)
"""A pair of its four values, made without a call of a function in Python: there are very many."""


class Alignment:
    """The partners of words of `old` in `new`."""

    def __init__(
        self,
        old: Sequence[str],
        new: Sequence[str],
        begins: Begins | None = None,
        base: int = 0,
        runs: Sequence[Block] = (),
    ) -> None:
        """Find the equal words; linear in the length of ordinary texts.

        `begins` says which of the old words begin something: where as many words are equal either
        way, whole paragraphs or sentences were put in or taken out. `base` is the number that the
        first new word has in `pairs`. `runs` are the equal words with such numbers, if they are
        known already.
        """
        self._old = old
        self._new = new
        self._base = base
        if runs:
            found = [block_of((old_at, new_at - base, length)) for old_at, new_at, length in runs]
        else:
            found = equal_runs(old, new, is_whole=bool(begins))
        found = _slid(found, new, _BETWEEN if begins else 0)
        if begins:
            both = sorted(begins.paragraphs), sorted(begins.new_paragraphs)
            found = _merged(on_the_first(both, found, new))
            found = begins.labels.apart(_cut_at(begins, found, old, new))
        self.blocks = found
        self._starts = [block.old for block in self.blocks]
        self._end = Block(len(old), len(new), 0)

    @property
    def equal(self) -> int:
        """How many words are equal."""
        return sum(block.length for block in self.blocks)

    @cached_property
    def _before(self) -> list[int]:
        """How many words are equal before each block."""
        return list(accumulate((block.length for block in self.blocks), initial=0))

    def equal_in(self, start: int, end: int) -> int:
        """How many of the old words `start:end` are equal."""
        return self._equal_before(end) - self._equal_before(start)

    def _equal_before(self, word: int) -> int:
        number = bisect_right(self._starts, word) - 1
        if number < 0:
            return 0
        block = self.blocks[number]
        return self._before[number] + min(block.length, word - block.old)

    def pairs(self, start: int, end: int, spelt: range) -> list[Pair]:
        """The pairs of the old words `start:end`, in rising order; the others have no partner.

        Their old words are numbered from `start` on.
        Unlike words are paired in the gaps that touch `spelt`, which is where it matters.
        """
        pairs: list[Pair] = []
        number = max(0, bisect_right(self._starts, start) - 1)
        old, new = (0, 0) if number == 0 else self._behind(number - 1)
        while old < end:
            block = self.blocks[number] if number < len(self.blocks) else self._end
            if old < spelt.stop and spelt.start < block.old:
                gap = self._pair_gap(range(old, block.old), range(new, block.new), start)
                pairs += [pair for pair in gap if 0 <= pair.old < end - start]
            at = range(max(start, block.old), min(end, block.old + block.length))
            away = self._base + block.new - block.old
            there = range(at.start + away, at.stop + away)
            own = range(at.start - start, at.stop - start)
            pairs += map(_pair, zip(own, there, there, repeat(1.0), strict=False))
            old, new = block.old + block.length, block.new + block.length
            if block is self._end:
                break
            number += 1
        return pairs

    def together(self, start: int, end: int) -> int | None:
        """Where the first of the old words `start:end` went, if all went as they stand together."""
        number = bisect_right(self._starts, start) - 1
        block = self.blocks[number] if number >= 0 else self._end
        is_one = block.old <= start and end <= block.old + block.length
        return block.new + start - block.old if is_one else None

    def _pair_gap(self, old_gap: range, new_gap: range, start: int) -> list[Pair]:
        """Pair unlike words between equal ones so that the sum of their likenesses is greatest.

        The old words are numbered from `start` on.
        """
        if not 0 < len(old_gap) * len(new_gap) <= _MAX_GAP:
            return []
        old = self._old[old_gap.start : old_gap.stop]
        new = self._new[new_gap.start : new_gap.stop]
        steps = _steps(old, new)
        at, base = old_gap.start - start, self._base + new_gap.start
        if not steps:
            both = range(at, at + len(old)), range(base, base + len(new))
            return [*map(_pair, zip(both[0], both[1], both[1], repeat(0.0), strict=False))]
        pairs = []
        i = j = 0
        while i < len(old) and j < len(new):
            rows, columns, likeness = steps[i][j]
            if rows and columns:
                last = base + j + columns - 1
                pairs += [Pair(at + i + row, base + j, last, likeness) for row in range(rows)]
            i, j = i + rows, j + columns
        return pairs

    def _behind(self, number: int) -> tuple[int, int]:
        block = self.blocks[number]
        return block.old + block.length, block.new + block.length


def equal_runs(
    old: Sequence[str], new: Sequence[str], base: int = 0, *, is_whole: bool = False
) -> list[Block]:
    """The runs of equal words, each as long as it can be. `base` is the number of the first new.

    Whole texts are compared between anchors however short they are: where much was taken out around
    a paragraph that stands to the letter, the least edit distance may leave all of it unpaired.
    """
    if not is_whole and len(old) * len(new) <= _SMALL:
        return equal_blocks(old, new, base)
    runs = _merged(_between(anchors(old, new), old, new))
    return [Block(run.old, base + run.new, run.length) for run in runs] if base else runs


def _between(
    anchors: Iterable[tuple[int, int]], old: Sequence[str], new: Sequence[str]
) -> Iterator[Block]:
    """The equal words between each anchor and the next; what has too many cells is left out."""
    old_start = new_start = 0
    for old_end, new_end in [*anchors, (len(old), len(new))]:
        if old[old_start:old_end] == new[new_start:new_end]:
            if old_start < old_end:
                yield block_of((old_start, new_start, old_end - old_start))
        elif (old_end - old_start) * (new_end - new_start) <= _MAX_CELLS:
            between = old[old_start:old_end], new[new_start:new_end]
            for old_at, new_at, length in equal_blocks(*between, new_start):
                yield block_of((old_start + old_at, new_at, length))
        old_start, new_start = old_end, new_end


def _slid(blocks: list[Block], new: Sequence[str], most: int) -> list[Block]:
    """Let blocks that stand alone between new words join their neighbour, if it can be.

    Of copies, edit distance takes either; the one that leaves fewer gaps is meant. At `most` so
    many words between the two may be others now.
    """
    has_moved = False
    for number in reversed(range(len(blocks) - 1)):
        block, behind = blocks[number], blocks[number + 1]
        between = behind.old - block.old - block.length
        there = behind.new - between - block.length
        if between <= most and block.new < there and _stands(block, there, new):
            blocks[number], has_moved = block._replace(new=there), True
    for number in range(1, len(blocks)):
        before, block = blocks[number - 1], blocks[number]
        between = block.old - before.old - before.length
        there = before.new + before.length + between
        if between > most or there >= block.new:
            continue
        is_joined = number + 1 < len(blocks) and _is_joined(block, blocks[number + 1])
        if not is_joined and _stands(block, there, new):
            blocks[number], has_moved = block._replace(new=there), True
    return _merged(blocks) if has_moved else blocks


def _cut_at(
    begins: Begins, blocks: list[Block], old: Sequence[str], new: Sequence[str]
) -> list[Block]:
    """Shift the cut between two blocks to where a paragraph or a sentence begins, if it can be.

    The blocks are neighbours in the one text, and words were put between them, or taken out, that
    begin or end as the blocks do: of “I tell you” twice, either may be the old one.
    """
    cut = [Block(0, 0, 0)]
    for behind in blocks:
        block = cut[-1]
        end, there = block.old + block.length, block.new + block.length
        is_put_in = end == behind.old
        if is_put_in != (there == behind.new):
            gap = (new, there, behind.new) if is_put_in else (old, end, behind.old)
            shift = _best_shift(
                begins, end, range(-block.length, behind.length), gap, is_put_in=is_put_in
            )
            cut[-1] = block._replace(length=block.length + shift)
            cut.append(Block(behind.old + shift, behind.new + shift, behind.length - shift))
        else:
            cut.append(behind)
    return [block for block in cut if block.length]


_Gap = tuple["Sequence[str]", int, int]
"""The text in which words stand between two blocks, and where they begin and end."""


def _best_shift(begins: Begins, end: int, reach: range, gap: _Gap, *, is_put_in: bool) -> int:
    """By how many words the cut before old word `end` is to go on, or back."""
    shift = _by_paragraphs(begins, end, reach, gap) if is_put_in else 0
    if shift or end in begins.sentences:
        return shift
    return _shift(begins.sentences, end, reach, gap)


def _by_paragraphs(begins: Begins, end: int, reach: range, gap: _Gap) -> int:
    """By how many words a cut where text was put in goes on to where a paragraph begins.

    To the last that can be: of a paragraph that stands twice now, the second was put in.
    """
    text, near, far = gap
    shift = last = 0
    while shift < min(_PARAGRAPH, reach.stop) and text[near + shift] == text[far + shift]:
        shift += 1
        if end + shift in begins.paragraphs:
            last = shift
    if last or end in begins.paragraphs:
        return last
    return _shift(begins.paragraphs, end, range(max(-_PARAGRAPH, reach.start), 1), gap)


def _shift(begins: Collection[int], end: int, reach: range, gap: _Gap) -> int:
    """By how many words the cut before old word `end` goes on, or back, to such a beginning."""
    text, near, far = gap
    for step in (-1, 1):
        shift = 0
        while shift + step in reach:
            at = shift if step > 0 else shift - 1
            if text[near + at] != text[far + at]:
                break
            shift += step
            if end + shift in begins:
                return shift
    return 0


def _merged(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, those that follow each other in both texts as one."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if last is not None and _is_joined(last, block):
            merged[-1] = block_of((last.old, last.new, last.length + block.length))
        else:
            merged.append(block)
    return merged


def _stands(block: Block, there: int, new: Sequence[str]) -> bool:
    words = new[block.new : block.new + block.length]
    return there >= 0 and new[there : there + block.length] == words


def _is_joined(block: Block, behind: Block) -> bool:
    return (block.old + block.length, block.new + block.length) == (behind.old, behind.new)


_Step = tuple[int, int, float]
"""How many old and new words to pair here, none of the one or the other, and their likeness."""

_REPLACE: Final = (1, 1, 0.0)
_TAKE_OUT: Final = (1, 0, 0.0)
_PUT_IN: Final = (0, 1, 0.0)
_CUT: Final = (1, 2, 1.0)
_JOIN: Final = (2, 1, 1.0)


def _steps(old: Sequence[str], new: Sequence[str]) -> list[list[_Step]]:
    """The best step at each place, found from the end (dynamic programming).

    Nothing where no word is like another: then each replaces the next.
    """
    likenesses = [_alike(word, new) for word in old]
    if len(old) == len(new) == 1:
        return [[(1, 1, likenesses[0].get(0, 0.0))]]
    old_joined = [*map(add, old, old[1:]), ""]
    new_joined = [*map(add, new, new[1:]), ""]
    is_joined = not (set(old).isdisjoint(new_joined) and set(new).isdisjoint(old_joined))
    if not (is_joined or any(likenesses)):
        return []
    best = [[0.0] * (len(new) + 2) for _ in range(len(old) + 2)]
    steps: list[list[_Step]] = [[_REPLACE] * len(new) for _ in old]
    for i in reversed(range(len(old))):
        row, below, alike = best[i], best[i + 1], likenesses[i]
        for j in reversed(range(len(new))):
            likeness = alike.get(j)
            value, step = below[j + 1] + (likeness or _REPLACED), _REPLACE
            if likeness:
                step = (1, 1, likeness)
            if below[j] > value:
                value, step = below[j], _TAKE_OUT
            if row[j + 1] > value:
                value, step = row[j + 1], _PUT_IN
            if is_joined and j + 1 < len(new) and old[i] == new_joined[j]:
                value, step = below[j + 2] + 1, _CUT
            elif is_joined and i + 1 < len(old) and old_joined[i] == new[j]:
                value, step = best[i + 2][j + 1] + 2, _JOIN
            row[j], steps[i][j] = value, step
    return steps


def _alike(old: str, new: Sequence[str]) -> dict[int, float]:
    """How alike words are spelt to an old one. Another number is another number, however alike."""
    if old[0].isdecimal():
        return {number: 1.0 for number, word in enumerate(new) if word == old}
    found = alike(old, new, _ALIKE)
    return {n: likeness for n, likeness in found.items() if not new[n][0].isdecimal()}
