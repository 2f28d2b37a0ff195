"""The forms that a value can have, in which the tables of keys are written.

A file is read and its JSON Schema is made by the same table: the two cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from postil.core.checked_mapping import CheckedMapping

MAX_TEXT: Final = 2_000
"""Characters of a title, name or address."""


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of text of at most `limit` characters."""

    limit: int = MAX_TEXT


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute address."""


@dataclass(frozen=True, slots=True)
class Date:
    """A year, a month, a day, or a span of two."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in the form of ISO 8601, of days, hours, minutes and seconds."""


@dataclass(frozen=True, slots=True)
class File:
    """An address on the web, or a path as a link would give it."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """A number of seconds, which may be negative and have a fraction."""


@dataclass(frozen=True, slots=True)
class TrueOrFalse:
    """One of the words that YAML has for this."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """What becomes part of an address."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The id of a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The id of a paragraph, or a range of two."""


@dataclass(frozen=True, slots=True)
class Orcid:
    """The identifier of a researcher."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words; `group` names their explanations."""

    values: Collection[str]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of values of one form."""

    item: Form


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping with these keys; `group` names their explanations.

    `is_open`: other keys may stand there too.
    """

    group: str
    forms: Mapping[str, Form] = field(default_factory=dict)
    required: Collection[str] = ()
    is_open: bool = False


Plain = Text | Url | Date | Duration | File | Orcid
Scalar = Plain | Seconds | TrueOrFalse | Identifier | Paragraph | Paragraphs
Form = Scalar | Choice | Listed | Keys


def first_key(form: Form | None) -> str:
    """The key that an item of a list cannot do without; empty where the items are no mappings."""
    item = form.item if isinstance(form, Listed) else None
    return next(iter(item.required), "") if isinstance(item, Keys) else ""


def read(mapping: CheckedMapping, key: str, form: Plain) -> str:
    """The value of a key in its form; empty, and reported, where it is of another."""
    if isinstance(form, Text):
        return mapping.text(key, limit=form.limit)
    getters = {
        Url: mapping.url,
        Date: mapping.date,
        Duration: mapping.duration,
        File: mapping.file,
        Orcid: mapping.orcid,
    }
    return getters[type(form)](key)
