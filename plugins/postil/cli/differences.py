"""Two texts as a unified difference, safe to print."""

from __future__ import annotations

import difflib

import click

from postil.core.reporting import printable

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def difference(old: str, new: str, path: str, *, context: int = 1) -> str:
    """The lines that differ, with `context` lines around them, coloured for a terminal."""
    name = printable(path)
    before, after = (text.removesuffix("\n").split("\n") for text in (old, new))
    lines = difflib.unified_diff(before, after, name, name, n=context, lineterm="")
    return "".join(f"{_coloured(printable(line.rstrip(chr(13))))}\n" for line in lines)


def _coloured(line: str) -> str:
    if line.startswith(("+++", "---")):
        return click.style(line, bold=True)
    colour = _COLOURS.get(line[:1])
    return click.style(line, fg=colour) if colour else line
