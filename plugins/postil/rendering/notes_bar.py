"""The bar above a transcript's text where readers choose the kinds of notes they want to see.

Checkboxes and a style sheet do it: no script is needed. What needs one is added by the script.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postil.core.placement import PlacedNote


def add_notes_bar(
    page: Element, notes: Iterable[PlacedNote], kinds: Mapping[str, str], *, before: int
) -> None:
    """Insert the bar as the `before`-th child of `page`, unless there are no notes.

    `kinds` maps identifiers to words and gives the order.
    """
    counts = Counter(note.annotation.kind for note in notes)
    if not counts:
        return
    bar = Element("div", {"class": "postil-bar"})
    choices = SubElement(bar, "fieldset", {"class": "postil-choices"})
    SubElement(choices, "legend").text = "Notes shown"
    known = [kind for kind in kinds if kind in counts]
    for kind in [*known, *(kind for kind in counts if kind not in kinds)]:
        choices.append(_choice(kind, kinds.get(kind, kind), counts[kind]))
    page.insert(before, bar)


def _choice(kind: str, word: str, count: int) -> Element:
    label = Element("label", {"class": f"postil-kind-{kind}"})
    box = SubElement(
        label, "input", {"type": "checkbox", "name": "kind", "value": kind, "checked": "checked"}
    )
    box.tail = " "
    name = SubElement(label, "span")
    name.text = word
    name.tail = " "
    SubElement(label, "span").text = str(count)
    return label
