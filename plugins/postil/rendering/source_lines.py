"""The line of the source that each paragraph of a page came from.

Python-Markdown keeps no positions. So the text is converted once more with a sentinel at the end
of every block of lines: where a sentinel comes out tells which lines became which paragraph. The
converter itself decides what a paragraph is; only findings about a page cost the second run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown.treeprocessors import Treeprocessor

from postil.core import markdown_cost
from postil.core.textview import paragraph_elements

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_SENTINEL: Final = re.compile("\ue000([0-9]+)\ue001")  # Private use: in nobody's transcript.
_ATTRIBUTES: Final = re.compile(r"\s*\{.*\}\s*")
_BLANK: Final = " \t\r>"
"""Of a line with nothing else, also one within a quotation, ends a paragraph."""

_NOT_TEXT: Final = re.compile(r"\s*(?:[^\w\s]+\s*)*|\s*(?:```|~~~|!!!|\?\?\?|===|<).*")
"""Lines that mean something by their shape, which a sentinel would spoil."""


def paragraph_lines(body: str, converter: Callable[[], Markdown]) -> list[int | None]:
    """The last line (from 0) of each paragraph of `body`, in order; None where it is not known.

    Nothing at all where it would be too costly to convert.

    `converter` makes a `Markdown` with the page's extensions and without ours.
    """
    if markdown_cost.excess(body, markdown_cost.TRANSCRIPT):
        return []
    collector = _Collector()
    md = converter()
    md.treeprocessors.register(collector, "postil_source_lines", 5.5)
    md.convert(_with_sentinels(body))
    return collector.lines


def _with_sentinels(body: str) -> str:
    # What stands behind a carriage return is a line of its own to Markdown.
    lines = body.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        ends_block = not following.strip(_BLANK) or bool(_ATTRIBUTES.fullmatch(following))
        stands_alone = number == 0 or not lines[number - 1].strip()
        if line.strip() and ends_block and not _is_shape(line, stands_alone=stands_alone):
            lines[number] = f"{line}\ue000{number}\ue001"
    return "\n".join(lines)


def _is_shape(line: str, *, stands_alone: bool) -> bool:
    # An attribute list with no line above it belongs to nothing: it is a paragraph.
    is_attributes = _ATTRIBUTES.fullmatch(line) and not stands_alone
    return bool(_NOT_TEXT.fullmatch(line) or is_attributes)


class _Collector(Treeprocessor):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int | None] = []

    def run(self, root: Element) -> None:
        for block in paragraph_elements(root):
            numbers = _SENTINEL.findall("".join(block.itertext()))
            self.lines.append(int(numbers[-1]) if numbers else None)
