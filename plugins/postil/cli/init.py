"""`postil init`: a new publication that builds."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.core.annotation_file import Vocabulary
from postil.schemas import FOLDER, schema_files
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


@click.command(epilog="Example: postil init lock-keepers")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def init(directory: Path) -> None:
    """Make a publication in DIRECTORY: settings, one short transcript, two notes.

    Changes no file that exists; exit code 1 when one is in the way.
    """
    files = dict(_skeleton(resources.files("postil") / "templates" / "publication"))
    schemas = schema_files(Vocabulary()).items()
    files |= {f"{FOLDER}/{name}": text for name, text in schemas}
    in_the_way = [name for name in files if (directory / name).exists()]
    if in_the_way:
        message = f"{directory} already has {', '.join(in_the_way)}; choose an empty folder"
        raise click.ClickException(message)
    try:
        for name, text in files.items():
            write_text(directory / name, text, replace=False)
    except OSError as error:
        message = f"{directory}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
    click.echo(f"Made {directory}. Next: cd {directory} && mkdocs serve")


def _skeleton(folder: Traversable, below: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{below}{entry.name}"
        if entry.is_dir():
            yield from _skeleton(entry, f"{name}/")
        else:
            yield name.replace("dot-", "."), entry.read_text(encoding="utf-8")
