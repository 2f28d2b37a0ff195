"""Where sentences begin and end, as far as signs tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText
    from postil.core.words import Words

SENTENCE_ENDS: Final = ".?!…。！？｡．؟۔।॥።፧፨։။។៕‼⁇⁈⁉‽"
"""Of Latin, Greek and Cyrillic, Han and kana, Arabic and Urdu, Devanagari, Ethiopic, Armenian,
Burmese and Khmer (https://www.unicode.org/reports/tr29/#STerm; the ellipsis is ours)."""

_ENDS: Final = re.compile(f"[{SENTENCE_ENDS}]")


def sentence_begins(document: DocumentText) -> set[int]:
    """The numbers of the words that begin a sentence or a paragraph."""
    text, words = document.lower, document.words
    begins = {bisect_left(words.starts, start) for start in document.starts}
    begins.update(bisect_left(words.starts, end.end()) for end in _ENDS.finditer(text))
    return begins


def ends_sentence(text: str, words: Words, number: int) -> bool:
    """Whether a sentence ends between the word of that number and the next."""
    if number + 1 >= len(words.texts):
        return True
    return bool(_ENDS.search(text, words.ends[number], words.starts[number + 1]))
