"""The notes that a transcript has already, where `postil new` makes another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from postil.core.context_choice import quoted_at
from postil.core.folding import fold
from postil.core.reporting import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.context_choice import Document
    from postil.core.model import Annotation, Target


def name_those_on(target: Target, document: Document, others: Sequence[Annotation]) -> None:
    """Name the notes on the same words: a second one may be meant, and may be a slip."""
    quote, here = fold(target.quote).text, _where(target, document)
    for other in others:
        is_alike = fold(other.target.quote).text == quote
        if here and is_alike and _where(other.target, document) == here:
            words = "these words have" if quote else "this has"
            message = f"{words} a note already: “{other.id}” in {_place(other)}"
            click.echo(printable(message), err=True)


def _where(target: Target, document: Document) -> tuple[object, ...]:
    return quoted_at(document, target) if target.quote else (target.first, target.last)


def own_id(wanted: str, others: Sequence[Annotation]) -> str:
    """The id that somebody chose. Raises `ClickException` where another note has it."""
    for other in others:
        if other.id == wanted:
            free = free_id(wanted, others)
            message = f"“{wanted}” is the id of the note in {_place(other)}; “{free}” is free"
            raise click.ClickException(printable(message))
    return wanted


def free_id(wanted: str, others: Sequence[Annotation]) -> str:
    """The id, counted on where another note has it."""
    taken = {other.id for other in others}
    number = 2
    identifier = wanted
    while identifier in taken:
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def _place(annotation: Annotation) -> str:
    return f"{annotation.path}, line {annotation.places.entry.line}"
