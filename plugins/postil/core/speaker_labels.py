"""Where a paragraph's own words begin, behind the label of its speaker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText

_LABEL: Final = re.compile(r"[^\s:：]{1,40}(?: [^\s:：]{1,40}){0,4} ?[:：] ?(?=\S)")
"""As “Mrs Harriet Pell:” and “THE CHAIR:”: at most five words, and something behind them."""


def behind_label(document: DocumentText, start: int, end: int) -> int:
    """Where the words of a paragraph at `start:end` of the joined text begin, without a label.

    Of a short answer the label is most, and other answers have it too; where labels are restyled,
    all of them change and nothing of what was said.
    """
    found = _LABEL.match(document.joined, start, end)
    return found.end() if found else start
