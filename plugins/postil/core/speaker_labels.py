"""Where a paragraph's own words begin, behind the label of its speaker."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText

_LABEL: Final = re.compile(r"[^\s:：]{1,40}(?: [^\s:：]{1,40}){0,4} ?(?::(?= )|：) ?(?=\S)")
"""As “Mrs Harriet Pell:” and “THE CHAIR:”: at most five words, and something behind them."""

_TIMES: Final = 2
"""Paragraphs that begin so: “One thing:” begins one."""


class SpeakerLabels:
    """The labels of one document."""

    def __init__(self, document: DocumentText) -> None:
        """Find what several of its paragraphs begin with, up to a colon."""
        self._text = document.joined
        ends = zip(document.starts, document.starts[1:], strict=False)
        found = (_LABEL.match(self._text, *both) for both in ends)
        self._count = Counter(label[0] for label in found if label)

    def behind(self, start: int, end: int) -> int:
        """Where the words of a paragraph at `start:end` of the joined text begin, without a label.

        Of a short answer the label is most, and other answers have it too; where labels are
        restyled, all of them change and nothing of what was said.
        """
        found = _LABEL.match(self._text, start, end)
        return found.end() if found and self._count[found[0]] >= _TIMES else start


def label_ends(document: DocumentText) -> dict[int, int]:
    """The numbers of the words that begin a label, and of the first word behind it."""
    ends = zip(document.starts, document.starts[1:], strict=False)
    found = (_LABEL.match(document.joined, *both) for both in ends)
    return dict(document.words_in(*label.span()) for label in found if label)
