"""Invented words that can be pronounced, as frequent as the words of a language are."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

SIZE: Final = 30_000
MIN_WORDS: Final = 6
MAX_WORDS: Final = 24

_ONSETS: Final = (*"bcdfghjklmnprstvw" * 2, "br", "ch", "dr", "gr", "sh", "st", "th", "tr")
_VOWELS: Final = (*"aeiou" * 3, "ai", "ea", "ou")
_CODAS: Final = (*[""] * 4, *"nrlstmd", "nd", "st", "ck")
_ACCENTED: Final = str.maketrans("aeou", "áéöü")
_DASH: Final = "—"


class Vocabulary:
    """Words by rank: the frequency of a word is that of its rank in Zipf's law."""

    def __init__(self, rng: random.Random) -> None:
        self.words = _words(rng)
        # The constant flattens the head, as in real speech (Mandelbrot).
        weights = (1 / (rank + 2.7) for rank in range(SIZE))
        self._cumulated = list(itertools.accumulate(weights))

    def sentence(self, rng: random.Random, *, markup: bool = False) -> list[str]:
        """The words of a sentence with their punctuation; with `markup`, some are emphasised."""
        count = rng.randint(MIN_WORDS, MAX_WORDS)
        words = rng.choices(self.words, cum_weights=self._cumulated, k=count)
        words[0] = words[0].capitalize()
        for number in range(2, count - 2):
            if rng.random() < 0.07:
                words[number] += ","
        if markup and rng.random() < 0.15:
            number = rng.randrange(1, count - 1)
            words[number] = _emphasised(words[number])
        words[-1] += rng.choices(".?!", (12, 2, 1))[0]
        if count > 10 and rng.random() < 0.1:
            words.insert(rng.randint(3, count - 3), _DASH)
        return words

    def phrase(self, rng: random.Random, count: int) -> str:
        """Some rarer words with capitals: a name, or the title of a source."""
        ranks = (rng.randrange(200, SIZE) for _ in range(count))
        return " ".join(self.words[rank].capitalize() for rank in ranks)


def is_word(word: str) -> bool:
    """Whether the word is not only punctuation."""
    return word != _DASH


def as_ascii(words: str) -> str:
    """The words as they stand in an address."""
    letters = unicodedata.normalize("NFD", words.lower()).replace(" ", "-")
    return "".join(c for c in letters if c.isascii() and (c.isalnum() or c == "-"))


def _emphasised(word: str) -> str:
    return f"*{word[:-1]}*," if word.endswith(",") else f"*{word}*"


def _words(rng: random.Random) -> Sequence[str]:
    words: dict[str, None] = {}
    while len(words) < SIZE:
        words[_varied(_word(_syllables(len(words), rng), rng), len(words))] = None
    return list(words)


def _syllables(rank: int, rng: random.Random) -> int:
    """Frequent words are short."""
    return 1 if rank < 120 else rng.choices((1, 2, 3, 4), (1, 8, 6, 1))[0]


def _word(syllables: int, rng: random.Random) -> str:
    open_syllables = (rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables))
    return "".join(open_syllables) + rng.choice(_CODAS)


def _varied(word: str, rank: int) -> str:
    """Here and there an apostrophe or accents."""
    if rank % 40 == 21:
        return f"{word}’s"
    return word.translate(_ACCENTED) if rank % 50 == 33 else word
