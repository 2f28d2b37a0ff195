"""Markdown of tables, code and lists of names; and what is thrown where a word is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class UnexplainedError(Exception):
    """Something in the code has no explanation here, or the other way round."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a line feed or a bar in a cell would break it."""
    lines = [head, ["---"] * len(head), *rows]
    if any("|" in cell or "\n" in cell for line in lines for cell in line):
        message = f"a cell of the table {head} holds a bar or a line feed"
        raise UnexplainedError(message)
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def fenced(language: str, text: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def in_words(words: Iterable[str], conjunction: str) -> str:
    """`a`, `b` and `c`."""
    *others, last = (f"`{word}`" for word in words)
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def first_sentence(text: str) -> str:
    """The first sentence of a help text or a docstring, on one line."""
    return f"{' '.join(text.split()).split('. ')[0].rstrip('.')}."
