"""Notes whose paragraphs went to another transcript, as when one was divided in two files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from postil.core.document_text import DocumentText
from postil.core.likeness import is_same_still
from postil.core.resolving import standing

if TYPE_CHECKING:
    from postil.core.document_text import FoldedSpan
    from postil.core.model import Target
    from postil.core.snapshot import Document

_WORD: Final = re.compile(r"[^\W_]+")


def longest_word(target: Target, old: Document | None) -> str:
    """A word that a text must have to hold the target; empty where none is known.

    `old` is the text that the note stood on, if it is known.
    """
    words = target.quote or dict(old or ()).get(target.first, "")
    return max(_WORD.findall(words), key=len, default="")


def stands_in(other: Document, target: Target, old: Document | None) -> bool:
    """Whether a target that is gone stands in another text, under the ids that it names.

    Its quote once, and in the paragraphs that it was in, where the `old` text tells these; whole
    paragraphs as they were, to the letter.
    """
    new = DocumentText(other)
    here = standing(new, target)
    if len(here) != 1:
        return False
    before = DocumentText(old or [])
    then = standing(before, target)
    if len(then) != 1:
        return bool(target.quote)
    was, now = _texts(before, then[0]), _texts(new, here[0])
    return is_same_still(was[0], now[0]) if target.quote else was == now


def stood_in(document: Document, old: Document) -> float:
    """How much of a text stood in an old one under the same ids, edited or not, by letters."""
    then = dict(old)
    same = (text for name, text in document if name in then and is_same_still(then[name], text))
    return sum(map(len, same)) / max(1, sum(len(text) for _, text in document))


def _texts(document: DocumentText, span: FoldedSpan) -> list[str]:
    """The paragraphs of a span, however their lines are wrapped."""
    texts = document.texts[span.first : span.last + 1]
    return [" ".join(text.split()) for text in texts]
