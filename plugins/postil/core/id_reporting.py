"""Faults of paragraphs' ids to diagnostics: what is wrong, in the author's words; the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.diagnostics import Code, Diagnostic
from postil.core.misplaced_ids import Where, misplaced_ids, near
from postil.core.model import PARAGRAPH_ID, Place
from postil.core.reporting import short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.misplaced_ids import MisplacedId
    from postil.core.model import Transcript
    from postil.core.paragraph_ids import ParagraphName
    from postil.core.textview import ParagraphView

_ALONE: Final = "Delete the blank line above it."
_ALONE_ABOVE: Final = "Move it to the end of the paragraph below it, on a line of its own."
_ALONE_LEFT: Final = "Delete it: no paragraph beside it needs it."
_ABOVE: Final = "Put the blank line that is above it below it: it is the id of what ends there."

_EITHER: Final = "Write `{{ #{} }}` in place of the one that was added; the other is in line {}."


def report_ids(
    blocks: Sequence[ParagraphView],
    names: Sequence[ParagraphName],
    transcript: Transcript,
    place: Callable[[int, str], Place],
) -> list[Diagnostic]:
    """Unnumbered and twice-numbered paragraphs of a transcript, and ids within them.

    `names` holds the name of each block; `place` gives the place in the transcript's file of the
    block of that number, or of words in it.
    """
    owners = {name.id: number for number, name in enumerate(names) if name.is_own}
    findings = []
    path = transcript.path
    for number, block in enumerate(blocks):
        if transcript.is_head_open and not number:
            continue  # That is the head.
        if found := _without_id(blocks, names, number):
            code, message, way_out = found
            where = place(number, f"#{block.id}" if block.id else "")
            if not names[number].is_certain:
                other = place(owners[block.id], f"#{block.id}")
                way_out = _EITHER.format(names[number].id, other.line)
            findings.append(Diagnostic(code, message, path, *where, help=way_out))
        for misplaced in misplaced_ids(block):
            code, message, way_out = _misplaced(misplaced, names, number)
            where = place(number, "" if misplaced.where is Where.ALONE else misplaced.typed)
            findings.append(Diagnostic(code, message, path, *where, help=way_out))
    return findings


def _without_id(
    blocks: Sequence[ParagraphView], names: Sequence[ParagraphName], number: int
) -> tuple[Code, str, str] | None:
    """What is wrong with the id of the block of that number, and the way out."""
    block, name = blocks[number], names[number]
    if name.is_own:
        return None
    code = Code.PARAGRAPH_UNNUMBERED
    wanted = f"Write `{{ #{name.id} }}`"
    if PARAGRAPH_ID.fullmatch(block.id):
        message = f"the paragraph id {block.id} stands twice"
        return Code.PARAGRAPH_TWICE, message, f"{wanted} in its place."
    if block.id:
        return code, f"“{block.id}” is not a paragraph id", f"{wanted} in its place."
    if any(found.id == name.id for found in near(blocks, number)):
        return None  # One mistake, one finding: the one about the misplaced id.
    way_out = f"{wanted} below it, or run `postil number --write`."
    return code, f"“{short(block.text, 40)}” has no id", way_out


def _misplaced(
    found: MisplacedId, names: Sequence[ParagraphName], number: int
) -> tuple[Code, str, str]:
    """What is wrong with an id that the block of that number shows as text, and the way out."""
    above, own, below = (
        0 <= other < len(names) and not names[other].is_own and names[other].id == found.id
        for other in (number - 1, number, number + 1)
    )
    if found.where is Where.ALONE:
        message = f"“{found.typed}” stands alone, so it numbers nothing"
        way_out = _ALONE_ABOVE if below else _ALONE if above else _ALONE_LEFT
        return Code.PARAGRAPH_UNNUMBERED, message, way_out
    message = f"“{found.typed}” stands within a paragraph, so it numbers nothing"
    way_out = ""
    if own and found.where is not Where.WITHIN:
        way_out = f"Write `{{ #{found.id} }}` on a line of its own below the paragraph instead."
    elif above and found.where is Where.FIRST:
        way_out = _ABOVE
    elif found.where is not Where.WITHIN and names[number].is_own:
        way_out = f"The paragraph has the id {names[number].id} too: delete one of them."
    return Code.PARAGRAPH_ID_INSIDE, message, way_out
