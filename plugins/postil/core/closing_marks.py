"""Brackets and quotation marks at the ends of a place: both of a pair, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from postil.core.words import is_in_word, is_unspaced

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText

_CLOSING: Final = {
    **dict(zip("([{《〈【〔", ")]}》〉】〕", strict=True)),
    '"': '"',
    "'": "'",
}
_OPENING: Final = {closing: opening for opening, closing in _CLOSING.items()}
_MARK: Final = re.compile(f"[{re.escape(''.join(dict.fromkeys([*_CLOSING, *_OPENING])))}]")
_OPENS, _CLOSES = "“‘„‚「『｢", "”’」』｣"
_REACH: Final = 40
"""Letters up to the other mark: “?)”, or a word or two that were put in before it."""

_OF_SEVERAL: Final = re.compile(r"s' \w")
"""“The boys’ room”: it may close speech as well, but seldom does."""

_ONE_WORD: Final = re.compile(r"'(?:\w|\d+s?)'(?!\w)")
_STOPS: Final = ".?!…。！？"


def with_marks(
    document: DocumentText, span: tuple[int, int], source: DocumentText, quoted: tuple[int, int]
) -> tuple[int, int]:
    """The span with the mark that closes what was opened in it, or opens what was closed.

    Not where the quote is as incomplete, which is the span `quoted` of its source.
    """
    start, end = span
    if not _MARK.search(document.lower, start, end):
        return span
    opened, closed = _incomplete(document, start, end)
    if not (opened or closed) or (opened, closed) == _incomplete(source, *quoted):
        return span
    # What was put in before the words of somebody else is theirs, if the quote had no mark.
    reach = _REACH if _MARK.search(source.lower, *quoted) else 1
    return _opening(document, closed, start, reach), _closing(document, opened, end)


def _incomplete(document: DocumentText, start: int, end: int) -> tuple[str, str]:
    """The mark that is opened in the span and not closed, and the one that is closed only."""
    stack: list[str] = []
    closed = ""
    for found in _MARK.finditer(document.lower, start, end):
        direction = _direction(document, found.start())
        if direction > 0:
            stack.append(found[0])
        elif direction < 0 and stack and _CLOSING[stack[-1]] == found[0]:
            stack.pop()
        elif direction < 0:
            closed = _OPENING[found[0]]
    return "".join(stack[-1:]), closed


def _closing(document: DocumentText, opened: str, end: int) -> int:
    """The end behind the mark that closes what is opened, if it is near."""
    text = document.lower
    stop = min(len(text), end + _REACH)
    for at in range(end, stop if opened else end):
        is_one = text[at] == _CLOSING[opened]
        if is_one and (_direction(document, at) < 0 or _OF_SEVERAL.match(text, at - 1)):
            return at + 1
        if text[at] in _CLOSING or (text[at] in _STOPS and text[at + 1 : at + 2] not in _OPENING):
            break
    return end


def _opening(document: DocumentText, closed: str, start: int, reach: int) -> int:
    """The start with the mark that opens what is closed, if it is near."""
    text = document.lower
    down = range(start - 1, max(0, start - reach) - 1, -1)
    for at in down if closed else ():
        if text[at] == closed and _direction(document, at) > 0:
            return at
        if text[at] in _OPENING or text[at] in _STOPS:
            break
    return start


def _direction(document: DocumentText, at: int) -> int:
    """1 for a mark that opens, -1 for one that closes, 0 for an apostrophe and the like."""
    text = document.lower
    mark, before, behind = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if mark not in "\"'":
        return 1 if mark in _CLOSING else -1
    sign = document.sign_at(at)
    is_inside = is_in_word(before) and is_in_word(behind)
    if sign in "「」『』｢｣" or (is_inside and (is_unspaced(before) or is_unspaced(behind))):
        return (sign in _OPENS) - (sign in _CLOSES)
    if is_in_word(behind) and not is_in_word(before):
        return 0 if _is_left_out(text, at, sign) else 1
    if not is_in_word(behind) and (is_in_word(before) or before in ".,?!…。！？"):
        return 0 if _OF_SEVERAL.match(text, at - 1) else -1
    # As in French, with a space on the inner side.
    return ((sign, behind) == ("«", " ")) - ((sign, before) == ("»", " "))


def _is_left_out(text: str, at: int, sign: str) -> bool:
    """Whether the mark stands for letters or digits: “’em”, “'44”; not in “’n’” and “'1920s'”."""
    if sign == "’" or (sign == "'" and text[at + 1].isdecimal()):
        return not _ONE_WORD.match(text, at)
    return False
