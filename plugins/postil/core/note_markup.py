"""Notes, markers and passages as elements. Elements, not strings: escaping cannot be forgotten.

Readable without script or style: a numbered link in the text, the note after the paragraph, and a
link back. Roles follow DPUB-ARIA 1.1, https://www.w3.org/TR/dpub-aria-1.1/.

A page has hundreds of these, so what style sheets know by its place or role has no class: the first
and the last `p` of a note are its head and foot, one without a class between them is the quote, its
`div` is the body, its `ul` the sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from postil.core.anchoring import Ambiguous, Exact, Moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.anchoring import Passage
    from postil.core.model import Annotation, Contributor, Source
    from postil.core.placement import PlacedNote


def note_id(annotation: Annotation) -> str:
    """The id of the note's element, which is its permanent address on the page."""
    return f"note-{annotation.id}"


def reference_id(annotation: Annotation) -> str:
    """The id of the marker in the text."""
    return f"ref-{annotation.id}"


def paragraph_number(paragraph_id: str) -> str:
    """What the reader sees of a paragraph's id: `8a` of `p8a`."""
    return paragraph_id[1:]


def passage_mark(annotation: Annotation) -> Callable[[], Element]:
    """A maker of `mark` elements, one for each stretch of the passage."""
    attributes = {
        "class": f"postil-kind-{annotation.kind}",
        "aria-details": note_id(annotation),
    }
    if annotation.lang:
        attributes["lang"] = annotation.lang
    return lambda: Element("mark", attributes)


def marker(annotation: Annotation) -> Element:
    """What will be the numbered link in the text: until it is completed, little but its id."""
    kind = f"postil-kind-{annotation.kind}"
    return Element("span", {"class": kind, "id": reference_id(annotation)})


def note_group(paragraph_id: str) -> Element:
    """The container of a paragraph's notes."""
    label = f"Notes on paragraph {paragraph_number(paragraph_id)}"
    return Element("div", {"class": "postil-notes", "role": "group", "aria-label": label})


def note(annotation: Annotation) -> Element:
    """What will be the note's `aside`: until it is completed, little but its id."""
    kind = f"postil-note postil-kind-{annotation.kind}"
    return Element("aside", {"class": kind, "id": note_id(annotation)})


class NoteMarkup:
    """Builds notes for one publication: its words for kinds, its contributors' names."""

    def __init__(
        self, kinds: Mapping[str, str], contributors: Mapping[str, Contributor] | None = None
    ) -> None:
        """`kinds` maps identifiers to words, `contributors` ids to persons."""
        self.kinds = kinds
        self._contributors = contributors or {}

    def kind_label(self, annotation: Annotation) -> str:
        """The word for the annotation's kind."""
        return self.kinds.get(annotation.kind, annotation.kind)

    def complete_marker(self, note: PlacedNote, marker: Element) -> None:
        """Make the link to the note of what `marker` made. Changes `marker`."""
        annotation = note.annotation
        marker.tag = "a"
        marker.attrib |= {
            "role": "doc-noteref",
            "href": f"#{note_id(annotation)}",
            "aria-label": self._label(note),
        }
        SubElement(marker, "sup").text = str(note.number)

    def complete(self, note: PlacedNote, aside: Element) -> None:
        """Put the head before the note's body, its sources and foot behind. Changes `aside`."""
        annotation = note.annotation
        aside.attrib |= {
            "role": "doc-footnote",
            "aria-label": self._label(note),
            "tabindex": "-1",
        }
        aside[:0] = [self._head(note), *_about(note)]
        if annotation.sources:
            aside.append(_sources(annotation.sources))
        aside.append(self._foot(note))

    def _label(self, note: PlacedNote) -> str:
        return f"Note {note.number}, {self.kind_label(note.annotation)}"

    def _head(self, note: PlacedNote) -> Element:
        head = Element("p")
        number = SubElement(head, "b")
        number.text = str(note.number)
        number.tail = f" {self.kind_label(note.annotation)}"
        if note.annotation.title:
            number.tail += " "
            SubElement(head, "span", {"class": "postil-note-title"}).text = note.annotation.title
        if note.annotation.status == "draft":
            SubElement(head, "span", {"class": "postil-note-draft"}).text = " Draft"
        return head

    def _foot(self, note: PlacedNote) -> Element:
        annotation = note.annotation
        foot = Element("p")
        author = self._contributors.get(annotation.author)
        name = author.name if author else annotation.author
        foot.text = ", ".join(filter(None, (name, annotation.date)))
        if note.home:
            foot.text += " "
            address = f"#{reference_id(annotation)}"
            back = SubElement(foot, "a", {"role": "doc-backlink", "href": address})
            back.text = f"Back to text of note {note.number}"
        return foot


def _about(note: PlacedNote) -> Iterable[Element]:
    """The line that says what the note is about, where the text beside it does not."""
    target = note.annotation.target
    if note.passage is None:
        yield _line("postil-note-lost", _why_without_passage(note))
    if target.quote:
        found = note.resolution
        words = found.quote if isinstance(found, Moved) else target.quote
        yield _line("", f"“{words}”")
    elif note.passage is not None:
        yield _line("postil-note-whole", _what_it_covers(note.passage))


def _why_without_passage(note: PlacedNote) -> str:
    target = note.annotation.target
    if isinstance(note.resolution, Ambiguous):
        return "These words stand here more than once, so the place of this note is not certain:"
    if isinstance(note.resolution, Exact | Moved):
        if target.quote:
            return "The words this note was written about stand in a paragraph without a number:"
        return "This note was written about a paragraph that has no number."
    if target.quote:
        return "The words this note was written about are not here:"
    if note.home:
        return "The place of this note is not certain."
    return f"The paragraph this note was written about, {target.first}, is not in the text."


def _what_it_covers(passage: Passage) -> str:
    if passage.first == passage.last:
        return "On the whole paragraph"
    first, last = paragraph_number(passage.first), paragraph_number(passage.last)
    return f"On paragraphs {first} to {last}"


def _line(class_name: str, text: str) -> Element:
    line = Element("p", {"class": class_name} if class_name else {})
    line.text = text
    return line


def _sources(sources: Sequence[Source]) -> Element:
    listing = Element("ul", {"aria-label": "Sources"})
    for source in sources:
        listing.append(_source(source))
    return listing


def _source(source: Source) -> Element:
    item = Element("li")
    if source.author:
        item.text = f"{source.author}, "
    title = SubElement(item, "a", {"href": source.url}) if source.url else SubElement(item, "cite")
    title.text = source.title
    details = [source.publisher, source.date, source.locator]
    if source.accessed:
        details.append(f"accessed {source.accessed}")
    title.tail = "".join(f", {detail}" for detail in details if detail)
    if source.archived:
        title.tail += ", "
        SubElement(item, "a", {"href": source.archived}).text = "archived copy"
    return item
