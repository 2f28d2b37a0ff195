"""A converted transcript as the search index takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.note_markup import note_id
from postil.core.transcript import speaker
from postil.searching.documents import Document, Note, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.annotated_page import AnnotatedPage
    from postil.core.model import Contributor, FrontMatter, Source
    from postil.core.placement import PlacedNote
    from postil.rendering.page_context import PageInput


def search_document(
    page: PageInput, result: AnnotatedPage, contributors: Mapping[str, Contributor]
) -> Document:
    """What of the page can be found."""
    head = page.transcript.front_matter
    tags = head.extra.get("tags", ())
    return Document(
        page.path,
        head.title or page.path,
        head.date,
        " · ".join(_about(head)),
        tuple(_paragraphs(head, result)),
        tuple(_note(note, result, contributors) for note in result.notes),
        tuple(map(str, tags)) if isinstance(tags, list | tuple) else (),
    )


def _about(head: FrontMatter) -> Iterator[str]:
    people = ", ".join(person.name for person in head.people)
    source = head.source.get("title", "")
    yield from filter(None, (head.subtitle, head.description, people, head.place, source))


def _paragraphs(head: FrontMatter, result: AnnotatedPage) -> Iterator[Paragraph]:
    speaking = ""
    for identifier, text in result.texts.items():
        label = result.labels.get(identifier, "")
        if label:
            person = speaker(label, head.people)
            speaking = person.name if person else label
            text = _without(label, text)  # noqa: PLW2901 - what is left of it
        yield Paragraph(identifier, speaking, label, text.strip())


def _without(label: str, text: str) -> str:
    """The text behind the label and its colon, which stand at its beginning."""
    before, colon, rest = text.partition(":")
    return rest if colon and before.strip() == label else text


def _note(note: PlacedNote, result: AnnotatedPage, contributors: Mapping[str, Contributor]) -> Note:
    annotation = note.annotation
    author = contributors.get(annotation.author)
    return Note(
        note_id(annotation),
        note.home,
        annotation.kind,
        annotation.title,
        " ".join(result.words.get(annotation.id, "").split()),
        "; ".join(map(_source, annotation.sources)),
        author.name if author else annotation.author,
        annotation.tags,
    )


def _source(source: Source) -> str:
    parts = (source.author, source.title, source.publisher, source.date, source.locator)
    return ", ".join(filter(None, parts))
