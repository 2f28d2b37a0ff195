"""Whether a text says nothing: it is empty, or all its characters are such as nobody sees."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN: Final = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc", "Me"))
"""Spaces, controls, and what only says how another character looks."""

_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs by name, which leave an empty place."""


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing; the form on the page judges alike."""
    if text[:1].isascii() and text[:1].isalnum():
        return False
    return all(unicodedata.category(c) in _UNSEEN or c in _FILLERS for c in text)
