"""Changes of wording and of typography in one text, each word or sign on its own."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.draft import change_words, words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from tests.bench.anchoring.speech import Speech
    from tests.bench.anchoring.traced import Traced

_STYLES: Final = (
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "—": "--", "–": "-", "…": "..."},
    {" — ": "—", "’": "ʼ", "“": "«", "”": "»", "„": "»", "...": "…", "--": "–"},
    {"'": "’", " ": "\u00a0", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "—": "–"},
    {" ": "  ", " — ": " – ", "“": "„", "”": "“", "’": "‘", "…": " . . ."},
)
_HYPHENS: Final = ("-\n", "- ", "-", "\u00ad")
_MIN_BROKEN: Final = 6
"""Words of so many letters are broken at the end of a line."""


def misspell(word: str, rng: random.Random) -> str:
    """Swap, drop, double or mistake a letter."""
    if len(word) == 1:
        return word
    place = rng.randrange(len(word) - 1)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    other = rng.choice("etaoinsrhl")
    return rng.choice(
        (
            swapped,
            word[:place] + word[place + 1 :],
            word[:place] + word[place] * 2 + word[place + 1 :],
            word[:place] + other + word[place + 1 :],
        )
    )


def replacement(word: str, speech: Speech, rng: random.Random) -> str:
    """Another word, mostly of the same kind, now and then two; with the capital of the old one."""
    other = speech.other_word(word)
    if rng.random() < 0.1:
        other += speech.space + speech.word()
    return other[0].upper() + other[1:] if word[0].isupper() else other


def restyle(text: Traced, rng: random.Random, share: float = 1.0) -> Traced:
    """Set quotation marks, dashes, spaces and ligatures in another fashion."""
    style = rng.choice(_STYLES)
    signs = re.compile("|".join(map(re.escape, sorted(style, key=len, reverse=True))))
    # Few books are set with one kind of space throughout.
    shares = {" ": 0.3}
    for match in reversed(list(signs.finditer(text.text))):
        if rng.random() < share * shares.get(match[0], 1.0):
            text = text.replace(*match.span(), style[match[0]])
    return _decomposed(text) if rng.random() < 0.3 else text


def _decomposed(text: Traced) -> Traced:
    for place in reversed(range(len(text.text))):
        letter = text.text[place]
        apart = unicodedata.normalize("NFD", letter)
        if apart != letter:
            text = text.replace(place, place + 1, apart)
    return text


def hyphenate(text: Traced, chosen: Sequence[tuple[int, int]], rng: random.Random) -> Traced:
    """Break some of these words as at the end of a line."""
    long = [(start, end) for start, end in chosen if end - start >= _MIN_BROKEN]
    if not long:
        return text
    broken = sorted(rng.sample(long, min(len(long), rng.randint(1, 3))))
    hyphen = rng.choice(_HYPHENS)
    for start, end in reversed(broken):
        place = rng.randint(start + 2, end - 2)
        text = text.replace(place, place, hyphen)
    return text


def insert_fillers(
    text: Traced, chosen: Sequence[tuple[int, int]], speech: Speech, rng: random.Random
) -> Traced:
    """Put one to three fillers between these words."""
    gaps = [start for start, _ in chosen[1:]]
    for place in sorted(rng.sample(gaps, min(len(gaps), rng.randint(1, 3))), reverse=True):
        comma = "，" if speech.language == "zh" else ", "
        text = text.replace(place, place, speech.draw("filler") + comma)
    return text


def drop_fillers(text: Traced, speech: Speech) -> Traced:
    """Leave out all fillers, unless nothing else is said."""
    fillers = sorted(speech.fillers(), key=len, reverse=True)
    anywhere = re.compile("|".join(rf"\b{re.escape(f)}\b(?=[,，])" for f in fillers))
    cleaned = drop_words(text, [match.span() for match in anywhere.finditer(text.text)])
    return cleaned if words(cleaned) else text


def drop_words(text: Traced, chosen: Sequence[tuple[int, int]]) -> Traced:
    """Leave these words out, each with the comma and the space after it."""
    for start, end in reversed(chosen):
        stop = end
        while stop < len(text.text) and text.text[stop] in ", ，":
            stop += 1
        text = text.cut(0, start) + text.cut(stop, len(text.text))
    return text


def noisy(text: Traced, rate: float, speech: Speech, rng: random.Random) -> Traced:
    """Change that share of all words: misspell, replace, leave out or add a word."""
    for place in reversed(words(text)):
        if rng.random() >= rate:
            continue
        change = rng.choices(("misspell", "replace", "add", "drop"), (4, 3, 1, 1))[0]
        if change == "misspell":
            text = change_words(text, [place], lambda word: misspell(word, rng))
        elif change == "replace":
            text = change_words(text, [place], lambda word: replacement(word, speech, rng))
        elif change == "add":
            text = text.replace(place[1], place[1], speech.space + speech.word())
        elif len(words(text)) > 1:
            text = drop_words(text, [place])
    return text
