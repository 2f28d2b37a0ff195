"""What every command shares: the option `-C`, a publication's settings, progress on long work."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from postil.rendering.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from postil.rendering.settings import Settings

in_publication: Final = click.option(
    "-C",
    "directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="Folder of the publication, the one with mkdocs.yml. Default: here.",
)


def settings_or_exit(directory: Path) -> Settings:
    """The settings of the publication in `directory`; ends the command with 2 if there are none."""
    try:
        return load_settings(directory.resolve())
    except SettingsError as error:
        raise click.UsageError(str(error)) from error


def progress(words: str) -> Callable[[Iterable[str]], Iterable[str]]:
    """A wrapper that shows how far an iteration is, on a terminal and for long work only."""

    def track(items: Iterable[str]) -> Iterable[str]:
        items = list(items)
        if len(items) < 50 or not sys.stderr.isatty():  # noqa: PLR2004 - below a second of work
            yield from items
            return
        with click.progressbar(items, label=words, file=sys.stderr) as bar:
            yield from bar

    return track
