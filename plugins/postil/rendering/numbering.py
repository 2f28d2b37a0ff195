"""Gives ids to the paragraphs of a Markdown text, and proves that nothing else changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown.treeprocessors import Treeprocessor

from postil.core import markdown_cost
from postil.core.front_matter import split
from postil.core.paragraph_ids import STRAY_ID, with_meant
from postil.core.textview import paragraph_elements, text_of
from postil.core.transcript import next_ids
from postil.rendering.source_lines import paragraph_lines
from postil.rendering.stash import Stash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_MARGIN: Final = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")


class NumberingError(Exception):
    """The text cannot be numbered; the message says where and why."""


def number_paragraphs(
    text: str, converter: Callable[[], Markdown], *, reserved: Iterable[str] = ()
) -> str:
    """Return `text` (a whole Markdown file) with a line `{ #p8 }` below each unnumbered paragraph.

    `reserved` are ids that must not be given, such as deleted ones that notes still name. The
    result is converted again: raises `NumberingError` where a paragraph would get no id or a word
    would change.
    """
    _, body, body_line = split(text)
    if why := markdown_cost.excess(body, markdown_cost.TRANSCRIPT):
        message = f"the text cannot be converted: {why}"
        raise NumberingError(message)
    before = _read(body, converter)
    missing = [position for position, (given, _) in enumerate(before) if not given]
    if not missing:
        return text
    ids = next_ids(with_meant([given or None for given, _ in before]), reserved)
    wanted = dict(zip(missing, ids, strict=True))
    lines = paragraph_lines(body, converter)
    for position in missing:
        if STRAY_ID.fullmatch(before[position][1]):
            stray = before[position][1].strip()
            line = body_line + (lines[position] or 0)
            message = f"line {line}: “{stray}” stands alone; delete the blank line above it"
            raise NumberingError(message)
    new_body = _insert(body, {lines[p]: i for p, i in wanted.items() if lines[p] is not None})
    _prove(before, _read(new_body, converter), wanted, body_line)
    head = text[: len(text) - len(body)]
    return head + new_body


def _insert(body: str, ids: dict[int | None, str]) -> str:
    lines = body.split("\n")
    result = []
    for number, line in enumerate(lines):
        result.append(line)
        if number in ids:
            margin = _MARGIN.match(line)
            end = "\r" if line.endswith("\r") else ""
            result.append(f"{margin[0] if margin else ''}{{ #{ids[number]} }}{end}")
    return "\n".join(result)


def _prove(
    before: list[tuple[str, str]],
    after: list[tuple[str, str]],
    wanted: dict[int, str],
    body_line: int,
) -> None:
    expected = [(wanted.get(p, given), words) for p, (given, words) in enumerate(before)]
    if after == expected:
        return
    for position, (identifier, words) in enumerate(expected):
        if position >= len(after) or after[position] != (identifier, words):
            message = (
                f"the paragraph “{' '.join(words.split()[:6])} …” cannot be numbered by itself "
                f"(the text begins at line {body_line}); add `{{ #{identifier} }}` by hand"
            )
            raise NumberingError(message)
    message = "numbering would add a paragraph; look for a line that begins with a brace"
    raise NumberingError(message)


def _read(body: str, converter: Callable[[], Markdown]) -> list[tuple[str, str]]:
    """The id and the words of every paragraph."""
    md = converter()
    reader = _Reader(md)
    md.treeprocessors.register(reader, "postil_numbering", 5.5)
    md.convert(body)
    return reader.paragraphs


class _Reader(Treeprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.paragraphs: list[tuple[str, str]] = []

    def run(self, root: Element) -> None:
        stash = Stash(self.md)
        for element in paragraph_elements(root):
            words = text_of(element, stash.decode)
            identifier = element.get("id") or ""
            # A paragraph of nothing but raw HTML takes no id; any mark stands in for one.
            self.paragraphs.append((identifier or ("" if words.strip() else "-"), words))
