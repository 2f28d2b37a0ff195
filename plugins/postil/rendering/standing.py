"""What became of every note of a transcript, as `postil reanchor` shows and writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from postil.core.anchoring import Exact, Lost, resolve_each
from postil.core.diagnostics import Diagnostic, Severity
from postil.core.disagreement import Witnessed, contested
from postil.core.document_text import DocumentText
from postil.core.last_seen import Left, last_seen
from postil.core.placement import is_hidden, shown_at
from postil.core.resolving import standing as places_in
from postil.core.snapshot import Snapshot, noted
from postil.core.touching import AtRevision, touched
from postil.project import read_snapshot, read_text, transcript_of
from postil.rendering.former_texts import former_text
from postil.rendering.texts import paragraph_texts, transcript_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from postil.core.anchoring import Resolution
    from postil.core.model import Annotation, Target
    from postil.core.snapshot import Document, Noted
    from postil.project import Publication
    from postil.rendering.settings import Settings


class Earlier(NamedTuple):
    """A transcript at a revision: what its file held, and its notes with what they were about."""

    text: str
    notes: Collection[Noted]


class Found(NamedTuple):
    """A note, what became of it, and the text by which it was looked for.

    `is_contested` says that by the kept text it stands as it is: that of a revision, by which it
    was looked for, does not overrule what was decided since.
    """

    annotation: Annotation
    resolution: Resolution
    text: Document | None
    is_contested: bool = False

    @property
    def stands(self) -> bool:
        """Whether nothing is to be done about it."""
        return isinstance(self.resolution, Exact) or self.annotation.status == "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """A transcript, its notes, and where each stands.

    `path` is the file as people see it. `snapshot` is what was kept, `damage` says why it
    cannot be read. `is_complete` says that no note was left out because its file has faults.
    `former` is a kept text that may be of this transcript, which has none under its name.
    `id_faults` say why paragraphs of the `document` have no id of their own, which the `numbered`
    have: until that is mended, notes cannot be moved and the text cannot be kept.
    """

    source: str
    path: str
    document: Document
    snapshot: Snapshot | None
    damage: Diagnostic | None
    notes: Sequence[Found]
    is_complete: bool
    former: str
    numbered: Collection[str]
    id_faults: Sequence[Diagnostic]

    @property
    def moved(self) -> list[Found]:
        """The notes that do not stand on their words, withdrawn ones left out."""
        return [found for found in self.notes if not found.stands]

    @property
    def lacks_evidence(self) -> bool:
        """Whether a note might be found by a kept text that is damaged or was left behind."""
        is_elsewhere = self.damage is not None or bool(self.former)
        shown = (found for found in self.notes if found.annotation.status != "withdrawn")
        return is_elsewhere and any(found.text is None for found in shown)

    @property
    def without_paragraphs(self) -> list[Found]:
        """Lost notes of which a paragraph that they name is not there."""
        ids = {paragraph_id for paragraph_id, _ in self.document}
        lost = (found for found in self.moved if isinstance(found.resolution, Lost))
        targets = ((found, found.annotation.target) for found in lost)
        return [found for found, target in targets if not {target.first, target.last} <= ids]

    def left(self, settled: Collection[tuple[str, str]] = ()) -> list[Left]:
        """Those that do not stand yet, when the `settled` do, named by file and id.

        Of those that are contested, the kept text goes on to say that they stand.
        """
        return [
            Left(found.annotation, found.text)
            for found in self.moved
            if not found.is_contested
            and (found.annotation.path, found.annotation.id) not in settled
        ]


def standing(
    settings: Settings,
    publication: Publication,
    source: str,
    before: Earlier | None = None,
    tell: Callable[[], object] = lambda: None,
) -> Standing | None:
    """Resolve the notes of one transcript; None where its file cannot be read.

    The old text is that of a revision for notes that were the same in it, else what was kept. A
    note that stands as it is by the latter only is contested. `tell` is called for each note that
    had to be looked for.
    """
    layout = publication.layout
    text = read_text(layout.docs / source, layout)
    if not isinstance(text, str):
        return None
    found = transcript_text(settings, text, source)
    document = found.document
    stored = read_snapshot(layout, source)
    snapshot = stored if isinstance(stored, Snapshot) else None
    notes = publication.annotations.get(source, ())
    texts = by_kept = last_seen(snapshot, document, notes)
    if before is not None:
        old = list(paragraph_texts(settings, before.text, source).items())
        texts = _by_revision(notes, by_kept, old, before.notes)
    resolutions = resolve_each(document, notes, texts, tell)
    results = list(zip(notes, resolutions, texts, strict=True))
    told = [Witnessed(*each, kept) for each, kept in zip(results, by_kept, strict=True)]
    is_contested = contested(document, told)
    return Standing(
        source,
        publication.transcripts[source].path,
        document,
        snapshot,
        stored if isinstance(stored, Diagnostic) else None,
        [Found(*each, both) for each, both in zip(results, is_contested, strict=True)],
        not _has_faults(publication, source),
        former_text(publication, document) if stored is None else "",
        found.numbered.keys(),
        found.id_faults,
    )


def shown_places(
    settings: Settings, publication: Publication, source: str
) -> dict[str, Target | None]:
    """Where the page of a transcript shows each note, by its id: the target there, or no place.

    Of notes of one id, the first that is not hidden is shown.
    """
    found = standing(settings, publication, source)
    notes = sorted(
        found.notes if found else (),
        key=lambda note: is_hidden(note.annotation, drafts=settings.drafts),
    )
    places = {
        note.annotation.id: shown_at(note.annotation.target, note.resolution, settings.policy)
        for note in reversed(notes)
    }
    numbered = found.numbered if found else ()
    return {
        identifier: place if place and {place.first, place.last} <= set(numbered) else None
        for identifier, place in places.items()
    }


def _by_revision(
    notes: Sequence[Annotation],
    texts: Sequence[Document | None],
    old: Document,
    then: Collection[Noted],
) -> list[Document | None]:
    """The text of a revision for notes that were the same, and stood in it."""
    place = DocumentText(old)
    return [
        old if noted(note) in then and len(places_in(place, note.target)) == 1 else text
        for note, text in zip(notes, texts, strict=True)
    ]


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
    earlier: Callable[[str], Earlier | None],
    revision: str,
) -> Iterator[Diagnostic]:
    """A finding for each note whose paragraph does not read as that which it had at `revision`."""
    for source, notes in publication.annotations.items():
        if source not in publication.transcripts:
            continue  # It cannot be read, which is reported where it was tried.
        before = earlier(source)
        now = read_text(publication.layout.docs / source, publication.layout)
        if before is None or not isinstance(now, str):
            continue
        old, new = (paragraph_texts(settings, text, source) for text in (before.text, now))
        then = AtRevision(revision, old, before.notes)
        yield from touched(notes, new, then, publication.transcripts[source].path)
