"""`postil init`: a new publication that builds."""

from __future__ import annotations

import shlex
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from postil.core.annotation_file import Vocabulary
from postil.schemas import FOLDER, schema_files
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


REQUIREMENTS: Final = "requirements.txt"

CI: Final = {
    "github": ".github/workflows/notes.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/notes.yml",
}
"""Where each code host looks for what to run."""


@click.command(epilog="Example: postil init lock-keepers --ci github")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--ci",
    type=click.Choice([*CI, "none"]),
    default="none",
    show_default=True,
    help="Have that code host check every change.",
)
def init(directory: Path, ci: str) -> None:
    """Make a publication in DIRECTORY: settings, one short transcript, two notes.

    With --ci, also the file by which a code host checks and builds every change and keeps the site
    as a preview; where DIRECTORY is a publication already, that file alone. Changes no file that
    exists; exit code 1 when one is in the way.
    """
    templates = resources.files("postil") / "templates"
    is_there = ci != "none" and (directory / "mkdocs.yml").is_file()
    files = {} if is_there else _publication(templates)
    if ci != "none":
        files[CI[ci]] = (templates / "ci" / f"{ci}.yml").read_text(encoding="utf-8")
        if not (directory / REQUIREMENTS).exists():
            files[REQUIREMENTS] = (templates / "ci" / REQUIREMENTS).read_text(encoding="utf-8")
    in_the_way = [name for name in files if (directory / name).exists()]
    if in_the_way:
        way_out = "" if is_there else "; choose an empty folder"
        message = f"{directory} already has {', '.join(in_the_way)}{way_out}"
        raise click.ClickException(message)
    try:
        for name, text in files.items():
            write_text(directory / name, text, replace=False)
    except OSError as error:
        message = f"{directory}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
    next_step = (
        f"read {CI[ci]}" if is_there else f"cd {shlex.quote(str(directory))} && mkdocs serve"
    )
    click.echo(f"Made {', '.join(files) if is_there else directory}. Next: {next_step}")


def _publication(templates: Traversable) -> dict[str, str]:
    files = dict(_skeleton(templates / "publication"))
    schemas = schema_files(Vocabulary()).items()
    return files | {f"{FOLDER}/{name}": text for name, text in schemas}


def _skeleton(folder: Traversable, below: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{below}{entry.name}"
        if entry.is_dir():
            yield from _skeleton(entry, f"{name}/")
        else:
            yield name.replace("dot-", "."), entry.read_text(encoding="utf-8")
