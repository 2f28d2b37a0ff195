"""Notes of which only the target is known: each decided alone, then again with what others tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from postil.core import believing, judging, losses
from postil.core.companions import Companions
from postil.core.fragments import Fragment, fragment_of
from postil.core.locating import DISTRUSTED, TRUSTED, Located, Position, homes_of, locate
from postil.core.neighbours import Neighbours, Sighting, Window
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
from postil.core.verbatim import MAX_PLACES, places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.answers import Answers
    from postil.core.candidates import Search
    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.places import Place

_ROUNDS: Final = 2
"""Notes found by their neighbours are neighbours in turn; a third round finds next to nothing."""

_WIDEST: Final = 12
"""Paragraphs between neighbours up to which each is looked at."""

_FITTING: Final = 0.5
"""Of the surroundings from which on they are named as the reason."""

_ADJACENT: Final = 0.75
_BETWEEN: Final = 0.5
"""Of one side, or of each, with which the words next to a quote are next to it still, and not to
another like it in the same paragraph."""

_SPELT: Final = 0.6
"""Likeness of spelling from which on words are worth showing for where they stand."""

_BY_NEIGHBOURS: Final = 0.7
"""What a paragraph can be trusted that only its neighbours tell."""

_CLOSE: Final = 2
"""Paragraphs from one neighbour to the next between which one can be told: with more between them,
one of three is another."""

_SHOWN: Final = 3
"""Paragraphs a person is shown."""


@dataclass(slots=True)
class Case:
    """A target, where it stands as it says, where else it may, and what was decided."""

    target: Target
    fragment: Fragment
    standing: Sequence[Passage]
    resolution: Resolution
    sighting: Sighting | None = None
    seen: Place | None = None
    places: list[Place] = field(default_factory=list)
    is_searched: bool = False
    looked: set[int] = field(default_factory=set)
    known: tuple[object, ...] | None = None

    @property
    def is_by_chance(self) -> bool:
        """Whether nothing but its id says that the quote belongs where it stands."""
        return len(self.standing) == 1 and not self.fragment.has_context


class Deciding:
    """Decides the targets of one document together."""

    def __init__(self, document: DocumentText, search: Search, answers: Answers) -> None:
        """Take the text, what finds places in it, and what makes answers of them."""
        self._document = document
        self._search = search
        self._answers = answers

    def resolve(
        self,
        targets: Sequence[Target],
        standing: Sequence[Sequence[Passage]],
        tell: Callable[[], object],
    ) -> list[Resolution]:
        """A resolution for each; `standing` is where each stands as it says.

        `tell` is called for each that was looked at: that takes longest.
        """
        cases = []
        for each in zip(targets, standing, strict=True):
            cases.append(self._case(*each))
            tell()
        for _ in range(_ROUNDS):
            neighbours, companions = self._neighbours(cases), self._companions(cases)
            for case in cases:
                self._decide(case, neighbours, companions)
        return [case.resolution for case in cases]

    def _neighbours(self, cases: Sequence[Case]) -> Neighbours:
        """What the cases tell of each other. Where ids are wrong, quotes at home are chance."""
        seen = [case.sighting for case in cases if case.sighting is not None]
        neighbours = Neighbours(seen, self._document.ids)
        if neighbours.trust >= DISTRUSTED:
            return neighbours
        elsewhere = [c.sighting for c in cases if c.sighting is not None and not c.is_by_chance]
        return Neighbours(elsewhere, self._document.ids)

    def _companions(self, cases: Sequence[Case]) -> Companions:
        seen = [(case.target, case.seen) for case in cases if case.seen is not None]
        return Companions(self._document, seen)

    def _case(self, target: Target, standing: Sequence[Passage]) -> Case:
        unknown: Resolution = Lost(Loss.NOT_FOUND)
        resolution = Exact(standing[0]) if len(standing) == 1 else unknown
        case = Case(target, fragment_of(target), standing, resolution)
        if not target.quote or losses.is_in_wrong_order(self._document, target):
            return case
        if len(standing) == 1:
            told = self._search.told(case.fragment)
            if believing.is_witness(told, has_context=case.fragment.has_context):
                order = self._document.order
                first, last = order[standing[0].first], order[standing[0].last]
                case.sighting = Sighting(target.first, first, last)
            return case
        self._find(case)
        if believing.is_sure_alone(case.places, case.fragment):
            self._see(case, case.places[0])
        return case

    def _find(self, case: Case) -> None:
        named = homes_of(self._document, case.target)
        case.places = self._search.find(case.fragment, named[:_WIDEST])
        case.is_searched = True

    def _see(self, case: Case, place: Place) -> None:
        span = self._document.folded_span(place.start, place.end)
        case.sighting = Sighting(case.target.first, span.first, span.last)
        case.seen = place

    def _decide(self, case: Case, neighbours: Neighbours, companions: Companions) -> None:
        """Decide a case with what is known of the others. Changes it."""
        target = case.target
        if losses.is_in_wrong_order(self._document, target):
            if target.quote and not case.is_searched:
                self._find(case)
            case.resolution = self._lost(case, Loss.WRONG_ORDER, case.places, None)
            return
        if not target.quote:
            case.resolution = self._whole(case, neighbours)
            return
        if case.standing and neighbours.trust >= DISTRUSTED:
            first, *others = case.standing
            case.resolution = Ambiguous(tuple(case.standing)) if others else Exact(first)
            return
        window = self._window(case, neighbours, companions)
        known = (window, neighbours.trust >= TRUSTED, neighbours.trust >= DISTRUSTED)
        if known == case.known:
            # The others tell what they told before, and it would be decided as before.
            return
        case.known = known
        located = self._located(case, window, neighbours)
        chosen = believing.choose(located)
        if not chosen and self._look(case, window):
            located = self._located(case, window, neighbours)
            chosen = believing.choose(located)
        self._conclude(case, located, chosen, window)
        if isinstance(case.resolution, Lost) and window is not None:
            case.sighting = case.seen = None

    def _window(self, case: Case, neighbours: Neighbours, companions: Companions) -> Window | None:
        """Where the case should be: beside its companions, else by its id and its neighbours."""
        if not case.is_searched:
            self._find(case)
        beside = companions.window(case.target, case.places, case.seen)
        return beside or neighbours.of(case.target.first, case.sighting)

    def _located(self, case: Case, window: Window | None, neighbours: Neighbours) -> list[Located]:
        return [
            locate(self._document, case.target, place, window, neighbours) for place in case.places
        ]

    def _look(self, case: Case, window: Window | None) -> bool:
        """Look between the neighbours too, if that is new. Adds to the places of the case."""
        if window is None or window.high - window.low > _WIDEST:
            return False
        numbers = set(range(window.low, window.high + 1)) - case.looked
        case.looked |= numbers
        for place in self._search.find_in(case.fragment, sorted(numbers)):
            if not any(place.overlaps(known) or place == known for known in case.places):
                case.places.append(place)
        return bool(numbers)

    def _conclude(
        self,
        case: Case,
        located: Sequence[Located],
        chosen: Sequence[Located],
        window: Window | None,
    ) -> None:
        """Make an answer of what may be believed. Changes the case."""
        ranked = _in_order(case, located)
        if len(chosen) == 1 and (several := self._several(case.fragment, chosen[0].place)):
            case.resolution = Ambiguous(tuple(several))
            return
        if len(chosen) == 1:
            found = chosen[0]
            evidence = self._evidence(case, found)
            score = believing.score(found)
            case.resolution = self._answers.found(case.target, found.place, score, evidence, ranked)
            self._see(case, found.place)
        elif chosen:
            places = dict.fromkeys([*(found.place for found in chosen), *ranked])
            case.resolution = self._answers.ambiguous(places)
        elif len(case.standing) > 1:
            case.resolution = Ambiguous(tuple(case.standing))
        else:
            reason, shown = losses.reason(self._document, case.target, ranked)
            known = [shown, *ranked] if shown else ranked
            alike = self._with_spelt(case, known, window)
            case.resolution = self._lost(case, reason, alike, window)

    def _lost(
        self, case: Case, reason: Loss, places: Sequence[Place], window: Window | None
    ) -> Lost:
        failures = losses.failures(self._document, case.target, places, window)
        return self._answers.lost(reason, places, case.target, failures)

    def _several(self, fragment: Fragment, place: Place) -> list[Passage]:
        """Where a quote stands in the paragraph of a place, if what is around tells not which."""
        if place.likeness < 1.0 or max(place.sides, default=0.0) >= _ADJACENT:
            return []
        if len(place.sides) > 1 and min(place.sides) >= _BETWEEN:
            return []
        document = self._document
        number = document.paragraph_at(place.start)
        bounds = document.starts[number], document.starts[number + 1]
        found = islice(places_of(document, document.lower, fragment.quote, bounds), MAX_PLACES)
        passages = [document.passage(document.folded_span(*span)) for span in found]
        return passages if len(passages) > 1 else []

    def _with_spelt(
        self, case: Case, places: Sequence[Place], window: Window | None
    ) -> list[Place]:
        """Put among the first places those that are spelt alike, where no words led to them."""
        shown = list(filter(self._answers.is_alike, dict.fromkeys(places)))
        expected = self._document.words_from(*window[2:]) if window else range(0)
        near = self._search.spelt(case.fragment, expected, shown[:2])
        shown = [*(p for p in near if not any(map(p.overlaps, shown[:2]))), *shown]
        everywhere = range(len(self._document.words.texts))
        spelt = self._search.spelt(case.fragment, everywhere, shown[:2])
        third = sorted([*shown[2:3], *spelt], key=lambda place: -place.likeness)
        return [*shown[:2], *third, *places]

    def _evidence(self, case: Case, found: Located) -> Evidence:
        number = self._document.paragraph_at(found.place.start)
        if number in homes_of(self._document, case.target):
            return Evidence.SAME_PARAGRAPH
        if max(found.place.sides, default=0.0) >= _FITTING:
            return Evidence.CONTEXT
        return Evidence.NEIGHBOURS if found.position is Position.NEAR else Evidence.WORDS

    def _whole(self, case: Case, neighbours: Neighbours) -> Resolution:
        """Where a note on whole paragraphs belongs: by their ids if they can be trusted."""
        target = case.target
        window = neighbours.of(target.first)
        if case.standing:
            number = self._document.order[target.first]
            is_expected = window is not None and window[2:] == (number, number)
            if is_expected or neighbours.trust >= TRUSTED:
                return Exact(case.standing[0])
        reason = Loss.OTHER_PARAGRAPH if case.standing else Loss.NO_PARAGRAPH
        failures = losses.failures(self._document, target, (), window)
        if window is None:
            return Lost(reason, (), failures)
        shown = self._likely(window, neighbours.of(target.last))
        is_sure = window.likely_low == window.likely_high and window.high - window.low <= _CLOSE
        if target.is_range or not is_sure:
            return Lost(reason, tuple(shown), failures)
        return Moved(shown[0].passage, _BY_NEIGHBOURS, Evidence.NEIGHBOURS)

    def _likely(self, begin: Window, end: Window | None) -> list[Candidate]:
        """The paragraphs where a note on whole ones is likely, those in the middle first."""
        middle = (begin.likely_low + begin.likely_high) / 2
        near = int(middle)  # Only those about it: from one neighbour to the next there may be all.
        low, high = max(begin.likely_low, near - _SHOWN), min(begin.likely_high, near + _SHOWN)
        length = 0 if end is None else max(0, end.likely_low - begin.likely_low)
        ranked = sorted(range(low, high + 1), key=lambda first: abs(first - middle))[:_SHOWN]
        last = len(self._document.ids) - 1
        passages = [self._document.whole(f, min(last, f + length)) for f in ranked]
        return [Candidate(p, 0.0) for p in passages]


def _in_order(case: Case, located: Sequence[Located]) -> list[Place]:
    """All places of a case as they are to be shown, two where it should be among the first.

    With context, the places that fit come before those where much stands of frequent words.
    """
    near = [
        found.place
        for found in located
        if found.position is Position.NEAR
        and (judging.is_kept(found.place) or found.place.likeness >= _SPELT)
    ]
    if case.fragment.has_context:
        best = sorted(case.places, key=lambda place: -place.fit)
    else:
        best = [found.place for found in sorted(located, key=lambda found: -found.fit)[:1]]
    return list(dict.fromkeys([*best[:1], *near[:2], *best, *case.places]))
