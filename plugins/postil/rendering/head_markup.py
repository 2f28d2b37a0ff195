"""What a reader must know to judge a text, above it: provenance, recording, citation, overview.

Short first: who, when, where, what kind of record, where it is from, who holds the rights, which
version. The rest is a click away, in elements that open without a script.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from postil.core.readable_dates import duration_in_words, in_words
from postil.core.record_words import TYPE_WORDS, record_in_words, rights_words
from postil.core.sentences import SENTENCE_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postil.core.model import FrontMatter, Person
    from postil.rendering.citing import Citation

EDITS_ID: Final = "postil-edits"
"""The id of the log of edits; no heading of a contributor's can have it."""


class HeadParts(NamedTuple):
    """What the head of a page shows besides its front matter."""

    strip: Element | None = None
    citations: Sequence[Citation] = ()
    structured_data: Mapping[str, object] | None = None
    recordings: Sequence[Element] = ()


def head(front_matter: FrontMatter, parts: HeadParts) -> Element:
    """Make the block; empty where the front matter says nothing and there is nothing to show."""
    block = Element("div", {"class": "postil-head"})
    if front_matter.subtitle:
        SubElement(block, "p", {"class": "postil-subtitle"}).text = front_matter.subtitle
    if front_matter.content_note:
        _content_note(block, front_matter.content_note)
    recording = parts.recordings[0] if front_matter.media and parts.recordings else None
    _add_facts(block, _facts(front_matter, recording))
    if recording is not None:
        _add_player(block, front_matter, recording)
    if parts.strip is not None:
        overview = SubElement(block, "div", {"class": "postil-density"})
        overview.append(parts.strip)
        # For eyes: the image says more to those who do not see it.
        caption = SubElement(overview, "p", {"aria-hidden": "true"})
        caption.text = "The text from beginning to end: the stronger the colour, the more notes"
    sittings = parts.recordings[1:] if front_matter.media else parts.recordings
    _add_closed(block, "postil-about", "About this transcript", _details(front_matter, sittings))
    if parts.citations:
        block.append(_citations(parts.citations))
        _add_printed_citation(block, parts.citations[0])
    if parts.structured_data:
        block.append(_script(parts.structured_data))
    return block


def _content_note(block: Element, text: str) -> None:
    note = SubElement(block, "p", {"class": "postil-content-note"})
    SubElement(note, "strong").text = "Before you read:"
    note[0].tail = f" {text}"


Fact = tuple[str, "list[Element]"]


def _add_facts(block: Element, facts: Iterable[Fact]) -> None:
    shown = [(name, definitions) for name, definitions in facts if definitions]
    if not shown:
        return
    listing = SubElement(block, "dl", {"class": "postil-facts"})
    for name, definitions in shown:
        SubElement(listing, "dt").text = name
        listing.extend(definitions)


def _add_closed(block: Element, class_: str, summary: str, facts: Iterable[Fact]) -> None:
    closed = Element("details", {"class": class_})
    SubElement(closed, "summary").text = summary
    _add_facts(closed, facts)
    if len(closed) > 1:
        block.append(closed)


def _facts(front_matter: FrontMatter, recording: Element | None) -> Iterator[Fact]:
    source, rights = front_matter.source, front_matter.rights
    yield "People", [_person(person) for person in front_matter.people if person.name]
    yield "Date", _date(front_matter.date)
    yield "Place", _texts(front_matter.place)
    yield "Type", _texts(TYPE_WORDS.get(front_matter.type, ""))
    yield "Record", _texts(record_in_words(front_matter))
    yield "Recording", [_recording(front_matter, recording)] if recording is not None else []
    yield (
        "Source",
        _linked(
            source.get("title") or source.get("holder") or source.get("url", ""),
            source.get("url", ""),
            source.get("holder", ""),
            source.get("publisher", ""),
            source.get("identifier", ""),
        ),
    )
    statement = rights.get("statement", "")
    words = rights.get("license") or rights_words(statement) or statement
    yield "Rights", _linked(words, statement, rights.get("holder", ""))
    yield "Version", _version(front_matter)


def _details(front_matter: FrontMatter, sittings: Sequence[Element]) -> Iterator[Fact]:
    source, rights, made = front_matter.source, front_matter.rights, front_matter.transcription
    made_by = filter(None, (made.get("by", ""), in_words(made.get("date", ""))))
    yield "Transcribed", _texts(", ".join(made_by))
    yield "Made with", _texts(made.get("tool", ""))
    yield "Guide", _texts(made.get("guide", ""))
    yield "How it was made", _texts(made.get("note", ""))
    yield "Sittings", list(_sittings(front_matter, sittings))
    yield "Collection", _texts(source.get("collection", ""))
    archived = source.get("archived_url", "")
    yield "Archived copy", _linked(archived, archived)
    yield "Source seen", _date(source.get("accessed", ""))
    yield "Checksum", _texts(source.get("sha256", ""))
    yield "On the source", _texts(source.get("note", ""))
    yield "Consent", _texts(_RELEASES.get(rights.get("release", ""), rights.get("release", "")))
    yield "Restrictions", _texts(rights.get("restrictions", ""))
    yield "Closed until", _date(rights.get("embargo_until", ""))
    yield "On the rights", _texts(rights.get("note", ""))


_RELEASES: Final = {
    "on-file": "Those who speak have agreed to publication",
    "none": "There is no agreement to publication",
    "unknown": "It is not known whether those who speak agreed to publication",
}


def _texts(text: str) -> list[Element]:
    if not text:
        return []
    definition = Element("dd")
    definition.text = text
    return [definition]


def _date(date: str) -> list[Element]:
    if not date:
        return []
    definition = Element("dd")
    definition.append(_time(date))
    return [definition]


def _time(date: str) -> Element:
    """The date for readers and, where it is not a span, for machines."""
    element = Element("span" if "/" in date else "time")
    if element.tag == "time":
        element.set("datetime", date)
    element.text = in_words(date)
    return element


def _linked(text: str, address: str, *details: str) -> list[Element]:
    """Text, linked where there is an address, with details behind it that it does not say yet."""
    if not text:
        return []
    definition = Element("dd")
    rest = "".join(f", {detail}" for detail in details if detail and detail != text)
    if address:
        link = SubElement(definition, "a", {"href": address})
        link.text, link.tail = text, rest
    else:
        definition.text = text + rest
    return [definition]


def _person(person: Person) -> Element:
    (definition,) = _linked(person.name, person.uri, person.role)
    if person.note and len(definition):
        definition[0].tail = f"{definition[0].tail}: {person.note}"
    elif person.note:
        definition.text = f"{definition.text}: {person.note}"
    return definition


def _version(front_matter: FrontMatter) -> list[Element]:
    definitions = _texts(front_matter.version)
    if not front_matter.edits:
        return definitions
    definition = definitions[0] if definitions else Element("dd")
    definition.text = f"{front_matter.version}, " if front_matter.version else ""
    link = SubElement(definition, "a", {"href": f"#{EDITS_ID}"})
    link.text = "what was changed"
    return [definition]


def _recording(front_matter: FrontMatter, link: Element) -> Element:
    definition = Element("dd")
    file = SubElement(definition, "a", {"href": link.get("href", "")})
    file.text = link.text
    media = front_matter.media
    details = (media.type, duration_in_words(media.duration)) if media else ()
    file.tail = "".join(f", {detail}" for detail in details if detail)
    return definition


def _sittings(front_matter: FrontMatter, links: Sequence[Element]) -> Iterator[Element]:
    waiting = list(links)
    for sitting in front_matter.sessions:
        definition = Element("dd")
        details = [
            in_words(sitting.date),
            sitting.place,
            duration_in_words(sitting.duration),
        ]
        definition.text = ", ".join(filter(None, details))
        if sitting.media and waiting:
            link = waiting.pop(0)
            definition.text += ", " if definition.text else ""
            SubElement(definition, "a", {"href": link.get("href", "")}).text = link.text
        yield definition


def _add_player(block: Element, front_matter: FrontMatter, recording: Element) -> None:
    """The browser's own player: it works without script, and loads nothing before it is used."""
    media = front_matter.media
    is_video = media is not None and media.type.startswith("video/")
    SubElement(
        block,
        "video" if is_video else "audio",
        {
            "class": "postil-player",
            "controls": "controls",
            "preload": "none",
            "src": recording.get("href", ""),
            "aria-label": "Recording",
        },
    )


def _citations(citations: Sequence[Citation]) -> Element:
    """The page's citation in every format, with templates for those of its paragraphs."""
    closed = Element("details", {"class": "postil-cite"})
    SubElement(closed, "summary").text = "Cite this transcript"
    for citation in citations:
        figure = SubElement(closed, "figure")
        SubElement(figure, "figcaption").text = citation.label
        text = SubElement(
            figure,
            "pre",
            {
                "role": "region",
                "aria-label": citation.label,
                "tabindex": "0",  # Long lines scroll, and keyboards must reach what scrolls.
                "data-format": citation.format,
                "data-locator": citation.locator(),
            },
        )
        text.text = citation.text
    return closed


def _add_printed_citation(block: Element, citation: Citation) -> None:
    """On paper nothing opens, so the first format stands there by itself."""
    printed = SubElement(block, "p", {"class": "postil-printed-citation"})
    SubElement(printed, "strong").text = "Cite as:"
    printed[0].tail = f" {citation.text}"


def _script(data: Mapping[str, object]) -> Element:
    """JSON-LD. A script element's text is not escaped, so nothing in it may look like a tag.

    In a list, because the theme's instant navigation runs the text of every script as a program,
    whatever its type: a list is one that does nothing, an object is a mistake in it.
    """
    element = Element("script", {"type": "application/ld+json"})
    text = json.dumps([data], ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    element.text = text
    return element


def edits_log(front_matter: FrontMatter, paragraphs: Iterable[str]) -> Element:
    """The list of edits, newest first, with links to those `paragraphs` that are on the page."""
    known = set(paragraphs)
    section = Element("section", {"class": "postil-edits"})
    SubElement(section, "h2", {"id": EDITS_ID}).text = "Edits"
    listing = SubElement(section, "ul")
    for edit in sorted(front_matter.edits, key=lambda edit: edit.date, reverse=True):
        item = SubElement(listing, "li")
        item.append(_time(edit.date))
        by = f", {edit.by}" if edit.by else ""
        item[0].tail = f"{by}: {edit.what}"
        if edit.paragraphs:
            if not edit.what.endswith(tuple(SENTENCE_ENDS)):
                item[0].tail += "."
            _add_paragraphs(item, edit.paragraphs, known)
    return section


def _add_paragraphs(item: Element, paragraphs: Sequence[str], known: set[str]) -> None:
    where = SubElement(item, "span", {"class": "postil-edit-where"})
    where.text = " Paragraph " if len(paragraphs) == 1 else " Paragraphs "
    for number, paragraph in enumerate(paragraphs):
        tag, attributes = ("a", {"href": f"#{paragraph}"}) if paragraph in known else ("span", {})
        link = SubElement(where, tag, attributes)
        link.text = paragraph.removeprefix("p")
        link.tail = ", " if number + 1 < len(paragraphs) else "."
