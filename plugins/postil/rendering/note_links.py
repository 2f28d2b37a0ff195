"""Whether the links of notes lead somewhere: to pages, paragraphs and notes of the publication.

A host that looks for dead links itself would name the transcript, in which no such link stands. So
what is judged here is withheld from it, and given back when the page is finished.
"""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from postil.core.checked_mapping import closest, slip_for
from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import DRAFT, PARAGRAPH_ID, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from postil.core.model import Annotation
    from postil.project import Publication
    from postil.rendering.stash import Stash

_ADDRESSES: Final = {"a": "href", "img": "src"}
_NOTE: Final = "note-"
_MARKDOWN: Final = ".md"
_PAGES: Final = ("{0}.md", "{0}/index.md", "{0}/README.md")
"""Files that a page may be made of whose address is given as readers see it."""

OWN_PAGES: Final = frozenset(("contributors.md", "notes.md", "search.md"))
"""Pages that Postil adds to a site, beside the list of transcripts and what is below `notes/`."""


class Link(NamedTuple):
    """An address in a note: `path` is the page that it leads to, below the documentation folder."""

    annotation: Annotation
    address: str
    path: str
    fragment: str


class Withheld(NamedTuple):
    """The end of an address that was taken from an element's attribute."""

    element: Element
    name: str
    rest: str

    def give_back(self) -> None:
        """Put it behind what the host has made of the rest."""
        self.element.set(self.name, (self.element.get(self.name) or "") + self.rest)


class NoteLinks:
    """The links of a publication's notes. Those to pages are judged at once, others at the end.

    `is_there` says whether the site has a file, by its path below the documentation folder;
    `shows_drafts` whether readers see notes of status `draft`.
    """

    def __init__(self, publication: Publication) -> None:
        """Judge by the files on disk until somebody knows better."""
        self.is_there: Callable[[str], bool] = self.is_on_disk
        self.shows_drafts = True
        self._publication = publication
        self._links: dict[str, list[Link]] = {}
        self._dead: dict[str, list[Diagnostic]] = {}

    def is_on_disk(self, path: str) -> bool:
        """Whether there is such a file, or Postil will make one."""
        layout = self._publication.layout
        is_own = path in OWN_PAGES or path == f"{layout.transcripts}/index.md"
        return is_own or path.startswith("notes/") or os.path.isfile(layout.docs / path)  # noqa: PTH113 - raises for no name

    def take(
        self, page: str, bodies: Iterable[tuple[Annotation, Element]], stash: Stash
    ) -> list[Withheld]:
        """Look at the links of a page's notes; withholds what the host need not judge."""
        self._links[page], self._dead[page] = [], []
        withheld = []
        for annotation, body in bodies:
            if annotation.status == WITHDRAWN:
                continue
            for element in body.iter():
                name = _ADDRESSES.get(element.tag, "")
                raw = element.get(name, "") if name else ""
                kept = self._kept(page, annotation, raw, stash)
                if kept != raw:
                    element.set(name, kept)
                    withheld.append(Withheld(element, name, raw[len(kept) :]))
        return withheld

    def _kept(self, page: str, annotation: Annotation, raw: str, stash: Stash) -> str:
        """What of an address the host is to see."""
        address = stash.text(raw)
        try:
            parts = urlsplit(address)
        except ValueError:
            return raw
        if parts.scheme or parts.netloc or address.startswith(("/", "\\")):
            return raw
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        link = Link(annotation, address, target, unquote(parts.fragment).partition(":~:")[0])
        if dead := self._dead_path(page, link, path):
            self._dead[page].append(dead)
            return ""
        is_of_note = PARAGRAPH_ID.fullmatch(link.fragment) or link.fragment.startswith(_NOTE)
        if is_of_note and target in self._publication.transcripts:
            self._links[page].append(link)
            return raw.partition("#")[0]
        return raw

    def _dead_path(self, page: str, link: Link, path: str) -> Diagnostic | None:
        if not path or self.is_there(link.path):
            return None
        if path.lower().startswith("www."):
            message = "which does not begin with https://"
            return _finding(link, message, f"Write https://{link.address}")
        if not posixpath.splitext(path)[1] and self._is_address(page, path):
            return None
        folder = posixpath.dirname(page)
        meant = self._page_meant(link.path) or self._transcript_meant(link.path)
        if meant:
            fragment = f"#{link.fragment}" if link.fragment else ""
            way_out = f"Write {posixpath.relpath(meant, folder)}{fragment}"
        else:
            seen = f"as seen from {self._shown(folder)}/"
            way_out = f"Write the path of a file {seen}, or a whole address with https://"
        return _finding(link, f"and the site has no {self._shown(link.path)}", way_out)

    def _is_address(self, page: str, path: str) -> bool:
        """Whether a path is that of a page as browsers ask for it, from the page's own address."""
        base = page.removesuffix(_MARKDOWN)
        return self._page_meant(posixpath.normpath(posixpath.join(base, path))) != ""

    def _page_meant(self, path: str) -> str:
        """The Markdown file of a page whose address, without its ending, is `path`."""
        stem = path.removesuffix(".html")
        candidates = (posixpath.normpath(form.format(stem)) for form in _PAGES)
        return next(filter(self.is_there, candidates), "")

    def _transcript_meant(self, path: str) -> str:
        """The transcript whose file is named nearly like this one."""
        names = {posixpath.basename(known): known for known in self._publication.transcripts}
        return names.get(slip_for(posixpath.basename(path), names), "")

    def _shown(self, path: str) -> str:
        layout = self._publication.layout
        return layout.shown(layout.docs / path)

    def findings(self, paragraphs: Callable[[str], Collection[str] | None]) -> Iterator[Diagnostic]:
        """What leads nowhere. `paragraphs` gives a transcript's ids; None, if it has not them."""
        for dead in self._dead.values():
            yield from dead
        for links in self._links.values():
            for link in links:
                known = paragraphs(link.path)
                if link.fragment.startswith(_NOTE):
                    yield from self._dead_note(link)
                elif known is not None and link.fragment not in known:
                    message = f"and {self._shown(link.path)} has no paragraph {link.fragment}"
                    way_out = "Write the number of one of its paragraphs behind #p"
                    yield _finding(link, message, way_out)

    def _dead_note(self, link: Link) -> Iterator[Diagnostic]:
        notes = self._notes(link)
        name = link.fragment.removeprefix(_NOTE)
        if name in notes:
            return
        nearest = closest(name, notes)
        before = link.address.partition("#")[0]
        way_out = f"Write {before}#{_NOTE}{nearest or ' and the id of a note'}"
        yield _finding(link, f"and {self._shown(link.path)} has no note “{name}”", way_out)

    def _notes(self, link: Link) -> Mapping[str, Annotation]:
        """The notes of the page that the link leads to, as its reader finds them there."""
        annotations = self._publication.annotations.get(link.path, ())
        drafts = self.shows_drafts or link.annotation.status == DRAFT
        return {a.id: a for a in annotations if drafts or a.status != DRAFT}


def _finding(link: Link, what: str, way_out: str) -> Diagnostic:
    annotation = link.annotation
    message = f"“{annotation.id}” has a link to {link.address}, {what}"
    place = annotation.places.entry
    return Diagnostic(Code.DEAD_LINK, message, annotation.path, *place, help=f"{way_out}.")
