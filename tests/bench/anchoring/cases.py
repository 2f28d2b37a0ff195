"""Cases: an old text with notes, the same text edited, and the truth about every note."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.catalogue import QUOTE_EDITS, RANGE_EDITS, WHOLE_EDITS, Edit
from tests.bench.anchoring.draft import Draft, Paragraph, Span, words
from tests.bench.anchoring.edits import Desk
from tests.bench.anchoring.fates import FATES, new_ids, old_ids, retranscribe
from tests.bench.anchoring.spans import choose_spans
from tests.bench.anchoring.speech import Speech
from tests.bench.anchoring.traced import Traced
from tests.bench.anchoring.truth import Provenance, Truth
from tests.bench.anchoring.wording import noisy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Speak = Callable[[random.Random, str], Speech]
    """Makes the speech of a document, in a language."""

SEED: Final = 1907
CHARACTERS: Final = 20_000
COMPANIONS: Final = "beside another's edit"
NOISE: Final = (0.003, 0.01, 0.02, 0.03, 0.045)
"""Shares of all words that are changed in the background, one for each document."""

_LANGUAGES: Final = ("en",) * 9 + ("de", "ru", "zh")
_TRIES: Final = 12

Document = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Note:
    """A note on `span` of the old text, what was done to its words, and the truth after it."""

    span: Span
    edit: str
    truth: Truth
    words: int


@dataclass(frozen=True, slots=True)
class Case:
    """Documents are (paragraph id, text), as `postil.resolve` takes them."""

    number: int
    fate: str
    language: str
    old: Document
    new: Document
    notes: tuple[Note, ...]


def cases(count: int, seed: int = SEED) -> Iterator[Case]:
    """Make cases. Each has its own chance, so that the first hundred are always the same."""
    for number in range(count):
        yield case(number, seed)


def case(number: int, seed: int = SEED, speak: Speak = Speech) -> Case:
    """The case of that number."""
    return _Maker(number, random.Random(f"{seed}/{number}"), speak).case()


class _Maker:
    def __init__(self, number: int, rng: random.Random, speak: Speak) -> None:
        self._number = number
        self._rng = rng
        self._fate = FATES[number % len(FATES)]
        self._speech = speak(rng, rng.choice(_LANGUAGES))
        self._language = self._speech.language

    def case(self) -> Case:
        base = _pinned(self._paragraphs())
        chosen = list(choose_spans(base, self._speech, self._rng))
        draft = Draft(base, [span for span, _ in chosen])
        edits = [self._before(draft, span, is_edited) for span, is_edited in chosen]
        draft, old = self._pin(draft)
        names = [self._after(draft, *each) for each in zip(draft.spans, edits, strict=True)]
        self._finish(draft)
        texts = [paragraph.traced for paragraph in draft.paragraphs]
        ids = new_ids(self._fate, draft, self._rng)
        provenance = Provenance("\n".join(text for _, text in old), texts)
        return Case(
            number=self._number,
            fate=self._fate,
            language=self._language,
            old=old,
            new=[(own, text.text) for own, text in zip(ids, texts, strict=True)],
            notes=tuple(
                Note(span, name, provenance.truth(span), _count(old, span))
                for span, name in zip(draft.spans, names, strict=True)
            ),
        )

    def _paragraphs(self) -> list[Paragraph]:
        """Questions and answers, until there is text enough."""
        speech, rng = self._speech, self._rng
        narrator = f"{speech.draw('name')} {speech.draw('name')}:"
        limit = CHARACTERS // 3 if self._language == "zh" else CHARACTERS
        paragraphs: list[Paragraph] = []
        length = 0
        while length < limit:
            is_answer = bool(len(paragraphs) % 2)
            count = rng.choice((1, 3, 4, 6, 8, 12)) if is_answer else rng.randint(1, 2)
            slot = "sentence" if is_answer else "question"
            label = "" if rng.random() < 0.1 else narrator if is_answer else "Interviewer:"
            sentences = [Traced.new(speech.draw(slot)) for _ in range(count)]
            paragraphs.append(Paragraph(Traced.new(label), sentences, speech.space))
            length += len(paragraphs[-1].traced.text) + 1
        return paragraphs

    def _before(self, draft: Draft, span: Span, is_edited: bool) -> tuple[str, Edit] | None:
        """Draw an edit for the note, and do what comes before the old text is pinned."""
        if not is_edited:
            return None
        for _ in range(_TRIES):
            name, edit = self._drawn(_edits_of(span))
            if edit.before(self._desk(draft, span)):
                return name, edit
        return None

    def _drawn(self, edits: Mapping[str, Edit]) -> tuple[str, Edit]:
        fits = {n: e for n, e in edits.items() if "swapped" not in n or self._has_numbers}
        weights = [edit.weight for edit in fits.values()]
        return self._rng.choices(list(fits.items()), weights)[0]

    @property
    def _has_numbers(self) -> bool:
        return self._fate in {"kept", "renumbered"}

    def _desk(self, draft: Draft, span: Span) -> Desk:
        return Desk(draft, span, self._speech, self._rng)

    def _pin(self, draft: Draft) -> tuple[Draft, Document]:
        """Make the draft the old text."""
        texts = [paragraph.traced for paragraph in draft.paragraphs]
        starts = list(accumulate((len(text.text) + 1 for text in texts), initial=0))
        spans = [_pinned_span(span, texts, starts) for span in draft.spans]
        ids = old_ids(self._fate, [text.text for text in texts])
        paragraphs = _pinned(draft.paragraphs)
        for paragraph, own in zip(paragraphs, ids, strict=True):
            paragraph.id = own
        old = [(own, text.text) for own, text in zip(ids, texts, strict=True)]
        return Draft(paragraphs, spans), old

    def _after(self, draft: Draft, span: Span, chosen: tuple[str, Edit] | None) -> str:
        """Edit the words; if that edit cannot be made, another that needs nothing before."""
        if chosen is None:
            return COMPANIONS
        name, edit = chosen
        for _ in range(_TRIES):
            if edit.after(self._desk(draft, span)):
                return name
            simple = {n: e for n, e in _edits_of(span).items() if e.is_simple}
            name, edit = self._drawn(simple)
        return COMPANIONS

    def _finish(self, draft: Draft) -> None:
        """Add the noise, drop what holds no words any more, and set the text anew if need be."""
        rate = self._rng.choice(NOISE)
        for paragraph in draft.paragraphs:
            noised = (noisy(t, rate, self._speech, self._rng) for t in paragraph.sentences)
            paragraph.sentences = [text for text in noised if words(text)]
        draft.paragraphs[:] = [p for p in draft.paragraphs if p.sentences]
        if self._fate == "retranscribed":
            retranscribe(draft, self._speech, self._rng)


def _edits_of(span: Span) -> Mapping[str, Edit]:
    if len(span.paragraphs) > 1:
        return RANGE_EDITS
    return WHOLE_EDITS if span.is_whole else QUOTE_EDITS


def _pinned(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same paragraphs with every character's own offset in the whole text."""
    pinned, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        label = Traced.old(paragraph.label.text, start)
        at = start + len(label.text) + bool(label.text)
        sentences = []
        for text in paragraph.sentences:
            sentences.append(Traced.old(text.text, at))
            at += len(text.text) + len(paragraph.space)
        pinned.append(Paragraph(label, sentences, paragraph.space, old={number}))
        start += len(paragraph.traced.text) + 1
    return pinned


def _pinned_span(span: Span, texts: Sequence[Traced], starts: Sequence[int]) -> Span:
    """The span in the text as it stands now."""
    first, last = span.paragraphs[0], span.paragraphs[-1]
    if span.is_whole:
        start, end = 0, len(texts[last].text)
    else:
        start = min(texts[first].span(span.start, span.end) or ())
        end = max(texts[last].span(span.start, span.end) or ())
    return Span(starts[first] + start, starts[last] + end, span.paragraphs, span.is_whole)


def _count(old: Document, span: Span) -> int:
    whole = "\n".join(text for _, text in old)[span.start : span.end]
    return len(words(Traced.new(whole)))
