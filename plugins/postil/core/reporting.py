"""Paragraphs and ids to diagnostics: what is wrong, in the author's words; the way out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from postil.core.checked_mapping import closest, listing
from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import PARAGRAPH_ID, Place
from postil.core.passages import words_at
from postil.core.transcript import next_ids, speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from postil.core.model import Annotation, Transcript
    from postil.core.resolutions import Passage
    from postil.core.textview import ParagraphView

_NO_TEXT: Final = "-"

STRAY_ID: Final = re.compile(r"\s*\{:?\s*#p[0-9]+[a-z]*\s*\}\s*")
"""An attribute list that a blank line parts from its paragraph: the reader sees it as text."""

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
    blocks: Iterable[ParagraphView],
    transcript: Transcript,
    place: Callable[[int, str], Place],
    reserved: Iterable[str] = (),
) -> list[Diagnostic]:
    """Unnumbered and twice-numbered paragraphs, and speakers that nobody knows.

    `place` gives the place in the transcript's file of the block of that number, or of words in it;
    `reserved` are ids that must not be suggested, such as deleted ones that notes still name.
    """
    people = transcript.front_matter.people
    path = transcript.path
    blocks = list(blocks)
    given = _first_ids(blocks)
    free = iter(next_ids(given, reserved))
    is_known = cache(lambda label: speaker(label, people) is not None)
    findings = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1].whole if number + 1 < len(blocks) else ""
        if block.speaker and people and not is_known(block.speaker):
            names = [person.spoken_label for person in people]
            nearest = closest(block.speaker, names)
            message = f"“{block.speaker}” is nobody in `people`"
            way_out = (
                f"Write **{nearest}:**, or add the person to `people`."
                if nearest
                else f"The labels are {listing(names)}; add anybody else to `people`."
            )
            where = place(number, block.speaker)
            findings.append(
                Diagnostic(Code.UNKNOWN_SPEAKER, message, path, *where, nearest, way_out)
            )
        if given[number]:
            continue
        way_out = f"Write `{{ #{next(free)} }}` below it, or run `postil number --write`."
        code, message = Code.PARAGRAPH_UNNUMBERED, f"“{short(block.text, 40)}” has no id"
        if PARAGRAPH_ID.fullmatch(block.id):
            code, message = Code.PARAGRAPH_TWICE, f"the paragraph id {block.id} stands twice"
            way_out = way_out.partition(",")[0] + "."
        elif block.id:
            message = f"“{block.id}” is not a paragraph id"
            way_out = f"{way_out.partition(' below')[0]} in its place."
        elif STRAY_ID.fullmatch(block.whole):
            message = f"“{block.whole.strip()}” stands alone, so it numbers nothing"
            way_out = "Delete the blank line above it."
        elif STRAY_ID.fullmatch(following):
            continue  # One mistake, one finding: the one about the stray id.
        findings.append(Diagnostic(code, message, path, *place(number, ""), help=way_out))
    return findings


def _first_ids(blocks: Iterable[ParagraphView]) -> list[str | None]:
    """The id of each paragraph that rightly has one; None for one that needs one."""
    seen: set[str] = set()
    ids: list[str | None] = []
    for block in blocks:
        is_right = PARAGRAPH_ID.fullmatch(block.id) and block.id not in seen
        # Raw HTML, which the tree shows as an empty paragraph, needs no id.
        is_html = not block.id and not block.whole.strip()
        ids.append(block.id if is_right else _NO_TEXT if is_html else None)
        seen.add(block.id)
    return ids


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
