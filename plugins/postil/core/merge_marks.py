"""Lines that a merge leaves where two people changed the same place, and that nobody took out."""

from __future__ import annotations

import re
from typing import Final

from postil.core.diagnostics import Code, Diagnostic

_BEGIN: Final = re.compile(r"^<{7}(?: .*)?\r?$", re.MULTILINE)
_END: Final = re.compile(r"^>{7}(?: .*)?\r?$", re.MULTILINE)
"""As git, Mercurial and Subversion write them. One alone may be somebody's drawing."""


def merge_mark(text: str, path: str) -> Diagnostic | None:
    """The first mark of a conflict in the text; None where there is none."""
    # Most files are done with at a glance; the pattern tries the beginning of each line.
    begin = _BEGIN.search(text) if "<<<<<<<" in text else None
    if begin is None or _END.search(text, begin.end()) is None:
        return None
    line = text.count("\n", 0, begin.start()) + 1
    message = f"“{begin[0].strip()}” is the mark of a merge that was not finished"
    return Diagnostic(Code.MERGE_CONFLICT, message, path, line, 1)
