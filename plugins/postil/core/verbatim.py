"""Where a target's words stand as they were quoted, in the paragraphs that it names."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from postil.core.characters import is_inside
from postil.core.document_text import FoldedSpan
from postil.core.folding import fold
from postil.core.words import is_in_word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.document_text import DocumentText
    from postil.core.model import Target

MAX_PLACES: Final = 1000
"""A quote that stands in more places than this is as ambiguous as it can be."""

_LONG: Final = 20_000
_PASSED: Final = 1000
"""Letters of a stretch that are looked through in 5 µs, before the words of a quote are worth
asking; and letters that are looked through in the time that one place of a word takes."""


def verbatim(document: DocumentText, target: Target, first: int, last: int) -> list[FoldedSpan]:
    """Every place of the quote, with its context, from paragraph number `first` to `last`."""
    alone = _as_written(document, target, first) if first == last else None
    return [alone] if alone is not None else _verbatim(document, target, first, last)


def _as_written(document: DocumentText, target: Target, number: int) -> FoldedSpan | None:
    """The one place where all of it stands letter by letter: most do, and need not be folded.

    Only in a paragraph of which each character folds by itself, so that a part of it does too.
    """
    folded, text, quote = document.folded(number), document.texts[number], target.quote
    if len(text) > _LONG:
        return None
    start = text.find(quote)
    if start < 0 or folded.pieces is not None:
        return None
    end = start + len(quote)
    found = folded.text[start:end].strip()
    if not found or len(found) < len(quote) or _cuts_character(folded.text, start, end):
        return None
    is_one = folded.text.find(found) == start and folded.text.find(found, start + 1) < 0
    if is_one and text.endswith(target.prefix, 0, start) and text.startswith(target.suffix, end):
        return FoldedSpan(number, start, number, end)
    return None


def _verbatim(document: DocumentText, target: Target, first: int, last: int) -> list[FoldedSpan]:
    quote = fold(target.quote).text.strip()
    if first == last:
        text = document.folded(first).text
        found = _in_paragraph(document, first, quote)
    else:
        text = document.joined
        bounds = document.starts[first], document.starts[last + 1] - 1
        found = places_of(document, text, quote, bounds)
    hits = [hit for hit in islice(found, MAX_PLACES) if not _cuts_character(text, *hit)]
    if target.prefix or target.suffix:
        hits = _with_context(text, hits, target) or _across(document, hits, target, first, last)
    if len(hits) > 1:
        hits = [hit for hit in hits if _stands_alone(text, *hit)] or hits
    if first == last:
        return [FoldedSpan(first, start, first, end) for start, end in hits]
    return [document.folded_span(start, end) for start, end in hits]


def _in_paragraph(document: DocumentText, number: int, quote: str) -> Iterator[tuple[int, int]]:
    text = document.folded(number).text
    if len(text) <= _LONG:
        yield from occurrences(text, quote, 0, len(text))
    else:
        base = document.starts[number]
        bounds = (base, base + len(text))
        for start, end in places_of(document, document.joined, quote, bounds):
            yield start - base, end - base


def places_of(
    document: DocumentText, text: str, quote: str, bounds: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """As `occurrences` in all the text of a document, as it is folded or in lower case.

    In a long stretch by the rarest of the quote's words, but for those at its ends, which may be
    parts of words: to look through all of it for each quote takes the time of its length.
    """
    start, end = bounds
    words = words_of(quote) if end - start > _LONG else None
    inner = words.texts[1:-1] if words else ()
    counted = ((len(document.positions.get(word, ())), at) for at, word in enumerate(inner, 1))
    count, rarest = min(counted, default=(0, 0))
    if words is None or not rarest or count > (end - start) // _PASSED:
        yield from occurrences(text, quote, start, end)
        return
    before = words.starts[rarest]
    for number in document.positions.get(words.texts[rarest], ()):
        at = document.words.starts[number] - before
        if start <= at <= end - len(quote) and text.startswith(quote, at):
            yield at, at + len(quote)


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


def _cuts_character(text: str, start: int, end: int) -> bool:
    """Whether an end is between a letter and its mark: that is another letter."""
    return not text.isascii() and (is_inside(text, start) or is_inside(text, end))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether neither end of the span cuts a word in two."""
    return not (_joins(text, start) or _joins(text, end))


def _joins(text: str, boundary: int) -> bool:
    if not 0 < boundary < len(text):
        return False
    return is_in_word(text[boundary - 1]) and is_in_word(text[boundary])
