"""`postil new`: a valid annotation to edit, in a file of its own."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.cli.publication_option import in_publication, settings_or_exit
from postil.core.annotation_file import as_id, parse_annotations
from postil.rendering import checking
from postil.writing import write_text

if TYPE_CHECKING:
    from postil.rendering.pages import PublicationPages
    from postil.rendering.settings import Settings

_PLACEHOLDER = "Write here what a reader should know."
_NOT_TEXT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""Words that one or another reader of YAML takes for something else than a word."""


@click.command(epilog='Example: postil new 1974-marsh p8 --quote "six men on the gates"')
@click.argument("transcript")
@click.argument("paragraph")
@click.option("--quote", default="", help="The exact words, as the page shows them.")
@click.option("--prefix", default="", help="Words before the quote, if it stands more than once.")
@click.option("--suffix", default="", help="Words after the quote, if it stands more than once.")
@click.option("--kind", default="", help="One of the publication's kinds.")
@click.option("--id", "identifier", default="", help="Permanent id. Default: from the quote.")
@click.option("--note", default=_PLACEHOLDER, help="The note, Markdown.")
@click.option("--author", default="", help="Id of a contributor.")
@in_publication
def new(transcript: str, paragraph: str, directory: Path, **options: str) -> None:
    """Add a note on PARAGRAPH (p8, or p8-p11) of TRANSCRIPT to a new file below annotations/.

    Refuses a quote that does not stand there exactly once. Never changes a file that exists.
    """
    for name, value in options.items():
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            message = f"the value of --{name.replace('identifier', 'id')} is not UTF-8 text"
            raise click.UsageError(message)
    settings = settings_or_exit(directory)
    pages = settings.pages(settings.read(), drafts=True)
    source = _source(transcript, pages)
    taken = {a.id for a in pages.publication.annotations.get(source, ())}
    wanted = options.pop("identifier") or as_id(options["quote"], words=5) or paragraph
    identifier = _free(wanted, taken)
    text = _yaml(identifier, paragraph, options)
    path = _path(source, identifier, settings)
    _prove(text, path, source, settings, pages)
    try:
        write_text(path, text, replace=False)
    except OSError as error:
        message = f"{settings.layout.shown(path)}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
    click.echo(settings.layout.shown(path))


def _source(name: str, pages: PublicationPages) -> str:
    """The transcript called `name`: its path, or its file's name with or without `.md`."""
    layout = pages.publication.layout
    wanted = name.removesuffix(".md")
    below = {
        source: source.removesuffix(".md").removeprefix(f"{layout.transcripts}/")
        for source in pages.publication.transcripts
    }
    for source, transcript in pages.publication.transcripts.items():
        paths = (source, transcript.path)
        if wanted == below[source] or wanted in (path.removesuffix(".md") for path in paths):
            return source
    called = [source for source, path in below.items() if wanted == Path(path).name]
    if len(called) == 1:
        return called[0]
    what = f"“{name}” is the name of several" if called else f"there is no transcript “{name}”"
    known = ", ".join(below[source] for source in called or below) or "none"
    message = f"{what}; there are: {known}"
    raise click.UsageError(message)


def _free(wanted: str, taken: set[str]) -> str:
    number = 2
    identifier = wanted
    while identifier in taken:
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def _path(source: str, identifier: str, settings: Settings) -> Path:
    layout = settings.layout
    below = source.removeprefix(f"{layout.transcripts}/").removesuffix(".md")
    return layout.annotations / below / f"{identifier}.yml"


def _yaml(identifier: str, paragraph: str, options: dict[str, str]) -> str:
    """The file's text."""
    lines = ["annotations:", f"  - id: {_scalar(identifier)}", "    target:"]
    lines.append(f"      paragraph: {_scalar(paragraph)}")
    lines += [
        f"      {key}: {_quoted(options[key])}"
        for key in ("quote", "prefix", "suffix")
        if options[key]
    ]
    if options["kind"]:
        lines.append(f"    kind: {_scalar(options['kind'])}")
    lines.append(f"    note: {_quoted(options['note'])}")
    if options["author"]:
        lines.append(f"    author: {_scalar(options['author'])}")
    today = dt.datetime.now(tz=dt.UTC).date()
    return "\n".join([*lines, f"    date: {today.isoformat()}", ""])


def _scalar(text: str) -> str:
    is_plain = text.replace("-", "").isalnum() and text.isascii() and text[0].isalpha()
    return text if is_plain and text.lower() not in _NOT_TEXT else _quoted(text)


def _quoted(text: str) -> str:
    """A double-quoted YAML string of any text: that of JSON, without the line ends of Unicode."""
    return "".join(
        character if character.isprintable() else f"\\U{ord(character):08X}"
        for character in json.dumps(text, ensure_ascii=False)
    )


def _prove(text: str, path: Path, source: str, settings: Settings, pages: PublicationPages) -> None:
    """Read the note back as `check` will, and refuse it where `check` would."""
    publication = pages.publication
    shown = settings.layout.shown(path)
    parsed = parse_annotations(text, shown, settings.vocabulary(publication))
    problems = list(parsed.diagnostics)
    publication.annotations[source] = parsed.annotations
    checking.convert(settings, pages, source)
    problems += [d for d in pages.diagnostics() if d.path == shown]
    if problems:
        for problem in problems:
            nearest = f"\n  nearest: {problem.nearest}" if problem.nearest else ""
            click.echo(f"{problem.message} [{problem.code.slug}]{nearest}", err=True)
            click.echo(f"  help: {problem.way_out}", err=True)
        raise click.exceptions.Exit(1)
