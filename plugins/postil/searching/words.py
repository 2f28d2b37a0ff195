"""The words of a text, as an index and a query must cut and fold them alike.

`assets/search-index.js` does the same in the browser; tests/searching compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPELT_WITH_MARKS: Final = "\u0900-\u0963\u0966-\u0dff"
"""Scripts of India: vowel signs are parts of their words, and Python counts them as no letters."""

_WITHOUT_SPACES: Final = (
    "\u0e00-\u0e4e\u0e81-\u0ecd\u1000-\u1049\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
"""Scripts that put no spaces between words: Chinese, Japanese, and four of Asia's south-east."""

_IGNORED: Final = re.compile(
    "[\xad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # Invisible
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]"  # Arabic vowels
)
_USUAL_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS_AND_UNDERSCORES: Final = re.compile(r"\w+")
"""Where a text has no underscores, the same as usual words in two thirds of the time."""
_SIGNS: Final = tuple(".,—’?!:;-“”()")
"""What parts the words of nearly every text, the commonest first."""

_UNUSUAL: Final = re.compile(f"[{_SPELT_WITH_MARKS}{_WITHOUT_SPACES}]")
_WORD: Final = re.compile(rf"(?:[^\W_]+|[{_SPELT_WITH_MARKS}{_WITHOUT_SPACES}]+)+")
_RUN: Final = re.compile(rf"[{_WITHOUT_SPACES}]+|[^{_WITHOUT_SPACES}]+")
_IS_RUN: Final = re.compile(rf"[{_WITHOUT_SPACES}]")
_MARKS: Final = re.compile("[\u0300-\u036f\u0653-\u0655]")
"""Accents, and the hamza and madda of Arabic, which many leave out when they type."""
_SPELT_OTHERWISE: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ς": "σ",
    }
)


def lowered(text: str) -> str:
    """The text in lower case, composed, without what nobody sees. Ready for `words`."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _IGNORED.sub("", text)).replace("İ", "i")
    return text.lower()


def words(text: str) -> list[str]:
    """The words of a `lowered` text, with repeats; runs without spaces are still whole."""
    # In most texts the commonest signs are all there is between words: half the time of a pattern.
    plain = text
    for sign in _SIGNS:
        if sign in plain:
            plain = plain.replace(sign, " ")
    parts = plain.split()
    if "".join(parts).isalnum():
        return parts
    if not text.isascii() and _UNUSUAL.search(text):
        return _WORD.findall(text)
    return (_USUAL_WORD if "_" in text else _LETTERS_AND_UNDERSCORES).findall(text)


def folded(word: str) -> str:
    """A word without accents: what is looked up."""
    if word.isascii():
        return word
    decomposed = _MARKS.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", decomposed.translate(_SPELT_OTHERWISE))


def terms(word: str) -> Iterator[str]:
    """What a word is entered as: itself, folded; a run without spaces as its pairs of letters.

    The last letter of a run stands alone once more, so that each letter begins a term.
    """
    if word.isascii() or not _IS_RUN.search(word):
        yield folded(word)
        return
    for run in _RUN.findall(word):
        if not _IS_RUN.match(run):
            yield folded(run)
            continue
        letters = folded(run)
        yield from (letters[n : n + 2] for n in range(len(letters)))
