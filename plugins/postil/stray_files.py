"""Files that somebody may have written notes in and that are not read, for their name or place."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from postil.core import file_names
from postil.core.diagnostics import Code, Diagnostic
from postil.project import transcript_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.project import Layout, Publication

MAX_BYTES: Final = 64 * 1024
"""Of a file's beginning: the key `annotations` stands in its first lines."""

SETTINGS: Final = frozenset(("mkdocs.yml", "mkdocs.yaml"))


def stray_files(
    publication: Publication, is_published: Callable[[str], bool] = lambda _: True
) -> Iterator[Diagnostic]:
    """Every file that looks as if its notes were lost. Below `docs`, of those published only."""
    layout = publication.layout
    for path in _files(layout.annotations):
        if file_names.why_not_read(path.name) and not file_names.is_passed_over(path.name):
            yield _misnamed(path, layout)
    for path in _yaml_elsewhere(layout, is_published):
        if _holds_annotations(path):
            yield _misplaced(path, publication)


def _files(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, except in hidden folders and in those that are links."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            yield Path(parent, name)


def _yaml_elsewhere(layout: Layout, is_published: Callable[[str], bool]) -> Iterator[Path]:
    """YAML files that do not stand among the notes, hidden ones left out."""
    _, _, beside = next(os.walk(layout.root), ("", [], []))
    for name in sorted(beside):
        if name not in SETTINGS and _is_visible_yaml(name):
            yield layout.root / name
    for path in _files(layout.docs):
        if not _is_visible_yaml(path.name) or path.is_relative_to(layout.annotations):
            continue
        if is_published(path.relative_to(layout.docs).as_posix()):
            yield path


def _is_visible_yaml(name: str) -> bool:
    return not file_names.why_not_read(name)


def _holds_annotations(path: Path) -> bool:
    """Whether the file begins as one of notes does. What cannot be read is somebody else's."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            beginning = file.read(MAX_BYTES)
    except OSError:
        return False
    return file_names.holds_annotations(beginning.decode("utf-8-sig", "replace"))


def _misnamed(path: Path, layout: Layout) -> Diagnostic:
    shown = layout.shown(path)
    renamed = path.with_name(file_names.readable_name(path.name))
    message = f"this is not read, because {file_names.why_not_read(path.name)}"
    if not file_names.is_text(path.name):
        folder = layout.shown(layout.annotations)
        way_out = (
            f"Write its notes in {layout.shown(renamed)}, or move it out of {folder}/ if it "
            "holds none."
        )
    else:
        way_out = _way_to(renamed, layout, "Rename")
    return Diagnostic(Code.FILE_NAME, message, shown, help=way_out)


def _misplaced(path: Path, publication: Publication) -> Diagnostic:
    layout = publication.layout
    annotations = layout.shown(layout.annotations)
    message = f"these notes are not read, because the file does not stand below {annotations}/"
    place = _place_for(path, publication)
    way_out = f"Move it below {annotations}/, and name it, or its folder, after the transcript."
    if place:
        way_out = _way_to(place, layout, "Move")
    return Diagnostic(Code.FILE_NAME, message, layout.shown(path), help=way_out)


def _way_to(place: Path, layout: Layout, verb: str) -> str:
    shown = layout.shown(place)
    if place.exists():
        return f"Put its notes into {shown}, which is there already."
    return f"{verb} it to {shown}."


def _place_for(path: Path, publication: Publication) -> Path | None:
    """Where among the notes the file would belong to a transcript."""
    layout = publication.layout
    docs = layout.docs
    folders = (docs / layout.transcripts, docs / layout.annotations.name, docs, layout.root)
    folder = next(each for each in folders if path.is_relative_to(each))
    place = layout.annotations / path.relative_to(folder)
    return place if transcript_of(place, publication) else None
