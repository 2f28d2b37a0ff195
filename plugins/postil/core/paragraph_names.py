"""What somebody calls a paragraph, and the id that is meant."""

from __future__ import annotations

import re
from typing import Final

from postil.core.model import PARAGRAPH_ID

_NEARLY_A_PARAGRAPH: Final = re.compile(r"[#¶]?\s*[pP]?\.?\s*(\d{1,9})\s*([a-zA-Z]{0,9})")
_TO: Final = re.compile(r"\s+(?:to|until|till)\s+")
_AND: Final = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*")


def range_meant(text: str) -> str:
    """The same for a range in words, and for two paragraphs that follow each other."""
    if found := paragraphs_of(_TO.sub("-", text)):
        return found
    ends = [paragraphs_of(end) for end in _AND.split(text)]
    numbers = [int(end[1:]) for end in ends if end[1:].isdecimal()]
    is_run = len(numbers) == len(ends) and numbers == list(range(numbers[0], numbers[-1] + 1))
    return f"{ends[0]}-{ends[-1]}" if is_run else ""


def paragraphs_of(text: str) -> str:
    """`8`, `P8`, `¶ 8` and `p.8` are p8, and two of them with any dash a range."""
    ends = [_NEARLY_A_PARAGRAPH.fullmatch(end.strip()) for end in re.split("[-–—]", text)]
    named = [f"p{match[1]}{match[2].lower()}" for match in ends if match]
    is_clear = len(named) == len(ends) <= 2 and all(map(PARAGRAPH_ID.fullmatch, named))  # noqa: PLR2004
    return "-".join(named) if is_clear else ""
