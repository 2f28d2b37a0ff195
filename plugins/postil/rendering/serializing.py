"""A finished tree as XHTML, exactly as Python-Markdown would write it, in two thirds of the time.

Python-Markdown's serializer provides for names in namespaces, comments and processing instructions
at every element; pages of ours have none. Where a tree has something of that kind after all, the
usual serializer writes it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import to_xhtml_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

_NO_ENTITY: Final = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
"""As in Python-Markdown: an entity that somebody wrote stays one."""


def write_quickly(md: Markdown) -> None:
    """Let `md` write trees with `to_xhtml`, unless its output is to have another form."""
    if md.serializer is to_xhtml_string:
        md.serializer = to_xhtml


def to_xhtml(root: Element) -> str:
    """The tree as XHTML."""
    written: list[str] = []
    try:
        _write(root, written.append)
    except (TypeError, AttributeError, RecursionError):
        return to_xhtml_string(root)
    return "".join(written)


def _write(element: Element, write: Callable[[str], None]) -> None:
    start, end, is_raw = _tags(element.tag)
    if attributes := element.items():
        for name, value in sorted(attributes) if len(attributes) > 1 else attributes:
            if "&" in value or "<" in value or ">" in value or '"' in value:
                value = _escaped(value).replace('"', "&quot;")  # noqa: PLW2901
            start = f'{start} {name}="{value}"'
    if not end:
        write(f"{start} />")
    else:
        text = element.text or ""
        if not is_raw and ("&" in text or "<" in text or ">" in text):
            text = _escaped(text)
        if len(element):
            write(f"{start}>{text}")
            for child in element:
                _write(child, write)
            write(end)
        else:
            write(f"{start}>{text}{end}")
    if tail := element.tail:
        write(_escaped(tail) if "&" in tail or "<" in tail or ">" in tail else tail)


def _escaped(text: str) -> str:
    if "&" in text:
        text = _NO_ENTITY.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


@cache
def _tags(tag: str) -> tuple[str, str, bool]:
    """How an element begins and ends, and whether its text is escaped. No end: it is empty."""
    name = tag.lower()
    return f"<{tag}", "" if name in HTML_EMPTY else f"</{tag}>", name in ("script", "style")
