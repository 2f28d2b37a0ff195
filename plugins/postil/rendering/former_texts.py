"""Kept texts that were left behind: a transcript was renamed or divided, and its text was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.divided import stood_in
from postil.core.snapshot import Snapshot, shared
from postil.project import read_snapshot, snapshot_path

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from postil.core.snapshot import Document
    from postil.project import Publication

_ALIKE: Final = 0.1
"""Of the letters of the shorter text. Interviews that are not the same have greetings and answers
of one word in common, which are less."""

_MOST: Final = 0.5
"""Of the letters of a part that was taken out of a transcript, and edited."""


def former_text(publication: Publication, document: Document) -> str:
    """The path of a kept text without a transcript that may be of this one, which has none.

    It is the one that has most in common with it. Empty where none has.
    """
    strays = publication.stray_texts
    alike = {path: shared(document, text) for path, text in strays.items()}
    best = max(alike, key=alike.__getitem__, default="")
    return best if best and alike[best] >= _ALIKE else ""


def not_kept(publication: Publication, source: str, former: str) -> tuple[str, str]:
    """What is said of a transcript whose text is not kept, and the way out where there is one."""
    layout = publication.layout
    message = f"the text of {layout.shown(layout.docs / source)} is not kept"
    if not former:
        return message, ""
    now = layout.shown(snapshot_path(layout, source))
    return (
        f"{message}, but {former} belongs to no transcript",
        f"If that is this text under its old name, rename it to {now}. If not, delete it.",
    )


def text_before_division(
    publication: Publication, document: Document, others: Mapping[str, Collection[str]]
) -> str:
    """The path of the kept text of a transcript that had most of this text, and has it no more.

    `others` are those that changed since their text was kept, each with the ids of its paragraphs.
    Empty where there is none.
    """
    layout = publication.layout
    for source, ids in others.items():
        stored = read_snapshot(layout, source)
        whole = stored.document if isinstance(stored, Snapshot) else []
        if stood_in(document, [part for part in whole if part[0] not in ids]) >= _MOST:
            return layout.shown(snapshot_path(layout, source))
    return ""


def not_taken_along(publication: Publication, source: str, whole: str) -> tuple[str, str]:
    """What is said of a part of a transcript whose text was not taken along, and the way out."""
    layout = publication.layout
    transcript = layout.shown(layout.docs / source)
    path = layout.shown(snapshot_path(layout, source))
    way_out = (
        f"If that transcript was divided, copy {whole} to {path} before you run `postil reanchor "
        "--write`: the notes that were moved along are found by it."
    )
    return f"the text of {transcript} is not kept, but most of it stands in {whole}", way_out
