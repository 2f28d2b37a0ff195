"""The order of notes on a page: each one's number, the paragraph it follows, its marker's place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postil.core.anchoring import Candidate, Exact, Loss, Lost, Moved, Passage, Resolution
from postil.core.model import DRAFT, WITHDRAWN
from postil.core.weaving import after_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from postil.core.model import Annotation, Target
    from postil.core.textview import ParagraphView


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the number the reader sees.

    `home` is the paragraph the note follows and `at` the place of its marker in that paragraph's
    text. `passage` is None where the quote was not found; `home` is empty where there is no such
    paragraph either.
    """

    annotation: Annotation
    resolution: Resolution
    number: int
    home: str = ""
    at: int = 0
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What is done with notes whose words have moved.

    A place is believed that is as certain as `confidence`, from 0 to 1. `shows_unplaced` says
    whether readers see notes that have none.
    """

    confidence: float = 0.9
    shows_unplaced: bool = True


def visible_first(annotations: Iterable[Annotation], *, drafts: bool) -> list[Annotation]:
    """The notes in their order, but those that no page shows behind the others.

    Of several of one id, the first of these is the one that is shown.
    """
    return sorted(annotations, key=lambda annotation: is_hidden(annotation, drafts=drafts))


def is_hidden(annotation: Annotation, *, drafts: bool) -> bool:
    """Whether no page shows the note; `drafts`: whether drafts are to be seen."""
    return annotation.status == WITHDRAWN or (annotation.status == DRAFT and not drafts)


def _believed(resolution: Resolution, policy: Policy) -> Resolution:
    """A place that is not certain enough is one of the candidates of a loss."""
    if isinstance(resolution, Moved) and resolution.score < policy.confidence:
        nearest = Candidate(resolution.passage, resolution.likeness, resolution.quote)
        return Lost(Loss.NOT_FOUND, (nearest,))
    return resolution


def shown_at(target: Target, resolution: Resolution, policy: Policy) -> Target | None:
    """The target where a page shows the note; None where it has no place on it."""
    believed = _believed(resolution, policy)
    if not isinstance(believed, Exact | Moved):
        return None
    words = believed.quote if target.quote and isinstance(believed, Moved) else target.quote
    first, last = believed.passage.first, believed.passage.last
    return replace(target, first=first, last=last, quote=words)


def place_notes(
    annotations: Sequence[Annotation],
    resolutions: Sequence[Resolution],
    paragraphs: Mapping[str, ParagraphView],
    policy: Policy,
) -> list[PlacedNote]:
    """Number the notes in the order of their markers; those without a paragraph come last.

    A paragraph that is not among `paragraphs` has no id yet, by which a note could be found.
    """
    order = {paragraph_id: number for number, paragraph_id in enumerate(paragraphs)}
    placed = [
        _place(annotation, resolution, paragraphs, policy)
        for annotation, resolution in zip(annotations, resolutions, strict=True)
    ]
    if not policy.shows_unplaced:
        placed = [note for note in placed if note.passage is not None]
    placed.sort(key=lambda note: (order.get(note.home, len(order)), note.at, _breadth(note)))
    return [
        PlacedNote(note.annotation, note.resolution, number, note.home, note.at, note.passage)
        for number, note in enumerate(placed, start=1)
    ]


def _breadth(note: PlacedNote) -> int:
    """What orders markers at one place: the narrower passage first, then whole paragraphs."""
    if note.passage is None:
        return 2**60
    return note.passage.end - note.passage.start if note.annotation.target.quote else 2**59


def _place(
    annotation: Annotation,
    resolution: Resolution,
    paragraphs: Mapping[str, ParagraphView],
    policy: Policy,
) -> PlacedNote:
    target = annotation.target
    if not (target.quote and _is_word_for_word_outside(resolution, paragraphs)):
        resolution = _believed(resolution, policy)
    passage = resolution.passage if isinstance(resolution, Exact | Moved) else None
    if passage and not {passage.first, passage.last} <= paragraphs.keys():
        passage = None
    if passage and target.quote:
        at = after_punctuation(paragraphs[passage.last].text, passage.end)
        return PlacedNote(annotation, resolution, 0, passage.last, at, passage)
    home = passage.first if passage else target.first
    if home not in paragraphs:
        return PlacedNote(annotation, resolution, 0)
    at = len(paragraphs[home].text.rstrip())
    return PlacedNote(annotation, resolution, 0, home, at, passage)


def _is_word_for_word_outside(
    resolution: Resolution, paragraphs: Mapping[str, ParagraphView]
) -> bool:
    """Whether the words stand where no note can: readers must not be told that they are gone."""
    if not isinstance(resolution, Moved) or resolution.likeness < 1.0:
        return False
    return resolution.passage.first not in paragraphs
