"""Notes of which only the target is known: each decided alone, then again with what others tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from postil.core import judging
from postil.core.fragments import Fragment, fragment_of
from postil.core.judging import Located, Position
from postil.core.neighbours import Neighbours, Sighting, Window
from postil.core.resolutions import Evidence, Exact, Loss, Lost, Moved, Resolution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.answers import Answers
    from postil.core.candidates import Search
    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.places import Place

_ROUNDS: Final = 2
"""Notes found by their neighbours are neighbours in turn; a third round finds next to nothing."""

_WIDEST: Final = 12
"""Paragraphs between neighbours up to which each is looked at."""

_AWAY: Final = 0.4
"""Of `fit` for each paragraph from where a note should be: three are as much as one word in three."""

_TRUSTED: Final = 0.7
"""The share of notes at home in paragraphs of their id from which an id alone tells where."""

_DISTRUSTED: Final = 0.4
"""The share below which the ids are shown not to be the old ones."""


@dataclass(slots=True)
class Case:
    """A target, what is known of its text, where it may stand, and what was decided."""

    target: Target
    fragment: Fragment
    places: list[Place] = field(default_factory=list)
    resolution: Resolution | None = None
    sighting: Sighting | None = None
    is_verbatim: bool = False
    is_searched: bool = False
    looked: set[int] = field(default_factory=set)


class Deciding:
    """Decides the targets of one document together."""

    def __init__(self, document: DocumentText, search: Search, answers: Answers) -> None:
        """Take the text, what finds places in it, and what makes answers of them."""
        self._document = document
        self._search = search
        self._answers = answers

    def resolve(self, targets: Sequence[Target], exact: Sequence[Exact | None]) -> list[Resolution]:
        """A resolution for each; `exact` where the target stands as it says."""
        cases = [self._case(*each) for each in zip(targets, exact, strict=True)]
        neighbours = self._neighbours(cases)
        for _ in range(_ROUNDS):
            for case in cases:
                self._decide(case, neighbours)
            neighbours = self._neighbours(cases)
        return [case.resolution for case in cases if case.resolution is not None]

    def _case(self, target: Target, exact: Exact | None) -> Case:
        fragment = fragment_of(target)
        case = Case(target, fragment, resolution=exact, is_verbatim=exact is not None)
        if not target.quote:
            return case
        if exact is not None:
            told = self._search.told(fragment)
            if judging.is_witness(told, has_context=fragment.has_context):
                case.sighting = self._sighting(target, exact)
            return case
        self._find(case)
        if case.places and judging.is_sure_alone(case.places, fragment):
            case.sighting = self._seen(target, case.places[0])
        return case

    def _find(self, case: Case) -> None:
        named = self._document.order.get(case.target.first)
        case.places = self._search.find(case.fragment, [] if named is None else [named])
        case.is_searched = True

    def _sighting(self, target: Target, found: Exact | Moved) -> Sighting:
        order = self._document.order
        return Sighting(target.first, order[found.passage.first], order[found.passage.last])

    def _seen(self, target: Target, place: Place) -> Sighting:
        span = self._document.folded_span(place.start, place.end)
        return Sighting(target.first, span.first, span.last)

    def _neighbours(self, cases: Sequence[Case]) -> Neighbours:
        seen = [case.sighting for case in cases if case.sighting is not None]
        return Neighbours(seen, self._document.ids)

    def _decide(self, case: Case, neighbours: Neighbours) -> None:
        if not case.target.quote:
            case.resolution = self._whole(case, neighbours)
            return
        window = neighbours.of(case.target.first, case.sighting)
        if case.is_verbatim and neighbours.trust >= _DISTRUSTED:
            return
        if not case.is_searched:
            self._find(case)
        located = [self._locate(case, place, window, neighbours) for place in case.places]
        if not judging.choose(located):
            self._look(case, window)
            located = [self._locate(case, place, window, neighbours) for place in case.places]
        self._conclude(case, located, is_placed=window is not None)

    def _conclude(self, case: Case, located: Sequence[Located], *, is_placed: bool) -> None:
        near = [found.place for found in located if found.position is Position.NEAR]
        ranked = list(dict.fromkeys([*near[:2], *case.places]))
        chosen = judging.choose(located)
        if not chosen:
            case.resolution = self._answers.lost(self._loss(case), ranked)
            case.sighting = None if is_placed else case.sighting
        elif len(chosen) > 1:
            case.resolution = self._answers.ambiguous(dict.fromkeys([*chosen, *ranked]))
        else:
            evidence = self._evidence(case, chosen[0], near)
            case.resolution = self._answers.found(case.target, chosen[0], 0.9, evidence)
            case.sighting = self._seen(case.target, chosen[0])

    def _look(self, case: Case, window: Window | None) -> None:
        """Look between the neighbours too."""
        if window is None or window.high - window.low > _WIDEST:
            return
        numbers = set(range(window.low, window.high + 1)) - case.looked
        case.looked |= numbers
        for place in self._search.find_in(case.fragment, sorted(numbers)):
            if not any(place.overlaps(known) or place == known for known in case.places):
                case.places.append(place)

    def _locate(
        self, case: Case, place: Place, window: Window | None, neighbours: Neighbours
    ) -> Located:
        first = self._document.paragraph_at(place.start)
        last = self._document.paragraph_at(max(place.start, place.end - 1))
        home = self._document.order.get(case.target.first)
        if home is not None and neighbours.trust >= _TRUSTED:
            is_near = home <= last and first <= home + 1
            is_home = first <= home <= last
            position = Position.NEAR if is_near else Position.FAR
            return Located(place, position, place.fit + is_home)
        if window is not None:
            is_near = window.low - 1 <= first and last <= window.high + 1
            position = Position.NEAR if is_near else Position.FAR
            away = window.distance(first, last)
            return Located(place, position, place.fit + 0.5 - _AWAY * min(3, away))
        if home is not None and first <= home <= last and neighbours.trust >= _DISTRUSTED:
            return Located(place, Position.NEAR, place.fit)
        return Located(place, Position.UNKNOWN, place.fit)

    def _evidence(self, case: Case, place: Place, near: Sequence[Place]) -> Evidence:
        number = self._document.paragraph_at(place.start)
        if self._document.ids[number] == case.target.first:
            return Evidence.SAME_PARAGRAPH
        if place.sides and max(place.sides) >= 0.5:
            return Evidence.CONTEXT
        return Evidence.NEIGHBOURS if place in near else Evidence.WORDS

    def _loss(self, case: Case) -> Loss:
        best = case.places[0] if case.places else None
        if best is not None and best.is_gap:
            return Loss.REMOVED if best.start == best.end else Loss.REWRITTEN
        return Loss.NOT_FOUND

    def _whole(self, case: Case, neighbours: Neighbours) -> Resolution:
        target = case.target
        window = neighbours.of(target.first)
        if isinstance(case.resolution, Exact) and case.is_verbatim:
            if neighbours.trust >= _TRUSTED:
                return case.resolution
            number = self._document.order[target.first]
            if neighbours.trust >= _DISTRUSTED and (
                window is None or window.low <= number <= window.high
            ):
                return case.resolution
        if target.first == target.last and window is not None and window.likely_low == window.likely_high:
            passage = self._document.whole(window.likely_low, window.likely_high)
            if passage.first == target.first:
                return Exact(passage)
            return Moved(passage, 0.8, Evidence.NEIGHBOURS, self._document.raw(passage))
        return Lost(Loss.NO_PARAGRAPH)
