"""Where a place ends within what is one word to a reader: “$5” in “$5,000”, “I do” in “I don't”.

Words of the alignment are runs of letters or of digits, or single signs of scripts that have no
spaces. Readers also take what hyphens, apostrophes and the signs of numbers join as one, a number
with its unit, and the letters of a number or a foreign name in Chinese and Japanese.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from postil.core.closing_marks import with_marks
from postil.core.words import is_in_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment

_IN_NUMBERS: Final = ".,:/"
_PARTS: Final = 5
"""Of one word, as “1,000,000,000” or “son-in-law”: with more, it is none."""

_HYPHENS: Final = "-‐‑"
_MINUS: Final = "-−"
_CURRENCIES: Final = "$£€¥¢₤₣₽₩₹₺₴₪₫₦₱"
_HEBREW: Final = "א", "ת"
"""Letters between which a quotation mark makes a word of initials."""

_BEHIND_NUMBERS: Final = frozenset("%‰°")
_UNIT: Final = re.compile(f"[{_CURRENCIES}{''.join(sorted(_BEHIND_NUMBERS))}]")
_FIRST_DIGITS: Final = re.compile(r"(?:.{0,2}\D)?\d{1,3}")
_NEXT_DIGITS: Final = re.compile(r"\d{3}\D?")
"""Of “12 000”, with the character before and behind them."""

_RUNS: Final = re.compile(
    "[〇零一二三四五六七八九十百千万萬億亿兆两兩廿卅]+|[\u30a1-\u30fa\u30fc]+"
)
"""Numbers in Han characters, and what is written in katakana: foreign words and names."""

_LONGEST_RUN: Final = 20


def whole(document: DocumentText, fragment: Fragment, start: int, end: int) -> tuple[int, int]:
    """The span with the rest of the words, numbers and brackets that its ends cut in two.

    Not where the fragment's quote ended so too, in the text that it was taken from.
    """
    source, at = fragment.source, fragment.at
    if source is None:
        return start, end
    text, (before, after) = document.lower, fragment.signs
    first = start if _is_apart(text, start - 1, start) else _head(document, start)
    last = end if _is_apart(text, end, end - 1) else _tail(document, end)
    # Where a dash stood before, one without spaces is the same dash.
    if first != start and "-" not in (before or "") and _head(source, at[0]) == at[0]:
        stood = fragment.words[: fragment.first][-1:]
        start = start if _stood_apart(stood, text[first:start]) else first
    if last != end and "-" not in (after or "") and _tail(source, at[1]) == at[1]:
        stood = fragment.words[fragment.last :][:1]
        end = end if _stood_apart(stood, text[end:last]) else last
    if has_unit(fragment.quote) and not has_unit(text[start:end]):
        end = _with_unit(text, end)
    return with_marks(document, (start, end), source, at)


def _is_apart(text: str, sign: int, letter: int) -> bool:
    """Whether a space, as most words have, sets apart what stands there; quick to find out."""
    return text[sign : sign + 1] == " " and not text[letter].isdecimal()


def _stood_apart(beside: Sequence[str], taken: str) -> bool:
    """Whether a number with a space between was another one: “in room 12, 100 men”."""
    return " " in taken and taken.strip() in beside


def _with_unit(text: str, end: int) -> int:
    """The end with the unit that stands behind a number now: “€5”, “5 €”."""
    unit = _UNIT.match(text, end + (text[end : end + 1] == " "))
    return unit.end() if unit and text[end - 1].isdecimal() else end


def has_unit(text: str) -> bool:
    """Whether a sign stands there that may become a word: “£100”, “100 pounds”."""
    return _UNIT.search(text) is not None


def joined(document: DocumentText, start: int, end: int) -> tuple[int, int]:
    """The span with all of what is one word to a reader at its ends."""
    return _head(document, start), _tail(document, end)


def is_cut(document: DocumentText, start: int, end: int) -> bool:
    """Whether an end of the span is within such a word."""
    return joined(document, start, end) != (start, end)


def _head(document: DocumentText, start: int) -> int:
    """Where the word begins that stands at `start`."""
    first = start
    for _ in range(_PARTS):
        first = _run_around(document.lower, first)[0]
        if not _joins(document, first - 1):
            start = first
            break
        number, _ = document.words_in(first - 2, first - 1)
        first = document.words.starts[number]
    return start - 1 if start and _is_sign_of_number(document, start - 1) else start


def _tail(document: DocumentText, end: int) -> int:
    text = document.lower
    last = end
    for _ in range(_PARTS):
        last = _run_around(text, last)[1]
        if not _joins(document, last):
            end = last
            break
        number, _ = document.words_in(last + 1, last + 2)
        last = document.words.ends[number]
    return end + 1 if text[end : end + 1] in _BEHIND_NUMBERS and text[end - 1].isdecimal() else end


def _run_around(text: str, at: int) -> tuple[int, int]:
    """Where the number or the foreign word begins and ends within which the offset is."""
    if not 0 < at < len(text) or text[at] < "\u3000":
        return at, at
    low, high = max(0, at - _LONGEST_RUN), at + _LONGEST_RUN
    found = (run.span() for run in _RUNS.finditer(text, low, high))
    return next((span for span in found if span[0] < at < span[1]), (at, at))


def _joins(document: DocumentText, at: int) -> bool:
    """Whether the sign there makes one word of those on both sides of it."""
    text = document.lower
    if not 0 < at < len(text) - 1:
        return False
    sign, before, behind = text[at], text[at - 1], text[at + 1]
    if is_in_word(sign) or not (is_in_word(before) and is_in_word(behind)):
        return False
    are_digits = before.isdecimal() and behind.isdecimal()
    if sign == "-":
        return are_digits or document.sign_at(at) in _HYPHENS
    if sign == " ":
        return are_digits and _is_between_groups(text, at)
    if sign == '"':
        return _HEBREW[0] <= before <= _HEBREW[1] and _HEBREW[0] <= behind <= _HEBREW[1]
    return are_digits if sign in _IN_NUMBERS else sign == "'"


def _is_between_groups(text: str, at: int) -> bool:
    """Whether the digits on both sides of a space are of one number: “12 000”."""
    before, behind = text[max(0, at - 4) : at], text[at + 1 : at + 5]
    return bool(_FIRST_DIGITS.fullmatch(before) and _NEXT_DIGITS.fullmatch(behind))


def _is_sign_of_number(document: DocumentText, at: int) -> bool:
    """Whether a currency or a minus stands there, and a number behind it."""
    text = document.lower
    if not text[at + 1 : at + 2].isdecimal():
        return False
    if text[at] == "-":
        return (at == 0 or text[at - 1] in " (") and document.sign_at(at) in _MINUS
    return text[at] in _CURRENCIES
