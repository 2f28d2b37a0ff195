"""`postil new`: a valid annotation to edit, in a file of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from postil.cli.kept_text import NotKeptError, keep_text_of
from postil.cli.new_questions import Questions
from postil.cli.notes_beside import free_id, name_those_on, own_id
from postil.cli.publication_option import in_publication, settings_or_exit
from postil.core.annotation_file import UNWRITTEN, as_id, parse_annotations
from postil.core.annotation_writing import annotation_text
from postil.core.blank_text import is_blank
from postil.core.context_choice import nearest_words, quoted_at, told_apart
from postil.core.contributors import writer_called
from postil.core.diagnostics import Code
from postil.core.document_text import DocumentText
from postil.core.model import Annotation, Source, Target
from postil.core.paragraph_names import paragraphs_of
from postil.core.reporting import in_context, printable
from postil.core.resolving import standing
from postil.project import keeps_texts, read_text
from postil.rendering import checking
from postil.rendering.texts import paragraph_texts
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.anchoring import Passage
    from postil.core.context_choice import Document
    from postil.project import Layout, Publication
    from postil.rendering.pages import PublicationPages
    from postil.rendering.settings import Settings

_LISTED: Final = 20
"""Places shown of a quote that is not unique; whoever has more quotes a longer piece."""

_AS_IN_THE_TEXT: Final = "Quote the words as the text has them."

_KEEP_FIRST: Final = (
    "Run `postil reanchor --write` first: a note is taken to be about the text that is kept, and "
    "that is an older one."
)

_CONTEXT: Final = 30
"""Characters on each side of a listed place: it stays on one line of a terminal."""


@click.command(
    context_settings={"allow_extra_args": True},  # To say what is wrong with them.
    epilog='Example: postil new 1974-marsh p8 --quote "six men on the gates"',
)
@click.argument("transcript", required=False)
@click.argument("paragraph", required=False)
@click.option("--quote", default="", help="The exact words, as the page shows them.")
@click.option("--prefix", default="", help="Words before the quote, if it stands more than once.")
@click.option("--suffix", default="", help="Words after the quote, if it stands more than once.")
@click.option("--match", type=click.IntRange(1), help="Which of the listed places is meant.")
@click.option("--kind", default="", help="One of the publication's kinds.")
@click.option("--id", "identifier", default="", help="Permanent id. Default: from the quote.")
@click.option("--note", default=UNWRITTEN, help="The note, Markdown.")
@click.option("--source", default="", help="What a source is called in which it can be checked.")
@click.option("--source-url", default="", help="The address of that source.")
@click.option("--author", default="", help="Id of a contributor, or the name of somebody else.")
@click.option("-i", "--interactive", is_flag=True, help="Ask for what is not given.")
@in_publication
def new(
    transcript: str | None,
    paragraph: str | None,
    directory: Path,
    *,
    match: int | None,
    interactive: bool,
    **options: str,
) -> None:
    """Add a note on PARAGRAPH (p8, or p8-p11) of TRANSCRIPT to a new file below annotations/.

    Without PARAGRAPH the quote is looked for in the whole transcript; without TRANSCRIPT, you are
    asked for everything. A quote that stands in several places is not guessed: the places are
    listed, and --match chooses one. A note that stands on the same words already is named; the
    new one gets an id of its own. The name of an author who is no contributor is kept as a
    comment. Never changes a file that exists, except that a publication that keeps its texts
    keeps that of TRANSCRIPT if every note stands on it.
    """
    _refuse_unreadable(options)
    if extra := click.get_current_context().args:
        _refuse_loose_words(extra)
    settings = settings_or_exit(directory)
    pages = settings.pages(settings.read(), drafts=True)
    questions = Questions(is_asking=interactive or transcript is None)
    source = (
        _source(transcript, pages)
        if transcript
        else questions.transcript(_names(pages), lambda name: _source(name, pages))
    )
    document = _document(source, settings)
    target = _target(paragraph or "", options, document, questions)
    passages = quoted_at(document, target) if target.quote.strip() else ()
    if len(passages) > 1 or (passages and (not paragraph or (match or 1) > 1)):
        target = _chosen(passages, document, target, match, questions)
    others = pages.publication.annotations.get(source, ())
    name_those_on(target, document, others)
    contributors = pages.publication.contributors
    options = questions.rest(options, settings.kinds, contributors)
    writer = writer_called(options["author"], contributors)
    annotation = _annotation(target, options, writer.author, others)
    annotation = replace(
        annotation, id=questions.identifier(annotation.id, lambda typed: own_id(typed, others))
    )
    path = _path(source, annotation.id, settings.layout)
    text = annotation_text(annotation, settings.layout.modeline(path.parent), writer.stranger)
    _prove(text, path, source, settings, pages)
    shown = settings.layout.shown(path)
    questions.confirm(text, shown)
    try:
        write_text(path, text, replace=False)
    except OSError as error:
        message = f"{shown}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
    click.echo(shown)
    if writer.stranger:
        stranger = f"“{printable(writer.stranger)}” is no contributor yet"
        click.echo(f"{stranger}: the name stands in a comment, for the editors", err=True)
    if keeps_texts(settings.layout):
        _keep_text(source, settings)


# The target


def _names(pages: PublicationPages) -> dict[str, str]:
    """The transcripts' paths below `docs` by the names that people use."""
    folder = f"{pages.publication.layout.transcripts}/"
    return {
        source.removesuffix(".md").removeprefix(folder): source
        for source in pages.publication.transcripts
    }


def _source(name: str, pages: PublicationPages) -> str:
    """The transcript called `name`: its path, or its file's name with or without `.md`."""
    wanted = name.removesuffix(".md")
    names = _names(pages)
    for below, source in names.items():
        paths = (source, pages.publication.transcripts[source].path)
        if wanted == below or wanted in (path.removesuffix(".md") for path in paths):
            return source
    called = [below for below in names if wanted == Path(below).name]
    if len(called) == 1:
        return names[called[0]]
    _refuse_unread(wanted, pages.publication)
    what = f"“{name}” is the name of several" if called else f"there is no transcript “{name}”"
    message = f"{what}; there are: {', '.join(called or names) or 'none'}"
    raise click.UsageError(message)


def _refuse_unread(wanted: str, publication: Publication) -> None:
    """Say why the transcript cannot be read, if it is one of these."""
    folder = f"{publication.layout.transcripts}/"
    for source, why in publication.unreadable.items():
        below, shown = source.removesuffix(".md"), why.path.removesuffix(".md")
        if wanted in (below, shown, below.removeprefix(folder), Path(below).name):
            message = f"{why.path}:{why.line}: the transcript cannot be read: {why.message}"
            raise click.ClickException(printable(message))


def _document(source: str, settings: Settings) -> Document:
    path = settings.layout.docs / source
    text = read_text(path, settings.layout)
    return list(paragraph_texts(settings, text, source).items()) if isinstance(text, str) else []


def _target(
    paragraph: str,
    options: dict[str, str],
    document: Document,
    questions: Questions,
) -> Target:
    """What was given; the whole transcript where no paragraph was."""
    ids = [identifier for identifier, _ in document] or ["p1"]
    everything = Target(ids[0], ids[-1])

    def nearest(words: str) -> str | None:
        target = replace(everything, quote=words)
        return None if quoted_at(document, target) else nearest_words(document, target)

    quote = options["quote"] or ("" if paragraph else questions.quote(nearest))
    if not paragraph and not quote:
        paragraph = questions.paragraph(lambda typed: _paragraphs(typed, ids))
    if paragraph and not paragraphs_of(paragraph):
        _refuse_words(paragraph, options["quote"], document, everything)
    paragraph = paragraphs_of(paragraph) or paragraph
    first, _, last = paragraph.partition("-") if paragraph else (ids[0], "-", ids[-1])
    return Target(first, last, quote, options["prefix"], options["suffix"])


def _refuse_unreadable(options: dict[str, str]) -> None:
    for name, value in options.items():
        shown = name.replace("identifier", "id").replace("_", "-")
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            message = f"the value of --{shown} is not UTF-8 text"
            raise click.UsageError(message)
        if is_blank(value) and (value or name == "note"):  # Without --note there is a line in it.
            message = f"the value of --{shown} has no words; write some, or leave --{shown} out"
            raise click.UsageError(message)


def _refuse_loose_words(extra: Sequence[str]) -> None:
    words = printable(" ".join(extra))
    example = 'put straight ones round the whole quote, as in --quote "six men"'
    message = f"“{words}” stands outside of quotation marks; {example}"
    raise click.UsageError(message)


def _refuse_words(paragraph: str, quote: str, document: Document, everything: Target) -> None:
    """Refuse what stands in the place of the paragraph where it is words of the text."""
    words = f"{quote} {paragraph}".strip()
    if quoted_at(document, replace(everything, quote=words)):
        message = f'“{paragraph}” is no paragraph: write --quote "{words}"'
        raise click.UsageError(printable(message))


def _paragraphs(typed: str, ids: Sequence[str]) -> str:
    """The paragraph or range that was typed. Raises `UsageError` for one that is not there."""
    paragraph = paragraphs_of(typed)
    if not paragraph or not set(paragraph.split("-")) <= set(ids):
        message = f"there is no paragraph “{typed}”; there are {ids[0]} to {ids[-1]}"
        raise click.UsageError(message)
    return paragraph


def _chosen(
    passages: Sequence[Passage],
    document: Document,
    target: Target,
    match: int | None,
    questions: Questions,
) -> Target:
    """The target of one of several passages, with the context that tells it from the others."""
    if len(passages) > 1 and match is None:
        listed = _listed(passages, dict(document))
        match = questions.match(listed, len(passages))
        if match is None:
            _refuse_to_guess(target, len(passages), listed)
    number = match or 1
    if number > len(passages):
        where = f"in {len(passages)} places" if len(passages) > 1 else "once"
        message = f"--match {number}: the words stand {where}"
        raise click.UsageError(message)
    passage = passages[number - 1]
    found = told_apart(document, target.quote, passage)
    if found is None:
        message = f"the words around place {number} are those of another; quote a longer piece"
        raise click.ClickException(message)
    return found


def _listed(passages: Sequence[Passage], texts: dict[str, str]) -> list[str]:
    lines = []
    for number, passage in enumerate(passages[:_LISTED], start=1):
        found = in_context(texts, passage, _CONTEXT)
        lines.append(printable(f"{number:>4}  {passage.first}: {found}"))
    if len(passages) > _LISTED:
        lines.append(f"      and {len(passages) - _LISTED} more")
    return lines


def _refuse_to_guess(target: Target, count: int, listed: Sequence[str]) -> None:
    where = f"{target.first}-{target.last}" if target.is_range else target.first
    code = Code.QUOTE_AMBIGUOUS.slug
    quote = printable(target.quote)
    click.echo(f"“{quote}” stands {count} times in {where} [{code}]", err=True)
    for line in listed:
        click.echo(line, err=True)
    click.echo("  help: Choose one with `--match 1`, or quote a longer piece.", err=True)
    raise click.exceptions.Exit(1)


# The annotation


def _annotation(
    target: Target, options: dict[str, str], author: str, others: Sequence[Annotation]
) -> Annotation:
    paragraphs = f"{target.first}-{target.last}" if target.is_range else target.first
    title, url = options["source"] or options["source_url"], options["source_url"]
    given, note = options["identifier"], options["note"].replace(UNWRITTEN, "")
    wanted = as_id(target.quote, words=5) or as_id(f"{paragraphs} {note}", words=6)
    return Annotation(
        id=own_id(given, others) if given else free_id(wanted, others),
        target=target,
        note=options["note"],
        kind=options["kind"],
        sources=(Source(title, url),) if title else (),
        author=author,
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )


def _path(source: str, identifier: str, layout: Layout) -> Path:
    """Where the note is to stand; no note below a link to a folder is ever read."""
    folder = layout.notes_folder(source)
    for step in (folder, *folder.parents):
        if step == layout.annotations:
            break
        if step.is_symlink():
            message = f"{layout.shown(step)} is a link to a folder, and such links are not followed"
            raise click.ClickException(f"{message}; replace it by the folder itself")
    return folder / f"{identifier}.yml"


def _keep_text(source: str, settings: Settings) -> None:
    """Keep the text on which the note was written; the note is good without."""
    try:
        keep_text_of(settings, source)
    except (NotKeptError, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        click.echo(f"the text was not kept: {printable(reason)}", err=True)


def _prove(text: str, path: Path, source: str, settings: Settings, pages: PublicationPages) -> None:
    """Read the note back as `check` will, and refuse it where `check` would."""
    publication = pages.publication
    shown = settings.layout.shown(path)
    parsed = parse_annotations(text, shown, settings.vocabulary(publication))
    problems = list(parsed.diagnostics)
    publication.annotations[source] = parsed.annotations
    document = DocumentText(_document(source, settings))
    stands = any(standing(document, note.target) for note in parsed.annotations)
    # Of words that never stood in the text no older one tells anything.
    pages.uses_kept_texts = stands
    checking.convert(settings, pages, source)
    problems += [d for d in pages.diagnostics() if d.path == shown]
    problems = [d for d in problems if d.code is not Code.NOTE_UNWRITTEN]  # That comes next.
    if problems:
        for problem in problems:
            nearest = f"\n  nearest: {problem.nearest}" if problem.nearest else ""
            click.echo(f"{problem.message} [{problem.code.slug}]{nearest}", err=True)
            is_for_notes = "postil reanchor" in problem.way_out  # There is none yet.
            by_text = _KEEP_FIRST if stands else _AS_IN_THE_TEXT
            way_out = by_text if is_for_notes else _by_flags(problem.way_out)
            click.echo(f"  help: {way_out}", err=True)
        raise click.exceptions.Exit(1)


def _by_flags(way_out: str) -> str:
    """A way out that names a line of the file, with the option that writes it."""
    for key in ("kind", "id", "author"):
        way_out = way_out.replace(f"`{key}: ", f"`--{key} ")
    return way_out
