"""The front matter of an imported transcript as YAML text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from postil.importers.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.model import Person

_NOT_EVALUATED: Final = "http://rightsstatements.org/vocab/CNE/1.0/"
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .,'’()-]*[\w.)])?")
_NOT_TEXT: Final = word_set("y n yes no on off true false null none nan inf")
"""Words that some reader of YAML takes for something else than text."""


def write_front_matter(
    title: str, date: str, people: Sequence[Person], source: dict[str, str]
) -> str:
    """The lines from `---` to `---`. An empty `date` (ISO 8601) leaves its key out."""
    lines = [
        "---",
        f"title: {scalar(title)}",
        "type: interview",
        "record: verbatim",
        *([f"date: {date}"] if date else []),
        "people:",
        *(line for person in people for line in _person(person)),
        "source:",
        *(f"  {key}: {scalar(value)}" for key, value in source.items()),
        "rights:",
        f"  statement: {scalar(_NOT_EVALUATED)}",
        "  holder: unknown",
        "---",
    ]
    return "\n".join(lines) + "\n"


def _person(person: Person) -> Iterator[str]:
    values = (("name", person.name), ("label", person.label), ("role", person.role))
    yield f"  - id: {scalar(person.id)}"
    yield from (f"    {key}: {scalar(value)}" for key, value in values if value)


def scalar(text: str) -> str:
    """`text` as it may stand after a key: plain where every reader takes it for text, or quoted."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
