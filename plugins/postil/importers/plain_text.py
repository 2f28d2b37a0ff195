"""A raw transcript as plain text to transcript Markdown. No word is lost or put elsewhere.

A blank-line block is a paragraph; so is every line that begins a turn, with what follows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postil.core.diagnostics import Code, Diagnostic, in_order
from postil.importers.blocks import read_blocks, unprintable_characters
from postil.importers.characters import tidy, with_plain_line_ends
from postil.importers.doubts import labels_in_lines, names_alike, unfinished
from postil.importers.fields import head_fields
from postil.importers.front_matter_writing import write_front_matter
from postil.importers.head import Head, read_head
from postil.importers.markdown_escaping import escape, escape_inline, escape_lines
from postil.importers.people import people_of
from postil.importers.roster import Roster, find_speakers
from postil.importers.turns import Paragraph, cut_into_paragraphs
from postil.importers.unwrapping import title_lines, wrap_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.importers.blocks import Block, Line
    from postil.importers.labels import Label


@dataclass(frozen=True, slots=True)
class Imported:
    """A transcript file's text, what to look at in the source, and how much there is.

    `turns` counts the labelled turns, or 1 for a text without labels.
    """

    markdown: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    paragraphs: int = 0
    turns: int = 0


def import_plain_text(text: str, path: str) -> Imported:
    """Import `text`, read from `path` (shown in diagnostics, whose lines are the source's).

    A text without words gives empty Markdown and says so. Never raises for what the text holds.
    """
    text = with_plain_line_ends(text).removeprefix("\ufeff")
    diagnostics = unprintable_characters(text, path)
    blocks = read_blocks(text)
    if not blocks:
        empty = Diagnostic(Code.FILE_EMPTY, "the file holds no words", path)
        return Imported("", [*diagnostics, empty])
    return _Import(blocks, path, diagnostics).result()


class _Import:
    """One import: the stages in order, each with what the earlier ones found."""

    def __init__(self, blocks: Sequence[Block], path: str, diagnostics: list[Diagnostic]) -> None:
        self._blocks = blocks
        self._path = path
        self._found = diagnostics
        self._width = wrap_width(blocks)
        self._fields = head_fields(blocks)
        self._roster: Roster = find_speakers(blocks, self._width, self._fields)
        self._paragraphs = cut_into_paragraphs(blocks, self._roster.turns)
        self._head: Head = read_head(self._paragraphs, self._width)

    def result(self) -> Imported:
        body = [
            f"{self._markdown(paragraph, in_head=number <= self._head.paragraphs)}\n"
            f"{{ #p{number} }}\n"
            for number, paragraph in enumerate(self._paragraphs, start=1)
        ]
        return Imported(
            "\n".join([self._front_matter(), *body]),
            self._diagnostics(),
            len(self._paragraphs),
            max(1, len(self._roster.turns)),
        )

    def _markdown(self, paragraph: Paragraph, *, in_head: bool) -> str:
        if paragraph.label:
            return _turn(paragraph, paragraph.label)
        if in_head:
            return escape_lines(title_lines(paragraph.lines, self._width))
        return escape(paragraph.text)

    def _front_matter(self) -> str:
        head = self._head
        title = head.title or _title_of_file(self._path)
        people = people_of(self._roster.turns.values(), head)
        source = {"title": title, "holder": head.holder or "unknown"}
        return write_front_matter(title, head.date.iso if head.date else "", people, source)

    def _diagnostics(self) -> list[Diagnostic]:
        head_lines = {
            line
            for paragraph in self._paragraphs[: self._head.paragraphs]
            for line in paragraph.lines
        }
        found = [
            *self._found,
            *self._roster.diagnostics(self._path, head_lines),
            *labels_in_lines(self._blocks, self._roster, head_lines, self._path),
            *names_alike(self._roster.turns, self._path),
            *unfinished(self._paragraphs[self._head.paragraphs :], self._path),
            *self._about_speakers(),
            *self._about_date(),
        ]
        return in_order(found)

    def _about_speakers(self) -> list[Diagnostic]:
        if self._roster.turns:
            return []
        line: Line = self._paragraphs[self._head.paragraphs].lines[0]
        message = "no speaker's label was found, so the text is one turn of “Speaker”"
        return [Diagnostic(Code.IMPORT_NO_SPEAKERS, message, self._path, line.number)]

    def _about_date(self) -> list[Diagnostic]:
        date = self._head.date
        if date and date.iso:
            return []
        if date:
            message = f"“{date.typed}” can mean two days, so the date was left out"
        else:
            message = "the head of the text has no date that could be read"
        way_out = "Add a line such as `date: 1974-05-11` to the front matter."
        line = self._head.date_line
        return [Diagnostic(Code.FRONT_MATTER_KEY, message, self._path, line, help=way_out)]


def _turn(paragraph: Paragraph, label: Label) -> str:
    """The first paragraph of a turn: the bold label, times and remarks typed near it, the speech.

    The format has the label first, so a time that stood before it stands after it.
    """
    parts = (paragraph.time, label.time, label.aside, paragraph.text)
    speech = escape_inline(" ".join(filter(None, parts)))
    return f"**{escape_inline(label.bold)}** {speech}".rstrip()


def _title_of_file(path: str) -> str:
    """The name of the file without folder and ending, hyphens and underscores as spaces."""
    name = re.split(r"[/\\]", path)[-1]
    stem = name[: name.rfind(".")] if "." in name[1:] else name
    return tidy(re.sub(r"[-_]+", " ", stem)) or "Untitled"
