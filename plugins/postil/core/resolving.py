"""The ways to find notes, in their order: by the old text, as they say, with all that is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.answers import CANDIDATES, Answers
from postil.core.candidates import Search
from postil.core.deciding import Deciding
from postil.core.document_text import DocumentText, FoldedSpan
from postil.core.following import Following
from postil.core.joined_words import is_cut
from postil.core.kept_ids import ids_kept
from postil.core.old_text import OldText
from postil.core.ranges import IN_LINE
from postil.core.resolutions import (
    Ambiguous,
    Candidate,
    Evidence,
    Exact,
    Lost,
    Moved,
    Passage,
    Resolution,
)
from postil.core.verbatim import verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.model import Target


_BY_ID: Final = 0.7
"""How far words can be trusted that stand in their paragraph, but not where they stood in it."""


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
        self._keeping: dict[DocumentText, frozenset[int]] = {}

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
            old_text = OldText(old, self._document, self._search, self._kept(old))
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
        return found if isinstance(found, Exact) else self._or_here(found, target, old, spans[0])

    def _or_here(
        self, found: Resolution, target: Target, old: DocumentText, span: FoldedSpan
    ) -> Resolution:
        """What was found by the old text, where the target stood at `span`, or where it says."""
        keeps_ids = self._keeps_ids(old, span.first, span.last)
        if not (keeps_ids or isinstance(found, Lost)):
            return found
        here = standing(self._document, target)
        if not target.quote:
            return self._at_home(found, here)
        if len(here) != 1 or self._is_within_word(here[0], old, span):
            return found
        own = self._document.passage(here[0])
        if not keeps_ids and isinstance(found, Lost):
            return self._shown_too(found, own)
        return self._beside(found, own)

    def _at_home(self, found: Resolution, here: Sequence[FoldedSpan]) -> Resolution:
        """What was found of whole paragraphs, or where they say: of two that read alike, these."""
        if not here or not isinstance(found, Moved):
            return found
        own = self._document.whole(here[0].first, here[0].last)
        return found if self._document.meet(found.passage, own) else Exact(own)

    def _beside(self, found: Resolution, here: Passage) -> Resolution:
        """What was found, when the quote also stands `here`, where it says, and stood elsewhere.

        The words may have been put there, or their clauses changed places: that is asked.
        """
        if isinstance(found, Moved):
            if self._document.meet(found.passage, here):
                return Exact(here)
            return found if found.score >= IN_LINE else Ambiguous((found.passage, here))
        if isinstance(found, Lost):
            meet, words = self._document.meet, self._document.raw(here)
            others = tuple(other for other in found.candidates if not meet(other.passage, here))
            return Moved(here, _BY_ID, Evidence.SAME_PARAGRAPH, words, 1.0, others)
        return found

    def _shown_too(self, found: Lost, here: Passage) -> Lost:
        """What was lost, with the place first where it stands as it says: ids may lead astray."""
        others = [other for other in found.candidates if other.passage != here]
        own = Candidate(here, 1.0, self._document.raw(here))
        return replace(found, candidates=(own, *others[: CANDIDATES - 1]))

    def _is_within_word(self, here: FoldedSpan, old: DocumentText, span: FoldedSpan) -> bool:
        """Whether an end is within a word, or one to readers where it was none: “5” in “5,000”."""
        new = self._document
        is_joined = is_cut(new, *new.joined_span(here)) and not is_cut(old, *old.joined_span(span))
        return is_joined or new.cuts_word(here)

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
        if self._keeps_ids(old, *before):
            return True
        around = slice(max(0, before[0] - 1), before[1] + 2), slice(max(0, now[0] - 1), now[1] + 2)
        is_between_same = old.texts[around[0]] == new.texts[around[1]]
        return is_between_same or (old.copies[texts[0]] == 1 == new.copies[texts[0]])

    def _keeps_ids(self, old: DocumentText, first: int, last: int) -> bool:
        """Whether ids tell which paragraphs those from old number `first` to `last` are."""
        kept = self._kept(old)
        return first in kept and last in kept

    def _kept(self, old: DocumentText) -> frozenset[int]:
        if old not in self._keeping:
            self._keeping[old] = ids_kept(old, self._document)
        return self._keeping[old]

    def _standing(self, target: Target) -> list[Passage]:
        spans = standing(self._document, target)
        # A sign that folds to several, as “…” does, is one place.
        return list(dict.fromkeys(_passage(self._document, target, span) for span in spans))


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
