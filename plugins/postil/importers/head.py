"""The head of a raw transcript: what it says of title, date, holder and persons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from postil.importers.dates import find_date
from postil.importers.fields import field_at
from postil.importers.names import is_full_name, persons_introduced
from postil.importers.unwrapping import ends_sentence, title_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.importers.dates import FoundDate
    from postil.importers.fields import Field
    from postil.importers.turns import Paragraph

_MOST_PARAGRAPHS: Final = 12
_MOST_CHARACTERS: Final = 600
_MOST_WORDS: Final = 60
_LONGEST_TITLE: Final = 250
_SENTENCE_WITHIN: Final = re.compile(r"[a-z0-9]{4,}[.?!][\"'”’)]*\s")
_KIND: Final = re.compile(
    r"\b(?:(?:interview|conversation|hearing|transcript|briefing|debate|meeting|statement|lecture|"
    r"address|discussion|talk)s?|speech|testimony|oral history|remarks|press conference)\b",
    re.IGNORECASE,
)
_HOLDER: Final = re.compile(
    r"\b(?:agency|news|press|times|radio|television|tv|archives?|library|museum|society|"
    r"university|college|project|journal|gazette|herald|tribune|institute|collection|magazine|"
    r"broadcasting|service|foundation|association|committee|office|bureau)\b",
    re.IGNORECASE,
)
_HOLDER_WORDS: Final = 8
_HOLDER_FIELDS: Final = ("holder", "archive", "collection", "publisher", "publication", "source")
_INTERVIEWEE_FIELDS: Final = (
    "interviewee",
    "narrator",
    "respondent",
    "informant",
    "interview with",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; empty where it says nothing. `paragraphs` is how many belong to it.

    `date` may be one that can mean two days; it stands on line `date_line` of the source.
    """

    paragraphs: int = 0
    title: str = ""
    holder: str = ""
    date: FoundDate | None = None
    date_line: int = 1
    interviewee: str = ""
    interviewer: str = ""


def read_head(paragraphs: Sequence[Paragraph], width: int) -> Head:
    """Read the paragraphs before the first turn. `width` is that of wrapped lines."""
    first_turn = next((n for n, p in enumerate(paragraphs) if p.label), len(paragraphs))
    count = _length(paragraphs, first_turn)
    lines = [text for p in paragraphs[:count] for text in title_lines(p.lines, width)]
    fields = [field for text in lines if (field := field_at(text))]
    texts = [text for text in lines if not field_at(text)]
    date, date_line = _date(paragraphs[:count])
    introduction = " ".join(paragraph.text for paragraph in paragraphs[count:first_turn])
    return Head(
        count,
        _title(texts, fields),
        _holder(texts, fields),
        date,
        date_line,
        _interviewee(fields, " ".join(texts), introduction),
        _field(fields, ("interviewer", "interviewed by")),
    )


def _length(paragraphs: Sequence[Paragraph], first_turn: int) -> int:
    """How many paragraphs at the start are head; a text without turns keeps some text."""
    most = min(first_turn, _MOST_PARAGRAPHS)
    count = 0
    while count < most and _is_heading(paragraphs[count]):
        count += 1
    return min(count, 1, len(paragraphs) - 1) if count == len(paragraphs) else count


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether it is short and no sentence, or the sentence that names the interview."""
    text = paragraph.text
    if any(field_at(line.text) for line in paragraph.lines):
        return True
    is_short = len(text) <= _MOST_CHARACTERS and len(text.split()) <= _MOST_WORDS
    if not is_short or _SENTENCE_WITHIN.search(text):
        return False
    return not ends_sentence(text) or text.startswith("[") or _announces(text)


def _announces(text: str) -> bool:
    """Whether the sentence says what this is, and with whom or when."""
    return _KIND.search(text) is not None and bool(persons_introduced(text) or find_date(text))


def _date(paragraphs: Sequence[Paragraph]) -> tuple[FoundDate | None, int]:
    """The first line that is a date and nothing else, or the first that holds one."""
    found = [
        (date, line.number)
        for paragraph in paragraphs
        for line in paragraph.lines
        if (date := _date_of(line.text))
    ]
    whole = [(date, number) for date, number in found if date.is_whole]
    return next(iter(whole or found), (None, 1))


def _date_of(text: str) -> FoundDate | None:
    field = field_at(text)
    if field and field.is_about(("born", "birthplace", "date of birth", "transcribed")):
        return None
    return find_date(field.value if field else text)


def _title(texts: Sequence[str], fields: Sequence[Field]) -> str:
    """The line that names the kind of event, else the first that is no date and no agency."""
    titled = _field(fields, ("title",))
    if titled:
        return titled
    dates = (find_date(text) for text in texts)
    named = [
        text
        for text, date in zip(texts, dates, strict=True)
        if not (date and date.is_whole) and len(text) <= _LONGEST_TITLE
    ]
    of_kind = [text for text in named if _KIND.search(text)]
    other = [text for text in named if not _is_holder(text)]
    title = (of_kind or other or named or [""])[0]
    return title.removesuffix(".") if not title.endswith("..") else title


def _holder(texts: Sequence[str], fields: Sequence[Field]) -> str:
    return _field(fields, _HOLDER_FIELDS) or next(filter(_is_holder, texts), "")


def _is_holder(text: str) -> bool:
    is_short = len(text.split()) <= _HOLDER_WORDS and not ends_sentence(text)
    return is_short and _HOLDER.search(text) is not None and _KIND.search(text) is None


def _interviewee(fields: Sequence[Field], title: str, introduction: str) -> str:
    named = _field(fields, _INTERVIEWEE_FIELDS)
    if is_full_name(named):
        return named
    found = persons_introduced(title) | persons_introduced(introduction)
    return found.pop() if len(found) == 1 else ""


def _field(fields: Sequence[Field], names: Sequence[str]) -> str:
    return next((field.value for field in fields if field.is_about(names)), "")
