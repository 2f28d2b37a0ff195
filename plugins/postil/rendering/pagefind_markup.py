"""Attributes by which Pagefind indexes a transcript: https://pagefind.app/docs/indexing/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown.util import STX

from postil.core.transcript import label_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from postil.core.model import FrontMatter

_SPEAKER: Final = "postil-speaker"
_IGNORED: Final = frozenset(("postil-number", "postil-neighbours", "postil-alternates"))


def mark_for_pagefind(page: Element, head: FrontMatter) -> None:
    """Say what of a finished page is text, what is a filter and what is neither. Changes `page`."""
    page.set("data-pagefind-body", "")
    if head.title:
        page.set("data-pagefind-meta", f"title:{head.title}")
    if head.date:
        page.set("data-pagefind-filter", f"year:{head.date[:4]}")
    for element in page.iter():
        for name in (element.get("class") or "").split():
            if name == _SPEAKER:
                element.set("data-pagefind-filter", _filter("person", element))
            elif name in _IGNORED:
                element.set("data-pagefind-ignore", "")
        if element.get("role") == "doc-noteref":
            element.set("data-pagefind-ignore", "")
        if element.get("role") == "doc-footnote":
            note_head = element[0]
            kind = (note_head[0].tail or "").strip()  # Behind the number.
            note_head.set("data-pagefind-filter", f"kind:{kind}")


def _filter(name: str, element: Element) -> str:
    """A filter with its value, without the colon that ends a speaker's label.

    Pagefind reads the value off the page where it holds placeholders for what is put in later.
    """
    words = "".join(element.itertext()).strip()
    value = label_of(words) or words
    return name if STX in value else f"{name}:{value}"
