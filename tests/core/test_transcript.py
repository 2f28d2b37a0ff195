"""Labels, times, editorial marks and paragraph ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.model import PARAGRAPH_ID, Person
from postil.core.transcript import (
    EditorialMarks,
    label_of,
    next_ids,
    speaker,
    timecodes,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[00:02:40] You said", [("00:02:40", "PT2M40S", "[00:02:40] ")]),
        ("[2:05] Yes", [("2:05", "PT2M5S", "[2:05] ")]),
        ("[01:00:00.5] x", [("01:00:00.5", "PT1H0.5S".replace("0.5S", "0.5S"), "[01:00:00.5] ")]),
        ("[00:00:00] x", [("00:00:00", "PT0S", "[00:00:00] ")]),
        ("  [0:07] x", [("0:07", "PT7S", "[0:07] ")]),
        ("see [3:16] there", []),
        ("see [01:02:03] there", [("01:02:03", "PT1H2M3S", "[01:02:03] ")]),
        (
            "[00:01] one [00:00:02] two",
            [("00:01", "PT1S", "[00:01] "), ("00:00:02", "PT2S", "[00:00:02] ")],
        ),
        ("no brackets 00:01:02", []),
    ],
)
def test_times(text, expected):
    found = list(timecodes(text))
    assert [(t.clock, t.duration, text[t.start : t.end]) for t in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [laughs] b", ["[laughs]"]),
        ("a [Laughs loudly] b [INAUDIBLE]", ["[Laughs loudly]", "[INAUDIBLE]"]),
        ("[needs translation – 01:17:04]", ["[needs translation – 01:17:04]"]),
        ("[Genesis] [sick note]", []),
        ("no marks", []),
    ],
)
def test_editorial_marks(text, expected):
    assert [text[s.start : s.end] for s in EditorialMarks().find(text)] == expected


def test_editorial_marks_of_a_publication():
    text = "[stamps] [laughs] [a (b) [c]"
    assert [text[s.start : s.end] for s in EditorialMarks(["stamps"]).find(text)] == ["[stamps]"]


PEOPLE = (Person("marsh", "Ada Marsh"), Person("quill", "R. Quill", label="Interviewer"))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Ada Marsh", "marsh"),
        ("ADA  MARSH", "marsh"),
        ("Interviewer", "quill"),
        ("R. Quill", "quill"),
        ("Ada", None),
    ],
)
def test_speaker(label, expected):
    person = speaker(label, PEOPLE)
    assert (person and person.id) == expected


def test_label_needs_its_colon():
    assert label_of(" Ada Marsh: ") == "Ada Marsh"
    assert label_of("马阿达：") == "马阿达"
    assert label_of("Ada Marsh") == ""


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([None, None], ["p1", "p2"]),
        (["p1", None, None, "p2"], ["p1a", "p1b"]),
        (["p1", None, "p1a", "p2"], ["p1b"]),
        (["p8a", None, "p9"], ["p8b"]),
        ([None, "p1"], ["p0a"]),
        (["p1", "p7", None], ["p8"]),
        (["p1", *[None] * 27, "p2"], [*(f"p1{c}" for c in "abcdefghijklmnopqrstuvwxyz"), "p1za"]),
        ([], []),
        (["intro", None], ["p1"]),
    ],
)
def test_next_ids(ids, expected):
    assert next_ids(ids) == expected


def test_a_deleted_id_that_a_note_names_is_not_given_again():
    assert next_ids(["p1", None], reserved=["p9", ""]) == ["p10"]
    assert next_ids(["p1", None, "p2"], reserved=["p1a"]) == ["p1b"]


@given(st.lists(st.none() | st.from_regex(PARAGRAPH_ID, fullmatch=True), max_size=30))
def test_new_ids_are_valid_and_unique(ids):
    given_ids = [i for i in ids if i]
    new = next_ids(ids)
    assert len(new) == ids.count(None)
    assert len(set(new)) == len(new)
    assert not set(new) & set(given_ids)
    assert all(PARAGRAPH_ID.fullmatch(i) for i in new)
