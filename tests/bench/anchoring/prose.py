"""Sentences of texts that people wrote, in place of invented speech: `--prose FILE FILE…`."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.speech import WORD, Speech

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_END: Final = re.compile(r"(?<=[.?!…])[”’\"')\]]*\s+")
_COMMON: Final = 150
"""Words of the language that hold sentences together: the most frequent ones."""

_OFTEN: Final = 2
"""A word is replaced by one at most so much more or less frequent."""

Sentences = tuple[str, ...]


def texts(paths: Sequence[Path]) -> tuple[Sentences, ...]:
    """The sentences of plain texts, two at least, however their lines are broken."""
    return tuple(tuple(_sentences(path.read_text(encoding="utf-8"))) for path in paths)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _END.split(text):
        said = " ".join(sentence.split())
        if WORD.search(said):
            yield said


class Prose(Speech):
    """One text from somewhere on, over and over; whatever is new comes from another."""

    def __init__(self, rng: random.Random, _language: str, written: tuple[Sentences, ...]) -> None:
        super().__init__(rng)
        own, self._others = rng.sample(written, 2)
        self._own, self._next = own, rng.randrange(len(own))
        self._ranks = _ranks(written)
        self._words = tuple(self._ranks)

    def draw(self, slot: str) -> str:
        """The next sentence of the text; fillers, names and idioms are invented still."""
        if slot in {"sentence", "question"}:
            self._next = (self._next + 1) % len(self._own)
            return self._own[self._next]
        return self._rng.choice(self._others) if slot == "clause" else super().draw(slot)

    def sentence(self) -> str:
        return self._rng.choice(self._others)

    def is_telling(self, word: str) -> bool:
        return self._ranks.get(word.casefold(), _COMMON) >= _COMMON

    def other_word(self, word: str) -> str:
        """A word about as frequent."""
        rank = self._ranks.get(word.casefold(), len(self._words))
        stop = min(len(self._words), max(_COMMON, rank * _OFTEN))
        start = 0 if rank < _COMMON else rank // _OFTEN
        other = word
        while other.casefold() == word.casefold():
            other = self._words[self._rng.randrange(start, stop)]
        return other


@functools.cache
def _ranks(written: tuple[Sentences, ...]) -> dict[str, int]:
    """Each word by its frequency, the most frequent first."""
    said = Counter(
        word.casefold() for text in written for sentence in text for word in WORD.findall(sentence)
    )
    return {word: rank for rank, (word, _) in enumerate(said.most_common())}
