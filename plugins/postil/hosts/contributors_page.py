"""The page that credits those who wrote notes; it stands on no disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from mkdocs.structure.files import File

from postil.core.catalogue import catalogue
from postil.core.credits import credits_of
from postil.core.note_markup import note_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from postil.core.credits import Credit
    from postil.rendering.pages import PublicationPages

PATH: Final = "contributors.md"
TITLE: Final = "Contributors"
_TEMPLATE: Final = "fragments/postil/contributors.html"


class ContributorsPage:
    """Added where the publication lists its contributors and has no page of that name itself."""

    def __init__(self, pages: PublicationPages, config: MkDocsConfig) -> None:
        """Make the list; `fragments/` of the theme's folders override our template."""
        publication = pages.publication
        listed = catalogue(
            publication.transcripts,
            publication.annotations,
            publication.in_order(),
            drafts=pages.style.drafts,
        )
        self._titles = {entry.path: entry.title for entry in listed.transcripts}
        self._credits: list[Credit] = credits_of(listed, publication.contributors)
        self._config = config
        self._is_added = False

    def add(self, files: Files) -> None:
        """Add the page, empty."""
        if not self._credits or files.get_file_from_path(PATH) is not None:
            return
        # A list of what stands elsewhere: found twice, it would crowd the search.
        head = f"---\ntitle: {TITLE}\nsearch:\n  exclude: true\n---\n"
        files.append(File.generated(self._config, PATH, content=head))
        self._is_added = True

    def render(self, files: Files) -> Iterator[tuple[str, str]]:
        """Its path and its HTML, if it was added."""
        page = files.get_file_from_path(PATH)
        if not self._is_added or page is None:
            return
        paths = {note.path for credit in self._credits for note in credit.notes}
        found = {path: files.get_file_from_path(path) for path in paths}
        urls = {path: file.url_relative_to(page) for path, file in found.items() if file}
        loader = ChoiceLoader([FileSystemLoader(self._config.theme.dirs), PackageLoader("postil")])
        templates = Environment(loader=loader, autoescape=True, trim_blocks=True)
        html = templates.get_template(_TEMPLATE).render(
            credits=self._credits, titles=self._titles, urls=urls, note_id=note_id, title=TITLE
        )
        self._credits = []
        yield PATH, html
