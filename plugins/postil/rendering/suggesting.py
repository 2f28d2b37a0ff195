"""What the form for a note must know of a page, in an element that shows nothing, and of the site.

The form itself is made by a script; nobody else could use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postil.core.model import Annotation, Contributor
    from postil.rendering.code_host import CodeHost


@dataclass(frozen=True, slots=True)
class Suggesting:
    """Where new notes on a page go: `folder` is below the publication's.

    `first_line` is a comment for editors.
    """

    folder: str
    first_line: str


def suggestion_data(
    suggesting: Suggesting, annotations: Iterable[Annotation], shown: Iterable[str]
) -> Element:
    """The element; `annotations` have their ids already, and those `shown` stand on the page."""
    hidden = {annotation.id for annotation in annotations}.difference(shown)
    attributes = {
        "class": "postil-suggestion",
        "hidden": "hidden",
        "data-folder": suggesting.folder,
        "data-first-line": suggesting.first_line,
        "data-taken": " ".join(sorted(hidden)),
    }
    return Element("div", {name: value for name, value in attributes.items() if value})


def suggestion_settings(
    kinds: Mapping[str, str], contributors: Mapping[str, Contributor], host: CodeHost
) -> dict[str, Any]:
    """What is the same on every page. `kinds` maps identifiers to words, `contributors` ids."""
    return {
        "kinds": list(kinds.items()),
        "people": [(key, person.name) for key, person in contributors.items()] or None,
        "host": host.name,
        "below": host.folder,
        "newFile": host.new_file,
        "why": host.why,
    }
