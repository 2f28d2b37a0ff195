"""`postil check`: every diagnostic of text, notes and anchors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.cli.publication_option import in_publication, progress, settings_or_exit
from postil.cli.report import FORMATS
from postil.core.diagnostics import Severity
from postil.rendering import checking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.rendering.pages import PublicationPages


@click.command(epilog="Example: postil check annotations/1974-marsh.yml")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text")
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@in_publication
def check(paths: Sequence[Path], format_: str, strict: bool, directory: Path) -> None:  # noqa: FBT001
    """Say whether every note stands on its words, and every transcript is complete.

    With PATHs, only what concerns these files or folders is reported: a transcript's notes with
    the transcript. Silent when all is well. Exit code 1 when an error was found.
    """
    settings = settings_or_exit(directory)
    pages, diagnostics = checking.check(settings, progress("Checking"))
    wanted = [_concerning(path, pages, directory) for path in paths]
    if wanted:
        files = {d.path for d in diagnostics if any(_is_within(d.path, w) for w in wanted)}
        diagnostics = [d for d in diagnostics if d.path in files]
    click.echo(FORMATS[format_](diagnostics, settings.layout), nl=False)
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(d.severity in failing for d in diagnostics):
        raise click.exceptions.Exit(1)


def _concerning(path: Path, pages: PublicationPages, directory: Path) -> set[str]:
    """The path as diagnostics name it, and its notes' files if it is a transcript."""
    layout = pages.publication.layout
    absolute = path if path.is_absolute() else Path.cwd() / path
    if not absolute.exists() and (directory / path).exists():
        absolute = directory.resolve() / path
    if not absolute.exists():
        message = f"there is no {path}"
        raise click.UsageError(message)
    shown = layout.shown(Path(os.path.abspath(absolute)))  # noqa: PTH100 - keeps links as named
    found = {shown}
    for source, transcript in pages.publication.transcripts.items():
        if transcript.path == shown:
            found |= {a.path for a in pages.publication.annotations.get(source, ())}
    return found


def _is_within(path: str, wanted: set[str]) -> bool:
    return any(w in (path, ".") or path.startswith(f"{w}/") for w in wanted)
