"""How texts are cut into words and folded."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.searching.words import folded, lowered, terms, words


def looked_up(text):
    return [term for word in words(lowered(text)) for term in terms(word)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six men, on the gates.", ["six", "men", "on", "the", "gates"]),
        ("Éclair ÉCLAIR e\u0301clair", ["eclair"] * 3),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("Ærø, Łódź", ["aero", "lodz"]),
        ("İstanbul ISTANBUL", ["istanbul", "istanbul"]),
        ("ΣΟΦΟΣ σοφός", ["σοφοσ", "σοφοσ"]),
        ("don’t o'clock", ["don", "t", "o", "clock"]),
        ("lock\xadkeeper zero\u200bwidth", ["lockkeeper", "zerowidth"]),
        ("ﬁne", ["fine"]),
        ("snake_case 1974-05", ["snake", "case", "1974", "05"]),
        ("水門の", ["水門", "門の", "の"]),
        ("水", ["水"]),
        ("Tape4水門", ["tape4", "水門", "門"]),
        ("हिन्दी भाषा।", ["हिन्दी", "भाषा"]),
        ("مَرْحَبا", ["مرحبا"]),
        ("الإضراب الاضراب آلة", ["الاضراب", "الاضراب", "الة"]),
        ("שָׁלוֹם", ["שלום"]),
        ("ประตู", ["ปร", "ระ", "ะต", "ตู", "ู"]),
        ("한국어", ["한국어"]),
        ("— … !", []),
        ("", []),
    ],
)
def test_texts_are_cut_into_folded_words(text, expected):
    assert looked_up(text) == expected


@given(st.text())
def test_case_form_and_invisible_characters_make_no_difference(text):
    assert looked_up(unicodedata.normalize("NFD", text)) == looked_up(
        unicodedata.normalize("NFC", text)
    )
    assert looked_up("\u200e".join(text)) == looked_up(text)


@given(st.text())
def test_folding_twice_folds_no_further(text):
    for word in words(lowered(text)):
        assert folded(folded(word)) == folded(word)


WITH_SIGNS = st.text(st.sampled_from(list("abé水ตूß1_ .,—’?!:;-“”()/@\u3000\n\xad²Ⅷ़")))


@given(text=WITH_SIGNS)
def test_the_short_way_cuts_as_the_pattern_does(text):
    whole = lowered(text)
    assert words(whole) == words(f"{whole} /")  # A sign that the short way does not know.
