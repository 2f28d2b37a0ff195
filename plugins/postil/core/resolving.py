"""The ways to find a note, in their order: verbatim, by the old text, by its target, by neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postil.core.candidates import Found, Search
from postil.core.document_text import DocumentText, FoldedSpan
from postil.core.fragments import Fragment, fragment_of
from postil.core.judging import Level, agreement, is_kept, is_moved, level, rivals
from postil.core.neighbours import Neighbours, Sighting
from postil.core.old_text import OldText
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
from postil.core.verbatim import verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.model import Target


@dataclass(slots=True)
class Verdict:
    """What is known of a note so far: the place it would be given, and how sure that is.

    `places` are all that came into question, the best first.
    """

    target: Target
    fragment: Fragment | None
    resolution: Resolution
    level: Level
    best: Found | None = None
    places: list[Found] = field(default_factory=list)


class Resolver:
    """Resolves the targets of one document."""

    def __init__(self, document: DocumentText, old: DocumentText | None = None) -> None:
        self._document = document
        self._search = Search(document)
        self._old_text = OldText(old, document, self._search) if old is not None else None

    def resolve(self, targets: Sequence[Target]) -> list[Resolution]:
        """One resolution for each target, in order."""
        verdicts = [self._alone(target) for target in targets]
        if any(verdict.level is not Level.CERTAIN for verdict in verdicts):
            self._settle(verdicts)
        return [verdict.resolution for verdict in verdicts]

    def _alone(self, target: Target) -> Verdict:
        if self._old_text is not None:
            span = standing(self._old_text.old, target)
            if span is not None:
                return self._by_old_text(target, span)
        spans = standing_all(self._document, target)
        if len(spans) == 1:
            return self._verbatim(target, spans[0])
        if not target.quote:
            return Verdict(target, None, Lost(Loss.NO_PARAGRAPH), Level.UNKNOWN)
        return self._by_target(target)

    def _verbatim(self, target: Target, span: FoldedSpan) -> Verdict:
        if not target.quote:
            whole = self._document.whole(span.first, span.last)
            return Verdict(target, None, Exact(whole), Level.LIKELY)
        exact = Exact(self._document.passage(span))
        has_context = bool(target.prefix or target.suffix)
        return Verdict(target, None, exact, Level.CERTAIN if has_context else Level.LIKELY)

    def _by_old_text(self, target: Target, span: FoldedSpan) -> Verdict:
        start, end = self._old_text.old.joined_span(span)
        named = self._document.order.get(target.first)
        in_line, elsewhere = self._old_text.find(start, end, named)
        places = list(elsewhere)
        if in_line is not None and in_line.start < in_line.end:
            places.insert(0, in_line)
        if places and places[0] is in_line and is_kept(in_line):
            same = [f for f in places if f.start < in_line.end and in_line.start < f.end]
            best = max(same, key=agreement)
        else:
            best = next((f for f in elsewhere if is_moved(f)), None)
        if best is None:
            return Verdict(target, None, self._lost(places), Level.CERTAIN, None, places)
        strong = rivals(best, elsewhere)
        if strong:
            return Verdict(
                target, None, self._ambiguous([best, *strong]), Level.CERTAIN, best, places
            )
        return Verdict(
            target, None, self._moved(target, best, Evidence.OLD_TEXT), Level.CERTAIN, best, places
        )

    def _by_target(self, target: Target) -> Verdict:
        fragment = fragment_of(target)
        named = self._document.order.get(target.first)
        places = [f for f in self._search.find(fragment, named) if f.start < f.end]
        best = next((f for f in places if is_kept(f)), None)
        verdict = Verdict(target, fragment, self._lost(places), Level.UNKNOWN, best, places)
        if best is None:
            return verdict
        strong = rivals(best, places)
        if strong:
            verdict.resolution = self._ambiguous([best, *strong])
            return verdict
        at_home = named is not None and self._document.paragraph_at(best.start) == named
        verdict.level = level(best, has_context=fragment.has_context, at_home=at_home)
        evidence = (
            Evidence.CONTEXT
            if best.context >= 0.5
            else Evidence.SAME_PARAGRAPH
            if at_home
            else Evidence.WORDS
        )
        if verdict.level is not Level.UNKNOWN:
            verdict.resolution = self._moved(target, best, evidence)
        return verdict

    def _settle(self, verdicts: Sequence[Verdict]) -> None:
        """Decide the uncertain ones with what the others tell. Changes them."""
        sightings = [self._sighting(verdict) for verdict in verdicts]
        seen = [sighting for sighting in sightings if sighting is not None]
        neighbours = Neighbours(seen)
        own = sum(self._document.ids[s.first] == s.id for s in seen)
        trust = own / len(seen) if seen else 1.0
        for verdict, sighting in zip(verdicts, sightings, strict=True):
            if verdict.level is not Level.CERTAIN:
                self._settle_one(verdict, sighting, neighbours, trust)

    def _sighting(self, verdict: Verdict) -> Sighting | None:
        if (
            verdict.level is Level.UNKNOWN
            or not verdict.target.quote
            or not isinstance(verdict.resolution, Exact | Moved)
        ):
            return None
        passage = verdict.resolution.passage
        order = self._document.order
        return Sighting(verdict.target.first, order[passage.first], order[passage.last])

    def _settle_one(self, verdict: Verdict, sighting, neighbours: Neighbours, trust: float) -> None:
        target, resolution = verdict.target, verdict.resolution
        around = neighbours.of(target.first, sighting)
        if not target.quote:
            self._settle_whole(verdict, around, trust)
            return
        at_home = sighting is not None and self._document.ids[sighting.first] == target.first
        if isinstance(resolution, Exact | Moved):
            if at_home and trust >= 0.5:
                return
            if (
                around is not None
                and around[0] - 1 <= sighting.first
                and sighting.last <= around[1] + 1
            ):
                return
            if around is None and (
                verdict.best is None
                or (verdict.best.told >= 22 and verdict.best.share >= 0.9)
                or verdict.level is Level.SURE
            ):
                return
        if around is not None and around[1] - around[0] <= 12:
            fragment = verdict.fragment or fragment_of(target)
            inside = self._search.find_in(fragment, range(around[0], around[1] + 1))
            kept = [f for f in inside if f.start < f.end and is_kept(f)]
            if (
                kept
                and not rivals(kept[0], kept[1:])
                and (kept[0].told >= 10 or kept[0].likeness == 1.0)
            ):
                verdict.resolution = self._moved(target, kept[0], Evidence.NEIGHBOURS)
                return
            verdict.places = [*[f for f in inside if f.start < f.end], *verdict.places]
        if isinstance(resolution, Exact | Moved | Lost):
            verdict.resolution = self._lost(verdict.places)

    def _settle_whole(self, verdict: Verdict, around: tuple[int, int] | None, trust: float) -> None:
        target = verdict.target
        if isinstance(verdict.resolution, Exact) and trust >= 0.5:
            return
        if target.first == target.last and around is not None and around[0] == around[1]:
            passage = self._document.whole(*around)
            verdict.resolution = Moved(passage, 0.8, Evidence.NEIGHBOURS, "")
            return
        verdict.resolution = Lost(Loss.NO_PARAGRAPH)

    def _passage(self, place: Found) -> Passage:
        return self._document.passage(self._document.folded_span(place.start, place.end))

    def _ambiguous(self, found: Sequence[Found]) -> Ambiguous:
        return Ambiguous(tuple(self._passage(place) for place in found[:3]))

    def _moved(self, target: Target, found: Found, evidence: Evidence) -> Resolution:
        passage = self._passage(found)
        if found.likeness == 1.0 and passage.first == target.first and passage.last == target.last:
            return Exact(passage)
        words = self._document.joined[found.start : found.end]
        return Moved(passage, found.share, evidence, words, found.likeness)

    def _lost(self, places: Sequence[Found]) -> Lost:
        apart: list[Found] = []
        for place in places:
            if all(place.end <= k.start or k.end <= place.start for k in apart):
                apart.append(place)
        candidates = [Candidate(self._passage(f), f.likeness) for f in apart[:3]]
        return Lost(Loss.NOT_FOUND, tuple(candidates))


def standing_all(document: DocumentText, target: Target) -> list[FoldedSpan]:
    """Where the target stands as it says."""
    first, last = document.order.get(target.first), document.order.get(target.last)
    if first is None or last is None or last < first:
        return []
    if not target.quote:
        return [FoldedSpan(first, 0, last, len(document.folded(last).text))]
    return verbatim(document, target, first, last)


def standing(document: DocumentText, target: Target) -> FoldedSpan | None:
    """The one place where the target stands as it says."""
    found = standing_all(document, target)
    return found[0] if len(found) == 1 else None
