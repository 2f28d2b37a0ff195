"""The ways to find notes, in their order: by the old text, as they say, with all that is known."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from postil.core.answers import Answers
from postil.core.candidates import Search
from postil.core.deciding import Deciding
from postil.core.document_text import DocumentText, FoldedSpan
from postil.core.following import Following
from postil.core.old_text import OldText
from postil.core.resolutions import Exact, Passage, Resolution
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
        self._search = Search(document)

    def resolve(self, targets: Sequence[Target]) -> list[Resolution]:
        """One resolution for each target, in order; equal targets are looked for once."""
        different: dict[Target, int] = {}
        numbers = [different.setdefault(target, len(different)) for target in targets]
        found = self._resolve(list(different))
        return [found[number] for number in numbers]

    def _resolve(self, targets: Sequence[Target]) -> list[Resolution]:
        found = {n: self._followed(target) for n, target in enumerate(targets)}
        left = [number for number, resolution in found.items() if resolution is None]
        passages = [self._standing(targets[number]) for number in left]
        decided: Sequence[Resolution]
        if all(len(places) == 1 for places in passages):
            decided = [Exact(places[0]) for places in passages]
        else:
            deciding = Deciding(self._document, self._search, self._answers)
            decided = deciding.resolve([targets[number] for number in left], passages)
        found.update(zip(left, decided, strict=True))
        return [resolution for resolution in found.values() if resolution is not None]

    @cached_property
    def _following(self) -> Following:
        old = self._old or self._document
        old_text = OldText(old, self._document, self._search)
        return Following(self._document, old_text, self._answers)

    def _followed(self, target: Target) -> Resolution | None:
        """By the old text, if it is known and the target stood in it in one place."""
        spans = standing(self._old, target) if self._old is not None else []
        if self._old is None or len(spans) != 1:
            return None
        if self._is_untouched(self._old, target):
            # The same text has the same offsets, and that of the old document is folded already.
            return Exact(_passage(self._old, target, spans[0]))
        return self._following.resolve(target, spans[0])

    def _is_untouched(self, old: DocumentText, target: Target) -> bool:
        """Whether the target's paragraphs have the same ids and texts, and are the same ones.

        They are if those beside them are the same too, or if no other paragraph has such a text.
        Then there is nothing to follow, and the texts need not be aligned.
        """
        new = self._document
        before = old.order[target.first], old.order[target.last]
        now = new.order.get(target.first), new.order.get(target.last)
        if now[0] is None or now[1] is None:
            return False
        texts = old.texts[before[0] : before[1] + 1]
        if texts != new.texts[now[0] : now[1] + 1]:
            return False
        around = slice(max(0, before[0] - 1), before[1] + 2), slice(max(0, now[0] - 1), now[1] + 2)
        is_between_same = old.texts[around[0]] == new.texts[around[1]]
        return is_between_same or (old.copies[texts[0]] == 1 == new.copies[texts[0]])

    def _standing(self, target: Target) -> list[Passage]:
        spans = standing(self._document, target)
        return [_passage(self._document, target, span) for span in spans]


def _passage(document: DocumentText, target: Target, span: FoldedSpan) -> Passage:
    if not target.quote:
        return document.whole(span.first, span.last)
    return document.passage(span)


def standing(document: DocumentText, target: Target) -> list[FoldedSpan]:
    """Where the target stands as it says."""
    first, last = document.order.get(target.first), document.order.get(target.last)
    if first is None or last is None or last < first:
        return []
    if not target.quote:
        return [FoldedSpan(first, 0, last, len(document.folded(last).text))]
    return verbatim(document, target, first, last)
