"""Which page a `Markdown` instance is converting. The only module that knows how hosts say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import dataclass
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage, Style
    from postil.core.citation_data import Site
    from postil.core.model import Annotation, Place, Transcript
    from postil.core.snapshot import Snapshot
    from postil.rendering.note_links import Withheld
    from postil.rendering.stash import Stash
    from postil.rendering.suggesting import Suggesting
else:
    from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another transcript: `href` is its Markdown file relative to this one."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page's notes in another form: `href` is relative to the page as it is served."""

    words: str
    type: str
    href: str


@dataclass(frozen=True, slots=True)
class PageInput:
    """What belongs to a page: the transcript, its annotations and its neighbours.

    `site` is what a citation says of the publication, None where nobody will cite the page;
    `address` is the page's own, empty where it is not known. `suggesting` is None likewise. Of
    `unfinished` notes only the words are looked for. `damage` is the place, as people see it, of
    what keeps the kept text from being read.
    """

    path: str
    transcript: Transcript
    annotations: Sequence[Annotation]
    snapshot: Snapshot | None = None
    previous: Neighbour | None = None
    next: Neighbour | None = None
    site: Site | None = None
    address: str = ""
    suggesting: Suggesting | None = None
    unfinished: Sequence[Annotation] = ()
    damage: str = ""


class Pages(Protocol):
    """Where the extension gets a page's notes from, and where it leaves what became of them."""

    @property
    def style(self) -> Style:
        """How notes are shown."""

    @property
    def is_in_theme_search(self) -> bool:
        """Whether the theme's search indexes transcripts."""

    @property
    def has_pagefind(self) -> bool:
        """Whether pages carry the attributes that Pagefind reads."""

    @property
    def is_for_disk(self) -> bool:
        """Whether pages are read without a server, and not by search engines."""

    @property
    def alternates(self) -> Callable[[str, AnnotatedPage], Sequence[Alternate]]:
        """What there is of a page's notes for programs, by its path and what became of it."""

    def page_for(self, md: Markdown) -> PageInput | None:
        """Return what belongs to the page `md` is converting; None if it is no transcript."""

    def take_links(
        self, page: PageInput, bodies: Sequence[tuple[Annotation, Element]], stash: Stash
    ) -> list[Withheld]:
        """Look at the links in the bodies of notes; return what the host is not to see of them."""

    def place(self, page: PageInput, number: int, words: str) -> Place:
        """Return the place in the file of the page's n-th paragraph, from 0, or of words in it."""

    def finish(self, page: PageInput, result: AnnotatedPage, search_text: bytes) -> None:
        """Take what became of the page, and what a search should find on it."""


def source_path(md: Markdown) -> str | None:
    """The page's path below the documentation folder, as the host gives it; None if it does not.

    MkDocs and ProperDocs register a processor that knows the file; Zensical keeps a context on the
    instance. An instance without either is nested in another and owns no page.
    """
    if "relpath" in md.treeprocessors:
        file = getattr(md.treeprocessors["relpath"], "file", None)
        return getattr(file, "src_uri", None)
    return _zensical_path(md)


def _zensical_path(md: Markdown) -> str | None:
    for preprocessor in md.preprocessors:
        page = getattr(preprocessor, "page", None)
        if type(preprocessor).__name__ == "ContextPreprocessor" and page is not None:
            return str(getattr(page, "path", "")) or None
    return None
