"""`postil check`: every diagnostic of text, notes and anchors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from postil.cli.fix import fix_files
from postil.cli.named_paths import as_shown, concerns
from postil.cli.publication_option import in_publication, progress, settings_or_exit
from postil.cli.report import FORMATS
from postil.cli.report_github import summary
from postil.cli.revision_option import Since, since
from postil.core.diagnostics import Severity, in_order
from postil.project import keeps_texts
from postil.rendering import checking
from postil.rendering.standing import touched_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.project import Publication
    from postil.rendering.pages import PublicationPages
    from postil.rendering.settings import Settings

_NOT_KEPT: Final = (
    "Every note stands. Keep the text that they stand on with `postil reanchor --write`: without "
    "it, many cannot be found again when it is edited."
)


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
@since(help="A revision of git: also report notes whose paragraphs do not read as in it.")
@in_publication
def check(  # noqa: PLR0913 - one for each option
    paths: Sequence[Path],
    *,
    format_: str,
    strict: bool,
    fix: bool,
    write: bool,
    revision: str | None,
    directory: Path,
) -> None:
    """Say whether every note stands on its words, and every transcript is complete.

    With PATHs, only what concerns these files or folders is reported: a transcript's notes with
    the transcript, and its kept text with either. With --since, notes whose paragraphs do not read
    as they did at that revision are reported too. Silent when all is well, but for a hint where
    no text is kept that notes stand on. Exit code 1 when an error was found.

    --fix changes nothing: it shows what can be mended without asking in notes and in the heads of
    transcripts, which is slips in keys, kinds and statuses, ids, paragraphs and dates in another
    form. With --write it is done, one value at a time; comments and order stay.
    """
    if write and not fix:
        message = "--write belongs to --fix"
        raise click.UsageError(message)
    settings = settings_or_exit(directory)
    if fix and _fix(paths, settings, directory, write=write) and not write:
        raise click.exceptions.Exit(1)
    pages, diagnostics = checking.check(settings, progress("Checking"))
    wanted = [as_shown(path, settings.layout, directory) for path in paths]
    if revision is not None:
        at_revision = Since(revision, settings, pages.publication)
        touched = touched_notes(
            settings, pages.publication, at_revision.earlier_if_readable, revision
        )
        diagnostics = in_order([*diagnostics, *touched])
        _say_what_is_missing(at_revision, pages, wanted)
    if wanted:
        diagnostics = [d for d in diagnostics if concerns(d.path, wanted, pages.publication)]
    report = FORMATS[format_](diagnostics, settings.layout)
    # Names of files may hold bytes that are no text in any encoding.
    click.echo(report.encode("utf-8", "replace").decode(), nl=False)
    if format_ == "text" and not (diagnostics or wanted or revision):
        _say_if_not_kept(pages.publication)
    if format_ == "github":
        _add_to_summary(summary(diagnostics))
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(d.severity in failing for d in diagnostics):
        raise click.exceptions.Exit(1)


def _say_what_is_missing(
    at_revision: Since, pages: PublicationPages, wanted: Sequence[str]
) -> None:
    for source in pages.publication.annotations:
        path = pages.publication.layout.shown(pages.publication.layout.docs / source)
        result = pages.results.get(path)
        is_wanted = not wanted or concerns(path, wanted, pages.publication)
        if result is not None and not result.all_stand and is_wanted:
            at_revision.say_if_missing(source)


def _say_if_not_kept(publication: Publication) -> None:
    """Say it to whoever has notes, and nothing of greater weight to mend."""
    if publication.annotations and not keeps_texts(publication.layout):
        click.echo(_NOT_KEPT, err=True)


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
    wanted = [as_shown(path, settings.layout, directory) for path in paths]
    return fix_files(
        settings.layout,
        settings.vocabulary(publication),
        lambda shown: not wanted or concerns(shown, wanted, publication),
        write=write,
    )
