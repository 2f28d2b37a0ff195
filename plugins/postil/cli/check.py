"""`postil check`: every diagnostic of text, notes and anchors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.cli.fix import fix_files
from postil.cli.publication_option import in_publication, progress, settings_or_exit
from postil.cli.report import FORMATS
from postil.cli.report_github import summary
from postil.core.diagnostics import Severity
from postil.project import transcript_of
from postil.rendering import checking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.project import Layout, Publication
    from postil.rendering.settings import Settings


@click.command(epilog="Example: postil check annotations/1974-marsh.yml")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="For people, scripts, GitHub's log, code scanning, lists of tests. Default: text.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.option("--fix", is_flag=True, help="Show what has one right answer, as a difference.")
@click.option("--write", is_flag=True, help="With --fix: write it, and report what is left.")
@in_publication
def check(  # noqa: PLR0913, PLR0917 - one for each option
    paths: Sequence[Path],
    format_: str,
    strict: bool,  # noqa: FBT001
    fix: bool,  # noqa: FBT001
    write: bool,  # noqa: FBT001
    directory: Path,
) -> None:
    """Say whether every note stands on its words, and every transcript is complete.

    With PATHs, only what concerns these files or folders is reported: a transcript's notes with
    the transcript. Silent when all is well. Exit code 1 when an error was found.

    --fix changes nothing: it shows what can be mended without asking, which is slips in keys, kinds
    and statuses, ids, paragraphs and dates in another form. With --write it is done, one value at a
    time; comments and order stay.
    """
    if write and not fix:
        message = "--write belongs to --fix"
        raise click.UsageError(message)
    settings = settings_or_exit(directory)
    if fix and _fix(paths, settings, directory, write=write) and not write:
        raise click.exceptions.Exit(1)
    pages, diagnostics = checking.check(settings, progress("Checking"))
    wanted = [_as_shown(path, settings.layout, directory) for path in paths]
    if wanted:
        diagnostics = [d for d in diagnostics if _concerns(d.path, wanted, pages.publication)]
    report = FORMATS[format_](diagnostics, settings.layout)
    # Names of files may hold bytes that are no text in any encoding.
    click.echo(report.encode("utf-8", "replace").decode(), nl=False)
    if format_ == "github":
        _add_to_summary(summary(diagnostics))
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(d.severity in failing for d in diagnostics):
        raise click.exceptions.Exit(1)


def _add_to_summary(markdown: str) -> None:
    """Add to the page of the job, where GitHub names a file for it."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown)
    except OSError as error:
        click.echo(f"no summary: {path}: {(error.strerror or str(error)).lower()}", err=True)


def _fix(paths: Sequence[Path], settings: Settings, directory: Path, *, write: bool) -> bool:
    publication = settings.read()
    wanted = [_as_shown(path, settings.layout, directory) for path in paths]
    return fix_files(
        settings.layout,
        settings.vocabulary(publication),
        lambda shown: not wanted or _concerns(shown, wanted, publication),
        write=write,
    )


def _as_shown(path: Path, layout: Layout, directory: Path) -> str:
    """The path as diagnostics name it."""
    absolute = path if path.is_absolute() else Path.cwd() / path
    if not absolute.exists() and (directory / path).exists():
        absolute = directory.resolve() / path
    if not absolute.exists():
        message = f"there is no {path}"
        raise click.UsageError(message)
    return layout.shown(Path(os.path.abspath(absolute)))  # noqa: PTH100 - keeps links as named


def _concerns(path: str, wanted: Sequence[str], publication: Publication) -> bool:
    """Whether the file is wanted, or holds notes of a transcript that is."""
    layout = publication.layout
    source = transcript_of(layout.root / path, publication)
    paths = [path] if source is None else [path, layout.shown(layout.docs / source)]
    return any(w in (p, ".") or p.startswith(f"{w}/") for w in wanted for p in paths)
