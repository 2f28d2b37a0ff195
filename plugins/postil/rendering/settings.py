"""The publication's settings and the site's Markdown settings: `check` renders as the build does.

`mkdocs` is imported only when a site is read from disk.
"""

from __future__ import annotations

import contextlib
import logging
import os
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from markdown import Markdown

from postil.core.annotated_page import Style
from postil.core.annotation_file import Vocabulary
from postil.core.diagnostics import in_order
from postil.core.house_style import HouseStyle, HouseStyleError
from postil.core.model import ANNOTATION_ID, DEFAULT_KINDS
from postil.core.note_markup import NoteMarkup
from postil.core.placement import Policy
from postil.core.transcript import DEFAULT_EDITORIAL_MARKS, EditorialMarks
from postil.project import Layout, Publication, read_publication
from postil.rendering.code_host import CodeHost, code_host
from postil.rendering.pages import PublicationPages
from postil.stray_files import stray_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown.extensions import Extension

PLUGIN_NAME: Final = "postil"
REQUIRED_EXTENSIONS: Final = ("attr_list",)
"""Paragraph ids are attribute lists, so a publication cannot do without."""


class SettingsError(Exception):
    """The publication's settings cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says about a publication. `kinds` maps identifiers to words."""

    layout: Layout
    kinds: Mapping[str, str]
    editorial_marks: Sequence[str] = DEFAULT_EDITORIAL_MARKS
    extensions: Sequence[Any] = REQUIRED_EXTENSIONS
    extension_configs: Mapping[str, Any] | None = None
    policy: Policy = field(default_factory=Policy)
    house_style: HouseStyle = field(default_factory=HouseStyle)
    drafts: bool = False
    search: str = "postil"
    site_url: str = ""
    ending: str = "/"
    language: str = "en"
    is_published: Callable[[str], bool] = lambda _: True
    host: CodeHost = field(default_factory=CodeHost)

    def read(self) -> Publication:
        """Read the publication's files, and look for notes where none are read."""
        publication = read_publication(self.layout, self.kinds)
        stray = stray_files(publication, self.is_published)
        publication.diagnostics = in_order([*publication.diagnostics, *stray])
        return publication

    def vocabulary(self, publication: Publication) -> Vocabulary:
        """What an annotation of the publication may say."""
        return Vocabulary(tuple(self.kinds), publication.contributors or None)

    def pages(
        self, publication: Publication, *, drafts: bool = False, preview: bool = False
    ) -> PublicationPages:
        """The publication's pages, nothing converted yet. A preview shows all there is."""
        markup = NoteMarkup(self.kinds, publication.contributors)
        policy = replace(self.policy, shows_unplaced=self.policy.shows_unplaced or preview)
        style = Style(
            markup,
            EditorialMarks(self.editorial_marks),
            drafts=drafts or preview,
            policy=policy,
            house_style=self.house_style,
        )
        pages = PublicationPages(publication, style, self.converter)
        pages.host = self.host
        pages.links.shows_drafts = self.drafts or preview
        pages.links.is_there = lambda path: pages.links.is_on_disk(path) and self.is_published(path)
        return pages

    def converter(self, *more: Extension) -> Markdown:
        """A `Markdown` as the site has it, without Postil, with `more` extensions."""
        return Markdown(
            extensions=[*self.extensions, *more],
            extension_configs=dict(self.extension_configs or {}),
        )


def settings_from(config: Any, options: Mapping[str, Any]) -> Settings:
    """Read settings off a host's loaded configuration and the plugin's options in it.

    Raises `SettingsError` where the host could not tell that an option has no such value.
    """
    root = Path(config["config_file_path"]).parent if config["config_file_path"] else Path.cwd()
    docs = Path(config["docs_dir"])
    notes = _notes_folder(root, options["annotations"])
    layout = Layout(root, docs, options["transcripts"].strip("/"), notes)
    extensions = [e for e in config["markdown_extensions"] if not _is_ours(e)]
    extensions += [e for e in REQUIRED_EXTENSIONS if e not in extensions]
    return Settings(
        layout,
        _kinds(options["kinds"]) or DEFAULT_KINDS,
        options["editorial_marks"] or DEFAULT_EDITORIAL_MARKS,
        extensions,
        config["mdx_configs"],
        Policy(options["confidence"], shows_unplaced=options["unplaced"] == "show"),
        _house_style(options),
        bool(options["drafts"]),
        options["search"],
        config["site_url"] or "",
        "/" if config["use_directory_urls"] else ".html",
        str(config["theme"].get("language") or config["theme"].get("locale") or "en"),
        partial(_is_published, config),
        _code_host(config, os.path.relpath(docs, root)),
    )


def _notes_folder(root: Path, named: str) -> Path:
    """The folder of the notes; one that somebody named and that is not there would lose them all.

    Of the usual name there may be none, before there is a note.
    """
    folder = root / named
    if folder != root / "annotations" and not folder.is_dir():
        message = f"there is no folder {named}, which `annotations:` of the plugin names: no note"
        raise SettingsError(f"{message} would be read; correct the name, or make the folder")
    return folder


def _code_host(config: Any, docs: str) -> CodeHost:
    template = config.get("edit_uri_template") or ""
    edit_uri = config.get("edit_uri") or template.partition("{")[0]
    contact = _contact(config.get("extra") or {})
    return code_host(config.get("repo_url") or "", edit_uri, Path(docs).as_posix(), contact)


def _contact(extra: Mapping[str, Any]) -> str:
    """The address among the links that the theme shows below each page, if one is there."""
    listed = extra.get("social")
    links = [each.get("link") for each in listed or () if isinstance(each, dict)]
    found = (urlsplit(link) for link in links if isinstance(link, str))
    return next((unquote(link.path) for link in found if link.scheme == "mailto"), "")


def _kinds(given: Mapping[Any, Any]) -> Mapping[str, str]:
    """The kinds as they are given, if each has an identifier and a word."""
    for kind, word in given.items():
        if not isinstance(kind, str) or not ANNOTATION_ID.fullmatch(kind):
            message = f"“{kind}” cannot be one of kinds: use letters a to z, digits and hyphens"
            raise SettingsError(message)
        if not isinstance(word, str) or not word.strip():
            message = f"kinds has no word for “{kind}”: put it behind the colon, in quotation marks"
            raise SettingsError(message)
    return given


def _house_style(options: Mapping[str, Any]) -> HouseStyle:
    try:
        return HouseStyle.of(options["house_style"])
    except HouseStyleError as error:
        raise SettingsError(str(error)) from error


def _is_published(config: Any, path: str) -> bool:
    """Whether the site has a page for a Markdown file, by `exclude_docs` and `draft_docs`."""
    specs = (config["exclude_docs"], config["draft_docs"])
    return not any(spec is not None and spec.match_file(path) for spec in specs)


def _is_ours(extension: object) -> bool:
    return extension == PLUGIN_NAME or type(extension).__name__ == "PostilExtension"


def load_settings(root: Path) -> Settings:
    """Read the settings of the publication in `root`.

    Raises `SettingsError` where there is no usable `mkdocs.yml`.
    """
    path = root / "mkdocs.yml"
    if not path.is_file():
        message = (
            f"there is no mkdocs.yml in {root}: go to the folder of the publication, or name it "
            "with -C; `postil init` makes a publication"
        )
        raise SettingsError(message)
    from mkdocs.config import load_config  # noqa: PLC0415

    logged: list[str] = []
    try:
        with _collected(logged):
            config = load_config(config_file=str(path))
    except Exception as error:  # Of MkDocs, which logs the reasons; of YAML; of any plugin.
        message = f"{path.name} cannot be used: {'; '.join(logged) or error}"
        raise SettingsError(message) from error
    plugin = config["plugins"].get(PLUGIN_NAME)
    if plugin is None:
        message = f"{path.name} does not enable the plugin: add `postil` to `plugins:`"
        raise SettingsError(message)
    return settings_from(config, plugin.config)


@contextlib.contextmanager
def _collected(errors: list[str]) -> Iterator[None]:
    """Put the errors that loading a configuration logs into `errors`, and show nothing."""
    logger = logging.getLogger("mkdocs")
    collector = logging.Handler(logging.ERROR)
    collector.emit = lambda record: errors.append(record.getMessage())  # type: ignore[method-assign]
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [collector], False
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before
