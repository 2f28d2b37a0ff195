"""What can be wrong with the names of files."""

from __future__ import annotations

from typing import Final

from postil.core.explanation import Explanation, Severity

CLASH: Final = Explanation(
    "name-clash",
    Severity.ERROR,
    "The names of two files differ in capitals only, or in how an accent is written. Windows "
    "and macOS take them for one file, and one of the two is lost.",
    "Rename one of them.",
)

SECOND_ENDING: Final = Explanation(
    "file-name",
    Severity.ERROR,
    "The name of a file of notes has a second ending, so the file is not read. Simple editors "
    "add `.txt`, and some systems do not show it.",
    "Rename the file, so that its name ends in `.yml`.",
)
