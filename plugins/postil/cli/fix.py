"""What `postil check --fix` does: shows, or writes, what has one right answer."""

from __future__ import annotations

import codecs
from functools import partial
from typing import TYPE_CHECKING

import click

from postil.cli.differences import difference
from postil.core.reporting import printable
from postil.core.splicing import SplicingError
from postil.fixing import fixed, fixed_transcript
from postil.project import annotation_files, read_text, transcript_files
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postil.core.annotation_file import Vocabulary
    from postil.project import Layout


def fix_files(
    layout: Layout, vocabulary: Vocabulary, is_wanted: Callable[[str], bool], *, write: bool
) -> bool:
    """Show the change of each wanted file as a diff, or make it; whether there was any.

    A file that cannot be read or changed cleanly is left to the check that follows.
    """
    found = False
    mending: dict[Path, Callable[[str], str]] = {
        **dict.fromkeys(annotation_files(layout), partial(fixed, vocabulary=vocabulary)),
        **dict.fromkeys(transcript_files(layout), fixed_transcript),
    }
    for path, mended in mending.items():
        shown = layout.shown(path)
        text = read_text(path, layout) if is_wanted(shown) else ""
        if not isinstance(text, str):
            continue
        try:
            new_text = mended(text)
        except SplicingError:
            continue
        if new_text != text:
            found = True
            _show_or_write(path, shown, text, new_text, write=write)
    return found


def _show_or_write(path: Path, shown: str, text: str, new_text: str, *, write: bool) -> None:
    if not write:
        click.echo(difference(text, new_text, shown), nl=False)
        return
    try:
        # Where a link leads, so that it stays one; with the byte order mark that reading drops.
        mark = "\ufeff" if path.read_bytes().startswith(codecs.BOM_UTF8) else ""
        write_text(path.resolve(), mark + new_text, replace=True)
    except OSError as error:
        message = f"{printable(shown)}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
    click.echo(f"{printable(shown)}: mended", err=True)
