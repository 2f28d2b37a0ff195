"""`postil check`: every diagnostic of text, notes and anchors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.cli.named_paths import as_shown, concerns
from postil.cli.publication_option import in_publication, progress, settings_or_exit
from postil.cli.report import FORMATS
from postil.cli.revision_option import old_text_of, since
from postil.core.diagnostics import Severity, in_order
from postil.rendering import checking
from postil.rendering.standing import touched_notes

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command(epilog="Example: postil check annotations/1974-marsh.yml")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="For people, for scripts, for GitHub's log, for code scanning. Default: text.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@since
@in_publication
def check(
    paths: Sequence[Path], *, format_: str, strict: bool, revision: str | None, directory: Path
) -> None:
    """Say whether every note stands on its words, and every transcript is complete.

    With PATHs, only what concerns these files or folders is reported: a transcript's notes with
    the transcript. With --since, notes whose paragraphs do not read as they did at that revision
    are reported too. Silent when all is well. Exit code 1 when an error was found.
    """
    settings = settings_or_exit(directory)
    pages, diagnostics = checking.check(settings, progress("Checking"))
    if revision:
        old_text = old_text_of(revision, settings.layout)
        touched = touched_notes(settings, pages.publication, old_text, revision)
        diagnostics = in_order([*diagnostics, *touched])
    wanted = [as_shown(path, settings.layout, directory) for path in paths]
    if wanted:
        diagnostics = [d for d in diagnostics if concerns(d.path, wanted, pages.publication)]
    click.echo(FORMATS[format_](diagnostics, settings.layout), nl=False)
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(d.severity in failing for d in diagnostics):
        raise click.exceptions.Exit(1)
