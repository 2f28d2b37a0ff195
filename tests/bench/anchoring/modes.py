"""What a resolver is given: the modes of the benchmark, each with all that the one before has."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.draft import words
from tests.bench.anchoring.traced import Traced

import postil

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.bench.anchoring.cases import Case, Document
    from tests.bench.anchoring.draft import Span

CONTEXT: Final = 32
"""Characters of context on each side, cut without regard to words."""


@dataclass(frozen=True, slots=True)
class Given:
    """The arguments of `postil.resolve`."""

    document: Document
    annotations: list[postil.Annotation]
    old_document: Document | None


@dataclass(frozen=True, slots=True)
class Mode:
    """`stored` makes of the old document what the resolver knows of it, if anything."""

    title: str
    has_context: bool
    stored: Callable[[Document], Document | None]

    def given(self, case: Case) -> Given:
        """What the resolver is told of this case."""
        starts = list(accumulate((len(text) + 1 for _, text in case.old), initial=0))
        annotations = [
            postil.Annotation(
                id=f"note-{number}",
                target=_target(case.old, starts, note.span, has_context=self.has_context),
                note="A note.",
            )
            for number, note in enumerate(case.notes, start=1)
        ]
        return Given(case.new, annotations, self.stored(case.old))


def _nothing(_: Document) -> None:
    return None


def _snapshot(old: Document) -> Document:
    """The store is a snapshot of the text; it comes back from its file as it went in."""
    return list(old)


def _old_text(old: Document) -> Document:
    return old


MODES: Final[Mapping[str, Mode]] = {
    "quote": Mode("quote and paragraph id only", has_context=False, stored=_nothing),
    "context": Mode("+ 32 characters of context a side", has_context=True, stored=_nothing),
    "stored": Mode("+ what is stored", has_context=True, stored=_snapshot),
    "old": Mode("+ the old text", has_context=True, stored=_old_text),
}


def _target(old: Document, starts: list[int], span: Span, *, has_context: bool) -> postil.Target:
    first, last = span.paragraphs[0], span.paragraphs[-1]
    ids = old[first][0], old[last][0]
    if span.is_whole:
        return postil.Target(*ids)
    start, end = span.start - starts[first], span.end - starts[last]
    before, after = old[first][1][:start], old[last][1][end:]
    if first == last:
        quote = old[first][1][start:end]
    else:
        inner = [text for _, text in old[first + 1 : last]]
        quote = " ".join([old[first][1][start:], *inner, old[last][1][:end]])
    if has_context:
        prefix, suffix = before[-CONTEXT:], after[:CONTEXT]
    else:
        prefix, suffix = _telling(before, quote, after)
    return postil.Target(*ids, quote, prefix, suffix)


def _telling(before: str, quote: str, after: str) -> tuple[str, str]:
    """The words that a person must add when the quote stands twice in its paragraph.

    As few as will do, before it or after it; `check` asks for them when a note is written.
    """
    text = before + quote + after
    if text.count(quote) == 1:
        return "", ""
    starts = [start for start, _ in words(Traced.new(before))]
    ends = [end for _, end in words(Traced.new(after))]
    for number in range(max(len(starts), len(ends))):
        prefix = before[starts[-1 - number] :] if number < len(starts) else before
        if text.count(prefix + quote) == 1:
            return prefix.rstrip() if prefix.endswith(" ") else prefix, ""
        suffix = after[: ends[number]] if number < len(ends) else after
        if text.count(quote + suffix) == 1:
            return "", suffix.lstrip() if suffix.startswith(" ") else suffix
    return before, after
