"""The text below `note: |` that stands no further right than its key, which is not what YAML reads.

What the parser says of it fits other mistakes as well, or is of what the words turn out to mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import START, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADER: Final = re.compile(r"( *(?:- +)*)([^\s:#'\"-][^:]*):\s+[|>][-+\d]*\s*(?:#.*)?")
_NO_TEXT: Final = re.compile(r"\s*(?:- +)?(?:[a-z_]+:(?:\s|$)|\{|#|---|\.\.\.)|\s*-\s*$")
"""What may follow a block: a key, an item of a list, a comment, the end."""

_NOT_EVEN_A_KEY: Final = re.compile(rf"{_NO_TEXT.pattern}|\s*[\w-]+:(?:\s|$)")
"""The same, where a key may be a word of anybody's own."""


class _Block(NamedTuple):
    """Lines of text from `first` to `last`, counted from 0, of the `key` that begins at `column`.

    The key stands in the line `header`.
    """

    key: str
    column: int
    header: int
    first: int
    last: int


def unindented_text(text: str, path: str, origin: Place = START) -> Diagnostic | None:
    """The first such text; None where there is none."""
    lines = text.splitlines()
    block = next(_blocks(lines, _NOT_EVEN_A_KEY), None)
    return _diagnostic(block, lines, path, origin) if block else None


def name_unindented_texts(
    diagnostics: list[Diagnostic], text: str, path: str, origin: Place = START
) -> list[Diagnostic]:
    """The diagnostics, with one for each such text in place of those that follow from it."""
    if not diagnostics or not ("|" in text or ">" in text):
        return diagnostics
    lines = text.splitlines()
    faulty = {found.line for found in diagnostics}
    covered: set[int] = set()
    named = []
    for block in _blocks(lines, _NO_TEXT):
        numbers = range(block.header + origin.line, block.last + origin.line + 1)
        if not faulty.isdisjoint(numbers):
            covered.update(numbers)
            named.append(_diagnostic(block, lines, path, origin))
    return [*(found for found in diagnostics if found.line not in covered), *named]


def _diagnostic(block: _Block, lines: Sequence[str], path: str, origin: Place) -> Diagnostic:
    key = block.key
    message = f"the text of `{key}:` is not indented: it must stand further right than its key"
    way_out = f"Begin each line of the text with {block.column + 2} spaces."
    place = (block.first + origin.line, _indent(lines[block.first]) + 1)
    return Diagnostic(Code.YAML_SYNTAX, message, path, *place, help=way_out)


def _blocks(lines: Sequence[str], no_text: re.Pattern[str]) -> Iterator[_Block]:
    number = 0
    while number < len(lines):
        header = _HEADER.fullmatch(lines[number])
        number += 1
        if header is None:
            continue
        column, start = len(header[1]), number
        while number < len(lines) and not _ends(lines[number], column):
            number += 1
        first = number
        while number < len(lines) and not no_text.match(lines[number]):
            number += 1
        if number > first:
            yield _Block(header[2], column, start - 1, first, number - 1)


def _ends(line: str, column: int) -> bool:
    """Whether the line is no part of a block below a key at that column."""
    return bool(line.strip()) and _indent(line) <= column


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
