"""Untrusted words in Markdown that code hosts show: pull-request comments, job summaries."""

from __future__ import annotations

import re
from typing import Final

from postil.core.reporting import printable

_BACKTICKS: Final = re.compile("`+")


def code_span(text: str) -> str:
    """The text as a code span, in which nothing is a link, an image, HTML or a person's @name.

    One line; the fence is longer than any run of backticks in the text:
    https://spec.commonmark.org/0.31.2/#code-spans
    """
    line = printable(text)
    if not line.strip():
        return "` `"
    longest = max((len(run) for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if line.startswith(("`", " ")) or line.endswith(("`", " ")) else ""
    return f"{fence}{padding}{line}{padding}{fence}"
