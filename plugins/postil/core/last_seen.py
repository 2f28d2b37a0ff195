"""On which text each note was last seen to stand: read from what is kept, and written there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.document_text import DocumentText, each_once
from postil.core.resolving import standing
from postil.core.snapshot import Part, Snapshot, kept, noted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.model import Annotation
    from postil.core.snapshot import Document, Noted


class Left(NamedTuple):
    """A note that does not stand, and the text by which it was looked for, if there was one."""

    annotation: Annotation
    text: Document | None


def last_seen(
    snapshot: Snapshot | None, document: Document, annotations: Iterable[Annotation]
) -> list[Document | None]:
    """For each note the text by which to look for it in `document`: itself where it is the same.

    None where a note was not seen to stand on any. That its words stand in the text is not asked.
    """
    if snapshot is None:
        return [None for _ in annotations]
    now = kept(document)
    texts: dict[Noted, Document | None] = dict.fromkeys(snapshot.unseen)
    for part in snapshot.parts:
        texts |= dict.fromkeys(part.notes, document if part.document == now else part.document)
    newest = document if snapshot.document == now else snapshot.document
    if not texts:
        return [newest for _ in annotations]
    return [texts.get(noted(annotation), newest) for annotation in annotations]


def unknown_to(
    document: Document, annotations: Sequence[Annotation], texts: Sequence[Document | None]
) -> list[Annotation]:
    """Notes whose words are not in the text by which they are looked for, if it is an older one."""
    old = each_once(texts)
    return [
        annotation
        for annotation, text in zip(annotations, texts, strict=True)
        if text is not None and text is not document
        if not standing(old[id(text)], annotation.target)
    ]


def renewed(document: Document, left: Iterable[Left]) -> Snapshot:
    """What is to be kept when all notes but those `left` stand in `document`."""
    return _Keeping(kept(document)).snapshot(left)


def amended(
    snapshot: Snapshot, document: Document, settled: Iterable[Annotation], left: Iterable[Left]
) -> Snapshot:
    """What is to be kept when not all notes are known: of the others nothing can be said.

    So the text that is kept stays, and those that are `settled` are named as standing in
    `document`.
    """
    keeping = _Keeping(snapshot.document)
    keeping.take(snapshot)
    for annotation in settled:
        keeping.note(annotation, document)
    return keeping.snapshot(left)


class _Keeping:
    """Gathers what is kept of notes, by the text; each text is compared with the others once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._same: dict[int, tuple[Document, Document]] = {}
        self._distinct = [document]
        self._texts: dict[Noted, Document] = {}
        self._unseen: set[Noted] = set()

    def take(self, snapshot: Snapshot) -> None:
        for part in snapshot.parts:
            self._texts |= dict.fromkeys(part.notes, self._as_kept(part.document))
        self._unseen.update(snapshot.unseen)

    def note(self, annotation: Annotation, text: Document) -> None:
        note, as_kept = noted(annotation), self._as_kept(text)
        self._unseen.discard(note)
        self._texts.pop(note, None)
        if as_kept is not self._document:
            self._texts[note] = as_kept

    def snapshot(self, left: Iterable[Left]) -> Snapshot:
        left = list(left)
        texts = each_once(text for _, text in left)
        ordinary = DocumentText(self._document)
        for annotation, text in left:
            target = annotation.target
            if text is not None and len(standing(texts[id(text)], target)) == 1:
                self.note(annotation, text)
            elif len(standing(ordinary, target)) == 1:
                self._unseen.add(noted(annotation))
        return Snapshot(self._document, self._parts(), tuple(sorted(self._unseen, key=_order)))

    def _as_kept(self, text: Document) -> Document:
        """What is kept of a text: the same object for equal ones."""
        if id(text) not in self._same:
            as_kept = kept(text)
            if as_kept not in self._distinct:
                self._distinct.append(as_kept)
            known = self._distinct[self._distinct.index(as_kept)]
            # With the text itself, so that no other takes its id.
            self._same[id(text)] = text, known
        return self._same[id(text)][1]

    def _parts(self) -> tuple[Part, ...]:
        """Equal texts are one part. The order depends on the notes alone."""
        groups: dict[int, tuple[Document, list[Noted]]] = {}
        for note in sorted(self._texts, key=_order):
            text = self._texts[note]
            groups.setdefault(id(text), (text, []))[1].append(note)
        return tuple(Part(tuple(notes), text) for text, notes in groups.values())


def _order(note: Noted) -> tuple[str, ...]:
    target = note.target
    return (note.id, target.first, target.last, target.quote, target.prefix, target.suffix)
