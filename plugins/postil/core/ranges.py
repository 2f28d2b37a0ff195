"""Notes on ranges of whole paragraphs whose old text is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from postil.core.likeness import is_same_still
from postil.core.resolutions import Candidate, Evidence, Exact, Failure, Loss, Lost, Moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.document_text import DocumentText, FoldedSpan
    from postil.core.model import Target
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


class RangeEnds:
    """Follows long ranges by their first and last paragraphs; each of these once."""

    def __init__(
        self, document: DocumentText, old_text: OldText, place: Callable[[int], Passage | None]
    ) -> None:
        """Take the new text, the old one, and what tells where an old paragraph is in line."""
        self._document = document
        self._old_text = old_text
        self._place = cache(place)

    def resolve(self, target: Target, span: FoldedSpan) -> Resolution:
        """From where the first of the range's paragraphs went to where the last one went.

        Where one of them is gone, or not all stands between, it is asked about.
        """
        old, order = self._old_text.old, self._document.order
        numbers = range(span.first, span.last + 1)
        places = (self._place(number) for number in numbers), map(self._place, numbers[::-1])
        head, tail = (next(filter(None, found), None) for found in places)
        kept = self._old_text.kept(*old.joined_span(span))
        if head is None or tail is None or kept < _HALF:
            return Lost(Loss.REWRITTEN, (), (Failure.REPLACED,))
        ends, is_whole = self._with_edited(span, (order[head.first], order[tail.last]))
        passage = self._document.whole(*ends) if ends[0] <= ends[1] else head
        is_sure = is_whole and kept >= _MOST and not leaves_out(old, self._document, span, ends)
        is_same = (passage.first, passage.last) == (target.first, target.last)
        found = Exact(passage) if is_same else Moved(passage, IN_LINE, Evidence.OLD_TEXT)
        return found if is_sure else asked(found)

    def _with_edited(self, span: FoldedSpan, ends: tuple[int, int]) -> tuple[tuple[int, int], bool]:
        """Take in an outermost paragraph that was edited, and has its place and its id still.

        Says too whether none of the two outermost ones is missing then.
        """
        (first, last), ids = ends, self._old_text.old.ids
        is_there = [self._place(number) is not None for number in (span.first, span.last)]
        if not is_there[0] and self._document.order.get(ids[span.first]) == first - 1:
            first, is_there[0] = first - 1, True
        if not is_there[1] and self._document.order.get(ids[span.last]) == last + 1:
            last, is_there[1] = last + 1, True
        return (first, last), all(is_there)


def asked(found: Resolution) -> Resolution:
    """What was found, for a person to look at."""
    if isinstance(found, Exact):
        return Lost(Loss.REWRITTEN, (Candidate(found.passage, 0.0),), (Failure.PARTLY,))
    return replace(found, score=min(found.score, LOOSE)) if isinstance(found, Moved) else found


def leaves_out(
    old: DocumentText, new: DocumentText, span: FoldedSpan, ends: tuple[int, int]
) -> bool:
    """Whether a paragraph of the old span stands elsewhere, and not between the new ones `ends`.

    It was moved out of the range, and may be what the note is about.
    """
    there = range(ends[0], ends[1] + 1)
    kept = {new.texts[number] for number in there}
    before = Counter(old.texts[span.first : span.last + 1])
    for number in range(span.first, span.last + 1):
        text, now = old.texts[number], new.order.get(old.ids[number])
        if text in kept:
            continue
        is_same = now is not None and is_same_still(text, new.texts[now])
        # Of a text that was said outside before, too, there must be more now.
        if now not in there if is_same else new.copies[text] > old.copies[text] - before[text]:
            return True
    return False
