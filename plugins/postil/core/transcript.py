"""What a paragraph's text says of itself: who speaks, when, and what the editor put in brackets.

Works on text as the reader sees it, never on Markdown or HTML. Paragraph ids are numbered here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.model import PARAGRAPH_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.model import Person

COLONS: Final = (":", "：")
"""What ends a speaker's label; the second in Chinese and Japanese, which put no space behind it."""

_LEADING_TIME: Final = re.compile(r"(\s*)\[((?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)\] ?")
_INNER_TIME: Final = re.compile(r"()\[(\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)\] ?")
# With hours only: in running text “[3:16]” is as likely a verse as a time.

DEFAULT_EDITORIAL_MARKS: Final = (
    "inaudible",
    "unintelligible",
    "indiscernible",
    "crosstalk",
    "cross talk",
    "laughs",
    "laughter",
    "applause",
    "pause",
    "silence",
    "sighs",
    "coughs",
    "crying",
    "music",
    "phone rings",
    "sic",
    "redacted",
    "break in recording",
    "audio break",
    "end of recording",
    "recording resumes",
    "text breaks off",
    "needs translation",
)
"""Words in square brackets that are the editor's and not the speaker's (Baylor, Smithsonian)."""


class Timecode(NamedTuple):
    """A time in brackets at `start:end` of the text; `clock` as typed, `seconds` from the start."""

    start: int
    end: int
    clock: str
    seconds: float

    @property
    def duration(self) -> str:
        """The time as an ISO 8601 duration, the form of HTML's `datetime`: `PT2M40S`."""
        hours, rest = divmod(self.seconds, 3600)
        minutes, seconds = divmod(rest, 60)
        parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
        return "PT" + ("".join(f"{n:g}{unit}" for n, unit in parts if n) or "0S")


class Span(NamedTuple):
    """A stretch of a paragraph's text, offsets in code points."""

    start: int
    end: int


def timecodes(text: str, after: int = 0) -> Iterator[Timecode]:
    """Times in the text; minutes and seconds alone count only at `after`, where a turn begins."""
    leading = _LEADING_TIME.match(text, after)
    position = after
    if leading:
        yield _timecode(leading)
        position = leading.end()
    if "[" in text:
        for match in _INNER_TIME.finditer(text, position):
            yield _timecode(match)


def _timecode(match: re.Match[str]) -> Timecode:
    clock = match[2]
    seconds = 0.0
    for part in clock.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return Timecode(match.end(1), match.end(), clock, seconds)


class EditorialMarks:
    """Finds bracketed editorial words in text."""

    def __init__(self, words: Iterable[str] = DEFAULT_EDITORIAL_MARKS) -> None:
        """Take the words that may stand first within the brackets, in any case."""
        alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        self._pattern = re.compile(rf"\[(?:{alternatives})\b[^\[\]\n]{{0,120}}\]", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Span]:
        """Every mark, brackets included."""
        if "[" in text:
            for match in self._pattern.finditer(text):
                yield Span(match.start(), match.end())


def label_of(text: str) -> str:
    """The label that a bold run consists of: its words without the colon, or nothing."""
    label = text.strip()
    return label[:-1].strip() if label.endswith(COLONS) else ""


def speaker(label: str, people: Sequence[Person]) -> Person | None:
    """Who the label stands for; case and spacing do not matter."""
    wanted = _label_key(label)
    for person in people:
        if wanted in (_label_key(person.label), _label_key(person.name)):
            return person
    return None


def _label_key(label: str) -> str:
    return " ".join(label.casefold().split())


def next_ids(ids: Sequence[str | None], reserved: Iterable[str] = ()) -> list[str]:
    """An id for each paragraph that has none, in order; ids that exist are never changed.

    A run after `p8` and before `p9` becomes `p8a`, `p8b` …; a run at the end of the text counts
    on from the highest number ever used, `reserved` ids (deleted ones that notes still name)
    included, so that a deleted id is not used again.
    """
    taken = {i for i in (*ids, *reserved) if i}
    highest = max((id_order(i)[0] for i in taken if PARAGRAPH_ID.fullmatch(i)), default=0)
    numbered = [k for k, i in enumerate(ids) if i and PARAGRAPH_ID.fullmatch(i)]
    last_given = max(numbered, default=-1)
    result: list[str] = []
    base = "p0"
    for position, existing in enumerate(ids):
        if existing:
            base = existing if PARAGRAPH_ID.fullmatch(existing) else base
            continue
        if position > last_given:
            highest += 1
            new = f"p{highest}"
        else:
            new = _lettered(base, taken)
        taken.add(new)
        result.append(new)
    return result


def id_order(paragraph_id: str) -> tuple[int, str]:
    """The number of an id and the letters behind it; ids are given in this order."""
    number = paragraph_id[1:].rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(number), paragraph_id[1 + len(number) :]


def _lettered(base: str, taken: set[str]) -> str:
    """The first free id of the form `p8a` … `p8z`, `p8za` … after `base`."""
    stem = base.rstrip("abcdefghijklmnopqrstuvwxyz")
    suffix = ""
    while True:
        for letter in "abcdefghijklmnopqrstuvwxyz":
            candidate = stem + suffix + letter
            if candidate not in taken:
                return candidate
        suffix += "z"
