"""Blocks cut into paragraphs, each with the label it begins with, if it begins a turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postil.importers.labels import is_lone_time
from postil.importers.unwrapping import ends_paragraph, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postil.importers.blocks import Block, Line
    from postil.importers.labels import Label


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a paragraph to be; `label` is that of the turn it begins.

    `time` stood on a line of its own before the label.
    """

    lines: tuple[Line, ...]
    label: Label | None = None
    time: str = ""

    @property
    def text(self) -> str:
        """The lines joined, without the label."""
        first, *rest = (line.text for line in self.lines)
        offset = self.label.offset if self.label else 0
        return joined((first[offset:], *rest))

    @property
    def is_label_alone(self) -> bool:
        """Whether the speech has to follow in another block."""
        return self.label is not None and not self.text


def cut_into_paragraphs(blocks: Iterable[Block], turns: Mapping[Line, Label]) -> list[Paragraph]:
    """The paragraphs of the text in order; `turns` has the lines that begin one."""
    paragraphs: list[Paragraph] = []
    for paragraph in _cut(blocks, turns):
        last = paragraphs[-1] if paragraphs else None
        if last and last.is_label_alone and paragraph.label is None:
            paragraphs[-1] = replace(last, lines=last.lines + paragraph.lines)
        elif last and paragraph.label and last.label is None and is_lone_time(last.text):
            paragraphs[-1] = replace(paragraph, time=last.text)
        else:
            paragraphs.append(paragraph)
    return paragraphs


def _cut(blocks: Iterable[Block], turns: Mapping[Line, Label]) -> Iterator[Paragraph]:
    for block in blocks:
        start = 0
        for position, line in enumerate(block):
            if position and (line in turns or ends_paragraph(block[position - 1], line)):
                yield _paragraph(block[start:position], turns)
                start = position
        yield _paragraph(block[start:], turns)


def _paragraph(lines: tuple[Line, ...], turns: Mapping[Line, Label]) -> Paragraph:
    return Paragraph(lines, turns.get(lines[0]))
