"""The option `--since`: the text as it was at a revision."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

import click

from postil.revisions import Revision, RevisionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.project import Layout

since: Final = click.option(
    "--since",
    "revision",
    metavar="REV",
    help="A revision of git, whose text is the one that the notes were written about.",
)


def old_text_of(name: str, layout: Layout) -> Callable[[str], str | None]:
    """Read transcripts, by path below `docs`, as they were at a revision.

    Ends the command with 2 where there is no such revision, or no repository.
    """
    folder = layout.shown(layout.docs)
    try:
        revision = Revision.of(layout.root, name)
        changed = revision.changed_files()
    except RevisionError as error:
        raise click.UsageError(str(error)) from error

    def read(source: str) -> str | None:
        path = posixpath.normpath(posixpath.join(folder, source))
        if path not in changed:
            return None  # As it is now: nothing to be learnt from it.
        try:
            return revision.read_text(path)
        except RevisionError as error:
            raise click.UsageError(str(error)) from error

    return read
