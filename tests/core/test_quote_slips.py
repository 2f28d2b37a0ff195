"""What was copied with a quote, and is named only where the rest stands in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.quote_slips import slip_in

TEXT = "The committee put six men on the gates & asked “why”, in 1926. Six more came 2 days later."
WORDS = TEXT.split()


@pytest.mark.parametrize(
    ("quote", "named"),
    [
        ('"six men"', "quotation marks"),
        ("‹six men›", "YAML takes ‹ and › for letters"),
        ("“six men", "YAML takes “ for letters"),
        ("six men 12 on the", "“12” is the number of a note"),
        ("six men[1] on the", "“1” is the number of a note"),
        ("“why”, in 1926. 3 Six more", "“3” is the number of a note"),
        ("six men on the gates¹²", "“¹²” is the number of a note"),
        ("“why”,12 in", "“12” is the number of a note"),
        ("p8 six men", "“p8” is the number of the paragraph"),
        ("¶ 8 six men", "“¶ 8” is the number of the paragraph"),
        ("[00:02:46] six men", "the time in brackets"),
        ("gates &amp; asked", "with &"),
        ("SIX MEN", "capitals"),
        ("six men … gates", "left out"),
        ("six men [...] gates", "left out"),
        ("gates … six men", ""),
        ("six women", ""),
        ("seven men1", ""),
        ("“", ""),
        ("in 1926", ""),
        ("came 2 days", ""),
        ("gates in 1926", ""),
    ],
)
def test_a_slip_is_named(quote, named):
    slip = slip_in(quote, TEXT)
    assert (named in slip.found) if named else slip is None


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("“six men”", "six men"),
        ("six men1 on the2 gates", "six men on the gates"),
        ("six men on the gates 1", "six men on the gates"),
        ("SIX MEN", ""),
        ("six men … gates", ""),
    ],
)
def test_the_words_without_it_are_given_where_they_are_known(quote, words):
    assert slip_in(quote, TEXT).words == words


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 6), st.integers(1, 999))
def test_a_number_of_a_note_behind_any_word_is_named(start, length, number):
    quote = " ".join(WORDS[start : start + length])
    assert slip_in(quote, TEXT) is None
    if quote[-1].isalpha():
        assert f"“{number}” is the number of a note" in slip_in(f"{quote}{number}", TEXT).found


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_two_texts_are_compared(quote, text):
    slip = slip_in(quote, text)
    assert slip is None or slip.found
    assert slip_in(text, text) is None
