"""Why a target was not found, in the order in which an author would want to hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.locating import homes_of
from postil.core.resolutions import Failure, Loss

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.neighbours import Window
    from postil.core.places import Place

_FITTING: Final = 0.5
"""Of the words on each side of a gap that stand there: the passage was between them."""

_LIKE: Final = 0.5
"""Likeness of spelling from which on words may be named as like the quote."""


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


def failures_of_old_text(
    document: DocumentText, target: Target, places: Collection[Place], loss: Loss
) -> tuple[Failure, ...]:
    """Why each way led nowhere for a target whose old text is known, and says `loss` of it."""
    old = Failure.CUT_OUT if loss is Loss.REMOVED else Failure.REPLACED
    return old, *_of_words(document, target, places)


def failures(
    document: DocumentText, target: Target, places: Collection[Place], window: Window | None
) -> tuple[Failure, ...]:
    """Why each way led nowhere for a target of which only itself and its neighbours are known.

    `window` is where these say that it should stand.
    """
    if not target.quote:
        has_id = bool(homes_of(document, target))
        by_id = Failure.OTHER_PARAGRAPH if has_id else Failure.NO_PARAGRAPH
        by_others = Failure.MANY_AMONG_NEIGHBOURS if window else Failure.NO_NEIGHBOURS
        return Failure.NO_OLD_TEXT, by_id, by_others
    by_words = _of_words(document, target, places)
    by_others = Failure.NOT_AMONG_NEIGHBOURS if window else Failure.NO_NEIGHBOURS
    return Failure.NO_OLD_TEXT, *by_words, _of_context(target, places), by_others


def _of_words(
    document: DocumentText, target: Target, places: Collection[Place]
) -> tuple[Failure, ...]:
    """Of the paragraph that the target names, and of the others."""
    named = homes_of(document, target)
    if not target.quote:
        return (Failure.OTHER_WORDS if named else Failure.NO_PARAGRAPH,)
    inside, outside = 0.0, 0.0
    for place in places:
        if document.paragraph_at(place.start) in named:
            inside = max(inside, place.likeness)
        else:
            outside = max(outside, place.likeness)
    there = Failure.OTHER_SURROUNDINGS if inside == 1.0 else Failure.OTHER_WORDS
    like = Failure.LIKE_WORDS if outside >= _LIKE else Failure.NO_WORDS
    return there if named else Failure.NO_PARAGRAPH, Failure.COPY if outside == 1.0 else like


def _of_context(target: Target, places: Collection[Place]) -> Failure:
    if not (target.prefix or target.suffix):
        return Failure.NO_CONTEXT
    fit = max((max(place.sides, default=0.0) for place in places), default=0.0)
    return Failure.CONTEXT_ALONE if fit >= _FITTING else Failure.CONTEXT_GONE
