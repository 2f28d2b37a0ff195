"""`postil reanchor`: the new place of every note whose words have moved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from postil.cli.publication_option import in_publication, settings_or_exit
from postil.cli.reanchoring_desk import Desk
from postil.cli.revision_option import old_text_of, since
from postil.project import transcript_of
from postil.rendering.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.project import Publication

_MANY: Final = 500
"""Notes from which it takes long enough, about a second, that progress is shown."""


@click.command(epilog="Example: postil reanchor docs/transcripts/1974-marsh.md --write")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Change the notes whose new place is certain enough.")
@click.option("-i", "--interactive", is_flag=True, help="Ask about each note, and change it.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="How certain a new place must be for --write.",
)
@since
@in_publication
def reanchor(  # noqa: PLR0913 - the options of a command
    paths: Sequence[Path],
    *,
    write: bool,
    interactive: bool,
    confidence: float,
    revision: str | None,
    directory: Path,
) -> None:
    """Propose the new place of every note that no longer stands on its words.

    Each is shown with its old and its new words, how certain it is, and why. With --write, those
    that are certain enough are changed in their files, and the text is kept for the next time;
    nothing else in the files changes. PATHs are transcripts, annotation files or folders.

    Exit code 0 when nothing is left to do, 1 when proposals or lost notes are left.
    """
    if write and interactive:
        message = "--write and --interactive are two ways; choose one"
        raise click.UsageError(message)
    settings = settings_or_exit(directory)
    publication = settings.read()
    old_text = old_text_of(revision, settings.layout) if revision else None
    left = 0
    for source in _with_progress(_wanted(paths, publication), publication):
        found = standing(settings, publication, source, old_text)
        if found is None:
            continue
        desk = Desk(settings, found, confidence)
        left += desk.ask() if interactive else desk.write() if write else desk.show()
        if desk.has_quit:
            left += 1
            break
    if left:
        raise click.exceptions.Exit(1)


def _wanted(paths: Sequence[Path], publication: Publication) -> list[str]:
    """The transcripts with notes that the paths name: as their file, a folder, or by a note's."""
    layout = publication.layout
    chosen = [path.resolve() for path in paths]
    named = {transcript_of(path, publication) for path in chosen}
    return [
        source
        for source in publication.transcripts
        if source in publication.annotations
        and (
            not chosen
            or source in named
            or any((layout.docs / source).resolve().is_relative_to(path) for path in chosen)
        )
    ]


def _with_progress(sources: Sequence[str], publication: Publication) -> Iterator[str]:
    """Go through the transcripts; on a terminal, and for many notes, show how far it is."""
    counts = [len(publication.annotations[source]) for source in sources]
    if sum(counts) < _MANY or not sys.stderr.isatty():
        yield from sources
        return
    with click.progressbar(length=sum(counts), label="Looking for notes", file=sys.stderr) as bar:
        for source, count in zip(sources, counts, strict=True):
            yield source
            bar.update(count)
