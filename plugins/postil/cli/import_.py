"""`postil import`: a raw transcript to Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from postil.cli.publication_option import in_publication
from postil.core.annotation_file import as_id
from postil.core.diagnostics import Severity
from postil.core.reporting import printable
from postil.importers.decoding import decode
from postil.importers.plain_text import import_plain_text
from postil.project import MAX_BYTES
from postil.writing import write_text


@click.command("import", epilog="Example: postil import interview.txt -o docs/transcripts/1974.md")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "output",
    metavar="OUT",
    help="Where to write; - prints. Default: a file named like FILE below docs/transcripts/.",
)
@click.option("--force", is_flag=True, help="Replace OUT where it exists.")
@in_publication
def import_(file: Path, output: str | None, force: bool, directory: Path) -> None:  # noqa: FBT001
    """Turn a plain-text transcript into Markdown with a head and numbered paragraphs.

    No word of FILE is lost. What was uncertain is reported with its line. Exit code 1 when FILE
    cannot be read or OUT would be replaced.
    """
    data = _read(file)
    markdown = ""
    text, findings = decode(data, str(file))
    if not any(d.severity is Severity.ERROR for d in findings):
        imported = import_plain_text(text, str(file))
        markdown, findings = imported.markdown, [*findings, *imported.diagnostics]
    if markdown:
        _write(markdown, file, output, directory, force=force)
    for finding in findings:
        click.echo(printable(str(finding)), err=True)
        click.echo(f"  help: {printable(finding.way_out)}", err=True)
    if not markdown:
        raise click.exceptions.Exit(1)


def _read(file: Path) -> bytes:
    try:
        if file.is_file() and file.stat().st_size > MAX_BYTES:
            message = f"{file}: the file is larger than {MAX_BYTES >> 20} MB"
            raise click.ClickException(message)
        return file.read_bytes()
    except OSError as error:
        message = f"{file}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error


def _write(markdown: str, file: Path, output: str | None, directory: Path, *, force: bool) -> None:
    if output == "-":
        sys.stdout.write(markdown)
        return
    name = as_id(file.stem) or "transcript"
    path = Path(output) if output else directory / "docs" / "transcripts" / f"{name}.md"
    if path.is_dir():
        message = f"{path} is a folder; name the file to write"
        raise click.ClickException(message)
    try:
        write_text(path, markdown, replace=force)
    except FileExistsError as error:
        message = f"{path} exists; --force replaces it"
        raise click.ClickException(message) from error
    except OSError as error:
        message = f"{path}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
    click.echo(f"wrote {path}", err=True)
