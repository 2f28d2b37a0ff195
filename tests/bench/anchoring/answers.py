"""What a resolver answered, in offsets of the whole new text, and whether that is right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.truth import State

from postil.core.anchoring import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.bench.anchoring.cases import Document, Note
    from tests.bench.anchoring.truth import Truth

SUGGESTIONS: Final = 3
"""So many suggestions a person looks at."""

Place = tuple[int, int]


class Outcome(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    NEEDLESS_ORPHAN = "needless orphan"
    MISSED_ORPHAN = "missed orphan"
    LET_GO = "let go"
    NOT_COUNTED = "not counted"


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the resolver put the note, or None and what it suggests instead, best first.

    `sureness` is how sure it says to be, and why.
    """

    place: Place | None
    suggestions: tuple[Place, ...] = ()
    sureness: str = "no place"


def read(resolutions: Iterable[object], document: Document) -> Iterator[Answer]:
    """Turn resolutions into answers."""
    starts = accumulate((len(text) + 1 for _, text in document), initial=0)
    order: dict[str, int] = {}
    for (own, _), start in zip(document, starts, strict=False):
        order.setdefault(own, start)
    for resolution in resolutions:
        passage = getattr(resolution, "passage", None)
        if passage is not None:
            yield Answer(_place(passage, order), sureness=_sureness(resolution))
        else:
            passages = _passages(resolution)
            yield Answer(None, tuple(_place(passage, order) for passage in passages))


def _sureness(resolution: object) -> str:
    evidence = getattr(resolution, "evidence", None)
    if evidence is None:
        return "exact"
    return f"{getattr(resolution, 'score', 0.0):.0%}, {evidence.name.lower().replace('_', ' ')}"


def _passages(resolution: object) -> list[Passage]:
    """The candidates of what was given up: passages, or values that have one."""
    found = getattr(resolution, "candidates", None)
    if found is None:
        found = [getattr(resolution, "nearest", None)]
    passages = [getattr(candidate, "passage", candidate) for candidate in found]
    return [passage for passage in passages if isinstance(passage, Passage)]


def _place(passage: Passage, order: dict[str, int]) -> Place:
    return order[passage.first] + passage.start, order[passage.last] + passage.end


def judge(note: Note, answer: Answer) -> Outcome:
    """Right is an answer that shares at least half of itself and half of the true place with it."""
    truth = note.truth
    if truth.state is State.UNCLEAR:
        return Outcome.NOT_COUNTED
    if truth.state is State.GONE:
        return Outcome.MISSED_ORPHAN if answer.place else Outcome.LET_GO
    if answer.place is None:
        return Outcome.NEEDLESS_ORPHAN
    is_right = any(_agree(place, answer.place) for place in _true_places(note))
    return Outcome.RIGHT if is_right else Outcome.WRONG


def is_to_the_character(note: Note, answer: Answer) -> bool:
    return answer.place in _true_places(note)


def is_suggested(note: Note, answer: Answer) -> bool:
    """Whether the true place is among the first suggestions."""
    suggested = answer.suggestions[:SUGGESTIONS]
    return any(_agree(true, place) for true in _true_places(note) for place in suggested)


def _true_places(note: Note) -> list[Place]:
    truth: Truth = note.truth
    places = (truth.place, truth.paragraphs if note.span.is_whole else None)
    return [place for place in places if place]


def _agree(true: Place, answer: Place) -> bool:
    shared = min(true[1], answer[1]) - max(true[0], answer[0])
    return 2 * shared >= max(true[1] - true[0], answer[1] - answer[0], 1)
