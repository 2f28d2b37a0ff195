"""A transcript that is being edited, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bench.anchoring.speech import WORD
from tests.bench.anchoring.traced import Traced, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(eq=False, slots=True)
class Paragraph:
    """`label` names the speaker; `old` are the numbers of the old paragraphs that went into it."""

    label: Traced
    sentences: list[Traced]
    space: str = " "
    id: str = ""
    old: set[int] = field(default_factory=set)

    @property
    def traced(self) -> Traced:
        """The whole text as it is read."""
        body = joined(self.sentences, self.space)
        return joined([part for part in (self.label, body) if part.text])


@dataclass(frozen=True, slots=True)
class Span:
    """Annotated characters: offsets in the whole old text; `paragraphs` are numbers, last one in.

    `is_whole`: the note is on the paragraphs and not on words in them.
    """

    start: int
    end: int
    paragraphs: range
    is_whole: bool = False


@dataclass(slots=True)
class Draft:
    """The paragraphs as they stand now, and the spans that notes are about."""

    paragraphs: list[Paragraph]
    spans: Sequence[Span]
    swaps: list[tuple[Paragraph, Paragraph]] = field(default_factory=list)
    """Paragraphs whose ids are swapped in the end."""

    def holding(self, span: Span) -> list[Paragraph]:
        """The paragraphs that hold annotated characters."""
        numbers = set(span.paragraphs)
        return [p for p in self.paragraphs if numbers & p.old and _has(p.traced, span)]

    def touched(self, paragraph: Paragraph, span: Span) -> list[int]:
        """Numbers of the sentences that hold annotated characters."""
        return [n for n, text in enumerate(paragraph.sentences) if _has(text, span)]

    def is_free(self, paragraph: Paragraph, *sentences: int, but: Span | None = None) -> bool:
        """Whether no other note is about these sentences, or about any if none is named."""
        others = [
            span for span in self.spans if span is not but and paragraph.old & {*span.paragraphs}
        ]
        numbers = sentences or range(len(paragraph.sentences))
        return not any(_has(paragraph.sentences[n], span) for n in numbers for span in others)


def _has(text: Traced, span: Span) -> bool:
    return any(span.start <= origin < span.end for origin in text.origins)


def words(text: Traced, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where the words between these offsets stand."""
    stop = len(text.text) if end is None else end
    return [match.span() for match in WORD.finditer(text.text, start, stop)]


def change_words(
    text: Traced, chosen: Sequence[tuple[int, int]], change: Callable[[str], str]
) -> Traced:
    """Replace the words that stand in these places, given in order."""
    for start, end in reversed(chosen):
        text = text.replace(start, end, change(text.text[start:end]))
    return text


def annotated_words(
    draft: Draft, span: Span
) -> Iterator[tuple[Paragraph, int, list[tuple[int, int]]]]:
    """The words of the span by paragraph and number of the sentence."""
    for paragraph in draft.holding(span):
        for number in draft.touched(paragraph, span):
            text = paragraph.sentences[number]
            bounds = text.span(span.start, span.end)
            if bounds:
                yield paragraph, number, words(text, *bounds)
