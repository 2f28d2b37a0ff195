"""Invented speech: sentences from a grammar with slots, so that phrases recur as in talk."""

from __future__ import annotations

import functools
import itertools
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml
from tests.bench.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES: Final = ("en", "de", "ru", "zh")

WORD: Final = re.compile(r"[\u3400-\u9fff]|[^\W_](?:[’'-]?[^\W_\u3400-\u9fff])*")
"""A word; each Chinese character is one."""

_SLOT: Final = re.compile(r"\{(\w+)(\^?)\}")
_WHOLE: Final = ("question", "sentence")
_EVEN: Final = (*_WHOLE, "clause")
_NAMES: Final = 24
"""So many names and towns of its own each document has."""

_RUN: Final = 3
_DRAWN: Final = 12
"""Of so many sentences the one is said that repeats the fewest runs of three words: a grammar says
the same far more often than people do."""


class Speech:
    """The speech of one document: its own names, and its own favourites of every slot."""

    def __init__(self, rng: random.Random, language: str = "en") -> None:
        self._rng = rng
        self.language = language
        self._said: set[tuple[str, ...]] = set()
        self._slots: dict[str, Sequence[str]] = dict(_grammar(language))
        for slot in ("name", "town"):
            names = [_vocabulary().phrase(rng, 1).removesuffix("’s") for _ in range(_NAMES)]
            self._slots.setdefault(slot, names)
        self._slots["year"] = [str(year) for year in range(1921, 1980)]
        # Who talks about boats does not talk about looms: the order is the frequency.
        self._slots = {name: rng.sample(p, len(p)) for name, p in self._slots.items()}
        self._weights = {
            name: list(itertools.accumulate(_weight(name, rank) for rank in range(len(pieces))))
            for name, pieces in self._slots.items()
        }

        self._slot_of = {
            piece.casefold(): name
            for name, pieces in self._slots.items()
            for piece in pieces
            if WORD.fullmatch(piece)
        }

    @property
    def space(self) -> str:
        """What stands between two words."""
        return "" if self.language == "zh" else " "

    def draw(self, slot: str) -> str:
        """Words for the slot, with all slots in them filled."""
        if slot not in _WHOLE:
            return self._drawn(slot)
        said = min((self._drawn(slot) for _ in range(_DRAWN)), key=self._repeated)
        self._said.update(_runs(said))
        return said

    def _repeated(self, said: str) -> float:
        """The share of its runs of words that were said before."""
        runs = _runs(said)
        return len(self._said & runs) / len(runs)

    def _drawn(self, slot: str) -> str:
        piece = self._rng.choices(self._slots[slot], cum_weights=self._weights[slot])[0]
        return _SLOT.sub(self._filled, piece)

    def sentence(self) -> str:
        """A sentence of its own, with a capital."""
        said = self.draw("sentence")
        return said[0].upper() + said[1:]

    def fillers(self) -> Sequence[str]:
        return self._slots["filler"]

    def word(self) -> str:
        """Any word of the language, as frequent as it is in speech."""
        return self._rng.choice(WORD.findall(self.draw("clause")))

    def is_telling(self, word: str) -> bool:
        """Whether the word fills a slot; the others hold sentences together."""
        return word.casefold() in self._slot_of

    def other_word(self, word: str) -> str:
        """A word that is said in the same place as this one, or if there is none any word."""
        slot = self._slot_of.get(word.casefold())
        peers = self._slots[slot] if slot else ()
        others = [w for w in peers if WORD.fullmatch(w) and w.casefold() != word.casefold()]
        other = self._rng.choice(others) if others else self.word()
        while other.casefold() == word.casefold():
            other = self.word()
        return other

    def _filled(self, match: re.Match[str]) -> str:
        words = self._drawn(match[1])
        return words[0].upper() + words[1:] if match[2] else words


def _runs(said: str) -> set[tuple[str, ...]]:
    """The runs of three words; of fewer, all of them."""
    words = WORD.findall(said.casefold())
    return {tuple(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1))}


def _weight(slot: str, rank: int) -> float:
    """How often the piece of that rank is said: Zipf's law for words, all alike for sentences."""
    return 1.0 if slot in _EVEN else 1 / (rank + 2.7)


@functools.cache
def _grammar(language: str) -> Mapping[str, Sequence[str]]:
    path = Path(__file__).parent / "grammars" / f"{language}.yml"
    slots = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: [str(piece) for piece in pieces] for name, pieces in slots.items()}


@functools.cache
def _vocabulary() -> Vocabulary:
    """Names are the invented words of the build benchmark."""
    return Vocabulary(random.Random(1974))
