"""Converts a whole publication without a host, and returns everything there is to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.diagnostics import Code, Diagnostic, in_order
from postil.project import keeps_texts, read_text, snapshot_path
from postil.rendering.extension import PostilExtension
from postil.rendering.former_texts import former_text, not_kept
from postil.rendering.texts import paragraph_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from postil.project import Publication
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
    found = [*pages.diagnostics(), *_kept_texts(settings, pages)]
    return pages, in_order(found)


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
            former = _former(settings, publication, source)
            message, way_out = not_kept(publication, source, former)
            yield Diagnostic(Code.SNAPSHOT_MISSING, message, layout.shown(path), help=way_out)
        elif result is not None and result.outdated:
            message = f"{result.outdated} of {shown} has changed since it was kept"
            yield Diagnostic(Code.SNAPSHOT_STALE, message, layout.shown(path))


def _former(settings: Settings, publication: Publication, source: str) -> str:
    if not publication.stray_texts:
        return ""
    text = read_text(publication.layout.docs / source, publication.layout)
    document = paragraph_texts(settings, text, source) if isinstance(text, str) else {}
    return former_text(publication, list(document.items()))


def convert(settings: Settings, pages: PublicationPages, path: str) -> str:
    """Convert one transcript; its HTML."""
    pages.current = path
    md = settings.converter(PostilExtension(pages=pages))
    return str(md.convert(pages.publication.body(path)))
