"""What somebody may call a key, and the key that is meant: other words for it, other capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_WORDS: Final[Mapping[str, str]] = {
    "note": "text body comment annotation remark content notes",
    "locator": "page pages",
    "author": "who by name writer contributor",
    "url": "link href uri",
    "quote": "words word passage quotation",
    "kind": "type category",
    "sources": "reference references",
    "paragraph": "para par",
}
"""Of each key the other words that people have for it."""

_KEYS: Final = {word: key for key, words in _WORDS.items() for word in words.split()}


def same_word(word: str, words: Collection[str]) -> str:
    """The one of `words` that differs in its capitals at most; empty if there is none."""
    typed = word.strip().casefold()
    return next((known for known in words if known.casefold() == typed), "")


def meant_key(typed: str, keys: Collection[str]) -> str:
    """The one of `keys` that is certainly meant; empty if there is none."""
    other = _KEYS.get(typed.strip().casefold(), "")
    return same_word(typed, keys) or (other if other in keys else "")
