"""Converts a whole publication without a host, and returns everything there is to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.rendering.extension import PostilExtension

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from postil.core.diagnostics import Diagnostic
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
    return pages, pages.diagnostics()


def convert(settings: Settings, pages: PublicationPages, path: str) -> str:
    """Convert one transcript; its HTML."""
    pages.current = path
    md = settings.converter(PostilExtension(pages=pages))
    return str(md.convert(pages.publication.body(path)))
