"""Spares plain words the search for inline markup.

Python-Markdown tries some twenty patterns on every paragraph, which is half the time of converting
a transcript; most paragraphs are a label in bold and plain words. Where a text holds none of the
characters that markup begins with, it is marked as final. The result is the same, as a test shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&\x02\x03]|  \n")
"""What a built-in inline pattern can begin with."""

_MARKUP_OR_SMARTY: Final = re.compile(_MARKUP.pattern + r"|['\"]|--|\.\.\.")
"""With `smarty`, quotation marks, dashes and ellipses as well."""

_WORD: Final = r"[^\\`*_\[\]<>&\x02\x03\s]+"
_LABEL: Final = re.compile(rf"\*\*({_WORD}(?: {_WORD})*)\*\*(?=\s)")
"""A turn's label in bold, which opens a paragraph."""

_KNOWN: Final = ("markdown.", "postil.", "mkdocs.", "properdocs.")
_OTHER_TRIGGERS: Final = ("extensions.abbr", "extensions.nl2br", "extensions.wikilinks")
"""Extensions of Python-Markdown's own that look for words, line ends or doubled brackets."""


def mark_plain_text(root: Element, md: Markdown) -> None:
    """Mark plain text below `root` as final; changes the tree.

    Does nothing where an extension is at work that may look for other characters.
    """
    if not _is_known(md):
        return
    markup = _MARKUP_OR_SMARTY if "smarty" in md.treeprocessors else _MARKUP
    for element in root.iter("p"):
        text = element.text
        if text is None or isinstance(text, AtomicString):
            continue
        if not markup.search(text):
            element.text = AtomicString(text)
        elif (label := _LABEL.match(text)) and not markup.search(text, label.end()):
            _set_label(element, label[1], text[label.end() :])


def _is_known(md: Markdown) -> bool:
    modules = {type(p).__module__ for p in (*md.inlinePatterns, *md.treeprocessors)}
    return all(m.startswith(_KNOWN) and not m.endswith(_OTHER_TRIGGERS) for m in modules)


def _set_label(paragraph: Element, label: str, rest: str) -> None:
    bold = Element("strong")
    bold.text = AtomicString(label)
    bold.tail = AtomicString(rest)
    paragraph.text = None
    paragraph.insert(0, bold)
