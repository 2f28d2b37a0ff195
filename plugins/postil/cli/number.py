"""`postil number`: ids for paragraphs that have none."""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.cli.differences import difference
from postil.cli.publication_option import in_publication, settings_or_exit
from postil.core.reporting import printable
from postil.core.snapshot import Snapshot
from postil.project import read_snapshot, read_text
from postil.rendering.numbering import NumberingError, number_paragraphs
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.project import Publication
    from postil.rendering.settings import Settings


@click.command(epilog="Example: postil number docs/transcripts/1974-marsh.md --write")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Change the files; otherwise the change is shown.")
@in_publication
def number(paths: Sequence[Path], write: bool, directory: Path) -> None:  # noqa: FBT001
    """Give an id to every paragraph that has none. Ids that are there never change.

    A paragraph inserted between p8 and p9 becomes p8a; at the end of the text, numbers go on from
    the highest ever used. Exit code 1 when a file could not be numbered.
    """
    settings = settings_or_exit(directory)
    publication = settings.read()
    failed = False
    for source in _wanted(paths, publication, publication.unreadable):
        failed = True
        finding = publication.unreadable[source]
        where = f"{finding.path}:{finding.line}"
        click.echo(printable(f"{where}: error: not numbered: {finding.message}"), err=True)
    for source in _wanted(paths, publication, publication.transcripts):
        try:
            _number_file(source, publication, settings, write=write)
        except (NumberingError, OSError) as error:
            failed = True
            click.echo(f"{publication.transcripts[source].path}: error: {error}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


def _wanted(paths: Sequence[Path], publication: Publication, sources: Iterable[str]) -> list[str]:
    layout = publication.layout
    chosen = [path.resolve() for path in paths]
    return [
        source
        for source in sources
        if not chosen or any(_where(layout.docs / source).is_relative_to(path) for path in chosen)
    ]


def _where(path: Path) -> Path:
    """Where a file is; `resolve` has an error of its own for a link that leads in a circle."""
    return Path(os.path.realpath(path))


def _number_file(source: str, publication: Publication, settings: Settings, *, write: bool) -> None:
    path = publication.layout.docs / source
    text = read_text(path, publication.layout)
    if not isinstance(text, str):
        raise NumberingError(text.message)
    targets = [a.target for a in publication.annotations.get(source, ())]
    named = {paragraph for target in targets for paragraph in (target.first, target.last)}
    snapshot = read_snapshot(publication.layout, source)
    kept = snapshot.document if isinstance(snapshot, Snapshot) else ()
    new_text = number_paragraphs(text, settings.converter, reserved=named, kept=kept)
    if new_text == text:
        return
    shown = publication.transcripts[source].path
    if write:
        # Where a link leads, so that it stays one; with the byte order mark that reading drops.
        mark = "\ufeff" if path.read_bytes().startswith(codecs.BOM_UTF8) else ""
        write_text(path.resolve(), mark + new_text, replace=True)
        click.echo(f"{shown}: numbered")
    else:
        click.echo(difference(text, new_text, shown), nl=False)
