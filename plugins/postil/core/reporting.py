"""Paragraphs and ids to diagnostics: what is wrong, in the author's words; the way out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from postil.core.checked_mapping import closest, listing
from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import PARAGRAPH_ID, Place
from postil.core.paragraph_ids import STRAY_ID, inner_ids
from postil.core.passages import words_at
from postil.core.transcript import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.model import Annotation, Person, Transcript
    from postil.core.paragraph_ids import ParagraphName
    from postil.core.resolutions import Passage
    from postil.core.textview import ParagraphView

_MAX_SHOWN: Final = 120
"""Characters of the nearest text shown; enough to recognise it on one line."""

_CONTEXT: Final = 24
"""Characters of context shown on each side of one of several places."""

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
    findings = []
    for number, (block, name) in enumerate(zip(blocks, names, strict=True)):
        if block.speaker and people and not is_known(block.speaker):
            code, message, nearest, way_out = _unknown_speaker(block.speaker, people)
            where = place(number, block.speaker)
            findings.append(Diagnostic(code, message, path, *where, nearest, way_out))
        following = blocks[number + 1].whole if number + 1 < len(blocks) else ""
        if found := _without_id(block, name, following):
            code, message, way_out = found
            where = place(number, f"#{block.id}" if block.id else "")
            findings.append(Diagnostic(code, message, path, *where, help=way_out))
        for stray in inner_ids(block):
            message = f"“{stray}” stands within a paragraph, so it numbers nothing"
            where = place(number, stray)
            findings.append(Diagnostic(Code.PARAGRAPH_ID_INSIDE, message, path, *where))
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
    block: ParagraphView, name: ParagraphName, following: str
) -> tuple[Code, str, str] | None:
    """What is wrong with the id of a block, and the way out; `following` is the next one's text."""
    code = Code.PARAGRAPH_UNNUMBERED
    if not block.id and STRAY_ID.fullmatch(block.whole):
        message = f"“{block.whole.strip()}” stands alone, so it numbers nothing"
        return code, message, "Delete the blank line above it."
    if name.is_own:
        return None
    wanted = f"Write `{{ #{name.id} }}`"
    if PARAGRAPH_ID.fullmatch(block.id):
        message = f"the paragraph id {block.id} stands twice"
        return Code.PARAGRAPH_TWICE, message, f"{wanted} in its place."
    if block.id:
        return code, f"“{block.id}” is not a paragraph id", f"{wanted} in its place."
    if STRAY_ID.fullmatch(following):
        return None  # One mistake, one finding: the one about the stray id.
    way_out = f"{wanted} below it, or run `postil number --write`."
    return code, f"“{short(block.text, 40)}” has no id", way_out


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
