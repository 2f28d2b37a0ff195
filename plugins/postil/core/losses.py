"""Why a target was not found, in the order in which an author would want to hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.resolutions import Loss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.places import Place

_FITTING: Final = 0.5
"""Of the words on each side of a gap that stand there: the passage was between them."""


def is_in_wrong_order(document: DocumentText, target: Target) -> bool:
    """Whether the target's range ends before it begins."""
    first, last = document.order.get(target.first), document.order.get(target.last)
    return first is not None and last is not None and last < first


def reason(
    document: DocumentText, target: Target, places: Sequence[Place]
) -> tuple[Loss, Place | None]:
    """Why the target is lost, and the one of `places` that shows it."""
    first, last = document.order.get(target.first), document.order.get(target.last)
    verbatim = [place for place in places if place.likeness == 1.0]
    if first is None or last is None:
        return Loss.NO_PARAGRAPH, next(iter(verbatim), None)
    bounds = range(document.starts[first], document.starts[last + 1])
    for place in verbatim:
        if place.start in bounds:
            inside = place.end <= bounds.stop
            return Loss.CONTEXT if inside else Loss.ACROSS, place
    if verbatim:
        return Loss.ELSEWHERE, verbatim[0]
    gap = next((p for p in places if p.is_gap and p.start in bounds), None)
    if gap is not None and min(gap.sides, default=0.0) >= _FITTING:
        return Loss.REMOVED if gap.start == gap.end else Loss.REWRITTEN, None
    return Loss.NOT_FOUND, None
