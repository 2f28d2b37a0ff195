"""`postil bundle`: the publication as one file to pass on, read without a network."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.bundling import folder_name, write_bundle
from postil.cli.publication_option import in_publication, progress, settings_or_exit
from postil.cli.report import as_text
from postil.cli.verify import policy_of
from postil.core.diagnostics import Severity
from postil.verifying.built_site import BuiltSite, SiteError
from postil.verifying.verification import verify

if TYPE_CHECKING:
    from postil.core.diagnostics import Diagnostic
    from postil.rendering.settings import Settings


@click.command(epilog="Example: postil bundle -o lock-keepers.zip")
@click.option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Default: named after the publication, or the transcript, here.",
)
@click.option("--transcript", metavar="NAME", help="Write this transcript alone, as one HTML file.")
@click.option("--strict", is_flag=True, help="Fail where a page would load from the network.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@in_publication
def bundle(
    output: Path | None,
    transcript: str | None,
    strict: bool,  # noqa: FBT001
    force: bool,  # noqa: FBT001
    directory: Path,
) -> None:
    """Make a zip of the publication that is read by double click, with no network and no server.

    The site is built for reading from disk, and verified as `postil verify` does. The same
    publication makes the same bytes. Prints what was made, and how large it is.
    """
    started = time.monotonic()
    settings = settings_or_exit(directory)
    if transcript is not None:
        from postil.cli.bundle_transcript import bundle_transcript  # noqa: PLC0415

        bundle_transcript(settings, transcript, output, force=force, strict=strict)
        return
    if output is not None:
        refused_if_there(output, force=force)  # Before the work is done in vain.
    with tempfile.TemporaryDirectory(prefix="postil-bundle-") as folder:
        site = Path(folder, "site")
        title = _built(settings, site)
        target = refused_if_there(output or Path(f"{folder_name(title)}.zip"), force=force)
        findings = _verified(settings, site)
        click.echo(as_text(findings, settings.layout), nl=False, err=True)
        failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        if any(finding.severity in failing for finding in findings):
            raise click.exceptions.Exit(1)
        size = _written(target, title, site, settings)
    seconds = time.monotonic() - started
    packed = target.stat().st_size
    click.echo(f"{target}: {_megabytes(size)} in {_megabytes(packed)}, {seconds:.0f} s")


def _built(settings: Settings, site: Path) -> str:
    from postil.hosts.offline_build import OfflineBuildError, build_for_disk  # noqa: PLC0415

    try:
        title, warnings = build_for_disk(settings.layout.root, site)
    except OfflineBuildError as error:
        raise click.ClickException(f"the site cannot be built: {error}") from error
    for warning in warnings:
        click.echo(f"build: {warning}", err=True)
    return title


def _verified(settings: Settings, site: Path) -> list[Diagnostic]:
    publication = settings.read()
    policy = policy_of(settings, publication, is_offline=True)
    try:
        return verify(publication, BuiltSite(site), policy, progress("Verifying"))
    except SiteError as error:
        raise click.ClickException(str(error)) from error


def _written(target: Path, title: str, site: Path, settings: Settings) -> int:
    publication = settings.read()
    for path in list(publication.transcripts):
        if not settings.is_published(path):
            del publication.transcripts[path]
            publication.annotations.pop(path, None)
    try:
        return write_bundle(target, title, site, publication)
    except OSError as error:
        message = f"{target}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error


def refused_if_there(target: Path, *, force: bool) -> Path:
    """The path; ends the command where there is a file that nobody said to replace."""
    if target.exists() and not force:
        raise click.ClickException(f"{target} is there already; --force replaces it")
    return target


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
