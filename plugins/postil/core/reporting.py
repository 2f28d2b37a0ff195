"""Resolutions and paragraphs to diagnostics: what is wrong, in the author's words; the way out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from postil.core.anchoring import Ambiguous, Exact, Loss, Lost
from postil.core.checked_mapping import closest, listing
from postil.core.diagnostics import Code, Diagnostic
from postil.core.folding import fold
from postil.core.model import PARAGRAPH_ID, Place
from postil.core.transcript import next_ids, speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from postil.core.anchoring import Passage, Resolution
    from postil.core.model import Annotation, Transcript
    from postil.core.textview import ParagraphView

_CONTEXT: Final = 24
"""Characters of context shown on each side of one of several places."""

_NO_TEXT: Final = "-"

STRAY_ID: Final = re.compile(r"\s*\{:?\s*#p[0-9]+[a-z]*\s*\}\s*")
"""An attribute list that a blank line parts from its paragraph: the reader sees it as text."""

_MAX_SHOWN: Final = 120
"""Characters of the nearest text shown; enough to recognise it on one line."""

_JOINERS: Final = "\u200c\u200d"
"""Invisible, but words of some languages and many emoji are spelt with them."""


def printable(text: str) -> str:
    """`text` on one line, and nothing in it that a terminal or a build log would obey."""
    return "".join(c if c.isprintable() or c in _JOINERS else _replaced(c) for c in text)


def _replaced(character: str) -> str:
    return " " if character.isspace() else "\ufffd"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Text of the page that is no paragraph: where a lost quote may turn out to stand."""

    headings: str = ""
    code: str = ""
    html: str = ""


def report_resolution(
    annotation: Annotation,
    resolution: Resolution,
    paragraphs: Mapping[str, ParagraphView],
    transcript: Transcript,
    surroundings: Callable[[], Surroundings],
) -> Diagnostic | None:
    """What to tell the author of a note; nothing when it stands on its words."""
    target = annotation.target
    if isinstance(resolution, Exact):
        return None
    if not (PARAGRAPH_ID.fullmatch(target.first) and PARAGRAPH_ID.fullmatch(target.last)):
        return None  # Reported where the file was read.
    reporter = _Reporter(annotation, paragraphs, transcript)
    if isinstance(resolution, Ambiguous):
        return reporter.ambiguous(resolution)
    return reporter.lost(resolution, surroundings)


class _Reporter:
    def __init__(
        self,
        annotation: Annotation,
        paragraphs: Mapping[str, ParagraphView],
        transcript: Transcript,
    ) -> None:
        self._annotation = annotation
        self._paragraphs = paragraphs
        self._transcript = transcript

    def ambiguous(self, resolution: Ambiguous) -> Diagnostic:
        target = self._annotation.target
        message = (
            f"“{_short(target.quote)}” stands {len(resolution.candidates)} times in "
            f"{_range_name(target.first, target.last)} of {self._transcript.path}"
        )
        shown = [self._in_context(passage) for passage in resolution.candidates[:3]]
        before = self._before(resolution.candidates[0])
        prefix = json.dumps(before, ensure_ascii=False)
        longer = f"Make the quote longer, or add `prefix: {prefix}` for the first."
        way_out = longer if before else ""
        return self._quote(
            Code.QUOTE_AMBIGUOUS, message, nearest=" / ".join(shown), way_out=way_out
        )

    def lost(self, lost: Lost, surroundings: Callable[[], Surroundings]) -> Diagnostic:
        target = self._annotation.target
        if lost.reason is Loss.WRONG_ORDER:
            message = f"{target.last} comes before {target.first}"
            way_out = f"Write `paragraph: {target.last}-{target.first}`."
            return self._paragraph(Code.PARAGRAPH_ORDER, message, way_out=way_out)
        if lost.reason is Loss.NO_PARAGRAPH:
            return self._no_paragraph(lost)
        if lost.reason is Loss.ACROSS and lost.nearest:
            return self._across(lost.nearest)
        return self._not_found(lost, surroundings())

    def _no_paragraph(self, lost: Lost) -> Diagnostic:
        target = self._annotation.target
        missing = target.first if target.first not in self._paragraphs else target.last
        message = f"{self._transcript.path} has no paragraph {missing}"
        way_out = ""
        if lost.nearest and lost.likeness == 1.0:
            found = lost.nearest.first
            way_out = f"The quoted words stand in {found}: `paragraph: {found}`."
        elif not self._paragraphs:
            way_out = "Number the paragraphs of the transcript: `postil number --write`."
        else:
            first, *_, last = *self._paragraphs, *self._paragraphs
            run = f"The paragraphs run from {first} to {last}."
            way_out = f"The only paragraph is {first}." if first == last else run
        return self._paragraph(
            Code.UNKNOWN_PARAGRAPH, message, nearest=self._nearest(lost), way_out=way_out
        )

    def _across(self, passage: Passage) -> Diagnostic:
        target = self._annotation.target
        message = f"“{_short(target.quote)}” runs from {passage.first} into {passage.last}"
        way_out = f"Write `paragraph: {passage.first}-{passage.last}`."
        return self._quote(Code.QUOTE_ACROSS, message, way_out=way_out)

    def _not_found(self, lost: Lost, around: Surroundings) -> Diagnostic:
        target = self._annotation.target
        quote = fold(target.quote).text.strip()
        outside = (
            (Code.QUOTE_IN_HEADING, "a heading", around.headings),
            (Code.QUOTE_IN_CODE, "a block of code", around.code),
            (Code.QUOTE_IN_HTML, "raw HTML", around.html),
        )
        for code, what, text in outside:
            if quote in fold(text).text:
                message = f"“{_short(target.quote)}” stands in {what} of {self._transcript.path}"
                return self._quote(code, message)
        where = _range_name(target.first, target.last)
        message = f"“{_short(target.quote)}” is not in {where} of {self._transcript.path}"
        way_out = ""
        if lost.reason is Loss.ELSEWHERE and lost.nearest:
            if self._is_in_target(lost.nearest):
                return self._context_differs(where, lost.nearest)
            way_out = f"The words stand in {lost.nearest.first}: `paragraph: {lost.nearest.first}`."
        return self._quote(Code.QUOTE_LOST, message, nearest=self._nearest(lost), way_out=way_out)

    def _is_in_target(self, passage: Passage) -> bool:
        target = self._annotation.target
        if not (target.prefix or target.suffix):
            return False
        order = list(self._paragraphs)
        return order.index(target.first) <= order.index(passage.first) <= order.index(target.last)

    def _context_differs(self, where: str, passage: Passage) -> Diagnostic:
        target = self._annotation.target
        wanted = [f"after “{target.prefix}”"] if target.prefix else []
        wanted += [f"before “{target.suffix}”"] if target.suffix else []
        message = f"“{_short(target.quote)}” stands in {where}, but not {' and '.join(wanted)}"
        return self._quote(
            Code.QUOTE_LOST,
            message,
            nearest=self._in_context(passage),
            way_out="Copy `prefix` and `suffix` from the text round the quote, or delete them.",
        )

    def _nearest(self, lost: Lost) -> str:
        if lost.nearest is None:
            return ""
        alike = f"{lost.likeness:.0%} alike, " if lost.likeness < 1 else ""
        return f"{alike}in {lost.nearest.first}: “{_short(self._words(lost.nearest))}”"

    def _words(self, passage: Passage) -> str:
        return self._paragraphs[passage.first].text[passage.start : passage.end]

    def _in_context(self, passage: Passage) -> str:
        before = self._paragraphs[passage.first].text[: passage.start][-_CONTEXT:]
        after = self._paragraphs[passage.last].text[passage.end :][:_CONTEXT]
        return f"…{_one_line(before)}[{_one_line(self._words(passage))}]{_one_line(after)}…"

    def _before(self, passage: Passage) -> str:
        return " ".join(self._paragraphs[passage.first].text[: passage.start].split()[-3:])

    def _quote(
        self, code: Code, message: str, *, nearest: str = "", way_out: str = ""
    ) -> Diagnostic:
        place = self._annotation.places.quote
        return Diagnostic(code, message, self._annotation.path, *place, nearest, way_out)

    def _paragraph(
        self, code: Code, message: str, *, nearest: str = "", way_out: str = ""
    ) -> Diagnostic:
        place = self._annotation.places.paragraph
        return Diagnostic(code, message, self._annotation.path, *place, nearest, way_out)


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
        code, message = Code.PARAGRAPH_UNNUMBERED, f"“{_short(block.text, 40)}” has no id"
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


def _range_name(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text


def _short(text: str, limit: int = _MAX_SHOWN) -> str:
    text = _one_line(text)
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
