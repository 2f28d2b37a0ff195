"""The pages of one publication: hands each its notes, and keeps what became of them."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown import Markdown

from postil.core.catalogue import excerpt
from postil.core.citation_data import Site
from postil.core.density import segments
from postil.core.diagnostics import Diagnostic, in_order
from postil.core.model import Place
from postil.project import read_snapshot
from postil.rendering.code_host import CodeHost
from postil.rendering.note_links import NoteLinks
from postil.rendering.page_context import Neighbour, PageInput, source_path
from postil.rendering.source_lines import paragraph_lines
from postil.rendering.suggesting import Suggesting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from postil.core.annotated_page import AnnotatedPage, Style
    from postil.core.density import Segment
    from postil.core.model import Annotation
    from postil.core.snapshot import Snapshot
    from postil.project import Publication
    from postil.rendering.note_links import Withheld
    from postil.rendering.page_context import Alternate
    from postil.rendering.stash import Stash


class PublicationPages:
    """Implements `Pages` for a publication that has been read.

    `results` is keyed by the transcript's path and replaced, never added to, when a page is
    converted again; `strips` likewise, by the path below `docs`. `site` is what citations say of
    the publication, with None there are none; `urls` is where its pages will be, by path.
    `uses_kept_texts` says whether notes are looked for by them.
    """

    def __init__(
        self,
        publication: Publication,
        style: Style,
        converter: Callable[[], Markdown] = lambda: Markdown(extensions=["attr_list"]),
    ) -> None:
        """`converter` makes a `Markdown` with the site's extensions, for finding source lines."""
        self.publication = publication
        self.style = style
        self.results: dict[str, AnnotatedPage] = {}
        self.search_texts: dict[str, bytes] = {}
        self.strips: dict[str, tuple[Segment, ...]] = {}
        self.links = NoteLinks(publication)
        self.site: Site | None = Site()
        self.host = CodeHost()
        self.urls: Mapping[str, str] = {}
        self.is_in_theme_search = True
        self.has_pagefind = False
        self.is_for_disk = False
        self.uses_kept_texts = True
        self.alternates: Callable[[str, AnnotatedPage], Sequence[Alternate]] = lambda *_: ()
        self.takers: list[Callable[[PageInput, AnnotatedPage], None]] = []
        self.current: str | None = None
        self._converter = converter
        self.leave_out(())
        self._unreadable: dict[str, Diagnostic] = {}
        self._lines: dict[str, tuple[list[str], list[int | None]]] = {}

    def leave_out(self, paths: Iterable[str]) -> None:
        """Forget transcripts that are not published: no list and no neighbour shall name them."""
        for path in paths:
            del self.publication.transcripts[path]
        self._order = self.publication.in_order()
        self._number = {path: number for number, path in enumerate(self._order)}

    def page_for(self, md: Markdown) -> PageInput | None:
        """The page that `current` names, or the host."""
        path = self.current or source_path(md)
        transcript = self.publication.transcripts.get(path or "")
        if path is None or transcript is None:
            return None
        number = self._number[path]
        return PageInput(
            path,
            transcript,
            self.publication.annotations.get(path, ()),
            self._snapshot(path),
            self._neighbour(path, number - 1),
            self._neighbour(path, number + 1),
            self.site,
            self.site.page(self.urls[path]) if self.site and path in self.urls else "",
            suggesting=self._suggesting(path) if path in self.urls else None,
            unfinished=self.publication.unfinished.get(path, ()),
            damage=self._damage(path),
        )

    def _suggesting(self, path: str) -> Suggesting:
        layout = self.publication.layout
        folder = layout.notes_folder(path)
        first_line = layout.modeline(folder)
        return Suggesting(layout.shown(folder), first_line)

    def _snapshot(self, path: str) -> Snapshot | None:
        """The kept text, if the transcript has notes that it can help to find."""
        if not self.uses_kept_texts or path not in self.publication.annotations:
            return None
        snapshot = read_snapshot(self.publication.layout, path)
        if isinstance(snapshot, Diagnostic):
            self._unreadable[path] = snapshot
            return None
        return snapshot

    def _damage(self, path: str) -> str:
        found = self._unreadable.get(path)
        return f"{found.path}:{found.line}" if found else ""

    def _neighbour(self, path: str, number: int) -> Neighbour | None:
        if not 0 <= number < len(self._order):
            return None
        other = self._order[number]
        title = self.publication.transcripts[other].front_matter.title
        folder, name = posixpath.split(other)
        here = posixpath.dirname(path)
        href = name if folder == here else posixpath.relpath(other, here)
        return Neighbour(title or posixpath.basename(other), href)

    def place(self, page: PageInput, number: int, words: str) -> Place:
        """The last line of the page's n-th paragraph in its file, or where words stand in it.

        Its id may be such words.
        """
        lines, found = self._source_of(page.path)
        last = (found[number] if number < len(found) else None) or 0
        below = last + 1 if lines[last + 1 : last + 2] else last  # Where its id stands.
        for line in range(below, -1, -1) if words else ():
            if not lines[line].strip() and line <= last:
                break
            if (column := lines[line].find(words)) >= 0:
                return Place(page.transcript.body_line + line, column + 1)
        return Place(page.transcript.body_line + last, 1)

    def _source_of(self, path: str) -> tuple[list[str], list[int | None]]:
        """The lines of a text, and the last of each paragraph; read once for all its findings."""
        if path not in self._lines:
            body = self.publication.body(path)
            self._lines = {path: (body.split("\n"), paragraph_lines(body, self._converter))}
        return self._lines[path]

    def take_links(
        self, page: PageInput, bodies: Sequence[tuple[Annotation, Element]], stash: Stash
    ) -> list[Withheld]:
        """Look at the links in the bodies of notes; what the host is not to see of them."""
        return self.links.take(page.path, bodies, stash)

    def finish(self, page: PageInput, result: AnnotatedPage, search_text: bytes) -> None:
        """Show the result to `takers`, and keep it without the texts, which are needed no more."""
        for take in self.takers:
            take(page, result)
        path = page.transcript.path
        excerpts = {identifier: excerpt(words) for identifier, words in result.words.items()}
        self.strips[page.path] = segments(result)
        self.results[path] = replace(result, texts={}, words=excerpts, labels={}, document=[])
        if search_text:
            self.search_texts[path] = search_text

    def release(self) -> None:
        """Let go of the notes, once all pages are converted and nobody asks about them."""
        self.publication.annotations = {}
        self.results = {}

    def diagnostics(self) -> list[Diagnostic]:
        """Everything found so far: in the files, and on the pages that have been converted."""
        found = list(self.publication.diagnostics)
        found += self._unreadable.values()
        for result in self.results.values():
            found += result.diagnostics
        found += self.links.findings(self._paragraphs)
        return in_order(found)

    def _paragraphs(self, path: str) -> list[str] | None:
        """The ids of a transcript's paragraphs, if it has been converted."""
        strip = self.strips.get(path)
        return None if strip is None else [segment.paragraph for segment in strip]
