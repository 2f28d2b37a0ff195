"""The ways to find notes, in their order: by the old text, as they say, with all that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.answers import Answers
from postil.core.candidates import Search
from postil.core.deciding import Deciding
from postil.core.document_text import DocumentText, FoldedSpan
from postil.core.following import Following
from postil.core.kept_ids import keeps_ids
from postil.core.old_text import OldText
from postil.core.resolutions import Exact, Moved, Passage, Resolution
from postil.core.verbatim import verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.model import Target


_AS_IT_WAS: Final = 0.9
"""Of the spelling of a quote's words in their old place, from which on they are meant, and not such
as stand to the letter elsewhere in the paragraph. With less, clauses changed their order; and
where the note names the words beside it, these tell."""


class Wanted(NamedTuple):
    """A target, and the text that it was written about if it is known.

    That is the document itself where the target is known to stand on it as it is.
    """

    target: Target
    old: DocumentText | None = None


class Resolver:
    """Resolves the targets of one document."""

    def __init__(self, document: DocumentText) -> None:
        """Take the text in which targets are looked for."""
        self._document = document
        self._answers = Answers(document)
        self._search = Search(document)
        self._followings: dict[DocumentText, Following] = {}
        self._keeping: dict[DocumentText, bool] = {}

    def resolve(self, wanted: Sequence[Wanted], tell: Callable[[], object]) -> list[Resolution]:
        """One resolution for each, in order; equal ones are looked for once, then `tell` is called.

        Not so where all stand as they say.
        """
        found: dict[Wanted, Resolution] = {}
        left = []
        for each in dict.fromkeys(wanted):
            resolution = self._followed(*each)
            if resolution is None:
                left.append(each)
            else:
                found[each] = resolution
                tell()
        found.update(zip(left, self._as_they_say(left, tell), strict=True))
        return [found[each] for each in wanted]

    def _as_they_say(
        self, wanted: Sequence[Wanted], tell: Callable[[], object]
    ) -> Sequence[Resolution]:
        """Decide together what no old text tells."""
        places = {target: self._standing(target) for target, _ in wanted}
        if all(len(passages) == 1 for passages in places.values()):
            return [Exact(places[target][0]) for target, _ in wanted]
        deciding = Deciding(self._document, self._search, self._answers)
        decided = deciding.resolve(list(places), list(places.values()), tell)
        found = dict(zip(places, decided, strict=True))
        return [
            # Notes that are lost may speak against it, but it is known to stand here.
            Exact(places[target][0])
            if old is self._document and len(places[target]) == 1
            else found[target]
            for target, old in wanted
        ]

    def _following(self, old: DocumentText) -> Following:
        if old not in self._followings:
            old_text = OldText(old, self._document, self._search)
            self._followings[old] = Following(self._document, old_text, self._answers)
        return self._followings[old]

    def _followed(self, target: Target, old: DocumentText | None) -> Resolution | None:
        """By the old text, if it is known and the target stood in it in one place."""
        spans = [] if old is None or old is self._document else standing(old, target)
        if old is None or len(spans) != 1:
            return None
        if self._is_untouched(old, target):
            # The same text has the same offsets, and that of the old document is folded already.
            return Exact(_passage(old, target, spans[0]))
        found = self._following(old).resolve(target, spans[0])
        here = self._at_home(target, old, found)
        return Exact(here[0]) if len(here) == 1 else found

    def _at_home(self, target: Target, old: DocumentText, found: Resolution) -> list[Passage]:
        """Where the words of the quote stand as it says, if they are meant and not those found."""
        is_told = target.prefix or target.suffix or not _is_as_it_was(found)
        is_meant = bool(target.quote and is_told) and self._keeps_ids(old)
        return self._standing(target) if is_meant and not isinstance(found, Exact) else []

    def _is_untouched(self, old: DocumentText, target: Target) -> bool:
        """Whether the target's paragraphs have the same ids and texts, and are the same ones.

        They are if ids can be trusted, if those beside them are the same too, or if no other
        paragraph has such a text. Then there is nothing to follow, and nothing need be aligned.
        """
        new = self._document
        before = old.order[target.first], old.order[target.last]
        now = new.order.get(target.first), new.order.get(target.last)
        if now[0] is None or now[1] is None:
            return False
        then, here = slice(before[0], before[1] + 1), slice(now[0], now[1] + 1)
        texts = old.texts[then]
        if texts != new.texts[here] or old.ids[then] != new.ids[here]:
            return False
        if self._keeps_ids(old):
            return True
        around = slice(max(0, before[0] - 1), before[1] + 2), slice(max(0, now[0] - 1), now[1] + 2)
        is_between_same = old.texts[around[0]] == new.texts[around[1]]
        return is_between_same or (old.copies[texts[0]] == 1 == new.copies[texts[0]])

    def _keeps_ids(self, old: DocumentText) -> bool:
        if old not in self._keeping:
            self._keeping[old] = keeps_ids(old, self._document)
        return self._keeping[old]

    def _standing(self, target: Target) -> list[Passage]:
        spans = standing(self._document, target)
        # A sign that folds to several, as “…” does, is one place.
        return list(dict.fromkeys(_passage(self._document, target, span) for span in spans))


def _is_as_it_was(found: Resolution) -> bool:
    """Whether the words stand where they were, but for a letter or two."""
    return isinstance(found, Moved) and found.likeness >= _AS_IT_WAS


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
