"""Where lines of a block were broken only for want of room, and where sentences end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from postil.core.sentences import SENTENCE_ENDS
from postil.importers.dates import find_date
from postil.importers.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.importers.blocks import Block, Line

_USUAL_WIDTH: Final = 72
_WIDEST_WRAP: Final = 200
# No program wraps wider; a longer line is a paragraph that a word processor wrote.

_CLOSERS: Final = "\"'”’»›)*_」』）》"
_OTHER_ENDS: Final = ":;—–-]：；"
# A dash is how a transcript shows an interruption, a bracket holds the editor's own remark.

_HYPHEN: Final = re.compile(r"[^\W\d_]-$|\d-$|\u00ad$")
_OF_HAN_OR_KANA: Final = re.compile(
    "[\u3001-\u3030\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]{2}"
)
"""With their stops, brackets and other signs of full width, but no letters and digits of it."""
_SUSPENDED: Final = re.compile(r"(?:and|or|to|und|oder|et|ou)\b", re.IGNORECASE)
_CONTINUED: Final = word_set(
    "a an and at between by de der for from in of on or the to with und von avec et"
)
"""Words that no title line ends with."""


def ends_sentence(text: str) -> bool:
    """Whether a full stop or the like stands at the end, closing quotation marks aside."""
    bare = text.rstrip(_CLOSERS)
    return bare.endswith((*SENTENCE_ENDS, "]", "—", "–", "--"))


def is_finished(text: str) -> bool:
    """Whether the paragraph ends as paragraphs do, or is no sentence: capitals, a row of stars."""
    bare = text.rstrip(_CLOSERS)
    letters = [character for character in bare if character.isalpha()]
    return bare.endswith((*SENTENCE_ENDS, *_OTHER_ENDS)) or not any(
        character.islower() or not character.isupper() for character in letters
    )


def joined(texts: Iterable[str]) -> str:
    """One line of several: a space between them, none after a hyphen within a word.

    Nor is there one in scripts that have none.
    """
    pieces: list[str] = []
    for text in filter(None, texts):
        if pieces and not _continues_word(pieces[-1], text):
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces)


def _continues_word(text: str, following: str) -> bool:
    if _OF_HAN_OR_KANA.fullmatch(text[-1] + following[0]):
        return True
    is_hyphenated = _HYPHEN.search(text[-2:]) is not None and following[0].isalnum()
    return is_hyphenated and not _SUSPENDED.match(following)


def wrap_width(blocks: Iterable[Block]) -> int:
    """How many characters the lines of running text may have, at most.

    A line was wrapped for certain where the next begins with a small letter.
    """
    lengths = (
        len(line.text)
        for block in blocks
        for line, following in pairwise(block)
        if following.text[0].islower()
    )
    return min(max(lengths, default=_USUAL_WIDTH), _WIDEST_WRAP)


def broken_on_purpose(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would have fitted, and no phrase is cut."""
    words = line.text.split(" ")
    has_room = len(line.text) + 1 + len(following.text.split(" ")[0]) <= width
    return has_room and words[-1].casefold() not in _CONTINUED


def title_lines(block: Block, width: int) -> tuple[str, ...]:
    """The lines of a heading block: those broken on purpose apart, those wrapped joined."""
    lines = [block[0].text]
    for line, following in pairwise(block):
        if _differ_in_kind(line.text, following.text) or (
            broken_on_purpose(line, following, width) and not following.text[0].islower()
        ):
            lines.append(following.text)
        else:
            lines[-1] = joined((lines[-1], following.text))
    return tuple(lines)


def _differ_in_kind(text: str, following: str) -> bool:
    """Whether only one of the lines is in capitals, or one is a date and nothing else."""
    dates = (find_date(text), find_date(following))
    return text.isupper() != following.isupper() or any(date and date.is_whole for date in dates)


def ends_paragraph(line: Line, following: Line) -> bool:
    """Whether a line within a block is a paragraph of its own: too long to have been wrapped."""
    is_long = len(line.text) > _WIDEST_WRAP or len(following.text) > _WIDEST_WRAP
    return is_long and ends_sentence(line.text) and not following.text[0].islower()
