"""The files that a site serves, and what each is made of; the sources are in `assets/`.

Few files are quick to load, and a page names only those that its kind needs: other pages of the
site load `EVERYWHERE`, transcripts `READING` too. What a reader asks for by a click comes then.
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
READING: Final = ("reading.css", HEAD_SCRIPT, "reading.js")
DIALOGS: Final = "dialogs.js"

SERVED: Final = {
    "postil.css": ("common.css", "search-box.css", "theme-repairs.css"),
    "postil.js": ("search-box.js", "theme-repairs.js"),
    "reading.css": STYLES[1:],
    HEAD_SCRIPT: (HEAD_SCRIPT,),
    "reading.js": SCRIPTS,
    "dialogs.css": ("dialogs.css",),
    DIALOGS: ("cite.js", "suggest.js"),
    "lists.css": ("lists.css",),
    "lists.js": ("lists.js",),
    "search.css": ("search.css",),
    "search-index.js": ("search-index.js",),
    "search-page.js": ("search-page.js",),
    "iframe-worker.js": ("iframe-worker.js",),
    "literata.woff2": ("literata.woff2",),
    "literata-italic.woff2": ("literata-italic.woff2",),
    "literata-licence.txt": ("literata-licence.txt",),
}
