"""Contents of pages between their conversion and the template.

A host converts every page before it writes the first. The contents of an archive wait in memory
until then, two bytes a character as soon as one typographic quotation mark is among them; as UTF-8
they need half of that.
"""

from __future__ import annotations


class WaitingContents:
    """HTML by page."""

    def __init__(self) -> None:
        """Begin with none."""
        self._contents: dict[str, bytes] = {}

    def __contains__(self, path: str) -> bool:
        """Whether the page's contents are kept here."""
        return path in self._contents

    def keep(self, path: str, html: str) -> None:
        """Keep a page's contents."""
        self._contents[path] = html.encode()

    def take(self, path: str) -> str:
        """Give them back, once."""
        return self._contents.pop(path, b"").decode()
