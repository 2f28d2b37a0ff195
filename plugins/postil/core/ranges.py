"""Notes on ranges of whole paragraphs whose old text is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from postil.core.document_text import FoldedSpan
from postil.core.likeness import likeness
from postil.core.model import Target
from postil.core.resolutions import Candidate, Evidence, Exact, Loss, Lost, Moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from postil.core.document_text import DocumentText
    from postil.core.old_text import OldText
    from postil.core.resolutions import Passage, Resolution

IN_LINE: Final = 0.99
LOOSE: Final = 0.85
ELSEWHERE: Final = 0.8
"""Scores of words in line with the text around them; of such of which one side was changed, or of a
range of which a paragraph stands elsewhere; and of words that were moved or stand twice."""

_HALF: Final = 0.5
_MOST: Final = 0.8
"""Of the words of a range, of which fewer stand in line if it was rewritten; and with fewer of
which its new ends are for a person to look at."""

LIKE: Final = 0.6
"""Likeness of spelling from which on a paragraph is the same still, or worth showing."""


class RangeEnds:
    """Follows long ranges by their first and last paragraphs; each of these once."""

    def __init__(
        self,
        document: DocumentText,
        old_text: OldText,
        follow: Callable[[Target, FoldedSpan], Resolution],
    ) -> None:
        """Take the new text, the old one, and what follows a single paragraph."""
        self._document = document
        self._old_text = old_text
        self._old = old_text.old
        self._follow = follow
        self._paragraphs: dict[int, Resolution] = {}

    def resolve(self, target: Target, span: FoldedSpan) -> Resolution:
        """From where the first of the range's paragraphs went to where the last one went."""
        numbers, order = range(span.first, span.last + 1), self._document.order
        head, tail = self._first_found(numbers), self._first_found(numbers[::-1])
        if head is None or tail is None:
            return Lost(Loss.REWRITTEN)
        passage = replace(head[0], last=tail[0].last, end=tail[0].end)
        ends = order[passage.first], order[passage.last]
        kept = self._old_text.kept(*self._old.joined_span(span))
        score = min(head[1], tail[1])
        if ends[0] > ends[1] or (kept < _HALF and score > ELSEWHERE):
            shown = dict.fromkeys(place for place, _ in (head, tail))
            return Lost(Loss.REWRITTEN, tuple(Candidate(place, 0.0) for place in shown))
        if (passage.first, passage.last) == (target.first, target.last):
            return Exact(passage)
        is_sure = kept >= _MOST and not leaves_out(self._old, self._document, span, ends)
        score = min(score, IN_LINE if is_sure else LOOSE)
        return Moved(passage, score, Evidence.OLD_TEXT)

    def _first_found(self, numbers: Iterable[int]) -> tuple[Passage, float] | None:
        """Where the first of these old paragraphs that is there still went, and how sure it is.

        One that was moved away tells of the others only where all were.
        """
        moved = None
        for number in numbers:
            found = self._paragraph(number)
            if isinstance(found, Exact | Moved):
                place = found.passage, found.score if isinstance(found, Moved) else IN_LINE
                if place[1] > ELSEWHERE:
                    return place
                moved = moved or place
        return moved

    def _paragraph(self, number: int) -> Resolution:
        """What became of an old paragraph; looked for once."""
        if number not in self._paragraphs:
            old = self._old
            length = len(old.folded(number).text)
            there = FoldedSpan(number, 0, number, length)
            target = Target(old.ids[number])
            self._paragraphs[number] = self._follow(target, there) if length else Lost(Loss.REMOVED)
        return self._paragraphs[number]


def leaves_out(
    old: DocumentText, new: DocumentText, span: FoldedSpan, ends: tuple[int, int]
) -> bool:
    """Whether a paragraph of the old span stands elsewhere, and not between the new ones `ends`.

    It was moved out of the range, and may be what the note is about.
    """
    there = range(ends[0], ends[1] + 1)
    kept = {new.texts[number] for number in there}
    for number in range(span.first, span.last + 1):
        text, now = old.texts[number], new.order.get(old.ids[number])
        if text in kept or now in there:
            continue
        is_same = now is not None and likeness(text, new.texts[now]) >= LIKE
        if is_same or new.copies[text]:
            return True
    return False
