"""Resolutions to diagnostics: what became of a note's words, in its author's words; the way out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from postil.core.anchoring import Ambiguous, Evidence, Exact, Loss, Lost, Moved
from postil.core.diagnostics import Code, Diagnostic
from postil.core.flow_commas import in_quotation_marks
from postil.core.folding import fold
from postil.core.inline_difference import marked
from postil.core.model import PARAGRAPH_ID
from postil.core.passages import words_at
from postil.core.quote_slips import slip_in
from postil.core.reporting import in_context, one_line, range_name, short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from postil.core.anchoring import Passage, Resolution
    from postil.core.model import Annotation, Transcript
    from postil.core.quote_slips import Slip

_ALIKE: Final = 0.5
"""Likeness below which words are shown to nobody as the most similar."""

_WHY: Final = {
    Loss.REMOVED: "was cut out",
    Loss.REWRITTEN: "was put in other words",
}

_DECIDE: Final = "Choose other words, or withdraw the note: `postil reanchor --interactive` helps."
_DECIDE_PARAGRAPH: Final = (
    "Choose another paragraph, or withdraw the note: `postil reanchor --interactive` helps."
)
_UNLIKE: Final = (
    "Nothing in this transcript is like it. Copy the words as the reader sees them, and see "
    "whether the note stands in the file of another transcript."
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Text of the page that is no paragraph: where a lost quote may turn out to stand."""

    headings: str = ""
    code: str = ""
    html: str = ""


def report_resolution(  # noqa: PLR0913, PLR0917 - all that a message may speak of
    annotation: Annotation,
    resolution: Resolution,
    texts: Mapping[str, str],
    transcript: Transcript,
    surroundings: Callable[[], Surroundings],
    confidence: float = 0.0,
) -> Diagnostic | None:
    """What to tell the author of a note; nothing when it stands on its words.

    A note that moved is shown in its new place where that is as certain as `confidence`, 0 to 1.
    """
    target = annotation.target
    if isinstance(resolution, Exact):
        return None
    if not (PARAGRAPH_ID.fullmatch(target.first) and PARAGRAPH_ID.fullmatch(target.last)):
        return None  # Reported where the file was read.
    reporter = _Reporter(annotation, texts, transcript)
    if isinstance(resolution, Moved):
        return reporter.moved(resolution, is_shown=resolution.score >= confidence)
    if isinstance(resolution, Ambiguous):
        return reporter.ambiguous(resolution)
    return reporter.lost(resolution, surroundings)


def _difference(quote: str, words: str) -> str:
    """The two with their differences marked; where the file breaks a line makes none."""
    return marked(" ".join(quote.split()), " ".join(words.split()))


def _written(words: str) -> str:
    """Words as they can stand in the file, within braces too."""
    line = one_line(words)
    needs_marks = any(sign in f"{line} " for sign in (", ", ": ", " #"))
    return in_quotation_marks(line) if needs_marks else line


def _sure(moved: Moved) -> str:
    return f"{moved.score:.0%} certain: {moved.evidence.value}"


def _look(moved: Moved, command: str) -> str:
    return f"Look at it, then run `{command}`. It is {_sure(moved)}."


class _Reporter:
    def __init__(
        self,
        annotation: Annotation,
        texts: Mapping[str, str],
        transcript: Transcript,
    ) -> None:
        self._annotation = annotation
        self._texts = texts
        self._transcript = transcript

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {paragraph_id: number for number, paragraph_id in enumerate(self._texts)}

    def moved(self, moved: Moved, *, is_shown: bool) -> Diagnostic:
        command = f"postil reanchor {'--write' if is_shown else '--interactive'}"
        if not self._annotation.target.quote:
            return self._moved_paragraph(moved, command, is_shown=is_shown)
        if self._runs_on(moved):
            return self._across(moved.passage)
        code = Code.QUOTE_MOVED if is_shown else Code.QUOTE_UNCERTAIN
        if self._is_same(moved):
            return self._quote(code, self._same_words(moved), way_out=_look(moved, command))
        now = range_name(moved.passage.first, moved.passage.last)
        difference = short(_difference(self._annotation.target.quote, moved.quote))
        message, way_out = self._other_words(moved, command)
        return self._quote(code, message, nearest=f"{now}: {difference}", way_out=way_out)

    def _moved_paragraph(self, moved: Moved, command: str, *, is_shown: bool) -> Diagnostic:
        target, passage = self._annotation.target, moved.passage
        where, now = range_name(target.first, target.last), range_name(passage.first, passage.last)
        code = Code.PARAGRAPH_MOVED if is_shown else Code.PARAGRAPH_UNCERTAIN
        seems = "is" if is_shown else "may be"
        message = f"what was {where} of {self._transcript.path} {seems} {now} now"
        return self._paragraph(code, message, way_out=_look(moved, command))

    def _same_words(self, moved: Moved) -> str:
        target, passage = self._annotation.target, moved.passage
        where, now = range_name(target.first, target.last), range_name(passage.first, passage.last)
        words = f"“{short(target.quote)}”"
        if now == where:
            return f"{words} stands in {now}, but the words around it read otherwise now"
        return f"{words} stands in {now} of {self._transcript.path}, not in {where}"

    def _other_words(self, moved: Moved, command: str) -> tuple[str, str]:
        """What became of words that read otherwise now, and the way out."""
        target, passage = self._annotation.target, moved.passage
        where, now = range_name(target.first, target.last), range_name(passage.first, passage.last)
        if slip := self._slip(passage.first, moved.evidence):
            accept = "" if slip.words else f", or accept it with `{command}`"
            way_out = f"Write `{_written(slip.words or moved.quote)}`{accept}."
            return f"{self._not_there()}: {slip.found}", way_out
        if moved.evidence is not Evidence.OLD_TEXT:
            meant = _written(moved.quote) + ("" if now == where else f"`, and `paragraph: {now}")
            changed = f"If the text has changed, run `{command}`: it is {_sure(moved)}."
            return self._not_there(), f"Write `{meant}` if you mistyped. {changed}"
        place = f" in {where}" if now == where else f", in {now}"
        message = f"“{short(target.quote)}” reads otherwise now{place} of {self._transcript.path}"
        return message, _look(moved, command)

    def _is_same(self, moved: Moved) -> bool:
        return fold(moved.quote).text == fold(self._annotation.target.quote).text

    def _runs_on(self, moved: Moved) -> bool:
        """Whether the author named one paragraph of a passage that has always been longer."""
        target, passage = self._annotation.target, moved.passage
        return (
            moved.evidence is not Evidence.OLD_TEXT
            and not target.is_range
            and passage.first == target.first != passage.last
            and self._is_same(moved)
        )

    def ambiguous(self, resolution: Ambiguous) -> Diagnostic:
        same = [place for place in resolution.candidates if self._reads_the_same(place)]
        inside = [place for place in same if self._is_in_target(place.first)]
        if len(inside) > 1:
            return self._repeated(inside)
        target = self._annotation.target
        if inside and (target.prefix or target.suffix):
            return self._context_differs(inside[0])
        if len(same) == 1 and not inside:
            return self._elsewhere(same[0])
        slip = self._slip(target.first) if target.first in self._texts else None
        if slip and slip.words:
            return self._slipped(slip, target.first)
        return self._undecided(resolution.candidates, is_there=bool(inside))

    def _elsewhere(self, passage: Passage) -> Diagnostic:
        nearest = f"in {passage.first}: “{short(self._words(passage))}”"
        way_out = f"The words stand in {passage.first}: `paragraph: {passage.first}`."
        return self._quote(Code.QUOTE_LOST, self._not_there(), nearest=nearest, way_out=way_out)

    def _undecided(self, places: Sequence[Passage], *, is_there: bool) -> Diagnostic:
        target = self._annotation.target
        code, message = Code.QUOTE_LOST, self._not_there()
        if is_there:
            where = range_name(target.first, target.last)
            message = (
                f"“{short(target.quote)}” stands in {where}, but the note may belong elsewhere"
            )
            code = Code.QUOTE_UNCERTAIN
        nearest = " / ".join(f"{p.first}: {self._in_context(p)}" for p in places[:3])
        way_out = "Choose a place with `postil reanchor --interactive`, or correct the quote."
        return self._quote(code, message, nearest=nearest, way_out=way_out)

    def _not_there(self) -> str:
        target = self._annotation.target
        where = range_name(target.first, target.last)
        return f"“{short(target.quote)}” is not in {where} of {self._transcript.path}"

    def _reads_the_same(self, passage: Passage) -> bool:
        return fold(self._words(passage)).text == fold(self._annotation.target.quote).text

    def _is_in_target(self, paragraph: str) -> bool:
        order, target = self._order, self._annotation.target
        if target.first not in order or target.last not in order:
            return False
        return order[target.first] <= order[paragraph] <= order[target.last]

    def _repeated(self, places: Sequence[Passage]) -> Diagnostic:
        target = self._annotation.target
        message = (
            f"“{short(target.quote)}” stands {len(places)} times in "
            f"{range_name(target.first, target.last)} of {self._transcript.path}"
        )
        shown = [self._in_context(passage) for passage in places[:3]]
        before = self._before(places[0])
        prefix = json.dumps(before, ensure_ascii=False)
        longer = f"Make the quote longer, or add `prefix: {prefix}` for the first."
        way_out = longer if before else ""
        return self._quote(
            Code.QUOTE_AMBIGUOUS, message, nearest=" / ".join(shown), way_out=way_out
        )

    def lost(self, lost: Lost, surroundings: Callable[[], Surroundings]) -> Diagnostic:
        target = self._annotation.target
        if target.first not in self._texts or target.last not in self._texts:
            return self._no_paragraph(lost)
        if lost.reason is Loss.WRONG_ORDER or self._is_reversed():
            message = f"{target.last} comes before {target.first}"
            way_out = f"Write `paragraph: {target.last}-{target.first}`."
            return self._paragraph(Code.PARAGRAPH_ORDER, message, way_out=way_out)
        if not target.quote:
            return self._rewritten(lost)
        if lost.reason is Loss.ACROSS and lost.nearest:
            return self._across(lost.nearest)
        has_context = target.prefix or target.suffix
        if lost.reason is Loss.CONTEXT and lost.nearest and has_context:
            return self._context_differs(lost.nearest)
        return self._not_found(lost, surroundings())

    def _is_reversed(self) -> bool:
        target = self._annotation.target
        return target.is_range and self._order[target.last] < self._order[target.first]

    def _rewritten(self, lost: Lost) -> Diagnostic:
        target = self._annotation.target
        where = range_name(target.first, target.last)
        if lost.reason is Loss.OTHER_PARAGRAPH:
            message = f"{where} of {self._transcript.path} may be another text: {lost.reason.value}"
        else:
            message = f"{where} of {self._transcript.path} says something else than it did"
        return self._paragraph(Code.PARAGRAPH_REWRITTEN, message, nearest=self._nearest(lost))

    def _no_paragraph(self, lost: Lost) -> Diagnostic:
        target = self._annotation.target
        missing = target.first if target.first not in self._texts else target.last
        why = f": it {_WHY[lost.reason]}" if lost.reason in _WHY else ""
        message = f"{self._transcript.path} has no paragraph {missing}{why}"
        way_out = self._other_paragraph(lost)
        return self._paragraph(
            Code.UNKNOWN_PARAGRAPH, message, nearest=self._nearest(lost), way_out=way_out
        )

    def _other_paragraph(self, lost: Lost) -> str:
        """What to write instead of a paragraph that the transcript does not have."""
        if lost.reason in _WHY:
            return _DECIDE if self._annotation.target.quote else _DECIDE_PARAGRAPH
        if lost.nearest and lost.likeness == 1.0:
            found = lost.nearest.first
            return f"The quoted words stand in {found}: `paragraph: {found}`."
        if not self._texts:
            return "If there is a text, number its paragraphs: `postil number --write`."
        if self._nearest(lost):
            return "If these are the words, take them with `postil reanchor --interactive`."
        first, *_, last = *self._texts, *self._texts
        run = f"The paragraphs run from {first} to {last}."
        return f"The only paragraph is {first}." if first == last else run

    def _across(self, passage: Passage) -> Diagnostic:
        target = self._annotation.target
        message = f"“{short(target.quote)}” runs from {passage.first} into {passage.last}"
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
                message = f"“{short(target.quote)}” stands in {what} of {self._transcript.path}"
                return self._quote(code, message)
        for paragraph in dict.fromkeys((target.first, *(c.passage.first for c in lost.candidates))):
            if slip := self._slip(paragraph):
                return self._slipped(slip, paragraph, self._nearest(lost))
        nearest = self._nearest(lost)
        if lost.reason in _WHY:
            message = self._gone(lost)
            return self._quote(Code.QUOTE_LOST, message, nearest=nearest, way_out=_DECIDE)
        way_out = "" if nearest else _UNLIKE
        if lost.reason is Loss.ELSEWHERE and lost.nearest:
            way_out = f"The words stand in {lost.nearest.first}: `paragraph: {lost.nearest.first}`."
        return self._quote(Code.QUOTE_LOST, self._not_there(), nearest=nearest, way_out=way_out)

    def _gone(self, lost: Lost) -> str:
        """What became of a passage of which the old text is known."""
        target, why = self._annotation.target, _WHY[lost.reason]
        is_there = lost.nearest and lost.likeness == 1.0 and self._is_in_target(lost.nearest.first)
        if not is_there:
            return f"{self._not_there()}: it {why}"
        where = range_name(target.first, target.last)
        return f"“{short(target.quote)}” stands in {where}, but what the note was on {why}"

    def _slipped(self, slip: Slip, paragraph: str, nearest: str = "") -> Diagnostic:
        message = f"{self._not_there()}: {slip.found}"
        if not slip.words:
            return self._quote(Code.QUOTE_LOST, message, nearest=nearest)
        is_there = self._is_in_target(paragraph)
        place = "" if is_there else f", and `paragraph: {paragraph}`"
        way_out = f"Write `{_written(slip.words)}`{place}."
        return self._quote(Code.QUOTE_LOST, message, way_out=way_out)

    def _context_differs(self, passage: Passage) -> Diagnostic:
        target = self._annotation.target
        where = range_name(target.first, target.last)
        wanted = [f"after “{target.prefix}”"] if target.prefix else []
        wanted += [f"before “{target.suffix}”"] if target.suffix else []
        message = f"“{short(target.quote)}” stands in {where}, but not {' and '.join(wanted)}"
        return self._quote(
            Code.QUOTE_LOST,
            message,
            nearest=self._in_context(passage),
            way_out="Copy `prefix` and `suffix` from the text round the quote, or delete them.",
        )

    def _slip(self, paragraph: str, evidence: Evidence | None = None) -> Slip | None:
        """What was copied that is not of the text, unless the text itself has changed."""
        if evidence is Evidence.OLD_TEXT:
            return None
        return slip_in(self._annotation.target.quote, self._texts[paragraph])

    def _nearest(self, lost: Lost) -> str:
        if lost.nearest is None or lost.likeness < _ALIKE:
            return ""
        alike = f"{lost.likeness:.0%} alike, " if lost.likeness < 1 else ""
        return f"{alike}in {lost.nearest.first}: “{short(self._words(lost.nearest))}”"

    def _words(self, passage: Passage) -> str:
        return words_at(self._texts, passage)

    def _in_context(self, passage: Passage) -> str:
        return in_context(self._texts, passage)

    def _before(self, passage: Passage) -> str:
        return " ".join(self._texts[passage.first][: passage.start].split()[-3:])

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
