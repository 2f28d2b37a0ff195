"""`postil schema`: the JSON Schemas by which editors complete and explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from postil.cli.publication_option import in_publication, settings_or_exit
from postil.schemas import FOLDER, schema_files
from postil.writing import write_text

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog="Example: postil schema -C lock-keepers")
@in_publication
def schema(directory: Path) -> None:
    """Write the JSON Schemas of notes, contributors and transcripts into the folder schema/.

    Editors read them to complete keys and to explain them. They hold the publication's kinds and
    contributors, so run this again when these change; what stands in the folder is replaced.
    """
    settings = settings_or_exit(directory)
    vocabulary = settings.vocabulary(settings.read())
    for name, text in schema_files(vocabulary).items():
        path = settings.layout.root / FOLDER / name
        try:
            if path.is_file() and path.read_text(encoding="utf-8") == text:
                continue
            write_text(path, text, replace=True)
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = f"{settings.layout.shown(path)}: {reason.lower()}"
            raise click.ClickException(message) from error
        click.echo(settings.layout.shown(path))
