"""Files of the site: ours added, transcripts kept out of the navigation, outsiders left out."""

from __future__ import annotations

import json
import os
from copy import copy
from functools import cache
from importlib import resources
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, tostring

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_relative_url
from rcssmin import cssmin
from rjsmin import jsmin

from postil.hosts.theme_repairs import replace_remote_search_script
from postil.rendering import reading_assets
from postil.rendering.kind_style import kind_style
from postil.rendering.suggesting import suggestion_settings
from postil.schemas import schema_files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from postil.core.annotation_file import Vocabulary
    from postil.project import Publication
    from postil.rendering.pages import PublicationPages

ASSETS: Final = "assets/postil"
FRAME_WORKER: Final = "iframe-worker.js"


def add_assets(files: Files, config: MkDocsConfig, pages: PublicationPages) -> None:
    """Add styles and scripts as files, so that minify, privacy and offline plugins see them."""
    kinds = pages.style.markup.kinds
    settings = suggestion_settings(kinds, pages.publication.contributors, pages.host)
    compact = json.dumps(settings, separators=(",", ":"))
    frames = {
        reading_assets.SUGGESTING: f"var postilSuggesting = {compact};\n%s",
        # The theme's instant navigation runs it again with every transcript.
        reading_assets.READING_SCRIPTS[-1]: "window.postil || (() => {\n%s\n})();",
    }
    for name, parts in reading_assets.SERVED.items():
        _add(files, _asset(name, parts, frames.get(name, "%s"), config))
    style, script = map(asset_address, reading_assets.EVERYWHERE)
    styles = [style]
    if own := kind_style(kinds):
        styles.append(asset_address("kinds.css"))
        _add(files, File.generated(config, styles[-1], content=own))
    _name(config.extra_css, styles)
    if script not in map(str, config.extra_javascript):
        config.extra_javascript.append(script)
    replace_remote_search_script(config, asset_address(FRAME_WORKER))


def asset_address(name: str) -> str:
    """Where one of our files is served, below the address of the site."""
    return f"{ASSETS}/{name}"


def reading_scripts(page_url: str) -> str:
    """What loads the scripts of a transcript, as HTML to stand before it.

    With it, not with what every page loads: pages of other kinds do not need them, and the theme's
    instant navigation takes over what stands here.
    """
    names = map(asset_address, reading_assets.READING_SCRIPTS)
    return _reading_scripts(*(get_relative_url(name, page_url) for name in names))


@cache
def _reading_scripts(mode: str, script: str) -> str:
    elements = (
        Element("script", {"src": mode, "data-postil-style": reading_assets.READING_STYLE}),
        Element("script", {"src": script, "defer": "defer"}),
    )
    return "".join(tostring(element, encoding="unicode", method="html") for element in elements)


def with_page_style(config: MkDocsConfig, html: str) -> MkDocsConfig:
    """The settings for the page with these contents: `extra_css` has the style it asks for.

    It comes after the style of every page and before the site's own, which has the last word.
    """
    for name in reading_assets.PAGE_STYLES:
        if f'data-postil-style="{name}"' in html:
            own = copy(config)
            every = asset_address(reading_assets.EVERYWHERE[0])
            place = config.extra_css.index(every) + 1
            styles = config.extra_css
            own.extra_css = [*styles[:place], asset_address(name), *styles[place:]]
            return own
    return config


def _asset(name: str, parts: Iterable[str], frame: str, config: MkDocsConfig) -> File:
    sources = [resources.files("postil") / "assets" / part for part in parts]
    address = asset_address(name)
    minified = {".css": cssmin, ".js": jsmin}.get(PurePath(name).suffix)
    if minified is None:
        return File.generated(config, address, abs_src_path=str(sources[0]))
    texts = [minified(source.read_text(encoding="utf-8")) for source in sources]
    return File.generated(config, address, content=frame.replace("%s", "\n".join(texts)))


def _add(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri) is None:
        files.append(file)


def _name(listing: list[str], addresses: Iterable[str]) -> None:
    listing += [address for address in addresses if address not in listing]


def urls_of(files: Files, publication: Publication) -> dict[str, str]:
    """Where each transcript will be, below the address of the site."""
    found = ((path, files.get_file_from_path(path)) for path in publication.transcripts)
    return {path: file.url for path, file in found if file is not None}


def add_schemas(files: Files, config: MkDocsConfig, vocabulary: Vocabulary) -> None:
    """Add the JSON Schemas, with the publication's kinds, for editors far away from its folder."""
    for name, text in schema_files(vocabulary).items():
        path = f"assets/postil/schema/{name}"
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))


def keep_out_of_navigation(files: Files, transcripts: Collection[str]) -> None:
    """Leave transcripts to the generated index; a `nav:` that names one still shows it."""
    for path in transcripts:
        file = files.get_file_from_path(path)
        if file is not None and file.inclusion.is_in_nav():
            file.inclusion = InclusionLevel.NOT_IN_NAV


def not_published(files: Files, publication: Publication, *, preview: bool) -> list[str]:
    """The transcripts that `exclude_docs` or, in a build, `draft_docs` keeps out of the site."""
    found = ((path, files.get_file_from_path(path)) for path in publication.transcripts)
    return [
        path
        for path, file in found
        if file is None
        or not (file.inclusion.is_in_serve() if preview else file.inclusion.is_included())
    ]


def is_in_site(files: Files, path: str) -> bool:
    """Whether readers will find what stands at this path below the documentation folder."""
    file = files.get_file_from_path(path)
    return file is not None and not file.inclusion.is_excluded()


def inside_project(files: Files, publication: Publication, config: MkDocsConfig) -> list[File]:
    """Remove unreadable transcripts, and links out of the project or to nothing; return these.

    A `docs_dir` beside the folder of the settings is of the project, for they name it, unless it is
    reached by a link.
    """
    root = os.path.realpath(publication.layout.root)
    docs = os.path.realpath(config.docs_dir)
    is_named = PurePath(docs) == _without_links(config.docs_dir, publication.layout.root, root)
    project = (root, docs) if is_named else (root,)
    real_folder = cache(os.path.realpath)  # Most files share theirs with many others.
    outside = []
    for file in list(files):
        if file.src_uri in publication.unreadable:
            files.remove(file)
        elif (
            file.src_dir is not None
            and file.abs_src_path
            and _is_outside(file, docs, project, real_folder)
        ):
            outside.append(file)
            files.remove(file)
    return outside


def _without_links(docs_dir: str, root: Path, real_root: str) -> PurePath:
    """Where the settings' folder of texts is if none of the steps to it is a link."""
    try:
        way = os.path.relpath(docs_dir, root)
    except ValueError:  # It is on another drive.
        way = docs_dir
    return PurePath(os.path.normpath(PurePath(real_root, way)))


def _is_outside(
    file: File, docs: str, project: Collection[str], real_folder: Callable[[str], str]
) -> bool:
    if file.src_dir != docs and real_folder(file.src_dir or "") != docs:
        return False
    path = Path(file.abs_src_path or "")
    if path.is_symlink() and not path.exists():
        return True
    real = os.path.realpath(path) if path.is_symlink() else real_folder(str(path.parent))
    return not f"{real}{os.sep}".startswith(tuple(folder + os.sep for folder in project))
