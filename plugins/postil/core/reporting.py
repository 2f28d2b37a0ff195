"""Speakers and ids of notes to diagnostics, in the author's words; words as messages show them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from postil.core.checked_mapping import closest, listing
from postil.core.diagnostics import Code, Diagnostic
from postil.core.passages import words_at
from postil.core.transcript import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.model import Annotation, Person, Place, Transcript
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


def report_speakers(
    blocks: Sequence[ParagraphView], transcript: Transcript, place: Callable[[int, str], Place]
) -> list[Diagnostic]:
    """Speakers that nobody knows.

    `place` gives the place in the transcript's file of the block of that number, or of words in it.
    """
    people = transcript.front_matter.people
    is_known = cache(lambda label: speaker(label, people) is not None)
    findings = []
    for number, block in enumerate(blocks):
        if block.speaker and people and not is_known(block.speaker):
            code, message, nearest, way_out = _unknown_speaker(block.speaker, people)
            where = place(number, block.speaker)
            findings.append(Diagnostic(code, message, transcript.path, *where, nearest, way_out))
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
