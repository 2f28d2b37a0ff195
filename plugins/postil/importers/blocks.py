"""Lines of a raw transcript with their places, and blocks: the lines between blank lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postil.core.diagnostics import Code, Diagnostic
from postil.importers.characters import UNPRINTABLE, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

Block = tuple["Line", ...]
"""One or more lines that no blank line parts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `number` and `start` (the column of `raw`) count from 1 in the source; `indent` is in columns,
    a tab reaching to the next multiple of eight; `text` is tidied, `raw` as typed.
    """

    number: int
    start: int
    indent: int
    text: str
    raw: str

    def column(self, offset: int) -> int:
        """The column in the source of `text[offset]`, or of the end of the text."""
        left = sum(not character.isspace() for character in self.text[:offset])
        for position, character in enumerate(self.raw):
            if character.isspace() or UNPRINTABLE.match(character):
                continue
            if left == 0:
                return self.start + position
            left -= 1
        return self.start + len(self.raw.rstrip())

    @property
    def end(self) -> int:
        """The column after the last character."""
        return self.start + len(self.raw.rstrip())


def read_blocks(text: str) -> list[Block]:
    """Cut the text (line feeds only) into blocks. A form feed parts blocks as a blank line does."""
    blocks: list[Block] = []
    block: list[Line] = []
    for line in _lines(text):
        if line is not None:
            block.append(line)
        elif block:
            blocks.append(tuple(block))
            block = []
    return [*blocks, tuple(block)] if block else blocks


def _lines(text: str) -> Iterator[Line | None]:
    """Every line with something on it; None where blocks part."""
    for number, whole in enumerate(text.split("\n"), start=1):
        start = 1
        for count, raw in enumerate(whole.split("\f")):
            if count:
                yield None
            tidied = tidy(raw)
            expanded = raw.expandtabs(8)
            indent = len(expanded) - len(expanded.lstrip())
            yield Line(number, start, indent, tidied, raw) if tidied else None
            start += len(raw) + 1


def unprintable_characters(text: str, path: str) -> list[Diagnostic]:
    """One finding for each line that holds characters which the transcript will not hold."""
    diagnostics = []
    for number, line in enumerate(text.split("\n"), start=1):
        first = UNPRINTABLE.search(line)
        if first:
            names = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in UNPRINTABLE.findall(line)))
            message = f"the line holds what does not print ({names}); it was left out"
            diagnostics.append(
                Diagnostic(Code.CONTROL_CHARACTER, message, path, number, first.start() + 1)
            )
    return diagnostics
