"""Whether the paragraphs of a text have the ids that they had in an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText


def keeps_ids(old: DocumentText, new: DocumentText) -> bool:
    """Whether ids tell which paragraph is which, in both texts alike; linear in their length.

    Paragraphs that read the same and as no other show it: there are some, and each has its id
    still. Of two that read alike the id is all there is to go by then, however they are aligned.
    """
    there = {text: own for own, text in zip(new.ids, new.texts, strict=True)}
    alone = [
        (own, there[text])
        for own, text in zip(old.ids, old.texts, strict=True)
        if text and old.copies[text] == 1 == new.copies[text]
    ]
    return bool(alone) and all(before == now for before, now in alone)
