"""What a change of texts and notes does to the notes: two states of a transcript compared."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.anchoring import Ambiguous, Exact, Lost, resolve
from postil.core.context_choice import in_context, nearest_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.anchoring import Resolution
    from postil.core.context_choice import Document
    from postil.core.model import Annotation

_NOT_COMPARED: Final = ("path", "places")
"""Where a note stands in its file says nothing about the note."""


class Change(Enum):
    """What became of a note. The value is its heading; the order is that of a report."""

    LOST = "Lost: their words are no longer in the text"
    AMBIGUOUS = "Ambiguous: their words now stand in several places"
    MOVED = "Moved to other words or another paragraph"
    ADDED = "Added"
    CHANGED = "Changed"
    REMOVED = "Removed"


class Standing(NamedTuple):
    """Where a note stands: the paragraph, the words there, and whether it does."""

    paragraph: str = ""
    words: str = ""
    trouble: Change | None = None


NOWHERE: Final = Standing()


@dataclass(frozen=True, slots=True)
class NoteChange:
    """One note and what became of it; `keys` are those whose values differ."""

    change: Change
    annotation: Annotation
    before: Standing = NOWHERE
    after: Standing = NOWHERE
    nearest: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A transcript and its notes at one moment; an empty document is one that is not there."""

    document: Document = field(default_factory=list)
    annotations: Sequence[Annotation] = ()


@dataclass(frozen=True, slots=True)
class TranscriptChanges:
    """What a change does to one transcript: ids of paragraphs, and notes."""

    path: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[NoteChange, ...] = ()


def changes_of(path: str, old: State, new: State) -> TranscriptChanges:
    """Compare two states of a transcript. A note has at most one change of its place and one other.

    A note that had lost its words before is not reported again.
    """
    before, after = dict(old.document), dict(new.document)
    return TranscriptChanges(
        path,
        tuple(i for i in after if i not in before),
        tuple(i for i in after if i in before and before[i] != after[i]),
        tuple(i for i in before if i not in after),
        tuple(_note_changes(old, new)),
    )


def _note_changes(old: State, new: State) -> list[NoteChange]:
    then = {a.id: (a, s) for a, s in _standings(old)}
    now = {a.id: (a, s) for a, s in _standings(new, old.document)}
    found = []
    for identifier, (annotation, after) in now.items():
        before_annotation, before = then.get(identifier, (None, NOWHERE))
        place = _change_of_place(before, after, is_new=before_annotation is None)
        if place:
            nearest = ""
            if place is Change.LOST and new.document:
                nearest = nearest_words(new.document, annotation.target)
            found.append(NoteChange(place, annotation, before, after, nearest))
        if before_annotation is None:
            found.append(NoteChange(Change.ADDED, annotation, before, after))
        elif keys := _different(before_annotation, annotation):
            found.append(NoteChange(Change.CHANGED, annotation, before, after, keys=keys))
    gone = [pair for identifier, pair in then.items() if identifier not in now]
    return [*found, *(NoteChange(Change.REMOVED, a, before) for a, before in gone)]


def _standings(state: State, before: Document | None = None) -> list[tuple[Annotation, Standing]]:
    """Each note of a state with its place; of two with one id the first."""
    unique = list({a.id: a for a in reversed(state.annotations)}.values())[::-1]
    texts = dict(state.document)
    return [
        (annotation, _standing(annotation, resolution, texts))
        for annotation, resolution in zip(
            unique, _resolved(state.document, unique, before), strict=True
        )
    ]


def _resolved(
    document: Document,
    annotations: Sequence[Annotation],
    before: Document | None,  # noqa: ARG001 - for a resolver that follows words to their new place.
) -> list[Resolution]:
    """The one call of the resolver; `before` is the document that the notes were written on."""
    return resolve(document, annotations)


def _standing(annotation: Annotation, resolution: Resolution, texts: dict[str, str]) -> Standing:
    if isinstance(resolution, Ambiguous):
        return Standing(annotation.target.first, annotation.target.quote, Change.AMBIGUOUS)
    if isinstance(resolution, Lost):
        return Standing(annotation.target.first, annotation.target.quote, Change.LOST)
    passage = resolution.passage
    _, words, _ = in_context(texts, passage, 0)
    paragraph = (
        passage.first if passage.first == passage.last else f"{passage.first}-{passage.last}"
    )
    is_exact = isinstance(resolution, Exact)
    shown = words if annotation.target.quote else ""
    return Standing(paragraph, shown, None if is_exact else Change.MOVED)


def _change_of_place(before: Standing, after: Standing, *, is_new: bool) -> Change | None:
    if after.trouble is not None:
        return after.trouble if is_new or before.trouble is not after.trouble else None
    if is_new or before.trouble is not None:
        return None
    return Change.MOVED if before != after else None


def _different(before: Annotation, after: Annotation) -> tuple[str, ...]:
    names = [f.name for f in fields(after) if f.name not in _NOT_COMPARED]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
