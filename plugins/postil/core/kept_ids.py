"""Which paragraphs of a text surely have the ids that they had in an older one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from postil.core.likeness import is_same_still

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText


_MANY: Final = 3
"""Paragraphs that show it, from which on the same ids before and behind them are no chance."""


def ids_kept(old: DocumentText, new: DocumentText) -> frozenset[int]:
    """The numbers of the old paragraphs whose ids tell which they are; linear in both texts.

    Paragraphs that read the same in both texts, and as no other, show it if each has its id still.
    They show it of those between two of them as well, if each that still has its id is alike: else
    paragraphs were counted anew, and the numbers met again. In which order they stand now does not
    matter, as who counts anew counts in order. Before the first and behind the last one, there must
    be many of them, and the same ids as far as the text goes, but for new ones.
    """
    there = {text: own for own, text in zip(new.ids, new.texts, strict=True)}
    alone = [
        number
        for number, text in enumerate(old.texts)
        if text and old.copies[text] == 1 == new.copies[text]
    ]
    if not alone or any(old.ids[number] != there[old.texts[number]] for number in alone):
        return frozenset()
    stretches = [range(first, last + 1) for first, last in pairwise(alone)]
    head, tail = range(alone[0] + 1), range(alone[-1], len(old.ids))
    first, last = (new.order[old.ids[alone[end]]] for end in (0, -1))
    outer = new.ids[: first + 1], new.ids[last:]
    if len(alone) >= _MANY:
        known = [[own for own in some if own in old.order] for some in outer]
        stretches += [head] if old.ids[: head.stop] == known[0] else []
        stretches += [tail] if old.ids[tail.start :] == known[1] else []
    shown = (number for some in stretches if _correspond(old, new, some) for number in some)
    return frozenset([*alone, *shown])


def _correspond(old: DocumentText, new: DocumentText, numbers: range) -> bool:
    """Whether those of the old paragraphs that have their id still are alike."""
    return all(
        is_same_still(old.texts[n], new.texts[new.order[old.ids[n]]])
        for n in numbers
        if old.ids[n] in new.order
    )
