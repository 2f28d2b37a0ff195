"""Which of several places is meant: the few words before or after that tell it from the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from postil.core.anchoring import Ambiguous, Exact, Lost, Moved, resolve
from postil.core.model import Annotation, Target
from postil.core.passages import words_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.anchoring import Passage

_MOST_WORDS: Final = 8
"""Words of context tried on each side; a person who reads the file can still find the place."""

Document = list[tuple[str, str]]
"""Paragraph ids with their texts, in reading order."""


def places_of(document: Document, target: Target) -> tuple[Passage, ...]:
    """Where the target's quote stands word for word; nothing where it does not."""
    (resolution,) = resolve(document, [Annotation("", target, "")])
    if isinstance(resolution, Exact):
        return (resolution.passage,)
    return resolution.candidates if isinstance(resolution, Ambiguous) else ()


def nearest_words(document: Document, target: Target) -> str:
    """The words most similar to a quote that stands nowhere; empty where nothing is similar."""
    (resolution,) = resolve(document, [Annotation("", target, "")])
    if isinstance(resolution, Moved):
        return resolution.quote
    passage = resolution.nearest if isinstance(resolution, Lost) else None
    return words_at(dict(document), passage) if passage else ""


def told_apart(document: Document, quote: str, passage: Passage) -> Target | None:
    """A target with that quote that means this passage alone, with as little context as it takes.

    None where no words beside it make the difference.
    """
    bare = Target(passage.first, passage.last, quote)
    for prefix, suffix in _contexts(dict(document), passage):
        target = replace(bare, prefix=prefix, suffix=suffix)
        if places_of(document, target) == (passage,):
            return target
    return None


def _contexts(texts: dict[str, str], passage: Passage) -> Iterator[tuple[str, str]]:
    before = texts[passage.first][: passage.start].split()
    after = texts[passage.last][passage.end :].split()
    yield "", ""
    for number in range(1, _MOST_WORDS + 1):
        prefix, suffix = " ".join(before[-number:]), " ".join(after[:number])
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix
