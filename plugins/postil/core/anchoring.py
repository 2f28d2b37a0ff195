"""Where notes stand: targets in, a `Resolution` for each out. No I/O, no markup.

What was measured, and the reasons for the order of the ways, is in the documentation's page about
anchoring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.document_text import DocumentText
from postil.core.resolutions import (
    Ambiguous,
    Candidate,
    Evidence,
    Exact,
    Loss,
    Lost,
    Moved,
    Passage,
    Resolution,
)
from postil.core.resolving import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.model import Annotation

__all__ = [
    "Ambiguous",
    "Candidate",
    "Evidence",
    "Exact",
    "Loss",
    "Lost",
    "Moved",
    "Passage",
    "Resolution",
    "resolve",
]


def resolve(
    document: Sequence[tuple[str, str]],
    annotations: Iterable[Annotation],
    old_document: Sequence[tuple[str, str]] | None = None,
) -> list[Resolution]:
    """Find each annotation's passage in `document`, a list of (paragraph id, text as read).

    `old_document` is the text that the annotations were written about, where it is known. One
    resolution for each annotation, in order. The order of the annotations makes no difference,
    but they help each other: notes that are certain tell where the others should lie.
    """
    old = None if old_document is None else DocumentText(old_document)
    targets = [annotation.target for annotation in annotations]
    return Resolver(DocumentText(document), old).resolve(targets)
