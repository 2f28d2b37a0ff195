"""What an importer tells the author to look at: labels within lines, paragraphs cut short."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from postil.core.diagnostics import Code, Diagnostic
from postil.core.transcript import COLONS
from postil.importers.labels import ASIDE
from postil.importers.unwrapping import ends_sentence, is_finished

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from postil.importers.blocks import Block, Line
    from postil.importers.labels import Label
    from postil.importers.roster import Roster
    from postil.importers.turns import Paragraph

_ALWAYS_LOOKED_FOR: Final = frozenset(
    ("Question", "Answer", "Interviewer", "Interviewee", "Q", "A")
)
_WORDS_SHOWN: Final = 3
_FEW: Final = 5
_LONGEST_HEADING: Final = 10
_LONG_WORD: Final = 4
_BEFORE: Final = r"(?<![^\s。！？])"
"""A space or a stop of a script without spaces, or nothing."""


def labels_in_lines(
    blocks: Iterable[Block], roster: Roster, without: Container[Line], path: str
) -> Iterator[Diagnostic]:
    """A finding for each speaker's label that begins no turn; lines `without` are passed over."""
    names = _ALWAYS_LOOKED_FOR | {label.name for label in roster.turns.values()}
    doubted = {doubt.line for doubt in roster.doubts}
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    colon = r"(?:[ \xa0]?:(?!\S)|：)"
    pattern = re.compile(rf"{_BEFORE}({alternatives})(?:{ASIDE})?{colon}", re.IGNORECASE)
    for block in blocks:
        for line in block:
            if line in without or not any(colon in line.text for colon in COLONS):
                continue
            turn = roster.turns.get(line)
            after = turn.offset if turn else int(line in doubted)
            for match in pattern.finditer(line.text, after):
                if _begins_speech(line.text, match, names):
                    yield _in_line(line, match, path)


def _begins_speech(text: str, match: re.Match[str], names: frozenset[str]) -> bool:
    """Whether the words before the colon are written as a label, not as part of a sentence."""
    name, before = match[1], text[: match.start()].rstrip()
    is_capitals = name.isupper() and len(name) > 1
    is_written_so = name[0].isupper() or name in names
    return is_capitals or (is_written_so and (not before or ends_sentence(before)))


def _in_line(line: Line, match: re.Match[str], path: str) -> Diagnostic:
    where = "within a line" if match.start() else "where a sentence goes on"
    message = f"“{match[0]}” stands {where}, so it was left as text"
    column = line.column(match.start())
    return Diagnostic(Code.IMPORT_LABEL_IN_LINE, message, path, line.number, column)


def names_alike(turns: Mapping[Line, Label], path: str) -> Iterator[Diagnostic]:
    """A finding for each label that another is but for punctuation, at its first turn."""
    seen: dict[str, dict[str, Label]] = {}
    for line, label in sorted(turns.items(), key=lambda turn: turn[0].number):
        letters = "".join(c for c in label.key if unicodedata.category(c)[0] not in "PZ")
        alike = seen.setdefault(letters, {label.key: label})
        if alike.setdefault(label.key, label) is label and len(alike) > 1:
            first = next(iter(alike.values()))
            message = f"“{first.spoken}” and “{label.spoken}” became two persons"
            yield Diagnostic(Code.IMPORT_NAMES_ALIKE, message, path, line.number, line.column(0))


def unfinished(paragraphs: Sequence[Paragraph], path: str) -> list[Diagnostic]:
    """A finding for each paragraph without an end; one for all where most have none."""
    open_ended = [paragraph for paragraph in paragraphs if _stops_short(paragraph)]
    if len(paragraphs) > _FEW and len(open_ended) * 2 > len(paragraphs):
        message = (
            f"{len(open_ended)} of {len(paragraphs)} paragraphs stop without end punctuation; "
            "this is the first"
        )
        return [_at_end(open_ended[0], message, path)]
    return [_at_end(paragraph, _stops(paragraph), path) for paragraph in open_ended]


def _stops(paragraph: Paragraph) -> str:
    words = " ".join(paragraph.text.split()[-_WORDS_SHOWN:])
    return f"the paragraph stops after “{words}” without end punctuation"


def _at_end(paragraph: Paragraph, message: str, path: str) -> Diagnostic:
    line = paragraph.lines[-1]
    return Diagnostic(Code.IMPORT_UNFINISHED, message, path, line.number, line.end)


def _stops_short(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return bool(text) and not is_finished(text) and not _looks_like_heading(paragraph)


def _looks_like_heading(paragraph: Paragraph) -> bool:
    """Whether it is one line in which every long word has a capital, and nobody says it."""
    words = paragraph.text.split()
    return (
        paragraph.label is None
        and len(paragraph.lines) == 1
        and len(words) < _LONGEST_HEADING
        and words[0][0].isupper()
        and not any(word[0].islower() for word in words if len(word) >= _LONG_WORD)
    )
