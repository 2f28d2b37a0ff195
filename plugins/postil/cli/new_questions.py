"""What `postil new` asks on a terminal. One that does not ask answers with what was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from postil.core.annotation_file import UNWRITTEN
from postil.core.checked_mapping import URL_SCHEMES, closest, listing, slip_for
from postil.core.contributors import writer_called
from postil.core.model import DEFAULT_KIND
from postil.core.reporting import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from postil.core.model import Contributor


class Questions:
    """The dialogue; everything is said on standard error, so that the output is the path alone."""

    def __init__(self, *, is_asking: bool) -> None:
        """`is_asking`: a person is there."""
        self._is_asking = is_asking

    def transcript(self, names: Collection[str], found: Callable[[str], str]) -> str:
        """Which transcript the note is on; `found` raises `UsageError` where there is none."""
        click.echo("Transcripts: " + (", ".join(names) or "none yet"), err=True)
        only = next(iter(names)) if len(names) == 1 else None
        return self._ask("Transcript", only, found)

    def quote(self, nearest: Callable[[str], str | None]) -> str:
        """The words the note is about, asked for until they are in the text.

        `nearest` says None of words that are there, and of others the most similar ones.
        """
        while self._is_asking:
            words = self._ask("The words it is about (Enter: a whole paragraph)", "")
            similar = nearest(words) if words else None
            if similar is None:
                return words
            found = f"The most similar ones: “{printable(similar)}”" if similar else ""
            click.echo(f"These words are not in the transcript. {found}".rstrip(), err=True)
        return ""

    def paragraph(self, found: Callable[[str], str]) -> str:
        """The paragraph, where there is no quote; needed where nobody can be asked.

        `found` raises `UsageError` for one that is not there.
        """
        if not self._is_asking:
            message = "name a PARAGRAPH, or the words with --quote"
            raise click.UsageError(message)
        return self._ask("Paragraph (p8, or p8-p11)", None, found)

    def match(self, listed: Sequence[str], count: int) -> int | None:
        """Which of `count` places; None where nobody can be asked."""
        if not self._is_asking:
            return None
        click.echo("These words stand in several places:", err=True)
        for line in listed:
            click.echo(line, err=True)
        return int(self._ask("Which of them", None, lambda typed: _number(typed, count)))

    def rest(
        self,
        options: dict[str, str],
        kinds: Collection[str],
        contributors: Mapping[str, Contributor],
    ) -> dict[str, str]:
        """The options, with kind, note, source and author asked for where none was given."""
        if not self._is_asking:
            return options
        answers = dict(options)
        if not answers["kind"]:
            first = DEFAULT_KIND if DEFAULT_KIND in kinds else next(iter(kinds))
            question = f"Kind ({', '.join(kinds)})"
            answers["kind"] = self._ask(question, first, lambda typed: _kind(typed, kinds))
        if answers["note"] == UNWRITTEN:
            later = "The note, in Markdown (Enter: write it in the file, later)"
            answers["note"] = self._ask(later, "") or UNWRITTEN
        if not answers["source"] and not answers["source_url"]:
            answers["source"] = self._ask("A source (Enter: none)", "")
            if answers["source"]:
                answers["source_url"] = self._ask("Its address (Enter: none)", "", _address)
        if not answers["author"]:
            known = f" ({', '.join(contributors)})" if contributors else ""
            question = f"Your id as a contributor{known}, or your name (Enter: none)"
            answers["author"] = self._ask(question, "", lambda name: _author(name, contributors))
        return answers

    def identifier(self, suggested: str, own: Callable[[str], str]) -> str:
        """The id, which will be part of the note's address for ever.

        `own` raises `ClickException` for that of another note.
        """
        if not self._is_asking:
            return suggested
        return self._ask("Id, which stays for ever", suggested, lambda typed: _asked(own, typed))

    def confirm(self, text: str, path: str) -> None:
        """Show the file before it is written; ends the command where the answer is no."""
        if self._is_asking:
            click.echo(f"\n{text}", err=True)
            click.confirm(f"Write {path}?", default=True, abort=True, err=True)

    def _ask(self, words: str, default: str | None, read: Callable[[str], str] = str.strip) -> str:
        """The answer; asked again while `read` raises `UsageError` for it."""
        return str(
            click.prompt(
                words,
                default=default,
                show_default=bool(default),
                value_proc=lambda typed: read(typed.strip()),
                err=True,
            )
        )


def _number(typed: str, count: int) -> str:
    if not typed.isdecimal() or not 1 <= int(typed) <= count:
        message = f"write a number from 1 to {count}"
        raise click.UsageError(message)
    return typed


def _kind(typed: str, kinds: Collection[str]) -> str:
    for kind in kinds:
        if kind.casefold() == typed.casefold():
            return kind
    meant = closest(typed.casefold(), kinds)
    question = f"; did you mean “{meant}”?" if meant else ""
    message = f"“{typed}” is not one of {listing(kinds)}{question}"
    raise click.UsageError(message)


def _address(typed: str) -> str:
    if typed and not typed.startswith(URL_SCHEMES):
        message = "write the whole address, with https:// before it"
        raise click.UsageError(message)
    return typed


def _asked(own: Callable[[str], str], typed: str) -> str:
    try:
        return own(typed)
    except click.ClickException as error:
        raise click.UsageError(error.message) from error


def _author(typed: str, contributors: Mapping[str, Contributor]) -> str:
    writer = writer_called(typed, contributors)
    if writer.author and contributors and writer.author not in contributors:
        meant = slip_for(typed, contributors)
        message = f"annotations/contributors.yml has no “{typed}”; is it “{meant}”?"
        raise click.UsageError(message)
    return typed
