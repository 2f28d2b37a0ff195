"""A transcript as one HTML file: styles, scripts, pictures and the index of its search inside."""

from __future__ import annotations

import base64
import json
import mimetypes
import os
import posixpath
from importlib import resources
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

from jinja2 import Environment, PackageLoader
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from postil.rendering import reading_assets
from postil.rendering.extension import PostilExtension
from postil.rendering.search_documents import search_document
from postil.searching.index import SearchIndex
from postil.searching.packing import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage
    from postil.rendering.page_context import PageInput
    from postil.rendering.settings import Settings

_MAX_PICTURE: Final = 8 * 1024 * 1024
STYLES: Final = (*reading_assets.STYLES, "cite.css", "search.css", "search-box.css")
_FONTS: Final = ("literata.woff2", "literata-italic.woff2")


def single_page(settings: Settings, path: str, language: str = "en") -> str:
    """The whole file for the transcript `path`, which names it below `docs`."""
    publication = settings.read()
    pages = settings.pages(publication, drafts=settings.drafts)
    index = SearchIndex(language, pages.style.markup.kinds)

    def take(page: PageInput, result: AnnotatedPage) -> None:
        index.add(search_document(page, result, publication.contributors))

    pages.takers.append(take)
    pages.is_in_theme_search = False
    pages.leave_out([other for other in publication.transcripts if other != path])
    pages.current = path
    md = settings.converter(PostilExtension(pages=pages), _Inside(settings, path))
    contents = md.convert(publication.body(path))
    head = publication.transcripts[path].front_matter
    return (
        Environment(loader=PackageLoader("postil"), autoescape=True, trim_blocks=True)
        .get_template("single/transcript.html")
        .render(
            title=head.title or path,
            lang=head.lang or language,
            contents=Markup(contents),  # noqa: S704 - made safe by the extension
            has_heading="<h1" in contents,
            styles=[Markup(_style(name)) for name in STYLES],  # noqa: S704 - ours
            scripts=[Markup(text) for text in _scripts(index)],  # noqa: S704 - ours
        )
    )


def _style(name: str) -> str:
    """A style sheet with its fonts inside."""
    text = _asset(name)
    for font in _FONTS:
        data = (resources.files("postil") / "assets" / font).read_bytes()
        inside = f"data:font/woff2;base64,{base64.b64encode(data).decode()}"
        text = text.replace(f'url("{font}")', f'url("{inside}")')
    return text


def _asset(name: str) -> str:
    return (resources.files("postil") / "assets" / name).read_text(encoding="utf-8")


def _scripts(index: SearchIndex) -> Iterator[str]:
    """Every script; nothing in them ends one: parts of an index have no `<`."""
    parts = dict(index.files())
    yield from map(_asset, (reading_assets.HEAD_SCRIPT, *reading_assets.SCRIPTS, "cite.js"))
    settings = {"page": "", "version": index.version, "isSingle": True}
    yield f"var postilSearchSettings = {json.dumps(settings)};"
    yield from map(_asset, ("search-index.js", "found.js"))
    yield from map(text_of, parts.values())
    yield from map(_asset, reading_assets.SEARCH_PAGE)


class _Inside(Extension):
    """Keeps everything the page needs inside it, and its links where they lead."""

    def __init__(self, settings: Settings, path: str) -> None:
        super().__init__()
        self._settings, self._path = settings, path

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        worker = _InsideWorker(md, self._settings, self._path)
        md.treeprocessors.register(worker, "postil_inside", -10)  # After the page is sealed.


class _InsideWorker(Treeprocessor):
    def __init__(self, md: Markdown, settings: Settings, path: str) -> None:
        super().__init__(md)
        self._settings, self._folder = settings, posixpath.dirname(path)

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                self._picture(element)

    def _link(self, link: Element) -> None:
        """Lead to the publication on the web; where it has none, leave the words."""
        address = link.get("href", "")
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return
        del link.attrib["href"]
        if not self._settings.site_url:
            return
        page = posixpath.normpath(posixpath.join(self._folder, unquote(parts.path)))
        page = page.removesuffix(".md") + (self._settings.ending if page.endswith(".md") else "")
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        link.set("href", urljoin(self._settings.site_url, page) + fragment)

    def _picture(self, picture: Element) -> None:
        address = picture.get("src", "")
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return
        docs = self._settings.layout.docs.resolve()
        path = docs / self._folder / unquote(parts.path)
        is_there = os.path.isfile(path)  # noqa: PTH113 - raises for no name
        file = path.resolve() if is_there else path
        kind = mimetypes.guess_type(file.name)[0] or ""
        is_ours = is_there and file.is_relative_to(docs) and kind.startswith("image/")
        if is_ours and file.stat().st_size <= _MAX_PICTURE:
            data = base64.b64encode(file.read_bytes()).decode("ascii")
            picture.set("src", f"data:{kind};base64,{data}")
        else:
            del picture.attrib["src"]
