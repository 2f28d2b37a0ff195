"""The frame of a transcript page: its head, its neighbours, and the grid of text and margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.model import Person, Transcript
    from postil.rendering.page_context import Neighbour, PageInput

RECORD_WORDS: Final = {
    "verbatim": "Verbatim transcript",
    "edited-verbatim": "Edited transcript",
    "summary": "Summary record",
    "translation": "Translation",
    "machine": "Machine transcript",
}


def add_head(root: Element, transcript: Transcript) -> None:
    """Put what a reader must know to judge the text above it. Changes `root`."""
    front_matter = transcript.front_matter
    head = Element("div", {"class": "postil-head"})
    if front_matter.subtitle:
        SubElement(head, "p", {"class": "postil-subtitle"}).text = front_matter.subtitle
    facts = SubElement(head, "dl", {"class": "postil-facts"})
    for name, contents in _facts(transcript):
        SubElement(facts, "dt").text = name
        facts.append(contents)
    if front_matter.content_note:
        SubElement(head, "p", {"class": "postil-content-note"}).text = front_matter.content_note
    if len(facts) or len(head) > 1:
        root.insert(1 if len(root) and root[0].tag == "h1" else 0, head)


def _facts(transcript: Transcript) -> Iterator[tuple[str, Element]]:
    front_matter = transcript.front_matter
    plain = (
        ("Record", RECORD_WORDS.get(front_matter.record, front_matter.record)),
        ("Date", front_matter.date),
        ("Place", front_matter.place),
        ("People", "; ".join(map(_person, front_matter.people))),
    )
    for name, text in plain:
        if text:
            yield name, _definition(text)
    source = front_matter.source
    if source:
        title = source.get("title") or source.get("holder") or source.get("url", "")
        details = [source.get(key, "") for key in ("holder", "publisher", "identifier")]
        yield "Source", _definition(title, source.get("url", ""), details)
    rights = front_matter.rights
    if rights:
        address = rights.get("statement", "")
        words = rights.get("license") or _rights_words(address) or address
        yield "Rights", _definition(words, address, [rights.get("holder", "")])
    if front_matter.version:
        yield "Version", _definition(front_matter.version)


def _person(person: Person) -> str:
    details = ", ".join(filter(None, (person.role, person.note)))
    return f"{person.name} ({details})" if details else person.name


def _rights_words(address: str) -> str:
    """The code of a rightsstatements.org address: `InC` of `…/vocab/InC/1.0/`."""
    _, found, rest = address.partition("rightsstatements.org/vocab/")
    return f"Rights statement {rest.split('/')[0]}" if found else ""


def _definition(text: str, address: str = "", details: list[str] | None = None) -> Element:
    definition = Element("dd")
    target = SubElement(definition, "a", {"href": address}) if address else definition
    target.text = text
    rest = "".join(f", {detail}" for detail in details or () if detail and detail != text)
    if address:
        target.tail = rest
    else:
        definition.text = text + rest
    return definition


def add_neighbours(root: Element, page: PageInput) -> None:
    """Link the transcripts before and after this one. Changes `root`."""
    links = (("prev", "Previous transcript", page.previous), ("next", "Next transcript", page.next))
    present = [(rel, words, neighbour) for rel, words, neighbour in links if neighbour]
    if not present:
        return
    navigation = SubElement(
        root, "nav", {"class": "postil-neighbours", "aria-label": "Other transcripts"}
    )
    for rel, words, neighbour in present:
        _neighbour_link(navigation, rel, words, neighbour)


def _neighbour_link(navigation: Element, rel: str, words: str, neighbour: Neighbour) -> None:
    link = SubElement(navigation, "a", {"href": neighbour.href, "rel": rel})
    SubElement(link, "small").text = words
    link[0].tail = neighbour.title


def frame(root: Element, transcript: Transcript) -> None:
    """Put all of the page into one element and give each group of notes its rows. Changes `root`.

    Notes stand in a second column from the row of their paragraph down to the next group, so that
    they cannot overlap, with no script.
    """
    attributes = {"class": "postil-transcript"}
    if transcript.front_matter.lang:
        attributes["lang"] = transcript.front_matter.lang
    page = Element("div", attributes)
    page.extend(root)
    page.text = "\n"
    root[:] = [page]
    _number_rows(page)


def _number_rows(page: Element) -> None:
    row = 0
    last: tuple[Element, int] | None = None
    for child in page:
        if child.get("class") == "postil-notes":
            if last:
                _span(*last, row)
            last = (child, row)
        else:
            row += 1
    if last:
        _span(*last, row + 1)


def _span(group: Element, first_row: int, next_row: int) -> None:
    group.set("style", f"grid-row: {first_row} / span {max(1, next_row - first_row)}")
