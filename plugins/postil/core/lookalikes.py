"""Signs that look like those of YAML and are none, as web pages and word processors make them.

Looked for only in a file that cannot be read: in a text each of them may be meant.
"""

from __future__ import annotations

import re
from typing import Final

from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import START, Place

_LOOKALIKES: Final = (
    (
        re.compile(r" *(?P<here>[\xa0\u2000-\u200b\u202f\u2060\u3000])[\xa0\u2000-\u3000 ]*[^\s#]"),
        "a space that is none of YAML's is used for indentation, as web pages have them",
        "Delete the beginning of the line, and type ordinary spaces.",
    ),
    (
        re.compile(r"\s*(?P<here>[‐-―−•·*]) *(?:id|title|name):(?:\s|$)"),
        "“{}” is no hyphen, and YAML begins the items of a list with one",
        "Write `- ` in its place.",
    ),
    (
        re.compile(r"\s*(?P<here>-)(?:id|title|name):(?:\s|$)"),
        "a space is missing behind the “{}” with which an item of a list begins",
        "Write `- ` in its place, and the lines below as far right as its key.",
    ),
    (
        re.compile(r"\s*(?:- +)?[a-z_]+(?P<here>[：﹕꞉∶])"),
        "“{}” is not the colon that YAML reads",
        "Write `: ` in its place, with the space.",
    ),
    (
        re.compile(r"(?P<here>```|~~~)"),
        "{} is the frame of the example and no part of the file",
        "Delete the lines with {}.",
    ),
)


def lookalike(text: str, path: str, origin: Place = START) -> Diagnostic | None:
    """The first sign of that sort; None where there is none."""
    for number, line in enumerate(text.split("\n")):
        for pattern, message, way_out in _LOOKALIKES:
            if match := pattern.match(line):
                sign = match["here"]
                place = (number + origin.line, match.start("here") + 1)
                said, help_ = message.format(sign), way_out.format(sign)
                return Diagnostic(Code.YAML_SYNTAX, said, path, *place, help=help_)
    return None


def name_lookalike(
    diagnostics: list[Diagnostic], text: str, path: str, origin: Place = START
) -> list[Diagnostic]:
    """The diagnostics, with such a sign in place of those that follow from it."""
    found = lookalike(text, path, origin) if diagnostics else None
    if found is None:
        return diagnostics
    near = (found.line - 1, found.line)
    others = [other for other in diagnostics if other.line not in near]
    return [*others, found] if len(others) < len(diagnostics) else diagnostics
