"""Which paragraphs of a text surely have the ids that they had in an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText


_MANY: Final = 3
"""Paragraphs that show it, from which on the same ids before and behind them are no chance."""


def ids_kept(old: DocumentText, new: DocumentText) -> range:
    """The numbers of the old paragraphs whose ids tell which they are; linear in both texts.

    Paragraphs that read the same in both texts, and as no other, show it of all between the first
    and the last of them, if each has its id still. Before the first and behind the last one,
    paragraphs may have been counted anew: the first of a text has the same number anyway. So there
    must be many of them, and the same ids in the same order as far as the text goes.
    """
    there = {text: own for own, text in zip(new.ids, new.texts, strict=True)}
    alone = [
        number
        for number, text in enumerate(old.texts)
        if text and old.copies[text] == 1 == new.copies[text]
    ]
    if not alone or any(old.ids[number] != there[old.texts[number]] for number in alone):
        return range(0)
    first, last = alone[0], alone[-1]
    if len(alone) >= _MANY and old.ids[:first] == new.ids[: new.order[old.ids[first]]]:
        first = 0
    if len(alone) >= _MANY and old.ids[last:] == new.ids[new.order[old.ids[last]] :]:
        last = len(old.ids) - 1
    return range(first, last + 1)
