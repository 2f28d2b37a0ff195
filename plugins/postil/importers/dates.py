"""Dates as the heads of transcripts write them, to ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH: Final = (
    r"(?P<month>" + "|".join(rf"{name[:3]}(?:{name[3:]}|t)?" for name in _MONTHS) + r")\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>1[5-9]\d\d|20\d\d)"
_EAST_ASIAN: Final = (
    rf"(?<!\d){_YEAR}[年년] ?(?P<month>\d{{1,2}})[月월] ?(?P<day>\d{{1,2}})[日일]",
    rf"(?<!\d){_YEAR}[年년] ?(?P<month>\d{{1,2}})[月월]",
)
_FORMS: Final = tuple(
    re.compile(rf"(?<![\w.]){form}(?!\w)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
) + tuple(map(re.compile, _EAST_ASIAN))
_LONE_YEAR: Final = re.compile(_YEAR)
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


class FoundDate(NamedTuple):
    """`iso` is `2008-06-25` or `2008-06`, empty where `typed` can mean two days."""

    iso: str
    typed: str
    is_whole: bool
    """Whether the text holds nothing but the date, a weekday aside."""


def find_date(text: str) -> FoundDate | None:
    """The first date in `text` that the calendar has, or None."""
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match.groupdict())
            if iso is not None:
                rest = _WEEKDAY.sub("", text[: match.start()] + text[match.end() :])
                return FoundDate(iso, match[0], not rest.strip(" ,.()[]"))
    year = _LONE_YEAR.fullmatch(text.strip(" .()[]"))
    return FoundDate(year[0], year[0], is_whole=True) if year else None


def _iso(parts: dict[str, str]) -> str | None:
    """ISO 8601; empty where day and month cannot be told apart, None where there is no such day."""
    year = int(parts["year"])
    if "first" in parts:
        return _slashed(year, int(parts["first"]), int(parts["second"]))
    month = _month(parts["month"])
    if "day" not in parts:
        return f"{year}-{month:02}"
    return _checked(year, month, int(parts["day"]))


def _slashed(year: int, first: int, second: int) -> str | None:
    """`25/06/2008` and `06/25/2008` are clear; `05/06/2008` is not."""
    day_first, month_first = _checked(year, second, first), _checked(year, first, second)
    if day_first and month_first and day_first != month_first:
        return ""
    return day_first or month_first


def _month(typed: str) -> int:
    if typed.isdigit():
        return int(typed)
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(typed.lower()[:3]))


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
