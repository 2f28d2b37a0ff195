"""What the page's form for a note must know, in an element that shows nothing.

The form itself is made by a script; nobody else could use it.
"""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postil.core.model import Annotation, Contributor
    from postil.rendering.code_host import CodeHost


@dataclass(frozen=True, slots=True)
class Suggesting:
    """Where new notes on a page go: `folder` is below the publication's.

    `first_line` is a comment for editors; `contributors` are by id, empty where nobody is listed.
    """

    folder: str
    first_line: str
    contributors: Mapping[str, Contributor]
    host: CodeHost


def suggestion_data(
    suggesting: Suggesting, kinds: Mapping[str, str], annotations: Iterable[Annotation]
) -> Element:
    """The element; `kinds` maps identifiers to words, `annotations` have their ids already."""
    host = suggesting.host
    people = {identifier: person.name for identifier, person in suggesting.contributors.items()}
    attributes = {
        "class": "postil-suggestion",
        "hidden": "hidden",
        "data-folder": suggesting.folder,
        "data-first-line": suggesting.first_line,
        "data-kinds": _pairs(kinds),
        "data-people": _pairs(people) if people else "",
        "data-taken": " ".join(annotation.id for annotation in annotations),
        "data-host": host.name,
        "data-below": posixpath.join(host.folder, suggesting.folder),
        "data-new-file": host.new_file,
        "data-why": host.why,
    }
    return Element("div", {name: value for name, value in attributes.items() if value})


def _pairs(words: Mapping[str, str]) -> str:
    return json.dumps(list(words.items()), ensure_ascii=False)
