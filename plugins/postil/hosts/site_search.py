"""Postil's search in a site: its page, its index, its script on every page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from mkdocs.structure.files import File

from postil.rendering.search_documents import search_document
from postil.searching.index import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from postil.core.annotated_page import AnnotatedPage
    from postil.rendering.page_context import PageInput
    from postil.rendering.pages import PublicationPages

SEARCH_TITLE: Final = "Search"
PAGE: Final = "search.md"
PARTS: Final = "assets/postil/search/"
SETTINGS: Final = f"{PARTS}settings.js"
MODES: Final = ("postil", "material", "both")


class SiteSearch:
    """Collects what becomes of the transcripts, and makes files of it when all are converted."""

    def __init__(self, pages: PublicationPages, config: MkDocsConfig, mode: str) -> None:
        """Decide by the setting `search` who finds transcripts."""
        self.is_ours = mode != "material"
        self._pages = pages
        self._config = config
        language = config.theme.get("language") or config.theme.get("locale") or "en"
        self._urls: dict[str, str] = {}
        self._url = ""
        self._index = SearchIndex(str(language), pages.style.markup.kinds)
        pages.is_in_theme_search = mode != "postil"
        if self.is_ours:
            pages.takers.append(self._take)

    def _take(self, page: PageInput, result: AnnotatedPage) -> None:
        contributors = self._pages.publication.contributors
        self._index.add(search_document(page, result, contributors))

    def add(self, files: Files) -> None:
        """Add the page, unless the publication has its own, and name the scripts."""
        if not self.is_ours or not self._pages.publication.transcripts:
            self.is_ours = False
            return
        if files.get_file_from_path(PAGE) is None:
            # What is found there stands elsewhere.
            head = f"---\ntitle: {SEARCH_TITLE}\nsearch:\n  exclude: true\nhide: [toc]\n---\n"
            files.append(File.generated(self._config, PAGE, content=head))
        page = files.get_file_from_path(PAGE)
        self._url = page.url if page is not None else ""
        for path in self._pages.publication.transcripts:
            if (file := files.get_file_from_path(path)) is not None:
                self._urls[path] = file.url
        if SETTINGS not in map(str, self._config.extra_javascript):
            self._config.extra_javascript.append(SETTINGS)

    def page(self, files: Files) -> Iterator[tuple[str, str]]:
        """The search page's path and contents, if it is ours."""
        page = files.get_file_from_path(PAGE) if self.is_ours else None
        if page is not None and page.page is not None and page.generated_by:
            yield PAGE, self._page(page, files)

    def write(self) -> None:
        """Write the index into the built site: three files a transcript, which no plugin wants."""
        if not self.is_ours:
            return
        folder = Path(self._config.site_dir, PARTS)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self._index.files(lambda path: self._urls.get(path, "")):
            (folder / name).write_bytes(text.encode())
        settings = {
            "page": self._url,
            "version": self._index.version,
            "theme": bool({"search", "material/search"} & set(self._config.plugins)),
        }
        text = f"var postilSearchSettings = {json.dumps(settings)};\n"
        (folder / "settings.js").write_text(text, encoding="utf-8", newline="\n")

    def _page(self, page: File, files: Files) -> str:
        loader = ChoiceLoader([FileSystemLoader(self._config.theme.dirs), PackageLoader("postil")])
        environment = Environment(loader=loader, autoescape=True, trim_blocks=True)
        index = files.get_file_from_path(f"{self._pages.publication.layout.transcripts}/index.md")
        template = environment.get_template("fragments/postil/search.html")
        return template.render(index=index.url_relative_to(page) if index else "")
