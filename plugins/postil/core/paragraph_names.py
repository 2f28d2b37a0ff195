"""What somebody calls a paragraph, and the id that is meant."""

from __future__ import annotations

import re
from typing import Final

from postil.core.model import PARAGRAPH_ID

_NEARLY_A_PARAGRAPH: Final = re.compile(r"[#¶]?\s*[pP]?\.?\s*(\d{1,9})\s*([a-zA-Z]{0,9})")


def paragraphs_of(text: str) -> str:
    """`8`, `P8`, `¶ 8` and `p.8` are p8, and two of them with any dash a range."""
    ends = [_NEARLY_A_PARAGRAPH.fullmatch(end.strip()) for end in re.split("[-–—]", text)]
    named = [f"p{match[1]}{match[2].lower()}" for match in ends if match]
    is_clear = len(named) == len(ends) <= 2 and all(map(PARAGRAPH_ID.fullmatch, named))  # noqa: PLR2004
    return "-".join(named) if is_clear else ""
