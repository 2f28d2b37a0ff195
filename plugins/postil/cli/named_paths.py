"""The paths that a command is given: what they name in a publication."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.core.reporting import printable
from postil.project import snapshot_path, source_of_snapshot, transcript_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.project import Layout, Publication


def as_shown(path: Path, layout: Layout, directory: Path) -> str:
    """The path as diagnostics name it; ends the command with 2 where there is none.

    It may be relative to where the command runs, or to the publication.
    """
    absolute = path if path.is_absolute() else Path.cwd() / path
    if not absolute.exists() and (directory / path).exists():
        absolute = directory.resolve() / path
    if not absolute.exists():
        message = f"there is no {path}"
        raise click.UsageError(message)
    return layout.shown(Path(os.path.abspath(absolute)))  # noqa: PTH100 - keeps links as named


def concerns(path: str, wanted: Sequence[str], publication: Publication) -> bool:
    """Whether the file is wanted, or holds notes of a transcript that is.

    A kept text is wanted with its transcript, and with any notes on it.
    """
    layout = publication.layout
    kept = source_of_snapshot(layout.root / path, layout)
    source = kept or transcript_of(layout.root / path, publication)
    paths = [path] if source is None else [path, layout.shown(layout.docs / source)]
    if kept:
        paths.append(layout.shown(layout.notes_folder(kept)))
    if any(w in (p, ".") or p.startswith(f"{w}/") for w in wanted for p in paths):
        return True
    return bool(kept) and any(transcript_of(layout.root / w, publication) == kept for w in wanted)


def is_concerned(source: str, wanted: Sequence[str], publication: Publication) -> bool:
    """Whether the transcript is wanted, or anything that is wanted with it."""
    layout = publication.layout
    return concerns(layout.shown(snapshot_path(layout, source)), wanted, publication)


def say_if_nothing(wanted: Sequence[str], publication: Publication) -> None:
    """Say of each path if it names no transcript, and nothing that belongs to one."""
    sources = publication.transcripts.keys() | publication.unreadable.keys()
    for path in wanted:
        if not any(is_concerned(source, [path], publication) for source in sources):
            click.echo(printable(f"{path} belongs to no transcript"), err=True)
