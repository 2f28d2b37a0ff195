"""Diagnostics for people and machines; each further format has a module of its own."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from postil.cli.report_github import as_github
from postil.cli.report_junit import as_junit
from postil.cli.report_sarif import as_sarif
from postil.core.diagnostics import Severity
from postil.core.reporting import printable
from postil.project import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from postil.core.diagnostics import Diagnostic
    from postil.project import Layout

_WIDEST: Final = 160
"""Characters of a source line shown; the rest of a long paragraph helps nobody."""


def as_text(diagnostics: Sequence[Diagnostic], layout: Layout) -> str:
    """Each finding with the line it is about, and a count at the end."""
    lines: dict[str, list[str]] = {}
    shown = [_with_excerpt(d, lines, layout) for d in diagnostics]
    return "\n".join([*shown, _summary(diagnostics), ""]) if shown else ""


def _with_excerpt(d: Diagnostic, lines: dict[str, list[str]], layout: Layout) -> str:
    if d.path not in lines:
        lines[d.path] = _lines(layout.root / d.path, layout)
    place, _, message = printable(str(d)).partition(f" {d.severity}: ")
    colour = "red" if d.severity is Severity.ERROR else "yellow"
    parts = [
        f"{click.style(place, bold=True)} {click.style(d.severity.value, fg=colour)}: {message}",
        *_excerpt(d, lines[d.path]),
    ]
    if d.nearest:
        parts.append(f"  nearest: {printable(d.nearest)}")
    parts.append(f"  help: {printable(d.way_out)}")
    return "\n".join(parts) + "\n"


def _width(character: str) -> int:
    """The columns that a terminal gives a character."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _lines(path: Path, layout: Layout) -> list[str]:
    text = read_text(path, layout)
    return text.split("\n") if isinstance(text, str) else []


def _excerpt(d: Diagnostic, lines: list[str]) -> list[str]:
    if d.line > len(lines) or not lines[d.line - 1].strip():
        return []
    line = printable(lines[d.line - 1].rstrip("\r"))
    first = max(0, d.column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
    gutter = " " * len(str(d.line))
    indent = " " * sum(map(_width, line[first : d.column - 1]))
    shown = line[first : first + _WIDEST].rstrip()
    return [f"  {d.line} | {shown}", f"  {gutter} | {indent}^"]


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    counts = Counter(d.severity for d in diagnostics)
    return ", ".join(
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )


def as_json(diagnostics: Sequence[Diagnostic], layout: Layout) -> str:  # noqa: ARG001
    """A list of objects with stable keys."""
    entries = [
        {
            "path": d.path,
            "line": d.line,
            "column": d.column,
            "severity": d.severity.value,
            "code": d.code.slug,
            "message": d.message,
            "nearest": d.nearest,
            "help": d.way_out,
        }
        for d in diagnostics
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


FORMATS: Final[Mapping[str, Callable[[Sequence[Diagnostic], Layout], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
