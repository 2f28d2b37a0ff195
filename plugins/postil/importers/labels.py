"""The form of a speaker's label at the start of a line. Whether it is one is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from postil.core.transcript import COLONS, label_of
from postil.importers.speaker_words import (
    HONORIFICS,
    NO_LABELS,
    NO_SPEAKERS,
    PARTICLES,
    key_of,
    part_of,
)

_CLOCK: Final = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME: Final = rf"(?:\[{_CLOCK}\]|\({_CLOCK}\)|{_CLOCK})"
_WORD: Final = r"[^\W_](?:[\w'’.&/·・-]*[\w.'’])?"
_NAME: Final = rf"(?=[^\W\d_]){_WORD}(?:[ \xa0]#?{_WORD}){{0,5}}?"
ASIDE: Final = rf"(?:[ \xa0](?:\([^()]{{1,60}}\)|\[[^\[\]]{{1,60}}\]|{_CLOCK})|（[^（）]{{1,60}}）)"
_WITH_COLON: Final = re.compile(
    rf"(?:(?P<time>{_TIME})[ \xa0]+)?(?P<name>{_NAME})(?P<aside>{ASIDE})?"
    r"(?P<mark>[ \xa0]?[:：])(?P<gap>[ \xa0]+|$)?"
)
_WITH_STOP: Final = re.compile(r"(?P<name>[QA])(?P<mark>\.)(?P<gap> )")
_WITH_DASH: Final = re.compile(rf"(?P<name>{_NAME})(?P<gap> ?)(?=(?:—|–|--)(?P<mark>))")
_LONE_TIME: Final = re.compile(_TIME)
_LONGEST: Final = 50
_LONGEST_BEFORE_WIDE_COLON: Final = 12
"""Signs, which are words: more at a stretch are a sentence that leads to what somebody said."""
_BETWEEN_NAMES: Final = re.compile("[ \xa0·・]")
_MOST_WORDS: Final = 6
_INITIAL: Final = re.compile(r"[^\W\d_]\.")
_ABBREVIATION: Final = re.compile(r"(?:[^\W\d_]\.)+\d*|[^\W\d_]{1,4}\.|[^.]*")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the speech: `name` and `mark` as typed, `offset` where the speech begins.

    `time` stood before the name; `aside` is a time or remark between the name and its colon.
    """

    name: str
    mark: str
    offset: int
    time: str = ""
    aside: str = ""
    has_gap: bool = True

    @property
    def key(self) -> str:
        """The same for all labels of one speaker."""
        return key_of(self.spoken)

    @property
    def spoken(self) -> str:
        """The label without its colon, as it stands in `people`: “Ada Marsh”, “Q.”."""
        typed = f"{self.name}{self.mark}"
        return label_of(typed) or typed

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name without articles and particles."""
        return tuple(word for word in self.name.split() if word not in PARTICLES)

    @property
    def bold(self) -> str:
        """The text to set in bold: the name with the mark as typed, and a colon in any case."""
        typed = f"{self.name}{self.mark}"
        return typed if typed.endswith(COLONS) else f"{typed}:"

    @property
    def is_known(self) -> bool:
        """Whether it is a speaker's part such as “Question” or “Speaker 2”."""
        return part_of(self.name) is not None

    @property
    def is_capitals(self) -> bool:
        """Whether all letters are capitals, and at least two."""
        return self.name.isupper() and sum(map(str.isalpha, self.name)) > 1

    @property
    def is_capitalised(self) -> bool:
        """Whether every word but the particles begins with a capital, or has no small letters."""
        return all(not word[0].islower() for word in self.words) and bool(self.words)

    @property
    def is_titled(self) -> bool:
        """Whether it begins with an honorific or an initial, which only persons have."""
        first, _, rest = self.key.partition(" ")
        is_title = first.rstrip(".") in HONORIFICS or _INITIAL.fullmatch(first) is not None
        return is_title and bool(rest) and self.is_capitalised

    @property
    def names_nobody(self) -> bool:
        """Whether one of its words heads texts: “Note”, “Editor's note”, “Background”."""
        return any(word.rstrip(".") in NO_SPEAKERS for word in self.key.split())

    @property
    def is_running_text(self) -> bool:
        """Whether sentences have such words before a colon: “First:”, “Yes:”."""
        return self.key in NO_LABELS


def label_at(text: str) -> Label | None:
    """The label with a colon that `text` (tidied) begins with, or None."""
    match = _WITH_COLON.match(text[: 3 * _LONGEST])
    if not match or not _may_be_name(match["name"]):
        return None
    rest = text[match.end() : match.end() + 1]
    is_wide = match["mark"].endswith("：")
    if is_wide and max(map(len, _BETWEEN_NAMES.split(match["name"]))) > _LONGEST_BEFORE_WIDE_COLON:
        return None
    if match["gap"] is None and not is_wide and (not rest or not rest.isalpha()):
        return None
    return Label(
        match["name"],
        match["mark"],
        match.end(),
        match["time"] or "",
        (match["aside"] or "").strip(),
        match["gap"] is not None or is_wide,
    )


def stop_label_at(text: str) -> Label | None:
    """The label `Q.` or `A.` that `text` begins with, or None."""
    match = _WITH_STOP.match(text)
    return Label(match["name"], ".", match.end()) if match else None


def dash_label_at(text: str) -> Label | None:
    """A name in capitals before a long dash, which belongs to the speech; or None."""
    match = _WITH_DASH.match(text[:_LONGEST])
    if not match:
        return None
    label = Label(match["name"], "", match.end())
    return label if label.is_capitals and not label.names_nobody else None


def is_lone_time(text: str) -> bool:
    """Whether the text is a time and nothing else."""
    return _LONE_TIME.fullmatch(text) is not None


def _may_be_name(name: str) -> bool:
    """Whether full stops end abbreviations only: “Then he left. Smith:” is no label."""
    words = name.split()
    return (
        len(name) <= _LONGEST
        and len(words) <= _MOST_WORDS
        and all(_ABBREVIATION.fullmatch(word) for word in words)
    )
