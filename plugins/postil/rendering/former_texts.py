"""Kept texts that were left behind: a transcript was renamed, and the text kept of it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.snapshot import shared
from postil.project import snapshot_path

if TYPE_CHECKING:
    from postil.core.snapshot import Document
    from postil.project import Publication

_ALIKE: Final = 0.1
"""Of the letters of the shorter text. Interviews that are not the same have greetings and answers
of one word in common, which are less."""


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
