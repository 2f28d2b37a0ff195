"""Converts a whole publication without a host, and returns everything there is to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.diagnostics import Code, Diagnostic, in_order
from postil.project import keeps_texts, snapshot_path
from postil.rendering.extension import PostilExtension

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
    found = [*pages.diagnostics(), *_kept_texts(pages)]
    return pages, in_order(found)


def _kept_texts(pages: PublicationPages) -> Iterator[Diagnostic]:
    """Kept texts that are missing or out of date, in a publication that keeps any."""
    publication = pages.publication
    layout = publication.layout
    if not keeps_texts(layout):
        return
    for source in publication.annotations:
        path, shown = snapshot_path(layout, source), layout.shown(layout.docs / source)
        result = pages.results.get(shown)
        if result is not None and not path.exists():
            message = f"the text of {shown} is not kept"
            yield Diagnostic(Code.SNAPSHOT_MISSING, message, layout.shown(path))
        elif result is not None and result.outdated:
            message = f"{result.outdated} of {shown} has changed since it was kept"
            yield Diagnostic(Code.SNAPSHOT_STALE, message, layout.shown(path))


def convert(settings: Settings, pages: PublicationPages, path: str) -> str:
    """Convert one transcript; its HTML."""
    pages.current = path
    md = settings.converter(PostilExtension(pages=pages))
    return str(md.convert(pages.publication.body(path)))
