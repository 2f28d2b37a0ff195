"""Names of persons: their usual capitals, their identifiers, and where a title names one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from postil.importers.speaker_words import HONORIFICS, PARTICLES
from postil.importers.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE_NAMES: Final = HONORIFICS | word_set(
    "the a an our his her their former first deputy vice prime foreign chief director head "
    "commander admiral brigadier excellency author historian writer mayor"
)
_NO_PERSONS: Final = word_set(
    "republic ministry minister university college school agency news press council committee "
    "commission radio television tv times institute museum library archive archives society "
    "association union party court parliament department office party street road city county "
    "state states nations kingdom federation company history project east west north south "
    "america europe asia africa"
)
_INTRODUCED: Final = re.compile(
    r"\b(?:interview(?:s|ed)?|conversations?|talk(?:s|ed)?|spoke|discussion)\s+(?:with|to|of)\s+",
    re.IGNORECASE,
)
_FURTHEST: Final = 200
_MOST_SEGMENTS: Final = 3
_FEWEST_WORDS: Final = 2
_MOST_WORDS: Final = 5
_MOST_INITIALS: Final = 3
_CAPITALISED: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_ROMAN: Final = re.compile(r"[IVX]{2,}")
_VOWELS: Final = frozenset("AEIOUY")
_PIECES: Final = re.compile(r"([^\W\d_]+)")
_PREPOSITIONS: Final = word_set("of at in on for by about from to and")


def usual_capitals(typed: str) -> str:
    """`ADA MARSH` and `ada marsh` as “Ada Marsh”; a name with both kinds of letters as typed.

    So are two or three capitals, which are mostly initials.
    """
    are_initials = typed.isupper() and typed.isalpha() and len(typed) <= _MOST_INITIALS
    if are_initials or not (typed.isupper() or typed.islower()):
        return typed
    words = typed.split()
    return " ".join(_word(word, first=not position) for position, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    bare = word.rstrip(".").casefold()
    if bare in PARTICLES and len(bare) > 1 and not first:
        return word.casefold()
    is_abbreviation = word.isalpha() and word.isupper() and not _VOWELS & set(word)
    if _ROMAN.fullmatch(word) or (is_abbreviation and bare not in HONORIFICS and word.isascii()):
        return word
    capitalised = _PIECES.sub(lambda piece: piece[0].capitalize(), word)
    capitalised = re.sub(r"(?<=['’])S\b", "s", capitalised)
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", capitalised)


def identifier(name: str) -> str:
    """Lower case a to z, digits and single hyphens; “speaker” where the name has none of them."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("’", "")
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only)) or "speaker"


def is_full_name(text: str) -> bool:
    """Whether the text is two to five words of a name and nothing else: no sentence, no remark."""
    words = text.rstrip(",").split()
    return (
        _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        and not text.endswith(("?", "!"))
        and (not text.endswith(".") or len(words[-1]) <= len("Jr."))
        and all(_in_name(word) for word in words)
    )


def persons_introduced(text: str) -> set[str]:
    """The persons whom the text says an interview was with: `Interview with Dr. Ada Marsh, …`."""
    found = (_first_name(text[match.end() :][:_FURTHEST]) for match in _INTRODUCED.finditer(text))
    return {name for name in found if name}


def _first_name(text: str) -> str:
    """The name in the first phrase, or a later phrase that is a name: `the mayor, Ada Marsh`."""
    for position, phrase in enumerate(re.split(r"[,;:()]", text)[:_MOST_SEGMENTS]):
        name = " ".join(_name_words(phrase))
        is_all = position == 0 or phrase.rstrip(" .").endswith(name)
        if is_full_name(name) and is_all:
            return name
    return ""


def _name_words(phrase: str) -> Iterator[str]:
    """The words of the name that the phrase begins with, after titles and trades."""
    words = phrase.split()
    while words and _precedes_name(words[0]):
        words = words[1:]
    for word in words:
        is_last = word.endswith((".", "'s", "’s")) and len(word) > len("Jr.")
        bare = word.removesuffix(".").removesuffix("'s").removesuffix("’s") if is_last else word
        if not bare or not _in_name(bare):
            return
        yield bare
        if is_last:
            return


def _precedes_name(word: str) -> bool:
    bare = word.rstrip(".").casefold()
    return bare in _BEFORE_NAMES or (word.islower() and bare not in _PREPOSITIONS)


def _in_name(word: str) -> bool:
    bare = word.rstrip(".").casefold()
    if bare in PARTICLES - _PREPOSITIONS - {"the"}:
        return True
    return (
        not word[0].islower()
        and _CAPITALISED.fullmatch(word) is not None
        and bare not in _NO_PERSONS
    )
