"""Diagnostics for GitHub: commands in the log that it shows beside the lines of a pull request.

Of each severity a step may show ten; further ones vanish from the page without a word:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
So the first ten become commands, the rest plain lines of the log, and the summary of the job lists
all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.diagnostics import Diagnostic, Severity
from postil.core.markdown_text import code_span
from postil.core.reporting import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.project import Layout

SHOWN: Final = 10
"""Commands of each severity."""

LISTED: Final = 500
"""Findings in the summary, which may have one megabyte; a finding has a few hundred bytes."""


def as_github(diagnostics: Sequence[Diagnostic], layout: Layout) -> str:  # noqa: ARG001
    """The log: errors first; where ten are not enough, the first of each file before its others."""
    lines: list[str] = []
    rest: list[str] = []
    for severity in Severity:
        found = [d for d in diagnostics if d.severity is severity]
        if len(found) > SHOWN:
            found = _one_a_file_first(found)
        lines += map(_command, found[:SHOWN])
        rest += [printable(str(d)) for d in found[SHOWN:]]
    if rest:
        lines.append(f"{len(rest)} more, which GitHub does not show beside the lines:")
    return "".join(f"{line}\n" for line in [*lines, *rest])


def _one_a_file_first(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Ten commands about one file would hide that another is at fault as well."""
    seen: dict[str, int] = {}
    turns = []
    for d in diagnostics:
        seen[d.path] = seen.get(d.path, 0) + 1
        turns.append(seen[d.path])
    pairs = sorted(zip(turns, diagnostics, strict=True), key=lambda pair: min(pair[0], 2))
    return [d for _, d in pairs]


def _command(d: Diagnostic) -> str:
    place = {"file": d.path, "line": d.line, "col": d.column, "title": d.code.slug}
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
    nearest = f"\nnearest: {d.nearest}" if d.nearest else ""
    message = _escaped(f"{d.message}{nearest}\nhelp: {d.way_out}")
    return f"::{d.severity} {properties}::{message}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Everything as Markdown, for the page of the job. Contributors' words stand in code spans."""
    if not diagnostics:
        return "## Postil\n\nEvery note stands on its words.\n"
    ordered = sorted(diagnostics, key=lambda d: d.severity is not Severity.ERROR)
    items = [_item(d) for d in ordered[:LISTED]]
    if len(ordered) > LISTED:
        items.append(f"- and {len(ordered) - LISTED} more, in the log")
    return "\n".join(["## Postil", "", *items, ""])


def _item(d: Diagnostic) -> str:
    where = code_span(f"{d.path}:{d.line}:{d.column}")
    nearest = f"\n  nearest: {code_span(d.nearest)}" if d.nearest else ""
    said = f"- {where} **{d.severity}** ({d.code.slug})\n  {code_span(d.message)}"
    return f"{said}{nearest}\n  help: {code_span(d.way_out)}"
