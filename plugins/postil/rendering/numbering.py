"""Gives ids to the paragraphs of a Markdown text, and proves that nothing else changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from markdown.treeprocessors import Treeprocessor

from postil.core import markdown_cost
from postil.core.front_matter import is_head_open, split
from postil.core.misplaced_ids import misplaced_ids
from postil.core.paragraph_ids import names_of
from postil.core.textview import paragraph_elements, view
from postil.rendering.source_lines import paragraph_lines
from postil.rendering.stash import Stash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_MISPLACED: Final = "“{}” numbers nothing where it stands; `postil check` says what to do with it"
_OPEN_HEAD: Final = "the front matter is opened and never closed: write `---` below its last key"
_MARGIN: Final = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")


class NumberingError(Exception):
    """The text cannot be numbered; the message says where and why."""


def number_paragraphs(
    text: str,
    converter: Callable[[], Markdown],
    *,
    reserved: Iterable[str] = (),
    kept: Sequence[tuple[str, str]] = (),
) -> str:
    """Return `text` (a whole Markdown file) with a line `{ #p8 }` below each unnumbered paragraph.

    `reserved` are ids that must not be given, such as deleted ones that notes still name. `kept`
    is the text as it was when every note stood, by which paragraphs get back an id that they lost.
    The result is converted again: raises `NumberingError` where a paragraph would get no id or a
    word would change.
    """
    _, body, body_line = split(text)
    if is_head_open(text):
        raise NumberingError(_OPEN_HEAD)
    if why := markdown_cost.excess(body, markdown_cost.TRANSCRIPT):
        message = f"the text cannot be converted: {why}"
        raise NumberingError(message)
    before = _read(body, converter, reserved, kept)
    missing = [position for position, found in enumerate(before) if not found.id]
    if not missing:
        return text
    lines = paragraph_lines(body, converter)
    for position, found in enumerate(before):
        if found.misplaced:
            message = f"line {body_line + (lines[position] or 0)}: {found.misplaced}"
            raise NumberingError(message)
    wanted = {position: before[position].name for position in missing}
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
    before: list[_Paragraph], after: list[_Paragraph], wanted: dict[int, str], body_line: int
) -> None:
    expected = [(wanted.get(p, found.id), found.words) for p, found in enumerate(before)]
    result = [(found.id, found.words) for found in after]
    if result == expected:
        return
    for position, (identifier, words) in enumerate(expected):
        if position >= len(result) or result[position] != (identifier, words):
            message = (
                f"the paragraph “{' '.join(words.split()[:6])} …” cannot be numbered by itself "
                f"(the text begins at line {body_line}); add `{{ #{identifier} }}` by hand"
            )
            raise NumberingError(message)
    message = "numbering would add a paragraph; look for a line that begins with a brace"
    raise NumberingError(message)


class _Paragraph(NamedTuple):
    """The id of a paragraph, its words, the id to give it, and why it must not be given one."""

    id: str
    words: str
    name: str
    misplaced: str


def _read(
    body: str,
    converter: Callable[[], Markdown],
    reserved: Iterable[str] = (),
    kept: Sequence[tuple[str, str]] = (),
) -> list[_Paragraph]:
    md = converter()
    reader = _Reader(md, reserved, kept)
    md.treeprocessors.register(reader, "postil_numbering", 5.5)
    md.convert(body)
    return reader.paragraphs


class _Reader(Treeprocessor):
    def __init__(
        self, md: Markdown, reserved: Iterable[str], kept: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(md)
        self._reserved = reserved
        self._kept = kept
        self.paragraphs: list[_Paragraph] = []

    def run(self, root: Element) -> None:
        decode = Stash(self.md).decode
        blocks = [view(element, decode) for element in paragraph_elements(root)]
        names = names_of(blocks, self._reserved, self._kept)
        is_behind_one_without = False
        for block, name in zip(blocks, names, strict=True):
            # A paragraph of nothing but raw HTML takes no id; any mark stands in for one.
            identifier = block.id or ("" if block.whole.strip() else "-")
            is_in_the_way = is_behind_one_without or not identifier
            found = misplaced_ids(block) if is_in_the_way else ()
            why = _MISPLACED.format(found[0].typed) if found else ""
            self.paragraphs.append(_Paragraph(identifier, block.whole, name.id, why))
            is_behind_one_without = not identifier
