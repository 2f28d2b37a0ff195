"""The MkDocs and ProperDocs plugin: events only. What they do is done elsewhere."""

from __future__ import annotations

import logging
import os
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from postil.core.citation_data import Site
from postil.core.paragraph_markup import TEXT_ID
from postil.core.reporting import printable
from postil.hosts.collector import Collector, spared
from postil.hosts.contributors_page import ContributorsPage
from postil.hosts.generated_pages import GeneratedPages
from postil.hosts.machine_readable import MachineReadable
from postil.hosts.plugin_options import PostilOptions
from postil.hosts.site_files import (
    add_assets,
    add_schemas,
    inside_project,
    is_in_site,
    keep_out_of_navigation,
    not_published,
    reading_scripts,
    urls_of,
    with_page_style,
)
from postil.hosts.site_search import SiteSearch
from postil.hosts.theme_meta import theme_meta
from postil.hosts.theme_repairs import drop_contents, give_skip_link, trim_templates
from postil.hosts.waiting_contents import WaitingContents
from postil.rendering.extension import PostilExtension
from postil.rendering.settings import SettingsError, settings_from

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from postil.core.annotation_file import Vocabulary
    from postil.core.diagnostics import Diagnostic
    from postil.rendering.pages import PublicationPages

log = get_plugin_logger(__name__)


class PostilPlugin(BasePlugin[PostilOptions]):
    """Adapter: each event is a call into Postil. All state is made in `on_config`."""

    is_for_disk = False
    """Whether the site is read without a server, where no search engine comes by."""

    _is_preview = False
    _collector = Collector()
    _waiting = WaitingContents()
    _findings: list[Diagnostic]
    _in_navigation: set[str]
    _pages: PublicationPages
    _generated: GeneratedPages
    _contributors: ContributorsPage
    _vocabulary: Vocabulary
    _search: SiteSearch
    _data: MachineReadable

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview. MkDocs keeps the object from here on."""
        self._is_preview = command == "serve"
        if dirty:
            log.warning("a dirty build cannot know which notes changed: build without --dirty")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the publication and register the Markdown extension."""
        try:
            settings = settings_from(config, self.config)
        except SettingsError as error:
            raise PluginError(str(error)) from error
        self._waiting = WaitingContents()
        self._collector.relax()
        with spared():
            self._pages = settings.pages(
                settings.read(), drafts=self.config.drafts, preview=self._is_preview
            )
        self._vocabulary = settings.vocabulary(self._pages.publication)
        self._search = SiteSearch(self._pages, config, self.config.search)
        self._pages.has_pagefind = self.config.pagefind
        self._pages.is_for_disk = self.is_for_disk
        self._data = MachineReadable(self._pages, config, is_wanted=self.config.exports)
        config.markdown_extensions = [
            *settings.extensions,
            PostilExtension(pages=self._pages),  # type: ignore[list-item]
        ]
        watched = str(settings.layout.annotations)
        if os.path.isdir(watched) and watched not in config.watch:  # noqa: PTH112
            config.watch.append(watched)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add index pages and assets; leave out what must not be published."""
        publication = self._pages.publication
        for file in inside_project(files, publication, config):
            where = "out of the project" if os.path.exists(file.abs_src_path or "") else "nowhere"  # noqa: PTH110
            log.warning("%s leads %s and is left out", printable(file.src_uri), where)
        self._pages.leave_out(not_published(files, publication, preview=self._is_preview))
        if not self.config.navigation:
            keep_out_of_navigation(files, publication.transcripts)
        self._pages.site = Site(config.site_name, config.site_url or "")
        self._pages.urls = urls_of(files, publication)
        self._pages.links.is_there = partial(is_in_site, files)
        self._generated = GeneratedPages(self._pages, config)
        self._generated.add(files)
        self._contributors = ContributorsPage(self._pages, config)
        self._contributors.add(files)
        self._search.add(files)
        self._data.add(files)
        add_assets(files, config, self._pages)
        add_schemas(files, config, self._vocabulary)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Remember which pages the navigation shows, with their contents."""
        self._in_navigation = {page.file.src_uri for page in nav.pages}

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hand over a transcript's text; its front matter has been read."""
        publication = self._pages.publication
        if page.file.src_uri not in publication.transcripts:
            return None
        # An empty head, or MkDocs would look for one in the first lines of the text.
        return f"---\n{{}}\n---\n{publication.body(page.file.src_uri)}"

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Give the theme the transcript's front matter."""
        transcript = self._pages.publication.transcripts.get(page.file.src_uri)
        if transcript is not None:
            page.meta.update(theme_meta(transcript.front_matter))
            if not self._pages.is_in_theme_search:
                page.meta["search"] = {"exclude": True}

    @event_priority(-100)  # After every other plugin.
    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Take a transcript's contents into keeping, and write what goes into files of its own."""
        self._collector.page_done()
        if page.file.src_uri not in self._pages.publication.transcripts:
            return None
        self._data.write_page()
        page.markdown = ""
        self._waiting.keep(page.file.src_uri, reading_scripts(page.url) + html)
        return ""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Make the index pages, now that every page is converted, and let go of the notes."""
        trim_templates(env, config)
        self._findings = self._pages.diagnostics()
        generated = (self._generated.render(files), self._contributors.render(files))
        for path, html in (*chain(*generated), *self._search.page(files)):
            self._waiting.keep(path, html)
        self._pages.release()

    @event_priority(100)  # Before the search, which indexes what it finds in `page.content`.
    def _lighten(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        """Show the search a transcript's words only."""
        transcript = self._pages.publication.transcripts.get(page.file.src_uri)
        if transcript is not None:
            page.content = self._pages.search_texts.pop(transcript.path, b"").decode()
        return context

    @event_priority(-100)  # After the search, before the template.
    def _restore(self, context: TemplateContext, /, *, page: Page, **_: Any) -> TemplateContext:
        """Give a page its contents back."""
        if page.file.src_uri in self._waiting:
            page.content = self._waiting.take(page.file.src_uri)
        contents = page.content or ""
        if f'id="{TEXT_ID}"' in contents:
            give_skip_link(page, TEXT_ID)
        if self._hides_contents(page, context["config"]):
            drop_contents(page)
        context["config"] = with_page_style(context["config"], contents)
        return context

    on_page_context = CombinedEvent(_lighten, _restore)

    def _hides_contents(self, page: Page, config: MkDocsConfig) -> bool:
        """Whether a transcript's headings are listed where nobody sees them."""
        path = page.file.src_uri
        is_shown = config.theme.name != "material" or path in self._in_navigation
        return path in self._pages.publication.transcripts and not is_shown

    @event_priority(-100)  # After every other plugin.
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Let go of a transcript's contents, which have become a page."""
        self._collector.page_done()
        if page.file.src_uri in self._pages.publication.transcripts:
            page.content = ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Report every finding once, as a warning that strict mode counts.

        In strict mode a warning would also stop the preview, while somebody writes.
        """
        self._search.write()
        if self.config.exports:
            self._data.write()
        level = logging.INFO if self._is_preview and config.strict else logging.WARNING
        for diagnostic in self._findings:
            details = f" — {diagnostic.nearest}" if diagnostic.nearest else ""
            log.log(level, "%s", printable(f"{diagnostic}{details}"))
        self._let_go()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind when a build stops half-way."""
        self._let_go()

    def _let_go(self) -> None:
        self._waiting.close()
        self._collector.restore()
