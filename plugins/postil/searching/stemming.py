"""Stems of words, by Snowball: https://snowballstem.org/.

In the page the same algorithms run as scripts, `stemmers/`, which Snowball generates from the same
sources; they are those that Sphinx 9.0 ships, and their licence lies beside them.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

import Stemmer

from postil.searching.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES: Final = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Languages that both have: the beginning of a language tag to Snowball's name."""


def stemmer(language: str) -> Callable[[str], str]:
    """A function from a word in lower case to its stem, folded; of other languages, to the word."""
    name = _name(language)
    if not name:
        return folded
    stem = Stemmer.Stemmer(name).stemWord
    return lambda word: folded(stem(word))


def script(language: str) -> tuple[str, str]:
    """The name of the browser's stemmer for a language, and its program; empty if there is none."""
    name = _name(language)
    if not name:
        return "", ""
    folder = resources.files("postil.searching") / "stemmers"
    files = (folder / f"{part}-stemmer.js" for part in ("base", name))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    licence = (folder / "LICENSE").read_text(encoding="utf-8")
    return f"{name.capitalize()}Stemmer", f"/*! Snowball\n\n{licence}*/\nvar {text}\n"


def _name(language: str) -> str:
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].lower(), "")
