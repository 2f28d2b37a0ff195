"""What a reader finds on a built page: its ids and links, its notes and what they stand on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_LINKS: Final = {
    "a": "href",
    "area": "href",
    "link": "href",
    **dict.fromkeys(
        ("script", "img", "iframe", "audio", "video", "source", "track", "embed"), "src"
    ),
}
_PARAGRAPH: Final = re.compile(r"p[0-9]{1,9}[a-z]{0,9}")
_ASSETS: Final = frozenset(_LINKS) - {"a", "area"}


@dataclass(slots=True)
class PageFacts:
    """`links` are addresses with the line they stand in; `assets` those that load by themselves.

    `notes` holds, by the id of the element, the paragraph before the note; `markers` the paragraph
    that a link to the note stands in; `passages` the words marked as what the note is about.
    """

    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    assets: list[tuple[str, int]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)
    passages: dict[str, str] = field(default_factory=dict)
    has_diagrams: bool = False


def page_facts(html: str) -> PageFacts:
    """Read a page; it need not be well formed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.facts


@dataclass(slots=True)
class _Open:
    tag: str
    note: str = ""
    passage: str = ""
    is_marker: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.facts = PageFacts()
        self._open: list[_Open] = []
        self._paragraph = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        facts, opened = self.facts, _Open(tag)
        if identifier := attributes.get("id", ""):
            facts.ids.add(identifier)
        if tag == "a" and "name" in attributes:
            facts.ids.add(attributes["name"])
        self._see_link(tag, attributes)
        in_note = any(element.note for element in self._open)
        if tag in ("p", "li", "dd") and _PARAGRAPH.fullmatch(identifier) and not in_note:
            self._paragraph = identifier
            facts.paragraphs.append(identifier)
        role = attributes.get("role", "")
        if role == "doc-footnote" and identifier.startswith("note-"):
            opened.note = identifier
            facts.notes[identifier] = self._paragraph
        if role == "doc-noteref":
            facts.markers.setdefault(attributes.get("href", "").lstrip("#"), self._paragraph)
            opened.is_marker = True
        if tag == "mark":
            opened.passage = attributes.get("aria-details", "").split(" ")[0]
        classes = attributes.get("class", "").split()
        facts.has_diagrams = facts.has_diagrams or "mermaid" in classes
        if "postil-note-lost" in classes:
            facts.lost.update(element.note for element in self._open if element.note)
        if tag not in _VOID:
            self._open.append(opened)

    def _see_link(self, tag: str, attributes: dict[str, str]) -> None:
        address = attributes.get(_LINKS.get(tag, ""), "").strip()
        if not address:
            return
        rel = attributes.get("rel", "").split()
        is_loaded = tag in _ASSETS and not (tag == "link" and {"canonical", "alternate"} & {*rel})
        (self.facts.assets if is_loaded else self.facts.links).append((address, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if any(element.is_marker for element in self._open):
            return
        for element in self._open:
            if element.note:
                self.facts.words[element.note] = self.facts.words.get(element.note, "") + data
            if element.passage:
                seen = self.facts.passages.get(element.passage, "")
                self.facts.passages[element.passage] = seen + data
