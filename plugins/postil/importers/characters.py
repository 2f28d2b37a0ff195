"""Characters that a transcript cannot hold, and white space that carries no meaning.

Non-breaking and typographic spaces are characters of the text and are kept.
"""

from __future__ import annotations

import re
from typing import Final

UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of surrogate pairs and non-characters: YAML, HTML or UTF-8 refuses
them, and Python-Markdown uses U+0002 and U+0003 for itself."""

_SPACES: Final = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")


def tidy(text: str) -> str:
    """Drop what does not print, make one space of every run of white space, none at the ends."""
    return _SPACES.sub(" ", UNPRINTABLE.sub("", text)).strip()


def with_plain_line_ends(text: str) -> str:
    """End every line with a line feed, whatever system the text comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
