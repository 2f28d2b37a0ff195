"""Files of the site: ours added, transcripts kept out of the navigation, outsiders left out."""

from __future__ import annotations

import os
from functools import cache
from importlib import resources
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.files import File, InclusionLevel
from rcssmin import cssmin
from rjsmin import jsmin

from postil.hosts.theme_repairs import replace_remote_search_script
from postil.rendering import reading_assets
from postil.rendering.kind_style import kind_style
from postil.schemas import schema_files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from importlib.resources.abc import Traversable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from postil.core.annotation_file import Vocabulary
    from postil.project import Publication

ASSETS: Final = "assets/postil"
STYLES: Final = (*reading_assets.STYLES, "theme-repairs.css")
SCRIPTS: Final = (*reading_assets.SCRIPTS, "postil-index.js", "theme-repairs.js")
FRAME_WORKER: Final = "iframe-worker.js"


def add_assets(files: Files, config: MkDocsConfig, kinds: Mapping[str, str]) -> None:
    """Add styles and scripts as files, so that minify, privacy and offline plugins see them."""
    folder = resources.files("postil") / "assets"
    for source in sorted(folder.iterdir(), key=lambda path: path.name):
        _add(files, _asset(source, config))
    styles = list(map(_address, STYLES))
    if own := kind_style(kinds):
        styles.append(_address("kinds.css"))
        _add(files, File.generated(config, styles[-1], content=own))
    _name(config.extra_css, styles)
    for script in map(_address, SCRIPTS):
        if script not in map(str, config.extra_javascript):
            value = ExtraScriptValue(script)
            value.defer = True
            config.extra_javascript.append(value)
    # The theme's place for what must run before the page is drawn.
    _name(config.extra.setdefault("polyfills", []), [_address(reading_assets.HEAD_SCRIPT)])
    replace_remote_search_script(config, _address(FRAME_WORKER))


def _asset(source: Traversable, config: MkDocsConfig) -> File:
    address = _address(source.name)
    minified = {".css": cssmin, ".js": jsmin}.get(PurePath(source.name).suffix)
    if minified is not None:
        text = source.read_text(encoding="utf-8")
        return File.generated(config, address, content=minified(text))
    return File.generated(config, address, abs_src_path=str(source))


def _address(name: str) -> str:
    return f"{ASSETS}/{name}"


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


def inside_project(files: Files, publication: Publication, config: MkDocsConfig) -> list[File]:
    """Remove unreadable transcripts, and files that are links out of the project; return these."""
    root = os.path.realpath(publication.layout.root)
    docs = os.path.realpath(config.docs_dir)
    real_folder = cache(os.path.realpath)  # Most files share theirs with many others.
    outside = []
    for file in list(files):
        if file.src_uri in publication.unreadable:
            files.remove(file)
        elif (
            file.src_dir is not None
            and file.abs_src_path
            and _is_outside(file, docs, root, real_folder)
        ):
            outside.append(file)
            files.remove(file)
    return outside


def _is_outside(file: File, docs: str, root: str, real_folder: Callable[[str], str]) -> bool:
    if file.src_dir != docs and real_folder(file.src_dir or "") != docs:
        return False
    path = Path(file.abs_src_path or "")
    real = os.path.realpath(path) if path.is_symlink() else real_folder(str(path.parent))
    return not f"{real}{os.sep}".startswith(root + os.sep)
