"""Python-Markdown's placeholders: what the reader will see where the tree holds one.

While a page is converted, `markdown.Markdown` keeps raw HTML, entities and escaped characters out
of the tree and leaves tokens between STX and ETX:
https://github.com/Python-Markdown/markdown/blob/3.11/markdown/util.py
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from postil.core.textview import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_TOKEN: Final = re.compile(
    "\x02(?:wzxhzdk:(?P<stashed>[0-9]+)|(?P<escaped>[0-9]+)|amp)\x03(?P<entity>#?\\w{1,31};)?"
)
_ENTITY: Final = re.compile(r"(?:&#?\w{1,31};)*")


def _is_entity(entry: str) -> bool:
    """Whether a stashed piece is characters only; whatever else it may be, it is taken for HTML."""
    return _ENTITY.fullmatch(entry) is not None


class Stash:
    """Reads the placeholders of one `Markdown` instance."""

    def __init__(self, md: Markdown) -> None:
        """Keep the instance; its stash fills while it works."""
        self._md = md

    def decode(self, raw: str) -> Sequence[Piece] | None:
        """Find the placeholders in `raw`; entities and escapes are characters, tags nothing."""
        if "\x02" not in raw:
            return None
        return [self._piece(match) for match in _TOKEN.finditer(raw)]

    def text(self, raw: str) -> str:
        """`raw` with every placeholder replaced by the HTML it stands for, and unescaped."""
        pieces = self.decode(raw) or ()
        seen: list[str] = []
        position = 0
        for piece in pieces:
            seen += (raw[position : piece.start], piece.seen)
            position = piece.end
        return html.unescape("".join(seen) + raw[position:])

    def restored(self, markup: str) -> str:
        """`markup` with stashed HTML put back, stashes within stashes included."""
        return self._restored(markup, depth=0)

    def _restored(self, markup: str, depth: int) -> str:
        # Extensions stash HTML that itself holds placeholders; ten levels are more than any does.
        if "\x02" not in markup or depth > 10:  # noqa: PLR2004
            return markup
        seen: list[str] = []
        position = 0
        for match in _TOKEN.finditer(markup):
            seen += (markup[position : match.start()], self._markup(match, depth))
            position = match.end()
        return "".join(seen) + markup[position:]

    def _markup(self, match: re.Match[str], depth: int) -> str:
        entity = match["entity"] or ""
        if match["stashed"]:
            return self._restored(self.entry(int(match["stashed"])), depth + 1) + entity
        return (html.escape(chr(int(match["escaped"]))) if match["escaped"] else "&") + entity

    def holds_html(self, markup: str) -> bool:
        """Whether a placeholder in `markup` stands for raw HTML."""
        if "\x02" not in markup:
            return False
        numbers = (m["stashed"] for m in _TOKEN.finditer(markup))
        return any(not _is_entity(self.entry(int(number))) for number in numbers if number)

    def without_html(self, markup: str) -> str:
        """`markup` without the placeholders that stand for raw HTML."""
        return _TOKEN.sub(lambda m: "" if self.holds_html(m[0]) else m[0], markup)

    def is_one_block(self, text: str) -> bool:
        """Whether `text` is nothing but one placeholder for raw HTML."""
        match = _TOKEN.fullmatch(text.strip())
        return match is not None and not match["entity"] and self.holds_html(text)

    def store(self, markup: str) -> str:
        """Put HTML aside; the placeholder for it."""
        return self._md.htmlStash.store(markup)

    def count(self) -> int:
        """How many pieces were put aside."""
        return len(self._md.htmlStash.rawHtmlBlocks)

    def forget_html(self, count: int) -> None:
        """Empty the first `count` pieces that are HTML, so that nothing can bring them back."""
        blocks = self._md.htmlStash.rawHtmlBlocks
        blocks[:count] = [e if _is_entity(self._html(e)) else "" for e in blocks[:count]]

    def entries(self) -> list[str]:
        """Everything that was stashed."""
        return list(map(self._html, self._md.htmlStash.rawHtmlBlocks))

    def entry(self, number: int) -> str:
        """One stashed piece, or nothing where a text only pretends to be a placeholder."""
        blocks = self._md.htmlStash.rawHtmlBlocks
        return self._html(blocks[number]) if number < len(blocks) else ""

    def _html(self, entry: str | Element) -> str:
        # `md_in_html` puts elements aside as they are.
        return entry if isinstance(entry, str) else self._md.serializer(entry)

    def _piece(self, match: re.Match[str]) -> Piece:
        start, end = match.span()
        entity = match["entity"] or ""
        if match["escaped"]:
            return Piece(start, end - len(entity), chr(int(match["escaped"])))
        if match["stashed"]:
            stashed = self.entry(int(match["stashed"]))
            seen = "" if "<" in stashed else html.unescape(stashed)
            return Piece(start, end - len(entity), seen)
        return Piece(start, end, html.unescape(f"&{entity}"))
