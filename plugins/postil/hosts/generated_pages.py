"""The index of transcripts and the pages of notes: pages of the site that stand on no disk."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import tostring

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from postil.core import density
from postil.core.catalogue import Catalogue, catalogue
from postil.core.note_markup import note_id
from postil.core.readable_dates import in_words
from postil.core.record_words import TYPE_WORDS, record_in_words
from postil.hosts.site_files import asset_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from postil.core.catalogue import NoteEntry
    from postil.rendering.pages import PublicationPages

NOTES_PER_PAGE: Final = 500
"""More make a page slow to open and to scroll on a phone."""

TRANSCRIPTS_TITLE: Final = "Transcripts"
NOTES_TITLE: Final = "Notes"


class GeneratedPages:
    """Adds the pages to the site empty, and renders them when every transcript is converted."""

    def __init__(self, pages: PublicationPages, config: MkDocsConfig) -> None:
        """Make the lists; `fragments/` of the theme's folders override our templates."""
        publication = pages.publication
        self._pages = pages
        self._config = config
        self._kinds = pages.style.markup.kinds
        self._catalogue: Catalogue = catalogue(
            publication.transcripts,
            publication.annotations,
            publication.in_order(),
            drafts=pages.style.drafts,
        )
        self._index = f"{publication.layout.transcripts}/index.md"
        by_kind = self._catalogue.by_kind(self._kinds)
        self._counts = {kind: len(notes) for kind, notes in by_kind.items()}
        self._parts = _in_parts(by_kind)
        self._added: dict[str, Callable[[File, Files], str]] = {}
        loader = ChoiceLoader([FileSystemLoader(config.theme.dirs), PackageLoader("postil")])
        self._templates = Environment(
            loader=loader,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.policies["json.dumps_kwargs"] = {"separators": (",", ":")}

    def add(self, files: Files) -> None:
        """Add those pages that the publication does not have itself."""
        if not self._catalogue.transcripts:
            return
        self._add(files, self._index, TRANSCRIPTS_TITLE, self._transcripts)
        for number in range(len(self._parts)):
            title = NOTES_TITLE if number == 0 else f"{NOTES_TITLE}, page {number + 1}"
            self._add(
                files,
                _notes_path(number),
                title,
                partial(self._notes, number=number),
            )

    def _add(self, files: Files, path: str, title: str, fill: Callable[[File, Files], str]) -> None:
        if files.get_file_from_path(path) is not None:
            return
        # Lists of what stands elsewhere: found twice, they would crowd the search.
        head = f"---\ntitle: {title}\nsearch:\n  exclude: true\nhide: [toc]\n---\n"
        file = File.generated(self._config, path, content=head)
        if path not in (self._index, _notes_path(0)):
            file.inclusion = file.inclusion.NOT_IN_NAV
        files.append(file)
        self._added[path] = fill

    def render(self, files: Files) -> Iterator[tuple[str, str]]:
        """Make the contents of the pages that `add` added; their paths with HTML."""
        if not self._pages.style.policy.shows_unplaced:
            self._leave_out_unplaced()
        for path, fill in self._added.items():
            file = files.get_file_from_path(path)
            if file is not None and file.page is not None:
                yield path, fill(file, files)
        self._parts.clear()
        self._catalogue = Catalogue(())
        self._pages.strips.clear()

    def _leave_out_unplaced(self) -> None:
        """Drop notes from the lists that their pages, converted by now, turned out not to show."""
        results, transcripts = self._pages.results, self._pages.publication.transcripts
        on_page = {
            path: results[transcript.path].shown
            for path, transcript in transcripts.items()
            if transcript.path in results
        }

        def is_shown(note: NoteEntry) -> bool:
            return note.path not in on_page or note.annotation.id in on_page[note.path]

        self._catalogue = self._catalogue.of_those(is_shown)
        by_kind = self._catalogue.by_kind(self._kinds)
        self._counts = {kind: len(notes) for kind, notes in by_kind.items()}
        for part in self._parts:
            for kind in list(part):
                part[kind] = list(filter(is_shown, part[kind]))
                if not part[kind]:
                    del part[kind]

    def _transcripts(self, file: File, files: Files) -> str:
        template = self._templates.get_template("fragments/postil/transcripts.html")
        return template.render(
            transcripts=self._catalogue.transcripts,
            facets=self._catalogue.facets(),
            kinds=self._kinds,
            types=TYPE_WORDS,
            url=_linker(file, files),
            date=in_words,
            record=record_in_words,
            strip=self._strip,
            script=get_relative_url(asset_address("lists.js"), file.url),
        )

    def _strip(self, path: str) -> str:
        strip = self._pages.strips.get(path)
        return _html(density.drawing(strip)) if strip else ""

    def _notes(self, file: File, files: Files, *, number: int) -> str:
        template = self._templates.get_template("fragments/postil/notes.html")
        first_part = {kind: n for n in reversed(range(len(self._parts))) for kind in self._parts[n]}
        url = _linker(file, files)
        return template.render(
            groups=self._parts[number],
            counts=self._counts,
            kinds=self._kinds,
            titles={entry.path: entry.title for entry in self._catalogue.transcripts},
            url=url,
            note_id=note_id,
            excerpt=self._excerpt,
            kind_url=lambda kind: f"{url(_notes_path(first_part[kind]))}#{kind}",
            previous=url(_notes_path(number - 1)) if number else None,
            next=url(_notes_path(number + 1)) if number + 1 < len(self._parts) else None,
        )

    def _excerpt(self, note: NoteEntry) -> str:
        result = self._pages.results.get(self._pages.publication.transcripts[note.path].path)
        return result.words.get(note.annotation.id, "") if result else ""


def _html(element: Element) -> str:
    return tostring(element, encoding="unicode", method="html")


def _notes_path(number: int) -> str:
    return "notes.md" if number == 0 else f"notes/{number + 1}.md"


def _linker(file: File, files: Files) -> Callable[[str], str]:
    @cache
    def url(path: str) -> str:
        target = files.get_file_from_path(path)
        return target.url_relative_to(file) if target is not None else ""

    return url


def _in_parts(by_kind: Mapping[str, list[NoteEntry]]) -> list[dict[str, list[NoteEntry]]]:
    """Cut the notes, ordered by kind, into pages; each page has its notes by kind."""
    parts: list[dict[str, list[NoteEntry]]] = []
    room = 0
    for kind, notes in by_kind.items():
        for note in notes:
            if room == 0:
                parts.append({})
                room = NOTES_PER_PAGE
            parts[-1].setdefault(kind, []).append(note)
            room -= 1
    return parts or [{}]  # An empty page, so that links to it hold.
