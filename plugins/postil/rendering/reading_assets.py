"""The styles and scripts of the reading page, in the order in which they are loaded."""

from __future__ import annotations

from typing import Final

STYLES: Final = ("postil.css", "layout.css", "postil-lists.css")

HEAD_SCRIPT: Final = "script-mode.js"
"""In the head, so that no reader sees the layout for pages without script flash by."""

SCRIPTS: Final = (
    "page.js",
    "place.js",
    "sheet.js",
    "follow.js",
    "kinds.js",
    "speakers.js",
    "player.js",
    "cite.js",
    "suggest.js",
)
"""`page.js` makes the object that the others share."""
