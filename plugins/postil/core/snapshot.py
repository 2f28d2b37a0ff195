"""The text that notes were last seen to stand on, as a file: one line for each paragraph.

The file is the best evidence of where a note belongs after an edit. It depends on the text alone,
so two branches that add notes never disagree about it, and its differences read like the text's.
Reasons: `docs/decisions`, “The text that notes stood on is kept”.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from postil.core.model import PARAGRAPH_ID

if TYPE_CHECKING:
    from collections.abc import Iterable

Document = list[tuple[str, str]]
"""Paragraphs in reading order: id, and the text as the reader sees it."""

HEAD: Final = (
    "# The text as it was when every note stood on its words.\n"
    "# `postil reanchor --write` keeps it; do not edit it by hand.\n"
)


class SnapshotError(ValueError):
    """The file is no snapshot; holds the line, from 1, and what is wrong with it."""

    def __init__(self, line: int, reason: str) -> None:
        """Say where and why."""
        super().__init__(reason)
        self.line = line


def kept(document: Iterable[tuple[str, str]]) -> Document:
    """What is kept of a document: its words. How its lines are wrapped is not."""
    return [(paragraph_id, " ".join(text.split())) for paragraph_id, text in document]


def format_snapshot(document: Iterable[tuple[str, str]]) -> str:
    """Write down what is kept of a document; `parse_snapshot` reads it back."""
    return HEAD + "".join(f"{paragraph_id}\t{text}\n" for paragraph_id, text in kept(document))


def parse_snapshot(text: str) -> Document:
    """Read a snapshot. Raises `SnapshotError` where it is damaged or half merged."""
    document = []
    for number, line in enumerate(text.split("\n"), start=1):
        content = line.removesuffix("\r")  # As git may check it out.
        if not content or content.startswith("#"):
            continue
        paragraph_id, tab, words = content.partition("\t")
        if not tab or not PARAGRAPH_ID.fullmatch(paragraph_id):
            message = "the line is not a paragraph's id, a tab and its text"
            raise SnapshotError(number, message)
        document.append((paragraph_id, words))
    return document


def first_difference(snapshot: Document, document: Document) -> str | None:
    """The id of the first paragraph in which two texts differ; None if they are equal.

    It is that of `document`, unless the text ends there.
    """
    for old, new in zip_longest(snapshot, document):
        if old != new:
            return str((new or old)[0])
    return None
