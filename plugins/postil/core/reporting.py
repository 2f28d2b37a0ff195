"""Paragraphs and ids to diagnostics: what is wrong, in the author's words; the way out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from postil.core.checked_mapping import closest, listing
from postil.core.diagnostics import Code, Diagnostic
from postil.core.misplaced_ids import Where, misplaced_ids, near
from postil.core.model import PARAGRAPH_ID, Place
from postil.core.passages import words_at
from postil.core.transcript import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.misplaced_ids import MisplacedId
    from postil.core.model import Annotation, Person, Transcript
    from postil.core.paragraph_ids import ParagraphName
    from postil.core.resolutions import Passage
    from postil.core.textview import ParagraphView

_MAX_SHOWN: Final = 120
"""Characters of the nearest text shown; enough to recognise it on one line."""

_CONTEXT: Final = 24
"""Characters of context shown on each side of one of several places."""

_ALONE: Final = "Delete the blank line above it."
_ALONE_ABOVE: Final = "Move it to the end of the paragraph below it, on a line of its own."
_ALONE_LEFT: Final = "Delete it: no paragraph beside it needs it."
_ABOVE: Final = "Put the blank line that is above it below it: it is the id of what ends there."

_EITHER: Final = "Write `{{ #{} }}` in place of the one that was added; the other is in line {}."

_JOINERS: Final = "\u200c\u200d"
"""Invisible, but words of some languages and many emoji are spelt with them."""


def printable(text: str) -> str:
    """`text` on one line, and nothing in it that a terminal or a build log would obey."""
    return "".join(c if c.isprintable() or c in _JOINERS else _replaced(c) for c in text)


def _replaced(character: str) -> str:
    return " " if character.isspace() else "\ufffd"


def report_duplicates(annotations: Iterable[Annotation]) -> list[Diagnostic]:
    """Ids that two notes of one transcript share; the later one is reported."""
    seen: dict[str, Annotation] = {}
    findings = []
    for annotation in annotations:
        first = seen.setdefault(annotation.id, annotation)
        if first is not annotation:
            where = f"{first.path}:{first.places.entry.line}"
            message = f"the id “{annotation.id}” is already taken in {where}"
            place = annotation.places.entry
            findings.append(Diagnostic(Code.DUPLICATE_ID, message, annotation.path, *place))
    return findings


def report_paragraphs(
    blocks: Sequence[ParagraphView],
    names: Sequence[ParagraphName],
    transcript: Transcript,
    place: Callable[[int, str], Place],
) -> list[Diagnostic]:
    """Unnumbered and twice-numbered paragraphs, ids within them, and speakers that nobody knows.

    `names` holds the name of each block; `place` gives the place in the transcript's file of the
    block of that number, or of words in it.
    """
    people = transcript.front_matter.people
    path = transcript.path
    is_known = cache(lambda label: speaker(label, people) is not None)
    owners = {name.id: number for number, name in enumerate(names) if name.is_own}
    findings = []
    for number, block in enumerate(blocks):
        if block.speaker and people and not is_known(block.speaker):
            code, message, nearest, way_out = _unknown_speaker(block.speaker, people)
            where = place(number, block.speaker)
            findings.append(Diagnostic(code, message, path, *where, nearest, way_out))
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


def _unknown_speaker(label: str, people: Sequence[Person]) -> tuple[Code, str, str, str]:
    names = [person.spoken_label for person in people]
    nearest = closest(label, names)
    way_out = (
        f"Write **{nearest}:**, or add the person to `people`."
        if nearest
        else f"The labels are {listing(names)}; add anybody else to `people`."
    )
    return Code.UNKNOWN_SPEAKER, f"“{label}” is nobody in `people`", nearest, way_out


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


def range_name(first: str, last: str) -> str:
    """Paragraphs as an author names them: `p8`, or `p8-p11`."""
    return first if first == last else f"{first}-{last}"


def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split()) if "\n" in text else text


def in_context(texts: Mapping[str, str], passage: Passage, width: int = _CONTEXT) -> str:
    """A passage in brackets on one line, with `width` characters on each side."""
    before = texts[passage.first][: passage.start][-width:]
    after = texts[passage.last][passage.end :][:width]
    shown = f"…{before}[{short(words_at(texts, passage))}]{after}…"
    return shown.replace("\n", " ")  # One for one: there may be a space beside a bracket.


def short(text: str, limit: int = _MAX_SHOWN) -> str:
    """So much of a text, on one line, as a message shows; in characters."""
    text = one_line(text)
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
