"""What a change of texts and notes does to the notes: two states of a transcript compared."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.anchoring import Ambiguous, Lost, Moved, resolve
from postil.core.passages import words_at
from postil.core.reporting import range_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    """Where a note stands: the paragraph, the words there, and whether it does.

    `why` says how that is known or what happened; `nearest` are the words most like lost ones.
    """

    paragraph: str = ""
    words: str = ""
    trouble: Change | None = None
    why: str = ""
    nearest: str = ""


NOWHERE: Final = Standing()


@dataclass(frozen=True, slots=True)
class NoteChange:
    """One note and what became of it; `keys` are those whose values differ."""

    change: Change
    annotation: Annotation
    before: Standing = NOWHERE
    after: Standing = NOWHERE
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A transcript and its notes at one moment; an empty document is one that is not there."""

    document: Document = field(default_factory=list)
    annotations: Sequence[Annotation] = ()


@dataclass(frozen=True, slots=True)
class TranscriptChanges:
    """What a change does to one transcript: ids of paragraphs, and notes.

    `unread` says why it cannot be read as it is now, so that nothing is known; such a one may
    stand for a file of notes.
    """

    path: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[NoteChange, ...] = ()
    unread: str = ""


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
    notes, notes_before = _by_id(new.annotations), _by_id(old.annotations)
    then = _standings(old.document, notes_before, resolve(old.document, notes_before.values()))
    now = _standings(new.document, notes, _resolved(old, new))
    found = []
    for identifier, (annotation, after) in now.items():
        before_annotation, before = then.get(identifier, (None, NOWHERE))
        place = _change_of_place(before, after, is_new=before_annotation is None)
        if place:
            found.append(NoteChange(place, annotation, before, after))
        if before_annotation is None:
            found.append(NoteChange(Change.ADDED, annotation, before, after))
        elif keys := _different(before_annotation, annotation):
            found.append(NoteChange(Change.CHANGED, annotation, before, after, keys=keys))
    gone = [pair for identifier, pair in then.items() if identifier not in now]
    return [*found, *(NoteChange(Change.REMOVED, a, before) for a, before in gone)]


def _by_id(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    """Of two notes with one id the first."""
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        found.setdefault(annotation.id, annotation)
    return found


def _resolved(old: State, new: State) -> list[Resolution]:
    """Where the notes are now.

    Those with the target they had are followed from the old text; the others were written about
    the new one.
    """
    before, notes = _by_id(old.annotations), _by_id(new.annotations)
    targets = {identifier: annotation.target for identifier, annotation in before.items()}
    as_written = resolve(new.document, notes.values())
    followed = resolve(new.document, notes.values(), old.document or None)
    return [
        from_old if targets.get(note.id) == note.target else from_new
        for note, from_old, from_new in zip(notes.values(), followed, as_written, strict=True)
    ]


def _standings(
    document: Document, notes: Mapping[str, Annotation], resolutions: Iterable[Resolution]
) -> dict[str, tuple[Annotation, Standing]]:
    texts = dict(document)
    pairs = zip(notes.values(), resolutions, strict=True)
    return {note.id: (note, _standing(note, resolution, texts)) for note, resolution in pairs}


def _standing(annotation: Annotation, resolution: Resolution, texts: dict[str, str]) -> Standing:
    target = annotation.target
    where = range_name(target.first, target.last)
    if isinstance(resolution, Ambiguous):
        return Standing(where, target.quote, Change.AMBIGUOUS)
    if isinstance(resolution, Lost):
        why, passage = resolution.reason.value, resolution.nearest
        nearest = words_at(texts, passage) if passage else ""
        return Standing(where, target.quote, Change.LOST, why, nearest)
    passage = resolution.passage
    words = words_at(texts, passage) if target.quote else ""
    paragraph = range_name(passage.first, passage.last)
    if isinstance(resolution, Moved):
        why = f"{resolution.score:.0%} certain: {resolution.evidence.value}"
        return Standing(paragraph, words, Change.MOVED, why)
    return Standing(paragraph, words)


def _change_of_place(before: Standing, after: Standing, *, is_new: bool) -> Change | None:
    if after.trouble is not None:
        return after.trouble if is_new or before.trouble is not after.trouble else None
    if is_new or before.trouble is not None:
        return None
    return Change.MOVED if before != after else None


def _different(before: Annotation, after: Annotation) -> tuple[str, ...]:
    names = [f.name for f in fields(after) if f.name not in _NOT_COMPARED]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
