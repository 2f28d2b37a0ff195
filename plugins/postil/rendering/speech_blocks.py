"""Reads a transcript's commonest block at one glance: a line of speech and, below it, its id.

Python-Markdown would try a dozen kinds of block on it, then its inline patterns, then look for the
attribute list again, which together is most of converting a transcript. The result is the same, as
a test shows; whatever does not have exactly this shape takes the usual way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import SubElement

from markdown.blockprocessors import BlockProcessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown.blockparser import BlockParser

    from postil.rendering.processors import Conversion

_BEGINNING: Final = re.compile(r"(?:\*\*)?[^\W\d_]|[“‘«(…—]")
"""Of words, or of a label."""

_ID: Final = re.compile(r"\{:?[ ]*#(p[0-9]+[a-z]*)[ ]*\}[ ]*")
"""An attribute list that is nothing but an id."""


class SpeechBlocks(BlockProcessor):
    """Makes a paragraph of a line of speech with its id."""

    def __init__(self, parser: BlockParser, conversion: Conversion) -> None:
        """Share the conversion, which knows whether a transcript's own text is being parsed."""
        super().__init__(parser)
        self._conversion = conversion

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block stands at the top of a transcript and ends like a numbered line."""
        is_at_top = parent.tag == "div" and not self.parser.state
        return is_at_top and self._conversion.is_reading_text and block.endswith(("}", " "))

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Take the first block, or say that it is not of this shape."""
        speech, _, last = blocks[0].rpartition("\n")
        identifier = _ID.fullmatch(last)
        # Bars are a table's.
        if not identifier or not _BEGINNING.match(speech) or "\n" in speech or "|" in speech:
            return False
        blocks.pop(0)
        paragraph = SubElement(parent, "p", {"id": identifier[1]})
        if self._conversion.plain_text.set(paragraph, speech):
            self._conversion.spoken.add(paragraph)
        return None
