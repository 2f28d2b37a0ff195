"""An interview with its notes, in no format yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One turn. Each word is Markdown, and all that belongs to it."""

    id: str
    label: str
    words: tuple[str, ...]

    def markdown(self, marks: Mapping[int, str]) -> str:
        """The paragraph with a mark behind some of the words, which are named by number."""
        words = " ".join(word + marks.get(n, "") for n, word in enumerate(self.words))
        return f"**{self.label}:** {words}\n{{ #{self.id} }}\n"

    def seen(self, first: int = 0, last: int | None = None) -> str:
        """What the reader sees of some of the words."""
        return " ".join(self.words[first:last]).replace("*", "")


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    url: str
    accessed: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the paragraph of that number; `last_word` is the last that it is about."""

    id: str
    paragraph: int
    last_word: int
    quote: str
    kind: str
    body: tuple[str, ...]
    sources: tuple[Source, ...]
    author: str
    date: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    number: int
    narrator: str
    interviewer: str
    date: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
