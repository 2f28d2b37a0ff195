"""Invented interviews with notes, the same for the same seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Final

from tests.bench.interview import Interview, Note, Paragraph, Source
from tests.bench.vocabulary import Vocabulary, as_ascii, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED: Final = 1974
CHARACTERS: Final = 17_000
"""Of a transcript's text; with its head and its ids that is 18 kB."""

NOTES: Final = 20
WHOLE_PARAGRAPH: Final = 2
"""So many of the notes are about a paragraph and not about words in it."""

_KINDS: Final = ("context", "definition", "source", "correction", "disputed")
_PUNCTUATION: Final = ",.?!"


def interviews(count: int, seed: int = SEED) -> Iterator[Interview]:
    """Make interviews. Each has its own chance, so that the first hundred are always the same."""
    vocabulary = Vocabulary(random.Random(seed))
    for number in range(count):
        yield _Maker(vocabulary, random.Random(f"{seed}/{number}")).interview(number)


class _Maker:
    def __init__(self, vocabulary: Vocabulary, rng: random.Random) -> None:
        self._vocabulary = vocabulary
        self._rng = rng

    def interview(self, number: int) -> Interview:
        narrator, interviewer = (self._vocabulary.phrase(self._rng, 2) for _ in range(2))
        paragraphs = tuple(self._paragraphs(narrator))
        quoted = (number >= WHOLE_PARAGRAPH for number in range(NOTES))
        notes = [self._note(paragraphs, n, is_quoted=q) for n, q in enumerate(quoted, start=1)]
        notes.sort(key=lambda note: (note.paragraph, note.last_word))
        date = self._date(1950, 1999)
        return Interview(number, narrator, interviewer, date, paragraphs, tuple(notes))

    def _paragraphs(self, narrator: str) -> Iterator[Paragraph]:
        turns = self._rng.randint(40, 60)
        for number in range(turns):
            is_answer = number % 2
            length = CHARACTERS / turns * (1.55 if is_answer else 0.45) - 30
            length *= self._rng.uniform(0.7, 1.3)
            label = narrator if is_answer else "Interviewer"
            yield Paragraph(f"p{number + 1}", label, tuple(self._words(length)))

    def _words(self, length: float) -> list[str]:
        """Sentences of about that many characters together, one at least."""
        words = self._vocabulary.sentence(self._rng, markup=True)
        while (so_far := sum(map(len, words)) + len(words)) < length - 40:
            sentence = self._vocabulary.sentence(self._rng, markup=True)
            words += sentence if so_far < length else ()
        return words

    def _note(self, paragraphs: tuple[Paragraph, ...], number: int, *, is_quoted: bool) -> Note:
        lengths = [len(paragraph.words) for paragraph in paragraphs]
        chosen = self._rng.choices(range(len(paragraphs)), lengths)[0]
        last, quote = len(paragraphs[chosen].words) - 1, ""
        if is_quoted:
            last, quote = self._quote(paragraphs[chosen])
        return Note(
            id=f"{as_ascii(self._vocabulary.phrase(self._rng, 1))}-{number}",
            paragraph=chosen,
            last_word=last,
            quote=quote,
            kind=self._rng.choices(_KINDS, (8, 4, 3, 3, 2))[0],
            body=tuple(self._body()),
            sources=tuple(self._source() for _ in range(self._rng.randint(1, 2))),
            author=self._rng.choice(("amarsh", "rquill", "editors")),
            date=self._date(2024, 2026),
            tags=tuple(self._rng.sample(self._vocabulary.words[300:330], self._rng.randint(1, 3))),
        )

    def _quote(self, paragraph: Paragraph) -> tuple[int, str]:
        """The number of the last word quoted, and words that stand in the paragraph once."""
        while True:
            first = self._rng.randrange(len(paragraph.words) - 1)
            last = min(first + self._rng.randint(1, 8), len(paragraph.words) - 1)
            quote = paragraph.seen(first, last + 1).rstrip(_PUNCTUATION)
            is_once = f"{paragraph.label}: {paragraph.seen()}".count(quote) == 1
            if is_once and is_word(paragraph.words[first]) and is_word(paragraph.words[last]):
                return last, quote

    def _body(self) -> Iterator[str]:
        """Paragraphs of 80 to 500 characters together; three of ten bodies hold markup."""
        sentences = [" ".join(self._vocabulary.sentence(self._rng))]
        length = self._rng.randint(80, 360)
        while sum(map(len, sentences)) < length:
            sentences.append(" ".join(self._vocabulary.sentence(self._rng)))
        change = self._rng.choices(("none", "link", "emphasis", "paragraph"), (7, 1, 1, 1))[0]
        if change == "link":
            sentences.append(f"See [{self._vocabulary.phrase(self._rng, 2)}]({self._url()}).")
        elif change == "emphasis":
            sentences.append(f"They called it *{self._vocabulary.phrase(self._rng, 2)}*.")
        cut = len(sentences) // 2 if change == "paragraph" else 0
        yield from filter(None, (" ".join(sentences[:cut]), " ".join(sentences[cut:])))

    def _source(self) -> Source:
        title = self._vocabulary.phrase(self._rng, self._rng.randint(2, 6))
        return Source(title, self._url(), self._date(2024, 2026))

    def _url(self) -> str:
        words = as_ascii(self._vocabulary.phrase(self._rng, 3))
        return f"https://archive.example/{words}/{self._rng.randrange(10_000)}"

    def _date(self, first_year: int, last_year: int) -> str:
        year = self._rng.randint(first_year, last_year)
        day = dt.date(year, 1, 1) + dt.timedelta(days=self._rng.randrange(365))
        return day.isoformat()
