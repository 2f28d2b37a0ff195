"""What can be wrong with the names and the places of files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from postil.core.explanation import Explanation, Severity

CLASH: Final = Explanation(
    "name-clash",
    Severity.ERROR,
    "The names of two files differ in capitals only, or in how an accent is written. Windows "
    "and macOS take them for one file, and one of the two is lost.",
    "Rename one of them.",
)

NOT_READ: Final = Explanation(
    "file-name",
    Severity.ERROR,
    "The file is not read, and nobody would see its notes. Notes are read from files below "
    "`annotations/` whose names end in `.yml` or `.yaml` and do not begin with a dot. Simple "
    "editors add `.txt`, and some systems do not show it. A README, backups of editors and "
    "what git and file managers leave in a folder are passed over; so are files below `docs/` "
    "that hold no list `annotations`, or that `exclude_docs` names.",
    "Give the file the name and the place that the message shows; move what holds no notes out of "
    "`annotations/`.",
)

YAML_SUFFIXES: Final = (".yml", ".yaml")

_OF_TOOLS: Final = frozenset(
    (
        ".ds_store",
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".gitkeep",
        ".keep",
        "desktop.ini",
        "thumbs.db",
    )
)
_OF_TOOLS_BEGIN: Final = ("._", ".#", ".~", "#", "readme", "licence", "license")
_OF_TOOLS_END: Final = ("~", ".bak", ".orig", ".swo", ".swp", ".kate-swp", ".tmp")

_TEXT_SUFFIXES: Final = ("", ".json", ".markdown", ".md", ".text", ".txt")
"""Endings behind which notes may stand as they should: a new name is all they need."""

_LIST: Final = re.compile(r"""^(["']?)annotations\1[ \t]*:(?=\s|$)""", re.MULTILINE)


def is_yaml(name: str) -> bool:
    """Whether the name is one of a YAML file."""
    return name.lower().endswith(YAML_SUFFIXES)


def is_passed_over(name: str) -> bool:
    """Whether a file among those of notes is known to hold none."""
    folded = name.lower()
    return (
        folded in _OF_TOOLS or folded.startswith(_OF_TOOLS_BEGIN) or folded.endswith(_OF_TOOLS_END)
    )


def why_not_read(name: str) -> str:
    """Why a file of this name is not taken for one of notes; nothing if it is."""
    if name.startswith("."):
        return "its name begins with a dot"
    if is_yaml(name):
        return ""
    suffix = PurePosixPath(name).suffix
    return f"its name ends in {suffix}" if suffix else "its name has no ending"


def readable_name(name: str) -> str:
    """The name with which the file would be read."""
    visible = name.lstrip(".") or "notes"
    if is_yaml(visible):
        return visible
    stem = PurePosixPath(visible).stem
    return stem if is_yaml(stem) else f"{stem}.yml"


def is_text(name: str) -> bool:
    """Whether a file of this name may hold YAML as it is."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in _TEXT_SUFFIXES or suffix.startswith(".y")


def holds_annotations(beginning: str) -> bool:
    """Whether a YAML text has the key `annotations` at its top, told by its first lines.

    What is wrong further down must not hide that somebody wrote notes, so nothing is parsed.
    """
    return _LIST.search(beginning) is not None
