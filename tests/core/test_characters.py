"""No end of a passage is within what readers take for one character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil import Annotation, Exact, Target, resolve
from postil.core.characters import is_inside, widened
from postil.core.words import words_of

FAMILY = "👨\u200d👩\u200d👧"
ONE = ["e\u0301", "सा", "नहीं", "क्षि", "แม่", "น้ำ", "🇩🇪", "👍🏽", FAMILY, "❤\ufe0f", "葛\U000e0100",
       "ｶﾞ", "🏴\U000e0067\U000e007f", "ש\u05c1", "می\u200c"]  # fmt: skip


COUNTED = [("सा", 1), ("नहीं", 2), ("🇩🇪🇫🇷", 2), ("a🇩🇪", 2), ("ab", 2), (FAMILY, 1),
           (f"{FAMILY}x", 2), ("한국", 2), ("\u1112\u1161\u11ab", 1), (" \u0301", 2),
           ("น้ำ", 1), ("می\u200cر", 3), ("🇩🇪🇫", 2)]  # fmt: skip


def boundaries(text):
    return [at for at in range(len(text) + 1) if not is_inside(text, at)]


@pytest.mark.parametrize(("text", "number"), COUNTED)
def test_characters_are_counted_as_readers_count_them(text, number):
    assert len(boundaries(text)) == number + 1


@given(st.lists(st.sampled_from([*ONE, "a", " ", "."])), st.data())
def test_a_span_is_widened_to_whole_characters(pieces, data):
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = widened(text, start, end)
    assert first <= start <= end <= last
    assert {first, last} <= {*boundaries(text)}


@pytest.mark.parametrize(
    "text", ["a" + "\u0301" * 10_000, "🇩" * 10_000, "👨" + "\u200d👩" * 10_000]
)
def test_marks_without_end_are_not_followed_to_their_end(text):
    at = len(text) // 2
    first, last = widened(text, at, at)
    assert at - 64 <= first <= last <= at + 64


@pytest.mark.parametrize(
    ("text", "quote"),
    [("पैसा नहीं था", "पैसा नही"), ("เขามาหาแม่ แล้วกลับ", "เขามาหาแม"), ("Sa\u0323i", "Sa")],
)
def test_a_letter_without_its_mark_is_another(text, quote):
    note = Annotation("n", Target("p1", quote=quote), "x")
    found = resolve([("p1", text)], [note])[0]
    assert not isinstance(found, Exact)


@pytest.mark.parametrize("one", ["👨", "❤", "葛"])
def test_a_quote_of_a_part_of_a_picture_is_all_of_it(one):
    text = "Then 👨\u200d👩\u200d👧 ❤\ufe0f 葛\U000e0100 came."
    note = Annotation("n", Target("p1", quote=one), "x")
    passage = resolve([("p1", text)], [note])[0].passage
    assert text[passage.start : passage.end] in text.split()


def test_marks_belong_to_words():
    assert words_of("पैसा नहीं था।").texts == ["पैसा", "नहीं", "था"]
    assert words_of("เขามาหาแม่").texts == ["เ", "ข", "า", "ม", "า", "ห", "า", "แ", "ม่"]
