"""What plainly keeps a target from standing as it says: said before anything that is only likely.

Only for targets of whose old text nothing is known and for which no place was certain enough.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from postil.core.resolutions import Ambiguous, Candidate, Loss, Lost
from postil.core.verbatim import verbatim

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText, FoldedSpan
    from postil.core.model import Target
    from postil.core.resolutions import Resolution

_SHOWN = 3
"""Candidates that a person looks at."""


def explained(document: DocumentText, target: Target, resolution: Resolution) -> Resolution:
    """The resolution, or a better one of a target that has no place: why, and where it might be."""
    return _explained(document, target, resolution) if isinstance(resolution, Lost) else resolution


def _explained(document: DocumentText, target: Target, lost: Lost) -> Ambiguous | Lost:
    first, last = document.order.get(target.first), document.order.get(target.last)
    if first is None or last is None:
        return _elsewhere(document, target, replace(lost, reason=Loss.NO_PARAGRAPH))
    if last < first:
        return replace(lost, reason=Loss.WRONG_ORDER)
    if not target.quote:
        return lost
    spans = verbatim(document, target, first, last)
    if len(spans) > 1:
        return Ambiguous(tuple(document.passage(span) for span in spans))
    plain = replace(target, prefix="", suffix="")
    without_context = verbatim(document, plain, first, last)
    if without_context:
        return _with(document, without_context, replace(lost, reason=Loss.CONTEXT))
    # Whether words were cut out or rewritten, only the old text could tell.
    return _elsewhere(document, plain, replace(lost, reason=Loss.NOT_FOUND))


def _elsewhere(document: DocumentText, target: Target, lost: Lost) -> Lost:
    """With the places of the whole text where the words of the target stand."""
    if not target.quote or not document.ids:
        return lost
    plain = replace(target, prefix="", suffix="")
    spans = verbatim(document, plain, 0, len(document.ids) - 1)
    if not spans:
        return lost
    reason = lost.reason
    if reason is Loss.NOT_FOUND:
        runs_on = spans[0].first != spans[0].last
        starts_here = document.ids[spans[0].first] == target.first
        reason = Loss.ACROSS if runs_on and starts_here else Loss.ELSEWHERE
    return _with(document, spans, replace(lost, reason=reason))


def _with(document: DocumentText, spans: list[FoldedSpan], lost: Lost) -> Lost:
    """With candidates at the spans before the others."""
    passages = [document.passage(span) for span in spans[:_SHOWN]]
    plain = [Candidate(passage, 1.0, document.raw(passage)) for passage in passages]
    others = [candidate for candidate in lost.candidates if candidate.passage not in passages]
    return replace(lost, candidates=(*plain, *others)[:_SHOWN])
