"""What readers take for one character: a letter with its marks, a flag, a family.

After the rules for extended grapheme clusters (https://www.unicode.org/reports/tr29/), those parts
of them that meet in transcripts: marks, joiners, skin tones, flags, letters of Hangul.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

_FIRST: Final = "\u0300"
"""Before it, no character goes on."""

_BEYOND_MARKS: Final = 0x20000
"""Behind it are Han characters, and what folds away."""

_JOINER: Final = "\u200d"
_VOWELS: Final = "\u0e33\u0eb3"
"""Letters by their category, which stand in Thai and Lao as marks do."""

_NON_JOINER: Final = "\u200c"
_HALFWIDTH_MARKS: Final = "\uff9e\uff9f"
_TONES: Final = range(0x1F3FB, 0x1F400)
"""Of the skin of people in pictures."""

_TAGS: Final = range(0xE0020, 0xE0080)
_FLAGS: Final = range(0x1F1E6, 0x1F200)
"""Letters, of which two are a flag; that of Scotland is a black one, and tags."""

_HANGUL: Final = range(0x1160, 0x1200)
"""Vowels and final consonants, which follow the first one of their syllable."""

_LONGEST: Final = 64
"""Code points that are looked at: a family has 11, a letter with marks seldom more than 4."""


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with all of the characters at its ends; offsets are of code points."""
    if text.isascii():
        return start, end
    if end < len(text) and text[end] >= _FIRST:
        end = next((at for at in range(end, end + _LONGEST) if not is_inside(text, at)), end)
    if start < len(text) and text[start] >= _FIRST:
        down = range(start, start - _LONGEST, -1)
        start = next((at for at in down if not is_inside(text, at)), start)
    return start, end


def is_inside(text: str, at: int) -> bool:
    """Whether what stands before the offset and behind it is one character."""
    if not 0 < at < len(text):
        return False
    before, behind = text[at - 1], text[at]
    if behind < _FIRST or before.isspace():
        return False
    if ord(behind) in _FLAGS:
        return _letters_before(text, at) % 2 == 1
    return _goes_on(behind) or (before == _JOINER and unicodedata.category(behind) == "So")


def _letters_before(text: str, at: int) -> int:
    """How many letters of flags stand directly before the offset."""
    number = 0
    while number < min(at, _LONGEST) and ord(text[at - number - 1]) in _FLAGS:
        number += 1
    return number


def _goes_on(character: str) -> bool:
    """Whether it is a part of the character before it."""
    number = ord(character)
    is_one = number in _HANGUL or number in _TONES or number in _TAGS or is_mark(character)
    return is_one or character in (_JOINER, _NON_JOINER, *_VOWELS, *_HALFWIDTH_MARKS)


def is_mark(character: str) -> bool:
    """Whether it is an accent or a vowel sign, above a letter, below it or beside it."""
    return unicodedata.category(character)[0] == "M"


@cache
def marks() -> str:
    """All such marks, as they stand in the set of a regular expression."""
    numbers = (n for n in range(ord(_FIRST), _BEYOND_MARKS) if is_mark(chr(n)))
    return "".join(map(chr, numbers)) + _VOWELS
