"""What can become of a target: the closed set of answers, as values. No matching here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """From `start` in paragraph `first` to `end` in paragraph `last`: offsets in code points."""

    first: str
    start: int
    last: str
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the note may belong: `likeness` of its words to the quote, from 0 to 1.

    `words` are as in the text; none for a note on whole paragraphs.
    """

    passage: Passage
    likeness: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Exact:
    """The quote stands there, in one place; or the target's paragraphs do, if it has no quote."""

    passage: Passage


class Evidence(Enum):
    """Why a moved note is believed to belong where it was found."""

    OLD_TEXT = "the text as it was leads there"
    SAME_PARAGRAPH = "they stand in the paragraph that it names"
    CONTEXT = "the words around it are the same"
    WORDS = "the words stand in no other place"
    NEIGHBOURS = "the notes before and behind it stand around it"


@dataclass(frozen=True, slots=True)
class Moved:
    """The note belongs to other words, or to another paragraph, than its target says.

    `score` is how far the answer can be trusted, from 0 to 1, and comes from the kind of evidence.
    Of 10,700 notes on simulated edits (`python -m tests.bench.anchoring --by sureness`), answers
    were wrong, or for words that are gone, at 0.99 (the old text leads there, and both sides stand)
    in 1 of 5,900 cases; at 0.85 in 3 of 828 by the old text, of which one side changed, and in 4 of
    4,816 by context (nearly the same words in the same surroundings); at 0.8 (moved or doubled, by
    the old text) in none of 568; at 0.7 (where it was expected, with changes) in 22 of 3,519
    without context, which must be quite alike, and in 20 of 468 with it; at 0.6 (where nobody
    expected it) in 3 of 100.

    `quote` is the words that stand there now, as in the text, and none for a note on whole
    paragraphs; `likeness` is how like the old words they are; `candidates` are other places, at
    most three.
    """

    passage: Passage
    score: float
    evidence: Evidence
    quote: str = ""
    likeness: float = 1.0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places fit equally well; behind these, up to three in all, the next best ones.

    Where the quote itself stands more than once as it says, all of these, but at most 1,000.
    """

    candidates: tuple[Passage, ...]


class Loss(Enum):
    """Why a note has no place."""

    NO_PARAGRAPH = "no such paragraph"
    OTHER_PARAGRAPH = "the notes around it have other paragraphs now"
    WRONG_ORDER = "the range ends before it begins"
    NOT_FOUND = "not in the target"
    ELSEWHERE = "in another paragraph, word for word"
    ACROSS = "runs on into another paragraph"
    CONTEXT = "the words are there, the words around them are not"
    REMOVED = "cut out of the text"
    REWRITTEN = "put in other words"


class Failure(Enum):
    """Why one of the ways to find a note led nowhere."""

    NO_OLD_TEXT = "no old text is known in which it stood"
    CUT_OUT = "by the old text, nothing, or hardly anything, is left between what was around it"
    REPLACED = "by the old text, other words stand in its place"
    PARTLY = "by the old text, it is there, but some of it is gone or stands elsewhere"
    NO_PARAGRAPH = "no paragraph has its id"
    OTHER_WORDS = "the paragraph of its id has other words"
    OTHER_SURROUNDINGS = "the paragraph of its id has these words by chance, or in another place"
    OTHER_PARAGRAPH = "its id belongs to another paragraph now, by the notes around it"
    NO_WORDS = "no words like it stand elsewhere"
    LIKE_WORDS = "elsewhere there are only words like it"
    COPY = "elsewhere the same words stand, which may be a copy"
    NO_CONTEXT = "it has neither prefix nor suffix"
    CONTEXT_GONE = "what it says was around it stands nowhere"
    CONTEXT_ALONE = "what it says was around it has other words between"
    NO_NEIGHBOURS = "no other note tells where it should be"
    NOT_AMONG_NEIGHBOURS = "it is not between the notes that were around it"
    MANY_AMONG_NEIGHBOURS = "the notes around it leave more than one place"


@dataclass(frozen=True, slots=True)
class Lost:
    """No place is certain enough. `candidates` are at most three, the most similar words first.

    `reason` is what its author would want to hear first; `failures` say of each way to find it,
    in the order in which they are believed, why it led nowhere.
    """

    reason: Loss
    candidates: tuple[Candidate, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def nearest(self) -> Passage | None:
        """Where the most similar words stand; None where there is no candidate."""
        return self.candidates[0].passage if self.candidates else None

    @property
    def likeness(self) -> float:
        """How like the quote these words are, from 0 to 1."""
        return self.candidates[0].likeness if self.candidates else 0.0


Resolution = Exact | Moved | Ambiguous | Lost
