"""A transcript's front matter as the `page.meta` that themes print without escaping."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.model import FrontMatter

_PASSED_ON: Final = ("tags", "search", "social", "boost", "robots")
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
    return meta


def _escaped(value: object) -> object:
    if isinstance(value, dict):
        return {html.escape(str(key)): _escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    words = {"true": True, "false": False}
    return words.get(str(value), html.escape(str(value)))
