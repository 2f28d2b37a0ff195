"""Which of several places is meant: the few words before or after that tell it from the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from postil.core.anchoring import Ambiguous, Exact, Lost, Moved, resolve
from postil.core.model import Annotation, Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    return _between(dict(document), passage) if passage else ""


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


def in_context(texts: dict[str, str], passage: Passage, width: int) -> tuple[str, str, str]:
    """`width` characters before the passage, its words, and as many after."""
    before = texts[passage.first][: passage.start]
    inner = _between(texts, passage)
    return before[-width:], inner, texts[passage.last][passage.end :][:width]


def _between(texts: dict[str, str], passage: Passage) -> str:
    if passage.first == passage.last:
        return texts[passage.first][passage.start : passage.end]
    ids: Sequence[str] = list(texts)
    covered = ids[ids.index(passage.first) + 1 : ids.index(passage.last)]
    parts = [texts[passage.first][passage.start :], *(texts[i] for i in covered)]
    return " ".join([*parts, texts[passage.last][: passage.end]])
