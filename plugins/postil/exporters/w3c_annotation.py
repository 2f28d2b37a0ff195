"""A transcript's notes as a W3C Web Annotation page: https://www.w3.org/TR/annotation-model/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from postil.core.note_markup import note_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.anchoring import Passage
    from postil.core.model import Annotation, Contributor, FrontMatter
    from postil.core.placement import PlacedNote

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_FRAGMENTS_OF_HTML: Final = "http://tools.ietf.org/rfc/rfc3236"
_MOTIVATIONS: Final = {
    "definition": "describing",
    "source": "linking",
    "correction": "editing",
    "disputed": "questioning",
}
"""By kind of note; others are `commenting`."""

_AROUND: Final = 32
"""Letters before and after a quote: as many as Hypothesis and the examples of the model have."""

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Place(NamedTuple):
    """Where things are: addresses, absolute or relative to the exported file."""

    page: str
    export: str


def annotation_page(
    notes: Sequence[PlacedNote],
    texts: Mapping[str, str],
    head: FrontMatter,
    contributors: Mapping[str, Contributor],
    place: Place,
) -> dict[str, Any]:
    """The page as JSON. `texts` holds the paragraphs by id, which positions count in."""
    return {
        "@context": CONTEXT,
        "id": place.export,
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{place.export}#all",
            "type": "AnnotationCollection",
            "label": f"Notes on {head.title}",
            "total": len(notes),
        },
        "startIndex": 0,
        "items": [_annotation(note, texts, head, contributors, place) for note in notes],
    }


def _annotation(
    note: PlacedNote,
    texts: Mapping[str, str],
    head: FrontMatter,
    contributors: Mapping[str, Contributor],
    place: Place,
) -> dict[str, Any]:
    annotation = note.annotation
    whole: dict[str, Any] = {
        "id": f"{place.page}#{note_id(annotation)}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(annotation.kind, "commenting"),
        "body": list(_bodies(annotation)),
        "target": {"source": place.page, "selector": list(_selectors(note, texts))},
    }
    creator = _creator(annotation, contributors)
    rights = head.rights.get("statement", "")
    if creator:
        whole["creator"] = creator
    if _DATE.fullmatch(annotation.date):
        whole["created"] = f"{annotation.date}T00:00:00Z"
    if rights.startswith(("http://", "https://")):
        whole["target"]["rights"] = rights
    return whole


def _creator(
    annotation: Annotation, contributors: Mapping[str, Contributor]
) -> dict[str, str] | None:
    if not annotation.author:
        return None
    known = contributors.get(annotation.author)
    creator = {"type": "Person", "name": known.name if known else annotation.author}
    return {"id": known.url, **creator} if known and known.url else creator


def _bodies(annotation: Annotation) -> Iterator[dict[str, str]]:
    if annotation.title:
        yield {"type": "TextualBody", "value": annotation.title, "purpose": "identifying"}
    note = {"type": "TextualBody", "value": annotation.note, "format": "text/markdown"}
    yield note | ({"language": annotation.lang} if annotation.lang else {})
    for tag in annotation.tags:
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}
    for source in annotation.sources:
        if source.url:
            yield {"type": "SpecificResource", "source": source.url, "purpose": "linking"}


def _selectors(note: PlacedNote, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    target, passage = note.annotation.target, note.passage
    if passage is None:
        if target.quote:
            yield {"type": "TextQuoteSelector", "exact": target.quote}
        yield _fragment(note.home or target.first)
        return
    if target.quote:
        yield _quote(passage, texts)
    yield _position(passage)


def _quote(passage: Passage, texts: Mapping[str, str]) -> dict[str, str]:
    before, after = texts[passage.first][: passage.start], texts[passage.last][passage.end :]
    if passage.first == passage.last:
        exact = texts[passage.first][passage.start : passage.end]
    else:
        order = list(texts)
        between = order[order.index(passage.first) + 1 : order.index(passage.last)]
        first, last = texts[passage.first][passage.start :], texts[passage.last][: passage.end]
        exact = "\n".join([first, *(texts[paragraph] for paragraph in between), last])
    return {
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": before[-_AROUND:],
        "suffix": after[:_AROUND],
    }


def _position(passage: Passage) -> dict[str, Any]:
    if passage.first == passage.last:
        return _fragment(passage.first, passage.start, passage.end)
    return {
        "type": "RangeSelector",
        "startSelector": _fragment(passage.first, passage.start, passage.start),
        "endSelector": _fragment(passage.last, passage.end, passage.end),
    }


def _fragment(paragraph: str, start: int | None = None, end: int = 0) -> dict[str, Any]:
    selector: dict[str, Any] = {
        "type": "FragmentSelector",
        "conformsTo": _FRAGMENTS_OF_HTML,
        "value": paragraph,
    }
    if start is not None:
        selector["refinedBy"] = {"type": "TextPositionSelector", "start": start, "end": end}
    return selector
