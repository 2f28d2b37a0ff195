"""Text that would be too costly to convert (see `core/markdown_cost`), as plain paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_ID: Final = re.compile(r"\n\{:?[ ]*#(p[0-9]+[a-z]*)[ ]*\}\s*")
_PLACEHOLDER_ENDS: Final = {2: None, 3: None}
"""What Python-Markdown takes out of every text that it reads."""


def add_paragraphs(parent: Element, text: str) -> None:
    """Add a paragraph for each block of `text`, as typed but for its id; changes `parent`.

    The ids stay, so that notes and links still find their paragraphs.
    """
    stripped = text.translate(_PLACEHOLDER_ENDS).strip()
    for words, identifier in _blocks(stripped) if stripped else ():
        paragraph = SubElement(parent, "p", {"id": identifier} if identifier else {})
        paragraph.text = AtomicString(words)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    for block in _BLANK_LINES.split(text):
        words, brace, rest = block.rpartition("\n{")
        found = _ID.fullmatch(f"{brace}{rest}")
        yield (words, found[1]) if found else (block, "")
