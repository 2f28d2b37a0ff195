"""Where a target's words stand as they were quoted, in the paragraphs that it names."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from postil.core.document_text import FoldedSpan
from postil.core.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.document_text import DocumentText
    from postil.core.model import Target

MAX_PLACES: Final = 1000
"""A quote that stands in more places than this is as ambiguous as it can be."""


def verbatim(document: DocumentText, target: Target, first: int, last: int) -> list[FoldedSpan]:
    """Every place of the quote, with its context, from paragraph number `first` to `last`."""
    alone = _as_written(document, target, first) if first == last else None
    return [alone] if alone is not None else _verbatim(document, target, first, last)


def _as_written(document: DocumentText, target: Target, number: int) -> FoldedSpan | None:
    """The one place where all of it stands letter by letter: most do, and need not be folded.

    Only in a paragraph of which each character folds by itself, so that a part of it does too.
    """
    folded, text, quote = document.folded(number), document.texts[number], target.quote
    start = text.find(quote)
    if start < 0 or folded.pieces is not None:
        return None
    end = start + len(quote)
    found = folded.text[start:end].strip()
    if not found or len(found) < len(quote):
        return None
    is_one = folded.text.find(found) == start and folded.text.find(found, start + 1) < 0
    if is_one and text.endswith(target.prefix, 0, start) and text.startswith(target.suffix, end):
        return FoldedSpan(number, start, number, end)
    return None


def _verbatim(document: DocumentText, target: Target, first: int, last: int) -> list[FoldedSpan]:
    quote = fold(target.quote).text.strip()
    if first == last:
        text = document.folded(first).text
        bounds = (0, len(text))
    else:
        text = document.joined
        bounds = (document.starts[first], document.starts[last + 1] - 1)
    hits = list(islice(occurrences(text, quote, *bounds), MAX_PLACES))
    if target.prefix or target.suffix:
        hits = _with_context(text, hits, target) or _across(document, hits, target, first, last)
    if len(hits) > 1:
        hits = [hit for hit in hits if _stands_alone(text, *hit)] or hits
    if first == last:
        return [FoldedSpan(first, start, first, end) for start, end in hits]
    return [document.folded_span(start, end) for start, end in hits]


def occurrences(text: str, quote: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Every place of `quote` in `text[start:end]`, overlapping ones included."""
    found = text.find(quote, start, end) if quote else -1
    while found >= 0:
        yield found, found + len(quote)
        found = text.find(quote, found + 1, end)


def _across(
    document: DocumentText, hits: list[tuple[int, int]], target: Target, first: int, last: int
) -> list[tuple[int, int]]:
    """Those whose context begins in the paragraph before, or ends in the next.

    People write it within the paragraph; programs that count characters do not.
    """
    if first != last or not hits:
        return []
    start = document.starts[first]
    there = [(begin + start, end + start) for begin, end in hits]
    found = _with_context(document.joined, there, target)
    return [(begin - start, end - start) for begin, end in found]


def _with_context(text: str, hits: list[tuple[int, int]], target: Target) -> list[tuple[int, int]]:
    prefix = fold(target.prefix).text.strip()
    suffix = fold(target.suffix).text.strip()
    # Folded text has single spaces, so one more character than the context is enough to look at.
    return [
        (start, end)
        for start, end in hits
        if text[max(0, start - len(prefix) - 1) : start].rstrip().endswith(prefix)
        and text[end : end + len(suffix) + 1].lstrip().startswith(suffix)
    ]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether neither end of the span cuts a word in two."""
    return not (_joins(text, start) or _joins(text, end))


def _joins(text: str, boundary: int) -> bool:
    if not 0 < boundary < len(text):
        return False
    return text[boundary - 1].isalnum() and text[boundary].isalnum()
