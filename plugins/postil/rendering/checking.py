"""Converts a whole publication without a host, and returns everything there is to report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from postil.core.diagnostics import Code, Diagnostic, in_order
from postil.core.last_seen import last_seen
from postil.project import keeps_texts, read_snapshot, read_text, snapshot_path
from postil.rendering.extension import PostilExtension
from postil.rendering.former_texts import (
    former_text,
    not_kept,
    not_taken_along,
    text_before_division,
)
from postil.rendering.other_transcripts import Missing, elsewhere
from postil.rendering.texts import paragraph_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from postil.rendering.pages import PublicationPages
    from postil.rendering.settings import Settings


def check(
    settings: Settings, track: Callable[[Iterable[str]], Iterable[str]] = lambda paths: paths
) -> tuple[PublicationPages, list[Diagnostic]]:
    """Resolve every note of a publication as the build will; `track` may show progress."""
    pages = settings.pages(settings.read(), drafts=True)
    pages.site = None  # Nobody reads the pages.
    for path in track(list(pages.publication.transcripts)):
        convert(settings, pages, path)
    found = _with_other_transcripts(settings, pages)
    return pages, in_order([*found, *_kept_texts(settings, pages)])


def _with_other_transcripts(settings: Settings, pages: PublicationPages) -> list[Diagnostic]:
    """The findings; of lost notes whose words went to another transcript, with the way there."""
    publication = pages.publication
    found = pages.diagnostics()
    lost = {
        (finding.path, finding.line, finding.column): number
        for number, finding in enumerate(found)
        if finding.code is Code.UNKNOWN_PARAGRAPH and not finding.retargets
    }
    missing = list(_missing(pages, lost)) if lost else []
    for note, way_out in zip(missing, elsewhere(settings, publication, missing), strict=True):
        number = lost[note.annotation.path, *note.annotation.places.paragraph]
        found[number] = replace(found[number], help=way_out or found[number].help)
    return found


def _missing(pages: PublicationPages, lost: Container[tuple[str, int, int]]) -> Iterator[Missing]:
    """The notes of those findings, but where something is to be mended first."""
    publication = pages.publication
    for source in publication.transcripts:
        notes = [
            note
            for part in (publication.annotations, publication.unfinished)
            for note in part.get(source, ())
            if (note.path, *note.places.paragraph) in lost
        ]
        stored = read_snapshot(publication.layout, source) if notes else None
        path = publication.layout.shown(publication.layout.docs / source)
        if notes and not isinstance(stored, Diagnostic) and not pages.results[path].id_faults:
            texts = last_seen(stored, [], notes)
            yield from (Missing(source, *each) for each in zip(notes, texts, strict=True))


def _kept_texts(settings: Settings, pages: PublicationPages) -> Iterator[Diagnostic]:
    """Kept texts that are missing or out of date, in a publication that keeps any."""
    publication = pages.publication
    layout = publication.layout
    if not keeps_texts(layout):
        return
    for source in publication.annotations:
        path, shown = snapshot_path(layout, source), layout.shown(layout.docs / source)
        result = pages.results.get(shown)
        if result is not None and not path.exists():
            message, way_out = _not_kept(settings, pages, source)
            yield Diagnostic(Code.SNAPSHOT_MISSING, message, layout.shown(path), help=way_out)
        elif result is not None and result.outdated:
            message = f"{result.outdated} of {shown} has changed since it was kept"
            yield Diagnostic(Code.SNAPSHOT_STALE, message, layout.shown(path))


def _not_kept(settings: Settings, pages: PublicationPages, source: str) -> tuple[str, str]:
    """What is said of a transcript whose text is not kept, and the way out where there is one."""
    publication = pages.publication
    others = _changed(pages)
    if not publication.stray_texts and not others:
        return not_kept(publication, source, "")
    text = read_text(publication.layout.docs / source, publication.layout)
    document = paragraph_texts(settings, text, source) if isinstance(text, str) else {}
    whole = text_before_division(publication, list(document.items()), others)
    if whole:
        return not_taken_along(publication, source, whole)
    return not_kept(publication, source, former_text(publication, list(document.items())))


def _changed(pages: PublicationPages) -> dict[str, list[str]]:
    """The transcripts with notes that changed since their text was kept, with their ids."""
    layout = pages.publication.layout
    results = {
        source: pages.results.get(layout.shown(layout.docs / source)) for source in pages.strips
    }
    return {
        source: [segment.paragraph for segment in pages.strips[source]]
        for source, result in results.items()
        if result is not None and (result.outdated or not result.all_stand)
    }


def convert(settings: Settings, pages: PublicationPages, path: str) -> str:
    """Convert one transcript; its HTML."""
    pages.current = path
    md = settings.converter(PostilExtension(pages=pages))
    return str(md.convert(pages.publication.body(path)))
