"""Files of the site: ours added, transcripts kept out of the navigation, outsiders left out."""

from __future__ import annotations

import os
from importlib import resources
from typing import TYPE_CHECKING, Final

from mkdocs.structure.files import File, InclusionLevel

from postil.schemas import schema_files

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from postil.core.annotation_file import Vocabulary
    from postil.project import Publication

STYLE: Final = "assets/postil/postil.css"
SCRIPT: Final = "assets/postil/postil.js"


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add style and script as files, so that minify, privacy and offline plugins see them."""
    folder = resources.files("postil") / "assets"
    for source in sorted(folder.iterdir(), key=lambda path: path.name):
        path = f"assets/postil/{source.name}"
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, abs_src_path=str(source)))
    if STYLE not in config.extra_css:
        config.extra_css.append(STYLE)
    if SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.append(SCRIPT)


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
    outside = []
    for file in list(files):
        if file.src_uri in publication.unreadable:
            files.remove(file)
        elif file.src_dir is not None and file.abs_src_path and _is_linked(file, docs, root):
            outside.append(file)
            files.remove(file)
    return outside


def _is_linked(file: File, docs: str, root: str) -> bool:
    if file.src_dir != docs and os.path.realpath(file.src_dir or "") != docs:
        return False
    real = os.path.realpath(file.abs_src_path or "")
    return not real.startswith(root + os.sep)
