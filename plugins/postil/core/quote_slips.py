"""Typical slips in a quote that is nearly there: what was copied with the words and is no word."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.folding import fold
from postil.core.typographic_marks import MARKS, as_yaml_reads, marks_round

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTATION_MARKS: Final = f"\"'{MARKS}"
_NUMBER_OF_A_NOTE: Final = re.compile(r"(?<=[^\W\d_]|[.,;:!?)”’\"'])[\d¹²³⁰-⁹]{1,3}(?!\w)")
_NUMBER_APART: Final = re.compile(r"\s\d{1,3}(?!\w)|\s?\[\d{1,3}\]")
"""As it comes from a page whose numbers stand apart; the text may hold others of that form."""

_NUMBER_BEFORE: Final = re.compile(r"(?:p|¶)?\s*\d+\s+")
_LABEL_BEFORE: Final = re.compile(r"[^\W\d_][^:\n]{0,60}:\s+")
_TIME: Final = re.compile(r"\[\d+(?::\d\d){1,2}\]\s*")
_MARKDOWN: Final = str.maketrans("", "", "*_`")
_GAP: Final = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")


class Slip(NamedTuple):
    """`found` goes on where a sentence says that the words are not there.

    `words` is the quote without what is wrong; empty where that cannot be said.
    """

    found: str
    words: str = ""


def slip_in(quote: str, text: str) -> Slip | None:
    """What is wrong with a quote that does not stand in a paragraph's text; None if no slip."""
    wanted = fold(text).text
    if fold(quote).text.strip() in wanted:
        return None
    for found, rest in _cleaned(quote):
        if rest != quote and rest.strip() and fold(rest).text.strip() in wanted:
            return Slip(found, rest.strip())
    if fold(quote).text.casefold().strip() in wanted.casefold():
        return Slip("the text has other capitals")
    parts = [fold(part).text.strip() for part in _GAP.split(quote)]
    if len(parts) > 1 and _follow_each_other(parts, wanted):
        return Slip("something is left out, and a note stands on words without a gap")
    return None


def _cleaned(quote: str) -> Iterator[tuple[str, str]]:
    """Each slip with the quote without it."""
    yield _marks_round(quote), quote.strip(_QUOTATION_MARKS)
    if number := _NUMBER_OF_A_NOTE.search(quote):
        yield _is_a_number(number[0]), _NUMBER_OF_A_NOTE.sub("", quote)
    for number in _NUMBER_APART.finditer(quote):
        yield _is_a_number(number[0]), quote[: number.start()] + quote[number.end() :]
    if number := _NUMBER_BEFORE.match(quote):
        rest = quote[number.end() :]
        yield f"“{number[0].strip()}” is the number of the paragraph, and no word of the text", rest
    if label := _LABEL_BEFORE.match(quote):
        found = (
            f"“{label[0].strip()}” is the speaker's label, and not in the text of this paragraph"
        )
        yield found, quote[label.end() :]
    yield "the time in brackets is not part of the text", _TIME.sub("", quote)
    yield "the signs of Markdown are not in the text", quote.translate(_MARKDOWN)
    yield (
        "signs are spelt as in the file, with &, and not as readers see them",
        html.unescape(quote),
    )


def _is_a_number(number: str) -> str:
    return f"“{number.strip(' []')}” is the number of a note, and no word of the text"


def _marks_round(quote: str) -> str:
    found = "the quotation marks round it are not in the text"
    marks = marks_round(quote)
    return f"{found}; {as_yaml_reads(marks)}" if marks else found


def _follow_each_other(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
