"""Links to a page's notes in the forms that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.rendering.page_context import Alternate


def add_alternates(root: Element, alternates: Sequence[Alternate]) -> None:
    """Put the links at the end. Changes `root`."""
    if not alternates:
        return
    line = SubElement(root, "p", {"class": "postil-alternates"})
    line.text = "For programs: "
    for number, alternate in enumerate(alternates, start=1):
        attributes = {"rel": "alternate", "type": alternate.type, "href": alternate.href}
        link = SubElement(line, "a", attributes)
        link.text = alternate.words
        link.tail = ", " if number < len(alternates) else ""
