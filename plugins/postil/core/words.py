"""Words of a folded text, with their places: what survives when punctuation and case do not."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

from postil.core.characters import is_mark, marks

_UNSPACED: Final = (
    "\u0e00-\u0e4e\u0e50-\u0e59\u0e5c-\u0eff\u1000-\u1049\u104c-\u109f\u1780-\u17d3\u17d7\u17db-\u17ff"
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana, Han. Each sign is a word, but
not their stops and dots."""

_WORD: Final = re.compile(f"([{_UNSPACED}]|[^\\W_{_UNSPACED}]+)")
_OF_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_MAY_HAVE_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2cef-\u2dff"
    "\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0001ffff]"
)
"""Not Latin, Greek, Cyrillic, Han, kana and Hangul, which are composed."""


class Words(NamedTuple):
    """`texts[i]`, in lower case, stands at `starts[i]:ends[i]` of the text it was taken from."""

    texts: list[str]
    starts: list[int]
    ends: list[int]


def words_of(text: str) -> Words:
    """Take a text apart; linear in its length."""
    pattern = _marked_word() if _MAY_HAVE_MARKS.search(text) else _WORD
    pieces = pattern.split(lower(text))
    bounds = list(accumulate(map(len, pieces)))
    # The same word is the same object: words of texts are compared and looked up very often.
    same: dict[str, str] = {}
    texts = list(map(same.setdefault, pieces[1::2], pieces[1::2]))
    return Words(texts, bounds[:-1:2], bounds[1::2])


@cache
def _marked_word() -> re.Pattern[str]:
    """A word as `_WORD` has it, with the marks on its letters: without them, it is cut in two."""
    letters, marked = f"[^\\W_{_UNSPACED}]", f"[{marks()}]"
    return re.compile(f"([{_UNSPACED}]{marked}*|{letters}+(?:{marked}+{letters}*)*)")


def is_unspaced(character: str) -> bool:
    """Whether it is of a script that is written without spaces."""
    return _OF_UNSPACED.match(character) is not None


def is_in_word(character: str) -> bool:
    """Whether it is a letter, a digit, or a mark on one."""
    return character.isalnum() or is_mark(character)


def lower(text: str) -> str:
    """`text` in lower case, each character in its place: the few that would grow stay.

    One sigma is as the other: which of them ends a word depends on what is around it.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.replace("ς", "σ")
