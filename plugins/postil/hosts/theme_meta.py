"""A transcript's front matter as the `page.meta` that themes print without escaping."""

from __future__ import annotations

import contextlib
import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.model import FrontMatter

_PASSED_ON: Final = ("tags", "search", "boost", "robots")
"""Not `social`, which can name any file of the machine as a background."""
_HIDDEN: Final = ("toc",)
"""The margin stands where the theme has its table of contents."""


def theme_meta(front_matter: FrontMatter) -> dict[str, object]:
    """What the theme may know, every text escaped: templates of MkDocs themes do not escape."""
    known = {"title": front_matter.title, "description": front_matter.description}
    meta: dict[str, object] = {key: html.escape(text) for key, text in known.items() if text}
    asked = front_matter.extra.get("hide", [])
    hidden = [str(item) for item in asked] if isinstance(asked, list) else []
    meta["hide"] = [*map(html.escape, hidden), *_HIDDEN]
    for key in _PASSED_ON:
        if key in front_matter.extra:
            meta[key] = _escaped(front_matter.extra[key])
    if "search" in meta:
        meta["search"] = _search(front_matter.extra["search"])
    return meta


def _search(value: object) -> dict[str, object]:
    """What the search plugins read; they stop the build where it has another form."""
    given = value if isinstance(value, dict) else {}
    options: dict[str, object] = {}
    if given.get("exclude") == "true":
        options["exclude"] = True
    with contextlib.suppress(TypeError, ValueError):
        options["boost"] = float(given.get("boost", ""))
    return options


def _escaped(value: object) -> object:
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    words = {"true": True, "false": False}
    return words.get(str(value), html.escape(str(value)))
