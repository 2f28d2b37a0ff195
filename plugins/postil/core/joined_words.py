"""Where a place ends within what is one word to a reader: “$5” in “$5,000”, “I do” in “I don't”.

Words of the alignment are runs of letters or of digits. Readers also take what hyphens, apostrophes
and the signs of numbers join as one, a number with its unit, and what stands in brackets or
quotation marks with both of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment

_IN_NUMBERS: Final = ".,:/"
_PARTS: Final = 5
"""Of one word, as “1,000,000,000” or “son-in-law”: with more, it is none."""

_HYPHENS: Final = "-‐‑"
_MINUS: Final = "-−"
_CURRENCIES: Final = "$£€¥¢₤₣₽₩₹₺₴₪₫₦₱"
_BEHIND_NUMBERS: Final = frozenset("%‰°")
_UNIT: Final = re.compile(f"[{_CURRENCIES}{''.join(sorted(_BEHIND_NUMBERS))}]")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}", '"': '"', "'": "'"}
_MARK: Final = re.compile(r"""[()\[\]{}]|(?<!\w)["'](?=\w)|(?<=[\w.,?!])["'](?!\w)""")
"""Brackets, and quotation marks that open or close: no apostrophes."""

_ANY_MARK: Final = re.compile(r"""[()\[\]{}"']""")
_STOP: Final = re.compile(r"[(\[{.?!…](?=.)")
_BEHIND: Final = 40
"""Letters up to the mark that closes: “?)”, or a word or two that were put in before it."""


def whole(document: DocumentText, fragment: Fragment, start: int, end: int) -> tuple[int, int]:
    """The span with the rest of the words, numbers and brackets that its ends cut in two.

    Not where the fragment's quote ended so too, in the text that it was taken from.
    """
    source, at = fragment.source, fragment.at
    if source is None:
        return start, end
    text, (before, after) = document.lower, fragment.signs
    # Where a dash stood before, one without spaces is the same dash.
    if (
        not (text[max(0, start - 1)] == " " or "-" in (before or ""))
        and _head(source, at[0]) == at[0]
    ):
        start = _head(document, start)
    if not (text[end : end + 1] == " " or "-" in (after or "")) and _tail(source, at[1]) == at[1]:
        end = _tail(document, end)
    if has_unit(fragment.quote) and not has_unit(text[start:end]):
        end = _with_unit(text, end)
    return _with_marks(text, fragment.quote, start, end)


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
        if not _joins(document, last):
            end = last
            break
        number, _ = document.words_in(last + 1, last + 2)
        last = document.words.ends[number]
    return end + 1 if text[end : end + 1] in _BEHIND_NUMBERS and text[end - 1].isdecimal() else end


def _joins(document: DocumentText, at: int) -> bool:
    """Whether the sign there makes one word of those on both sides of it."""
    text = document.lower
    if not 0 < at < len(text) - 1:
        return False
    sign = text[at]
    if sign.isalnum() or not (text[at - 1].isalnum() and text[at + 1].isalnum()):
        return False
    are_digits = text[at - 1].isdecimal() and text[at + 1].isdecimal()
    if sign == "-":
        return are_digits or document.sign_at(at) in _HYPHENS
    return are_digits if sign in _IN_NUMBERS else sign == "'"


def _is_sign_of_number(document: DocumentText, at: int) -> bool:
    """Whether a currency or a minus stands there, and a number behind it."""
    text = document.lower
    if not text[at + 1 : at + 2].isdecimal():
        return False
    if text[at] == "-":
        return (at == 0 or text[at - 1] in " (") and document.sign_at(at) in _MINUS
    return text[at] in _CURRENCIES


def _with_marks(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """With the mark that closes what was opened in the span, or opens what was closed.

    Not where the quote is as incomplete.
    """
    if not _ANY_MARK.search(text, start, end):
        return start, end
    opened, closed = _incomplete(text[start:end])
    if (opened, closed) == ("", "") or (opened, closed) == _incomplete(quote):
        return start, end
    if closed and start and text[start - 1] == closed:
        start -= 1
    at = text.find(_CLOSING[opened], end, end + _BEHIND) if opened else -1
    is_near = at >= 0 and _STOP.search(text, end, at) is None
    return start, at + 1 if is_near else end


def _incomplete(span: str) -> tuple[str, str]:
    """The mark that is opened in the span and not closed, and the one that is closed only."""
    stack: list[str] = []
    closed = ""
    for found in _MARK.finditer(span):
        mark = found[0]
        behind = span[found.end() : found.end() + 1]
        is_opening = mark in "([{" or (mark in "\"'" and behind.isalnum())
        if is_opening:
            stack.append(mark)
        elif stack and _CLOSING[stack[-1]] == mark:
            stack.pop()
        else:
            closed = next(opening for opening, other in _CLOSING.items() if other == mark)
    return "".join(stack[-1:]), closed
