"""Why a note has no place: each of the ways to find it says why it led nowhere."""

import pytest

from postil import Annotation, Lost, Target, resolve

GATES = "In the winter there were six men on the gates, and they burnt the old sleepers."
GEESE = "My aunt kept geese behind the chapel, and sold the eggs on Fridays."
LAMPS = "Nobody came for the lamps until the thaw, so we carried them up ourselves."
DOCUMENT = [("p1", GATES), ("p2", GEESE), ("p3", LAMPS)]
NOTES = [
    Annotation(f"other-{number}", Target(paragraph_id, quote=text), "Said.")
    for number, (paragraph_id, text) in enumerate(DOCUMENT)
]


def failures(target, document=DOCUMENT, old=None, others=()):
    found, *_ = resolve(document, [Annotation("a", target, "Said."), *others], old)
    assert isinstance(found, Lost), found
    return {failure.name for failure in found.failures}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target("p2", quote="a barge full of coal"), {"OTHER_WORDS", "NO_WORDS", "NO_CONTEXT"}),
        (Target("p9", quote="a barge full of coal"), {"NO_PARAGRAPH", "NO_WORDS", "NO_CONTEXT"}),
        (Target("p2", quote="burnt the old"), {"OTHER_WORDS", "COPY"}),
        (Target("p2", quote="a barge", prefix="with nobody at"), {"CONTEXT_GONE"}),
        (
            Target("p2", quote="a barge of coal", prefix="My aunt kept", suffix="behind the cha"),
            {"CONTEXT_ALONE"},
        ),
        (Target("p1", quote="the gates", prefix="a lamp upon"), {"OTHER_SURROUNDINGS"}),
        (Target("p9"), {"NO_PARAGRAPH"}),
    ],
)
def test_without_an_old_text_each_way_says_why(target, expected):
    assert failures(target) >= {*expected, "NO_OLD_TEXT", "NO_NEIGHBOURS"}


def test_neighbours_say_where_it_is_not():
    lost = Target("p2", quote="a barge full of coal")
    assert "NOT_AMONG_NEIGHBOURS" in failures(lost, others=NOTES)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (GEESE.replace(" behind the chapel", ""), {"CUT_OUT", "OTHER_WORDS", "NO_WORDS"}),
        (
            "Of all that went on in those years I can tell you nothing more.",
            {"REPLACED", "OTHER_WORDS", "NO_WORDS"},
        ),
    ],
)
def test_by_the_old_text_it_was_cut_out_or_replaced(now, expected):
    new = [("p1", GATES), ("p2", now), ("p3", LAMPS)]
    assert failures(Target("p2", quote="behind the chapel"), new, DOCUMENT) == expected


def test_words_that_are_nearly_the_quote_elsewhere_are_named():
    new = [*DOCUMENT, ("p4", "They kept hens behind a chapel, too, and two goats.")]
    new[1] = ("p2", GEESE.replace(" behind the chapel", ""))
    assert "LIKE_WORDS" in failures(Target("p2", quote="behind the chapel"), new, DOCUMENT)


def test_a_whole_paragraph_that_is_gone():
    new = [DOCUMENT[0], DOCUMENT[2]]
    assert failures(Target("p2"), new, DOCUMENT) == {"CUT_OUT", "NO_PARAGRAPH"}


def test_a_whole_paragraph_of_which_the_neighbours_tell_no_place():
    between = [(f"q{number}", f"{number} {GEESE}") for number in range(4)]
    new = [("q10", GATES), *between, ("q11", LAMPS)]
    assert "MANY_AMONG_NEIGHBOURS" in failures(Target("p2"), new, others=[NOTES[0], NOTES[2]])


def test_an_id_that_other_notes_show_to_be_anothers():
    shuffled = [("p1", LAMPS), ("p2", GATES), ("p3", GEESE)] + [
        (f"p{number}", f"Tape {number}: nothing but the noise of the looms.")
        for number in range(4, 9)
    ]
    assert "OTHER_PARAGRAPH" in failures(Target("p2"), shuffled, others=NOTES)


def test_a_range_of_which_a_part_is_gone():
    filler = [(f"p{n}", f"{n} {GATES} {GEESE} {LAMPS} {n}" * 4) for n in range(4, 12)]
    new = [*filler[:3], *filler[5:]]
    assert "PARTLY" in failures(Target("p4", "p11"), new, filler)
