"""Where sentences begin and end, as far as signs tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.document_text import DocumentText
    from postil.core.words import Words

SENTENCE_ENDS: Final = ".?!…。！？｡．؟۔।॥።፧፨։။។៕‼⁇⁈⁉‽"
"""Of Latin, Greek and Cyrillic, Han and kana, Arabic and Urdu, Devanagari, Ethiopic, Armenian,
Burmese and Khmer (https://www.unicode.org/reports/tr29/#STerm; the ellipsis is ours)."""

_SHORT: Final = frozenset({
    "mr", "mrs", "ms", "dr", "st", "prof", "rev", "hon", "capt", "col", "gen", "lt", "sgt", "cpl",
    "pvt", "maj", "adm", "gov", "sen", "supt", "insp", "mt", "vs", "cf", "ca", "vol", "pp",
    "bros", "hr", "fr", "frl", "dipl", "ing", "mme", "mlle", "mgr", "sr", "sra", "srta",
    "dña", "sig", "sigg", "dott", "avv", "тов", "гр", "ул", "κ", "κα", "κος",
})  # fmt: skip
"""What is mostly written short before a name or a number. Others end their sentences more often."""

_ENDS: Final = re.compile(f"[{SENTENCE_ENDS}]")


def behind_ends(text: str, words: Words) -> list[int]:
    """The numbers of the words before which a sentence ends, in rising order; not the first word.

    One more than there are, where one ends behind the last.
    """
    starts = words.starts
    found = dict.fromkeys(bisect_left(starts, end.end()) for end in _ENDS.finditer(text))
    found.pop(0, None)
    return list(found)


def paragraph_begins(document: DocumentText) -> set[int]:
    """The numbers of the words that begin a paragraph."""
    return {bisect_left(document.words.starts, start) for start in document.starts}


def sentence_begins(document: DocumentText) -> set[int]:
    """The numbers of the words that begin a sentence or a paragraph."""
    return paragraph_begins(document).union(document.behind_ends)


def begins_anew(document: DocumentText, number: int) -> bool:
    """Whether a sentence or a paragraph begins with the word of that number, or none is there."""
    if number >= len(document.words.texts):
        return True
    return begins_sentence(document, number) or begins_paragraph(document, number)


def begins_paragraph(document: DocumentText, number: int) -> bool:
    """Whether a paragraph begins with the word of that number, which is not the first."""
    words = document.words
    before = document.paragraph_at(words.ends[number - 1] - 1)
    return before != document.paragraph_at(words.starts[number])


def begins_sentence(document: DocumentText, number: int) -> bool:
    """Whether a sentence ends before the word of that number.

    Not where a full stop is one of “Mr.”, of an initial, or of “no. 5”: before a number or a small
    letter.
    """
    words = document.words
    if number <= 0:
        return True
    end, start = words.ends[number - 1], words.starts[number]
    if not _ENDS.search(document.lower, end, start):
        return False
    before, behind = words.texts[number - 1], document.joined[start]
    is_short = before in _SHORT or (len(before) == 1 and before.isalpha())
    goes_on = behind.isdecimal() or behind.islower()
    return document.lower[end] != "." or not (is_short or goes_on)


def is_short_for(short: str, words: Iterable[str]) -> bool:
    """Whether it is one of the words written short, with letters left out: “Frl”, “Fräulein”."""
    return any(
        len(short) < len(word) and short[0] == word[0] and _has_in_order(word, short)
        for word in words
    )


def _has_in_order(word: str, letters: str) -> bool:
    left = iter(word)
    return all(letter in left for letter in letters)
