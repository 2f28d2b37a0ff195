"""What documents a finding: how much it matters, what it means, the way out."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """*Error*: the reader would see something wrong or missing. *Warning*: works, but look."""

    ERROR = "error"
    WARNING = "warning"


class Explanation(NamedTuple):
    """The documentation of a code: its name in brackets, what it means, the way out."""

    slug: str
    severity: Severity
    meaning: str
    mend: str
