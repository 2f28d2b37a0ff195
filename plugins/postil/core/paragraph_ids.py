"""What the paragraphs of a page are called: by their own ids, or by the ones to give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.likely_ids import Paragraph, likely_ids
from postil.core.misplaced_ids import ids_as_meant, is_alone
from postil.core.model import PARAGRAPH_ID
from postil.core.paragraph_names import paragraphs_of
from postil.core.transcript import next_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.textview import ParagraphView

_DIGITS: Final = str.maketrans("OIl", "011")
"""Letters that are typed for the figures they look like."""


class ParagraphName(NamedTuple):
    """The id of a paragraph. `is_own`: it has it; else it is the one to give it.

    Empty for what is no paragraph: raw HTML, an id that stands alone. `is_certain`: it is not one
    of two with the same id of which either may be the one that was there first.
    """

    id: str
    is_own: bool
    is_certain: bool = True


_NONE: Final = ParagraphName("", is_own=True)


def names_of(
    blocks: Sequence[ParagraphView],
    reserved: Iterable[str] = (),
    kept: Iterable[tuple[str, str]] = (),
) -> list[ParagraphName]:
    """The name of each block of a page; no two paragraphs have the same.

    `reserved` are ids that must not be given, such as deleted ones that notes still name. `kept`
    is the text as it was when every note stood: it tells whose an id is that is lost or doubled.
    """
    typed = _with_meant(ids_as_meant(blocks))
    numbers = [n for n, block in enumerate(blocks) if _is_paragraph(block)]
    paragraphs = [_paragraph(blocks[n], typed[n]) for n in numbers]
    ids, uncertain = likely_ids(paragraphs, dict(kept))
    free = iter(next_ids(ids, reserved))
    names = [_NONE] * len(blocks)
    for place, number in enumerate(numbers):
        name = ids[place] or next(free)
        is_own = name == blocks[number].id
        names[number] = ParagraphName(name, is_own, place not in uncertain)
    return names


def _is_paragraph(block: ParagraphView) -> bool:
    return bool(block.id or block.whole.strip()) and not is_alone(block)


def _paragraph(block: ParagraphView, typed: str | None) -> Paragraph:
    is_id = bool(typed and PARAGRAPH_ID.fullmatch(typed))
    return Paragraph(block.text, typed if is_id else None, bool(block.id) and not is_id)


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
