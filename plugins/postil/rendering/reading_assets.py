"""The files that a site serves, and what each is made of; the sources are in `assets/`.

Few files are quick to load, and a page names only those that its kind needs: every page of the site
loads `EVERYWHERE`, transcripts what `READING` names too. What needs a click to be used comes then.
"""

from __future__ import annotations

from typing import Final

STYLES: Final = ("common.css", "text.css", "head.css", "layout.css")
"""What a transcript needs, in the order in which they are loaded."""

HEAD_SCRIPT: Final = "script-mode.js"
"""Before the text, so that no reader sees the layout for pages without script flash by."""

SCRIPTS: Final = (
    "page.js",
    "place.js",
    "sheet.js",
    "follow.js",
    "kinds.js",
    "speakers.js",
    "player.js",
    "openers.js",
)
"""`page.js` makes the object that the others share."""

EVERYWHERE: Final = ("postil.css", "postil.js")
READING_SCRIPTS: Final = (HEAD_SCRIPT, "reading.js")
READING_STYLE: Final = "reading.css"
PAGE_STYLES: Final = (READING_STYLE, "lists.css", "search.css")
"""A page has one of them at most, and says which in an attribute `data-postil-style`."""

SUGGESTING: Final = "suggest.js"
"""Loaded when a reader opens the form for a note; `cite.js` before, when one presses a number."""

SEARCH_PAGE: Final = ("search-snippet.js", "search-facets.js", "search-page.js")
"""What shows the hits that `search-index.js` finds."""

SERVED: Final = {
    "postil.css": ("common.css", "search-box.css", "theme-repairs.css"),
    "postil.js": ("page-style.js", "search-box.js", "theme-repairs.js"),
    READING_STYLE: STYLES[1:],
    HEAD_SCRIPT: (HEAD_SCRIPT,),
    "reading.js": SCRIPTS,
    "cite.css": ("cite.css",),
    "cite.js": ("cite.js",),
    "suggest.css": ("suggest.css",),
    SUGGESTING: ("quoting.js", SUGGESTING),
    "lists.css": ("lists.css",),
    "lists.js": ("lists.js",),
    "search.css": ("search.css",),
    "search-index.js": ("search-index.js",),
    "search-page.js": SEARCH_PAGE,
    "found.js": ("found.js",),
    "iframe-worker.js": ("iframe-worker.js",),
    "literata.woff2": ("literata.woff2",),
    "literata-italic.woff2": ("literata-italic.woff2",),
    "literata-licence.txt": ("literata-licence.txt",),
}
