"""Files for programs: each transcript's notes as JSON-LD, and Atom feeds of notes."""

from __future__ import annotations

import datetime as dt
import html
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin

from feedgenerator import Atom1Feed

from postil.core.catalogue import NoteEntry, excerpt
from postil.core.note_markup import note_id
from postil.exporters.w3c_annotation import MEDIA_TYPE, Place, annotation_page
from postil.rendering.page_context import Alternate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from postil.core.annotated_page import AnnotatedPage
    from postil.rendering.page_context import PageInput
    from postil.rendering.pages import PublicationPages

FEED: Final = "feed.xml"
EXPORT: Final = "annotations.jsonld"
ENTRIES: Final = 100
"""Notes in a feed, newest first; readers poll, and keep what they have seen."""

_compact: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False
).encode

ATOM: Final = "application/atom+xml"


class _Entry(NamedTuple):
    """A note in a feed. `date` comes first, by which entries are sorted."""

    date: str
    link: str
    title: str
    words: str
    author: str
    categories: tuple[str, ...]


class MachineReadable:
    """Takes what becomes of each transcript, and writes it into the site that is being built."""

    def __init__(self, pages: PublicationPages, config: MkDocsConfig, *, is_wanted: bool) -> None:
        """Feeds need absolute addresses, so there are none without `site_url`."""
        self._pages = pages
        self._config = config
        self._root = config.site_url or ""
        self._urls: dict[str, str] = {}
        self._ready: list[tuple[Path, str]] = []
        self._newest: list[_Entry] = []
        if is_wanted:
            pages.takers.append(self._take)
            pages.alternates = self._alternates

    def add(self, files: Files) -> None:
        """Learn the addresses of the pages."""
        for path in self._pages.publication.transcripts:
            if (file := files.get_file_from_path(path)) is not None:
                self._urls[path] = file.url

    def _alternates(self, path: str, result: AnnotatedPage) -> list[Alternate]:
        if path not in self._urls:
            return []
        below = "" if self._urls[path].endswith("/") else f"{Path(path).stem}/"
        found = [Alternate("annotations as JSON-LD", MEDIA_TYPE, f"{below}{EXPORT}")]
        if self._root and any(_day(note.annotation.date) for note in result.notes):
            found.append(Alternate("feed of new notes", ATOM, f"{below}{FEED}"))
        return found

    def _take(self, page: PageInput, result: AnnotatedPage) -> None:
        if page.path not in self._urls:
            return
        address, head = self._address(page.path), page.transcript.front_matter
        export = self._export_address(page.path)
        contributors = self._pages.publication.contributors
        data = annotation_page(
            result.notes, result.texts, head, contributors, Place(address, export)
        )
        text = _compact(data)
        folder = Path(self._config.site_dir, page.path.removesuffix(".md"))
        self._ready.append((folder / EXPORT, f"{text}\n"))
        if self._root:
            entries = list(self._feed_entries(page, result, address))
            own = urljoin(self._root, f"{page.path.removesuffix('.md')}/{FEED}")
            feed = _feed(f"Notes on {head.title or page.path}", address, own, entries)
            if feed:
                self._ready.append((folder / FEED, feed))
            self._newest = _newest([*self._newest, *entries])

    def _address(self, path: str) -> str:
        """The page's, absolute where the site says where it is, else relative to the export."""
        url = self._urls[path]
        if self._root:
            return urljoin(self._root, url)
        return "./" if url.endswith("/") else f"../{url.rpartition('/')[2]}"

    def _export_address(self, path: str) -> str:
        name = f"{path.removesuffix('.md')}/{EXPORT}"
        return urljoin(self._root, name) if self._root else EXPORT

    def _feed_entries(
        self, page: PageInput, result: AnnotatedPage, address: str
    ) -> Iterable[_Entry]:
        kinds, contributors = self._pages.style.markup.kinds, self._pages.publication.contributors
        title = page.transcript.front_matter.title or page.path
        for note in result.notes:
            annotation = note.annotation
            author = contributors.get(annotation.author)
            kind = kinds.get(annotation.kind, annotation.kind)
            yield _Entry(
                annotation.date,
                f"{address}#{note_id(annotation)}",
                f"{kind}: {NoteEntry(page.path, annotation).name} ({title})",
                excerpt(result.words.get(annotation.id, "")),
                author.name if author else annotation.author or self._config.site_name,
                (kind, *annotation.tags),
            )

    def write_page(self) -> None:
        """Write the files of the transcript that was taken last."""
        for path, text in self._ready:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        self._ready.clear()

    def write(self) -> None:
        """Write the feed of the publication."""
        title = f"{self._config.site_name}: notes"
        feed = _feed(title, self._root, urljoin(self._root, FEED), self._newest)
        if feed:
            path = Path(self._config.site_dir, FEED)
            path.write_text(feed, encoding="utf-8", newline="\n")


def _newest(entries: Iterable[_Entry]) -> list[_Entry]:
    """Those with a date, newest first, as many as a feed has."""
    dated = ((day, entry) for entry in entries if (day := _day(entry.date)))
    ordered = sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1]))
    return [entry for _, entry in ordered[:ENTRIES]]


def _feed(title: str, link: str, own: str, entries: Iterable[_Entry]) -> str:
    """The feed as XML, or nothing where no note has a date: a feed must say when it changed."""
    feed = Atom1Feed(title=title, link=link, description=None, feed_url=own)
    for entry in _newest(entries):
        day = _day(entry.date)
        feed.add_item(
            title=entry.title,
            link=entry.link,
            unique_id=entry.link,
            description=html.escape(entry.words, quote=False),  # Atom reads it as HTML.
            author_name=entry.author,
            categories=entry.categories,
            pubdate=day,
            updateddate=day,
        )
    return str(feed.writeString("utf-8")) if feed.items else ""


def _day(date: str) -> dt.datetime | None:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(date), dt.time(), dt.UTC)
    except ValueError:
        return None
