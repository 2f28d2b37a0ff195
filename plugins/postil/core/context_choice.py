"""Which of several places is meant: the few words before or after that tell it from the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from postil.core.anchoring import Ambiguous, Lost, resolve
from postil.core.describing import describe
from postil.core.document_text import DocumentText
from postil.core.model import Annotation, Target
from postil.core.passages import words_at
from postil.core.resolving import standing

if TYPE_CHECKING:
    from postil.core.anchoring import Passage, Resolution

Document = list[tuple[str, str]]
"""Paragraph ids with their texts, in reading order."""


def quoted_at(document: Document, target: Target) -> tuple[Passage, ...]:
    """Every place where the target's quote stands word for word, in the paragraphs it names."""
    text = DocumentText(document)
    return tuple(text.passage(span) for span in standing(text, target))


def nearest_words(document: Document, target: Target) -> str:
    """The words most similar to a quote that stands nowhere; empty where nothing is similar."""
    (resolution,) = resolve(document, [Annotation("", target, "")])
    passage = _nearest(resolution)
    return words_at(dict(document), passage) if passage else ""


def _nearest(resolution: Resolution) -> Passage | None:
    if isinstance(resolution, Ambiguous):
        return resolution.candidates[0]
    return resolution.nearest if isinstance(resolution, Lost) else resolution.passage


def told_apart(document: Document, quote: str, passage: Passage) -> Target | None:
    """A target with that quote that means this passage alone, with as little context as it takes.

    None where no words beside it make the difference.
    """
    ids = [paragraph_id for paragraph_id, _ in document]
    covered = document[ids.index(passage.first) : ids.index(passage.last) + 1]
    target = replace(describe(covered, passage), quote=quote)
    return target if quoted_at(covered, target) == (passage,) else None
