"""Spares plain words the search for inline markup.

Python-Markdown tries some twenty patterns on every paragraph, which is half the time of converting
a transcript; most paragraphs are a label in bold, plain words, and a few of them emphasised. Where
a text holds none of the characters that other markup begins with, it is marked as final. The result
is the same, as a test shows.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

_MARKUP: Final = (*"*_`[]<>&\\\x02\x03", "  \n")
"""What a built-in inline pattern can begin with; a line's end after two spaces."""

_MARKUP_OR_SMARTY: Final = (*_MARKUP, "'", '"', "--", "...")
"""With `smarty`, quotation marks, dashes and ellipses as well."""

_ANYTHING: Final = ("",)
"""Where an extension is at work that may look for other characters."""

_WORD: Final = r"[^\\`*_\[\]<>&\x02\x03\s]+"
_LABEL: Final = re.compile(rf"\*\*({_WORD}(?: {_WORD})*)\*\*(?=\s)")
"""A turn's label in bold, which opens a paragraph."""

_EMPHASIS: Final = re.compile(rf"\*(?<!\S\*)({_WORD}(?: {_WORD})*)\*(?=[\s.,;:!?…)]|\Z)")
"""Words between single asterisks, each of which can be nothing but a beginning or an end."""

_KNOWN: Final = ("markdown.", "postil.", "mkdocs.", "properdocs.")
_OTHER_TRIGGERS: Final = ("extensions.abbr", "extensions.nl2br", "extensions.wikilinks")
"""Extensions of Python-Markdown's own that look for words, line ends or doubled brackets."""


class PlainText:
    """Knows what the extensions of one `Markdown` may take for markup."""

    def __init__(self, md: Markdown) -> None:
        """Look at the extensions when first asked: others may still be registered."""
        self._md = md

    @cached_property
    def _markup(self) -> tuple[str, ...]:
        processors = (*self._md.inlinePatterns, *self._md.treeprocessors)
        modules = {type(processor).__module__ for processor in processors}
        if not all(m.startswith(_KNOWN) and not m.endswith(_OTHER_TRIGGERS) for m in modules):
            return _ANYTHING
        return _MARKUP_OR_SMARTY if "smarty" in self._md.treeprocessors else _MARKUP

    def _holds_markup(self, text: str) -> bool:
        # A dozen looks for one sign each are quicker than one look for a set of them.
        return any(map(text.__contains__, self._markup))

    def mark_all(self, root: Element) -> None:
        """Mark the text of plain paragraphs below `root` as final; changes the tree."""
        for paragraph in root.iter("p"):
            text = paragraph.text
            if text is not None and not isinstance(text, AtomicString):
                self.set(paragraph, text)

    def set(self, paragraph: Element, text: str) -> bool:
        """Set `text` as the paragraph's, and return whether it is final; changes `paragraph`."""
        if not self._holds_markup(text):
            paragraph.text = AtomicString(text)
            return True
        label = _LABEL.match(text)
        plain, *emphasised = _EMPHASIS.split(text[label.end() :] if label else text)
        if self._holds_markup("".join((plain, *emphasised))):
            paragraph.text = text
            return False
        elements = list(map(_emphasis, emphasised[::2], emphasised[1::2]))
        if label:
            elements.insert(0, _inline("strong", label[1], plain))
        paragraph.text = None if label else AtomicString(plain)
        paragraph[:0] = elements
        return True


def _emphasis(words: str, tail: str) -> Element:
    return _inline("em", words, tail)


def _inline(tag: str, words: str, tail: str) -> Element:
    element = Element(tag)
    element.text = AtomicString(words)
    element.tail = AtomicString(tail)
    return element
