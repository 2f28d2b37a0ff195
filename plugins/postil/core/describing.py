"""The inverse of resolving: the shortest target that names a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.document_text import DocumentText
from postil.core.folding import fold
from postil.core.model import Target
from postil.core.verbatim import verbatim
from postil.core.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.resolutions import Passage

_NEAR: Final = 8
"""Characters beside a quote that tell whether the next one folds away."""


def describe(document: Sequence[tuple[str, str]], passage: Passage) -> Target:
    """Name a passage of `document`, a list of (paragraph id, text), by its words.

    The passage is not empty. Its ends are no spaces and nothing invisible, and cut neither a letter
    from its marks nor one of several dashes from the others. Words before or behind it are added
    only where it stands more than once in its paragraphs, and as few as will do. `resolve` answers
    the target with `Exact` and the same passage, unless nothing in its paragraphs tells it from
    another one.
    """
    text = DocumentText(document)
    first, last = text.order[passage.first], text.order[passage.last]
    quote = text.raw(passage)
    before, after = text.texts[first][: passage.start], text.texts[last][passage.end :]
    while before and _is_same(before[-_NEAR:] + quote, before[-_NEAR:-1] + quote):
        before = before[:-1]
    while after and _is_same(quote + after[:_NEAR], quote + after[1:_NEAR]):
        after = after[1:]
    target = Target(passage.first, passage.last, quote)
    for prefix, suffix in _contexts(before, after):
        target = Target(passage.first, passage.last, quote, prefix, suffix)
        found = verbatim(text, target, first, last)
        if len(found) == 1 and text.passage(found[0]) == passage:
            return target
    return target


def _is_same(one: str, other: str) -> bool:
    """Whether a character more makes no difference, as one more space between others."""
    return fold(one).text == fold(other).text


def _contexts(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Contexts to try, the shortest first: none, one side, both."""
    yield "", ""
    starts = [*reversed(words_of(before).starts), 0]
    ends = [*words_of(after).ends, len(after)]
    for number in range(max(len(starts), len(ends))):
        prefix = before[starts[min(number, len(starts) - 1)] :].strip()
        suffix = after[: ends[min(number, len(ends) - 1)]].strip()
        yield prefix, ""
        yield "", suffix
        yield prefix, suffix
