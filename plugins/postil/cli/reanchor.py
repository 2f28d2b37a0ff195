"""`postil reanchor`: the new place of every note whose words have moved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from postil.cli.named_paths import as_shown, concerns, is_concerned, say_if_nothing
from postil.cli.publication_option import in_publication, settings_or_exit
from postil.cli.reanchoring_desk import Desk
from postil.cli.report import as_text
from postil.cli.revision_option import Since, since
from postil.core.diagnostics import Severity
from postil.core.reporting import printable
from postil.rendering.former_texts import not_kept
from postil.rendering.other_transcripts import Missing, elsewhere
from postil.rendering.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from postil.project import Publication
    from postil.rendering.settings import Settings
    from postil.rendering.standing import Standing

_MANY: Final = 500
"""Notes from which it takes long enough, about a second, that progress is shown."""

_STEP: Final = 50
"""Notes after which it is shown anew: that takes as long as to find one of them."""

_IDS_FIRST: Final = (
    "Mend that first: `postil number --write` gives ids to paragraphs that have none, and `postil "
    "check` says what to do about others."
)


@click.command(epilog="Example: postil reanchor docs/transcripts/1974-marsh.md --write")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Change the notes whose new place is certain enough.")
@click.option("-i", "--interactive", is_flag=True, help="Ask about each note, and change it.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    help="How certain a new place must be for --write. Default: the setting of this name, or 0.9.",
)
@since(help="A revision of git: find notes that are as they were in it by its text.")
@in_publication
def reanchor(  # noqa: PLR0913 - the options of a command
    paths: Sequence[Path],
    *,
    write: bool,
    interactive: bool,
    confidence: float | None,
    revision: str | None,
    directory: Path,
) -> None:
    """Propose the new place of every note that no longer stands on its words.

    Each is shown with its old and its new words, how certain it is, and why. With --write, those
    that are certain enough are changed in their files, and the text is kept for the next time;
    nothing else in the files changes. PATHs are transcripts, annotation files, kept
    texts or folders; an annotation file or a kept text stands for its transcript.

    Notes of a transcript with paragraphs that have no id of their own are left as they are.

    Exit code 0 when nothing is left to do, 1 when proposals or lost notes are left, or files with
    notes have errors, which are reported as by postil check.
    """
    if write and interactive:
        message = "--write and --interactive are two ways; choose one"
        raise click.UsageError(message)
    settings = settings_or_exit(directory)
    certain = settings.policy.confidence if confidence is None else confidence
    publication = settings.read()
    wanted = [as_shown(path, settings.layout, directory) for path in paths]
    say_if_nothing(wanted, publication)
    at_revision = None if revision is None else Since(revision, settings, publication)
    open_desks, left = [], 0
    for source, tell in _with_progress(_sources(wanted, publication), publication):
        earlier = at_revision.earlier(source) if at_revision else None
        found = standing(settings, publication, source, earlier, tell)
        if found is None:
            continue  # Its notes stay as they are.
        if why := _why_left_alone(publication, found):
            click.echo(printable(why), err=True)
            left += 1
            continue
        if found.moved:
            _say_without_text(found, at_revision)
        desk = Desk(settings.layout, found, certain, _elsewhere(settings, publication, found))
        if found.moved or ((write or interactive) and not desk.keep()):
            open_desks.append(desk)
    left += _say_unread(publication, wanted)
    for desk in open_desks:
        left += desk.ask() if interactive else desk.write() if write else desk.show()
        if desk.has_quit:
            break
    if left:
        raise click.exceptions.Exit(1)


def _elsewhere(
    settings: Settings, publication: Publication, found: Standing
) -> dict[tuple[str, str], str]:
    """By file and id of lost notes: the transcript where their words stand, in a sentence."""
    notes = found.without_paragraphs
    missing = [Missing(found.source, note.annotation, note.text) for note in notes]
    said = elsewhere(settings, publication, missing)
    return {
        (note.annotation.path, note.annotation.id): sentence
        for note, sentence in zip(missing, said, strict=True)
    }


def _say_without_text(found: Standing, at_revision: Since | None) -> None:
    """Without the text that they stood on, notes are found less surely, and some not at all."""
    if at_revision:
        at_revision.say_if_missing(found.source)
    elif found.snapshot is None:
        how = "so its notes are looked for without; with --since, by the text of a revision of git"
        click.echo(printable(f"no text of {found.path} is kept, {how}"), err=True)


def _why_left_alone(publication: Publication, found: Standing) -> str:
    """Why notes would be lost or led astray, and what to do first; empty where they would not."""
    if found.id_faults:
        first, *others = found.id_faults
        more = f", and {len(others)} more of the sort" if others else ""
        why = f"its notes are left as they are: {first.message}{more}"
        return f"{found.path}: {why}. {_IDS_FIRST}"
    if not found.lacks_evidence:
        return ""
    message, way_out = not_kept(publication, found.source, found.former)
    if damage := found.damage:
        message = f"{damage.path}:{damage.line}: the kept text cannot be read: {damage.message}"
        way_out = damage.way_out
    return f"{message}, so the notes are left as they are. {way_out}"


def _say_unread(publication: Publication, wanted: Sequence[str]) -> int:
    """Report what keeps notes from being read; how much that is."""
    layout = publication.layout
    notes = f"{layout.shown(layout.annotations)}/"
    transcripts = {layout.shown(layout.docs / source) for source in publication.unreadable}
    found = [
        finding
        for finding in publication.diagnostics
        if finding.severity is Severity.ERROR
        and (finding.path.startswith(notes) or finding.path in transcripts)
        and (not wanted or concerns(finding.path, wanted, publication))
    ]
    click.echo(as_text(found, layout).encode("utf-8", "replace").decode(), nl=False, err=True)
    return len(found)


def _sources(wanted: Sequence[str], publication: Publication) -> list[str]:
    """The transcripts with notes that the paths name: by a file or folder of theirs."""
    return [
        source
        for source in publication.transcripts
        if publication.annotations.get(source)
        and (not wanted or is_concerned(source, wanted, publication))
    ]


def _with_progress(
    sources: Sequence[str], publication: Publication
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Go through the transcripts; on a terminal, and for many notes, show how far it is.

    With each comes what is to be called for each of its notes; the others are counted at its end.
    """
    counts = [len(publication.annotations[source]) for source in sources]
    if sum(counts) < _MANY or not sys.stderr.isatty():
        yield from ((source, lambda: None) for source in sources)
        return
    done = shown = expected = 0

    def tell() -> None:
        nonlocal done, shown
        done += 1
        if done - shown >= _STEP:
            bar.update(done - shown)
            shown = done

    with click.progressbar(length=sum(counts), label="Looking for notes", file=sys.stderr) as bar:
        for source, count in zip(sources, counts, strict=True):
            yield source, tell
            expected += count
            bar.update(expected - shown)
            done = shown = expected
