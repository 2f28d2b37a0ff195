"""What a search should find on a transcript page: its headings, its words and its notes' words.

Hosts index a page by parsing its HTML again, which for a page of notes costs more than anything
else in a build, and finds the markers' numbers among the words. This is the same page as a search
needs it, with a tenth of the elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from postil.core.textview import HEADING_TAGS

if TYPE_CHECKING:
    from postil.core.annotated_page import AnnotatedPage


def search_text(root: Element, result: AnnotatedPage) -> bytes:
    """The page as plain HTML in UTF-8: a section for each heading of the finished tree `root`.

    Bytes, because all pages of a site wait in memory until they are indexed.
    """
    page = Element("div")
    section: list[str] = []
    notes: dict[str, list[str]] = {}
    for note in result.notes:
        words = f"{note.annotation.title} {result.words.get(note.annotation.id, '')}"
        notes.setdefault(note.home, []).append(words)
    for element in root.iter():
        if element.tag in HEADING_TAGS:
            _end_section(page, section)
            heading = SubElement(page, str(element.tag), {"id": element.get("id") or ""})
            heading.text = "".join(element.itertext())
        elif (identifier := element.get("id", "")) in result.texts:
            section.append(result.texts[identifier])
            section += notes.get(identifier, ())
    _end_section(page, [*section, *notes.get("", ())])
    return tostring(page, encoding="unicode", method="html").encode()


def _end_section(page: Element, texts: list[str]) -> None:
    if texts:
        SubElement(page, "p").text = "\n".join(texts)
        texts.clear()
