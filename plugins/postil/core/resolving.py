"""The ways to find notes, in their order: by the old text, as they say, with all that is known."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from postil.core.answers import Answers
from postil.core.candidates import Search
from postil.core.deciding import Deciding
from postil.core.document_text import DocumentText, FoldedSpan
from postil.core.explaining import explained
from postil.core.following import Following
from postil.core.old_text import OldText
from postil.core.resolutions import Exact, Resolution
from postil.core.verbatim import verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.model import Target


class Resolver:
    """Resolves the targets of one document."""

    def __init__(self, document: DocumentText, old: DocumentText | None = None) -> None:
        """Take the text, and the text that the targets were written about if it is known."""
        self._document = document
        self._old = old
        self._answers = Answers(document)

    @cached_property
    def _search(self) -> Search:
        return Search(self._document)

    def resolve(self, targets: Sequence[Target]) -> list[Resolution]:
        """One resolution for each target, in order."""
        found: list[Resolution | None] = [self._followed(target) for target in targets]
        left = [number for number, resolution in enumerate(found) if resolution is None]
        exact = [self._exact(targets[number]) for number in left]
        if all(resolution is not None for resolution in exact):
            decided: Sequence[Resolution | None] = exact
        else:
            deciding = Deciding(self._document, self._search, self._answers)
            decided = deciding.resolve([targets[number] for number in left], exact)
        for number, resolution in zip(left, decided, strict=True):
            if resolution is not None:
                found[number] = explained(self._document, targets[number], resolution)
        return [resolution for resolution in found if resolution is not None]

    @cached_property
    def _following(self) -> Following | None:
        if self._old is None:
            return None
        old_text = OldText(self._old, self._document, self._search)
        return Following(self._document, old_text, self._answers)

    def _followed(self, target: Target) -> Resolution | None:
        if self._old is None or self._following is None:
            return None
        spans = standing(self._old, target)
        return self._following.resolve(target, spans[0]) if len(spans) == 1 else None

    def _exact(self, target: Target) -> Exact | None:
        spans = standing(self._document, target)
        if len(spans) != 1:
            return None
        if target.quote:
            return Exact(self._document.passage(spans[0]))
        return Exact(self._document.whole(spans[0].first, spans[0].last))


def standing(document: DocumentText, target: Target) -> list[FoldedSpan]:
    """Where the target stands as it says."""
    first, last = document.order.get(target.first), document.order.get(target.last)
    if first is None or last is None or last < first:
        return []
    if not target.quote:
        return [FoldedSpan(first, 0, last, len(document.folded(last).text))]
    return verbatim(document, target, first, last)
