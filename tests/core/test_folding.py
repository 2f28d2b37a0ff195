"""Folding: what is equal for matching, and the way back to the original."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from postil.core.folding import fold

CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("folding.yml").read_text("utf-8"))
TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            " ab'’“”\"–—-…\xa0\u200b\xad\u0301éﬁ각\u1100\u1161가\n\t"
            "שב\u05bc\u05b0عا\u064b\u0640\u0654"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(("one", "other"), CASES["alike"])
def test_typography_makes_no_difference(one, other):
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), CASES["different"])
def test_different_words_stay_different(one, other):
    assert fold(one).text != fold(other).text


def test_marks_without_end_are_taken_some_at_a_time():
    """As one, n of them would take n² steps."""
    folded = fold("a" + "\u0301\u0327" * 1000 + " six men")
    assert folded.text.endswith(" six men")
    assert max(piece.last - piece.first for piece in folded.pieces) <= 32


@given(TEXT)
@example("a\u200b \u200b b")
@example("ﬃ—--…")
def test_map_back_is_monotone_and_within_the_original(text):
    folded = fold(text)
    spans = [folded.original(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(TEXT)
def test_a_span_maps_back_to_text_that_folds_to_it(text):
    folded = fold(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, min(start + 8, len(folded.text)) + 1):
            first, last = folded.original(start, end)
            assert folded.text[start:end].strip() in fold(text[first:last]).text


@given(TEXT)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@given(TEXT)
def test_unicode_form_makes_no_difference(text):
    forms = {fold(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert len(forms) == 1


def test_plain_text_needs_no_map():
    assert fold("plain words, with a comma").pieces is None
    assert fold("an accent é and a quote ’").pieces is None


def test_a_letter_with_two_codes_is_one_between_double_spaces_too():
    assert fold("so  what\u037e  yes").text == "so what; yes"
