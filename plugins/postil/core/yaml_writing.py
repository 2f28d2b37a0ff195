"""Text to YAML scalars, so that any reader of YAML gets the same text back."""

from __future__ import annotations

import json
import re
from typing import Final

_READ_AS_SOMETHING_ELSE: Final = frozenset(
    ("null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "<<", "=")
)
"""Words that one or another reader of YAML takes for something else than a word."""

_INDICATORS: Final = "-?:,[]{}#&*!|>'\"%@`"
_ENDS_PLAIN: Final = re.compile(r":\s|\s#|:$|[\s]$|^\s")
_ENDS_PLAIN_IN_FLOW: Final = re.compile(r"[,\[\]{}:]")


class NotTextError(ValueError):
    """The text holds halves of characters, which no file can hold."""


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether the text stands for itself, without quotation marks; in doubt, no.

    `in_flow`: within square or curly brackets, where more characters mean something.
    """
    return (
        bool(text)
        and text.isprintable()
        and text[0] not in _INDICATORS
        and text.lower() not in _READ_AS_SOMETHING_ELSE
        and not text.startswith(("---", "..."))
        and not _ENDS_PLAIN.search(text)
        and not (in_flow and _ENDS_PLAIN_IN_FLOW.search(text))
    )


def double_quoted(text: str) -> str:
    """A double-quoted scalar of any text: that of JSON, without the line ends of Unicode.

    Raises `NotTextError` for halves of characters.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        message = "the text holds half a character"
        raise NotTextError(message)
    return "".join(
        character if character.isprintable() else f"\\U{ord(character):08X}"
        for character in json.dumps(text, ensure_ascii=False)
    )


def single_quoted(text: str) -> str | None:
    """A single-quoted scalar; None for a text that cannot be written so on one line."""
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else None


def plain_or_quoted(text: str) -> str:
    """The text itself where that is plain in every place, else double-quoted."""
    return text if is_plain(text, in_flow=True) else double_quoted(text)
