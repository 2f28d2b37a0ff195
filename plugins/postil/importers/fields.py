"""Fields in the head of a transcript, `Date: May 11, 1974`, which look like speakers' labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from postil.importers.labels import label_at
from postil.importers.names import is_full_name
from postil.importers.speaker_words import FIELDS, FIELDS_OF_PERSONS, part_of
from postil.importers.unwrapping import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.importers.blocks import Block, Line

_MOST_BLOCKS: Final = 12
_MOST_LINES: Final = 15
_LONGEST_LINE: Final = 120


@dataclass(frozen=True, slots=True)
class Field:
    """`name` as typed without its colon, and `value`."""

    name: str
    value: str

    def is_about(self, words: Iterable[str]) -> bool:
        """Whether the name consists of one of the `words`, or begins with it."""
        name = self.name.casefold()
        return any(name == word or name.startswith(f"{word} ") for word in words)


def head_fields(blocks: Sequence[Block]) -> dict[Line, Field]:
    """The fields by their line, from the blocks before the first that looks like running text."""
    fields: dict[Line, Field] = {}
    for block in blocks[:_MOST_BLOCKS]:
        if len(block) > _MOST_LINES or any(len(line.text) > _LONGEST_LINE for line in block):
            break
        found = {line: field for line in block if (field := field_at(line.text))}
        fields.update(found)
        if not found and (ends_sentence(block[-1].text) or _is_turn(block[0])):
            break
    return fields


def field_at(text: str) -> Field | None:
    """The field that the line is, or None. What may be a speaker needs a name after it."""
    label = label_at(text)
    if label is None or label.key.split()[0] not in FIELDS:
        return None
    value = text[label.offset :]
    may_speak = part_of(label.name) or label.key in FIELDS_OF_PERSONS
    if not value or (may_speak and not is_full_name(value)):
        return None
    return Field(label.name, value)


def _is_turn(line: Line) -> bool:
    label = label_at(line.text)
    return label is not None and label.is_known
