"""What became of every note of a transcript, as `postil reanchor` shows and writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postil.core.anchoring import Exact, resolve
from postil.core.diagnostics import Severity
from postil.core.snapshot import kept
from postil.core.touching import touched
from postil.project import read_snapshot, read_text, transcript_of
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

    `path` is the file as people see it and `text` what it holds; `snapshot` is the text that was
    kept, `old` that of a revision. `is_complete` says that no note was left out because its file
    has faults.
    """

    source: str
    path: str
    text: str
    document: Document
    snapshot: Document | None
    old: Document | None
    notes: Sequence[tuple[Annotation, Resolution]]
    is_complete: bool

    @property
    def moved(self) -> list[tuple[Annotation, Resolution]]:
        """The notes that do not stand on their words, withdrawn ones left out."""
        return [
            (annotation, resolution)
            for annotation, resolution in self.notes
            if not isinstance(resolution, Exact) and annotation.status != "withdrawn"
        ]

    @property
    def is_kept(self) -> bool:
        """Whether the text that was kept is the text of today."""
        return self.snapshot == kept(self.document)


def standing(
    settings: Settings,
    publication: Publication,
    source: str,
    old_text: Callable[[str], str | None] | None = None,
) -> Standing | None:
    """Resolve the notes of one transcript; None where its file cannot be read.

    The old text is that of a revision for notes that stood in it, else the one that was kept.
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
    notes = publication.annotations.get(source, ())
    resolutions = resolve(document, notes, None if snapshot == kept(document) else snapshot)
    if old is not None:
        stood = resolve(old, notes)
        by_revision = resolve(document, notes, old)
        resolutions = [
            best if isinstance(then, Exact) else other
            for then, best, other in zip(stood, by_revision, resolutions, strict=True)
        ]
    return Standing(
        source,
        publication.transcripts[source].path,
        text,
        document,
        snapshot,
        old,
        list(zip(notes, resolutions, strict=True)),
        not _has_faults(publication, source),
    )


def _has_faults(publication: Publication, source: str) -> bool:
    root = publication.layout.root
    return any(
        finding.severity is Severity.ERROR
        and transcript_of(root / finding.path, publication) == source
        for finding in publication.diagnostics
    )


def touched_notes(
    settings: Settings,
    publication: Publication,
    old_text: Callable[[str], str | None],
    revision: str,
) -> Iterator[Diagnostic]:
    """A finding for each note whose paragraph is not what it was at `revision`."""
    for source, notes in publication.annotations.items():
        before = old_text(source)
        now = read_text(publication.layout.docs / source, publication.layout)
        if before is None or not isinstance(now, str):
            continue
        old, new = (paragraph_texts(settings, text, source) for text in (before, now))
        yield from touched(notes, old, new, publication.transcripts[source].path, revision)
