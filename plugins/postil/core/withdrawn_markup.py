"""What is left of withdrawn notes: a line at the address of each, so that no link leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from postil.core.note_markup import note_id, paragraph_number

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from postil.core.model import Annotation

HEADING: Final = "Withdrawn notes"
_HEADING_ID: Final = "withdrawn-notes"


def withdrawn_notes(annotations: Sequence[Annotation], paragraphs: Container[str]) -> Element:
    """A section with a line for each of the notes; `paragraphs` are the ids that can be linked to.

    Nothing that the notes said is repeated, the quote included.
    """
    section = Element("section", {"class": "postil-withdrawn", "aria-labelledby": _HEADING_ID})
    SubElement(section, "h2", {"id": _HEADING_ID}).text = HEADING
    listing = SubElement(section, "ul")
    for annotation in annotations:
        listing.append(_line(annotation, paragraphs))
    return section


def _line(annotation: Annotation, paragraphs: Container[str]) -> Element:
    item = Element("li", {"id": note_id(annotation), "tabindex": "-1"})
    paragraph = annotation.target.first
    words = f"paragraph {paragraph_number(paragraph)}"
    item.text = "The note on "
    if paragraph in paragraphs:
        place = SubElement(item, "a", {"href": f"#{paragraph}"})
        place.text = words
        place.tail = " was withdrawn."
    else:
        item.text += f"{words} was withdrawn."
    return item


def add_reasons(section: Element, annotations: Sequence[Annotation]) -> None:
    """Put each note's reason behind its line, once no extension looks for words of its own in it.

    Changes `section`, which `withdrawn_notes` made of the same annotations.
    """
    for item, annotation in zip(section.iter("li"), annotations, strict=True):
        if annotation.reason:
            reason = SubElement(item, "span", {"class": "postil-withdrawn-reason"})
            reason.text = f" {annotation.reason}"
