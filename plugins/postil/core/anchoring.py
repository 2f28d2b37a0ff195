"""Where notes stand: targets in, a `Resolution` for each out. No I/O, no markup.

What was measured, and the reasons for the order of the ways, is in the documentation's page about
anchoring.
"""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Final

from postil.core.collecting import paused
from postil.core.document_text import each_once
from postil.core.resolutions import (
    Ambiguous,
    Candidate,
    Evidence,
    Exact,
    Failure,
    Loss,
    Lost,
    Moved,
    Passage,
    Resolution,
)
from postil.core.resolving import Resolver, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from postil.core.model import Annotation

__all__ = [
    "Ambiguous",
    "Candidate",
    "Evidence",
    "Exact",
    "Failure",
    "Loss",
    "Lost",
    "Moved",
    "Passage",
    "Resolution",
    "resolve",
    "resolve_each",
]

_PARTS: Final = 2
"""Of a paragraph: its id and its text."""


def resolve(
    document: Sequence[tuple[str, str]],
    annotations: Iterable[Annotation],
    old_document: Sequence[tuple[str, str]] | None = None,
) -> list[Resolution]:
    """Find each annotation's passage in `document`, a list of (paragraph id, text as read).

    `old_document` is the text that the annotations were written about, where it is known. Of
    paragraphs with the same id, the first counts. One resolution for each annotation, in order.
    The order of the annotations makes no difference, but those that the old text does not lead to
    a place help each other: what is certain tells where the others should lie. Offsets in the
    answers are code points of the texts as they were given. Never raises for what stands in texts
    and annotations; the same input gives the same answer. Raises `TypeError` for paragraphs that
    are not two strings each.
    """
    annotations = list(annotations)
    given = _paragraphs(document, "document")
    old = None if old_document is None else _paragraphs(old_document, "old_document")
    known = given if old == given else old
    return resolve_each(given, annotations, [known] * len(annotations))


def _paragraphs(document: Iterable[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    """The document, if that is what it is: of a mapping, the keys would be taken for paragraphs."""
    paragraphs = list(document)
    for number, each in enumerate(paragraphs):
        is_pair = isinstance(each, (tuple, list)) and len(each) == _PARTS
        if not (is_pair and isinstance(each[0], str) and isinstance(each[1], str)):
            wrong = reprlib.repr(each)
            text = f"{name}[{number}] is {wrong}, not a paragraph's id and its text, both strings"
            raise TypeError(text)
    return paragraphs


def resolve_each(
    document: Sequence[tuple[str, str]],
    annotations: Iterable[Annotation],
    old_documents: Sequence[Sequence[tuple[str, str]] | None],
    tell: Callable[[], object] = lambda: None,
) -> list[Resolution]:
    """As `resolve`, with an old text for each annotation; give equal ones as one object.

    `document` itself for an annotation says that it is known to stand on the text as it is.
    `tell` is called for each annotation that had to be looked for, to show how far it is.
    """
    with paused():
        texts = each_once([document, *old_documents])
        wanted = [
            Wanted(annotation.target, None if old is None else texts[id(old)])
            for annotation, old in zip(annotations, old_documents, strict=True)
        ]
        return Resolver(texts[id(document)]).resolve(wanted, tell)
