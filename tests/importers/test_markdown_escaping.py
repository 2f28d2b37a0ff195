"""Escaped text shows as it was typed, whatever it is and whichever extensions a site has."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from importers.shown import EXTENSIONS, paragraphs_of
from postil.importers.characters import tidy
from postil.importers.markdown_escaping import escape, escape_inline

SIGNS = st.sampled_from([*"\\`*_{}[]()<>#+-.!|~^=:&;/?'\"@ a1x", "  ", "**", "[x]", "&lt;"])
TEXT = st.one_of(st.lists(SIGNS, max_size=12).map("".join), st.text(max_size=30)).filter(tidy)


def collapsed(text):
    return " ".join(tidy(text).split())


@pytest.mark.parametrize("extensions", EXTENSIONS.values(), ids=EXTENSIONS)
@given(TEXT)
@example("* * *")
@example("[TOC]")
@example("1. one")
@example("Term\n: definition")
@example("[^1]: note")
@example("&amp;#42;")
@example("\\*")
@example("<http://example.org/>")
@example("```\ncode\n```")
@example("    code")
def test_a_paragraph_shows_what_was_typed(extensions, text):
    shown = paragraphs_of(f"{escape(text)}\n{{ #p1 }}\n", extensions)
    assert {i: " ".join(words.split()) for i, words in shown.items()} == {"p1": collapsed(text)}


@pytest.mark.parametrize("extensions", EXTENSIONS.values(), ids=EXTENSIONS)
@given(TEXT)
def test_so_does_the_rest_of_a_line(extensions, text):
    shown = paragraphs_of(f"**Ada Marsh:** {escape_inline(text)}\n{{ #p1 }}\n", extensions)
    assert " ".join(shown["p1"].split()) == f"Ada Marsh: {collapsed(text)}"


@given(TEXT)
def test_words_without_signs_are_left_as_they_are(text):
    words = "".join(c for c in text if c.isalnum() or c == " ")
    assert " ".join(escape(words).split()) == collapsed(words)
