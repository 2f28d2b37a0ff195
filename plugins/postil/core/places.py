"""Places of a text where a fragment of another may have gone, each with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

_MIXED: Final = 0.6
"""A passage that is twice as long for all the words put in holds two copies more often."""

SIGNS: Final = 0.5
"""Of `fit`, for the same signs on a side: who repeats a sentence sets it in another."""

_TORN: Final = 0.34
"""By which the spelling of a text is less like that of one twice as long that holds it."""


@dataclass(frozen=True)
class Place:
    """A place `start:end` of the joined text, empty where the passage was cut out.

    `share` is how much of the quote's information stands there, `letters` and `words` how many of
    its letters and words, `purity` how much of what stands there comes from the quote, `before` and
    `after` how much of the information of the words next to it stands where it did; each from 0 to
    1, and None where nothing is known. `told` and `around` are the information, in nats, of the
    words of the quote and of those around it that stand there, `known` that of all these words.

    `odds` is how much likelier these words are if the passage was edited than if another sentence
    was put in its place (natural logarithm). `likeness` is that of the spelling, from 0 to 1;
    `signs` is 1 for each side on which the same signs stand between the passage and the next word,
    and -1 where others do. `between` is what stands between the two words that were next to the
    passage, whatever it is. `is_sentence` is whether the quote is made of whole sentences, as far
    as is known, and so is what stands there.
    """

    start: int
    end: int
    share: float
    letters: float
    words: float
    purity: float
    before: float | None
    after: float | None
    told: float
    around: float
    known: float
    odds: float
    likeness: float
    signs: int
    size: int
    between: tuple[int, int] | None = None
    is_sentence: bool = False

    @property
    def weight(self) -> float:
        """The information of all that stands there."""
        return self.told + self.around

    @property
    def stands(self) -> float:
        """How much of the information of all the words stands there, from 0 to 1."""
        return self.weight / (self.known or 1.0)

    @property
    def is_gap(self) -> bool:
        """Whether the words around the passage stand there and the passage does not."""
        return self.told == 0.0

    @property
    def is_mixed(self) -> bool:
        """Whether nearly all of the words stand there, and nearly as many others between them."""
        return self.purity < _MIXED and self.share > _MIXED

    @property
    def is_torn(self) -> bool:
        """Whether more stands between the words than they are, so that they are no passage."""
        return self.is_mixed and self.likeness < self.letters - _TORN

    @cached_property
    def sides(self) -> tuple[float, ...]:
        """What is known of both sides."""
        return tuple(side for side in (self.before, self.after) if side is not None)

    @cached_property
    def fit(self) -> float:
        """From 0 to 6, half for the words and half for those around them: to compare places.

        Surroundings of which nothing is known count as half fitting.
        """
        around = sum(self.sides) / len(self.sides) if self.sides else 0.5
        return self.share + self.purity + self.likeness + 3 * around

    @property
    def marked_fit(self) -> float:
        """The same with what the signs beside it say: to tell copies apart."""
        return self.fit + SIGNS * self.signs

    def overlaps(self, other: Place) -> bool:
        """Whether both have characters in common."""
        return self.start < other.end and other.start < self.end


def apart(places: list[Place]) -> list[Place]:
    """Leave out places that overlap a better one before them."""
    kept: list[Place] = []
    for place in places:
        if not any(place.overlaps(known) or place == known for known in kept):
            kept.append(place)
    return kept


def spelt_place(start: int, end: int, likeness: float) -> Place:
    """A place for which nothing speaks but how it is spelt."""
    return Place(
        start=start,
        end=end,
        share=0.0,
        letters=0.0,
        words=0.0,
        purity=0.0,
        before=None,
        after=None,
        told=0.0,
        around=0.0,
        known=0.0,
        odds=0.0,
        likeness=likeness,
        signs=0,
        size=0,
    )
