"""What the paragraphs of a page are called: by their own ids, or by the ones to give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.misplaced_ids import ids_as_meant, is_alone
from postil.core.model import PARAGRAPH_ID
from postil.core.paragraph_names import paragraphs_of
from postil.core.transcript import next_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.textview import ParagraphView

_NO_TEXT: Final = "-"
_DIGITS: Final = str.maketrans("OIl", "011")
"""Letters that are typed for the figures they look like."""


class ParagraphName(NamedTuple):
    """The id of a paragraph. `is_own`: it has it; else it is the one to give it.

    Empty for what is no paragraph: raw HTML, an id that stands alone.
    """

    id: str
    is_own: bool


_NONE: Final = ParagraphName("", is_own=True)


def names_of(blocks: Sequence[ParagraphView], reserved: Iterable[str] = ()) -> list[ParagraphName]:
    """The name of each block of a page; no two paragraphs have the same.

    `reserved` are ids that must not be given, such as deleted ones that notes still name. Of two
    paragraphs with one id, it is the first one's.
    """
    seen: set[str | None] = set()
    ids: list[str | None] = []
    for typed in _with_meant(_typed(blocks)):
        is_name = PARAGRAPH_ID.fullmatch(typed or "") and typed not in seen
        ids.append(typed if is_name or typed == _NO_TEXT else None)
        seen.add(typed)
    free = iter(next_ids(ids, reserved))
    names = (own or next(free) for own in ids)
    return [
        _NONE if name == _NO_TEXT else ParagraphName(name, name == block.id)
        for name, block in zip(names, blocks, strict=True)
    ]


def _typed(blocks: Sequence[ParagraphView]) -> list[str | None]:
    """What its author wrote as the id of each block."""
    return [
        _NO_TEXT if is_alone(block) or not (block.id or block.whole.strip()) else typed
        for block, typed in zip(blocks, ids_as_meant(blocks), strict=True)
    ]


def _with_meant(ids: Sequence[str | None]) -> list[str | None]:
    """The ids, but in place of what is none, such as `P3`, the one that was meant if it is free."""
    taken = {typed for typed in ids if typed and PARAGRAPH_ID.fullmatch(typed)}
    result = list(ids)
    for number, typed in enumerate(ids):
        if typed and typed not in taken:
            meant = next((i for i in _meant(typed) if i not in taken), typed)
            result[number] = meant
            taken.add(meant)
    return result


def _meant(typed: str) -> list[str]:
    """The ids that somebody may have meant, the likeliest first."""
    found = (paragraphs_of(spelt) for spelt in (typed[:1] + typed[1:].translate(_DIGITS), typed))
    return [i for i in found if PARAGRAPH_ID.fullmatch(i)]
