"""What became of every note of a transcript: the answers that `postil reanchor` shows and writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postil.core.anchoring import Evidence, Exact, Moved, resolve
from postil.core.snapshot import kept
from postil.core.touching import touched
from postil.project import read_snapshot, read_text
from postil.rendering.texts import paragraph_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from postil.core.anchoring import Resolution
    from postil.core.diagnostics import Diagnostic
    from postil.core.model import Annotation
    from postil.core.snapshot import Document
    from postil.project import Publication
    from postil.rendering.settings import Settings


@dataclass(frozen=True, slots=True)
class Standing:
    """A transcript, its notes, and where each stands.

    `path` is the file as people see it; `snapshot` the text that was kept,
    `old` that of a revision.
    """

    source: str
    path: str
    document: Document
    snapshot: Document | None
    old: Document | None
    notes: Sequence[tuple[Annotation, Resolution]]

    @property
    def moved(self) -> list[tuple[Annotation, Resolution]]:
        """The notes that do not stand on their words, withdrawn ones left out."""
        return [
            (annotation, resolution)
            for annotation, resolution in self.notes
            if not isinstance(resolution, Exact) and annotation.status != "withdrawn"
        ]


def standing(
    settings: Settings,
    publication: Publication,
    source: str,
    old_text: Callable[[str], str | None] | None = None,
) -> Standing | None:
    """Resolve the notes of one transcript; None where its file cannot be read.

    The old text is that of a revision if there is one, else the one that was kept.
    """
    layout = publication.layout
    text = read_text(layout.docs / source, layout)
    if not isinstance(text, str):
        return None
    document = list(paragraph_texts(settings, text, source).items())
    stored = read_snapshot(layout, source)
    snapshot = stored if isinstance(stored, list) else None
    before = old_text(source) if old_text is not None else None
    old = list(paragraph_texts(settings, before, source).items()) if before else None
    annotations = publication.annotations.get(source, ())
    resolutions = resolve(document, annotations, None if snapshot == kept(document) else snapshot)
    if old is not None:
        by_revision = resolve(document, annotations, old)
        resolutions = list(map(_better, by_revision, resolutions))
    notes = list(zip(annotations, resolutions, strict=True))
    path = publication.transcripts[source].path
    return Standing(source, path, document, snapshot, old, notes)


def _better(by_revision: Resolution, by_snapshot: Resolution) -> Resolution:
    """That of the revision, unless the note was written about a later text."""
    knows = isinstance(by_revision, Exact) or (
        isinstance(by_revision, Moved) and by_revision.evidence is Evidence.OLD_TEXT
    )
    return by_revision if knows else by_snapshot


def touched_notes(
    settings: Settings,
    publication: Publication,
    old_text: Callable[[str], str | None],
    revision: str,
) -> Iterator[Diagnostic]:
    """A finding for each note whose paragraph is not what it was at `revision`."""
    for source, annotations in publication.annotations.items():
        before = old_text(source)
        now = read_text(publication.layout.docs / source, publication.layout)
        if before is None or not isinstance(now, str):
            continue
        old, new = (paragraph_texts(settings, text, source) for text in (before, now))
        yield from touched(annotations, old, new, publication.transcripts[source].path, revision)
