"""ISO 8601 dates and durations, as front matter has them, in words and as numbers."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PART: Final = re.compile(r"([0-9]+)([DHMS])")
_UNITS: Final = {"D": "day", "H": "hour", "M": "minute", "S": "second"}


def date_parts(date: str) -> list[list[int]]:
    """Year, month and day of a date, or of both ends of a span: `[[1974, 5, 11]]`."""
    return [[int(part) for part in each.split("-")] for each in date.split("/") if each]


def in_words(date: str) -> str:
    """`11 May 1974`, `May 1974` or `1974`; a span with `to` between."""
    return " to ".join(map(_in_words, date_parts(date)))


def _in_words(parts: list[int]) -> str:
    year, *rest = parts
    words = [str(year)]
    if rest:
        words.insert(0, _MONTHS[rest[0] - 1])
    if rest[1:]:
        words.insert(0, str(rest[1]))
    return " ".join(words)


def duration_in_words(duration: str) -> str:
    """`1 hour 12 minutes` of `PT1H12M`."""
    found = ((int(number), _UNITS[unit]) for number, unit in _PART.findall(duration))
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in found)
