"""Notes on paragraphs that read as others do, or are doubled, where the old text is known."""

from __future__ import annotations

import pytest

from postil import Annotation, Exact, Loss, Lost, Moved, Passage, Target, resolve
from postil.core.document_text import DocumentText
from postil.core.doubled import on_the_first
from postil.core.kept_ids import ids_kept
from postil.core.likeness import Block

AROUND = [
    (f"p{number}", f"Filler number {number} about the {one} and the {other}.")
    for number, (one, other) in enumerate(
        [("oven", "mule"), ("winch", "rope"), ("lamp", "tide"), ("school", "bell")], 50
    )
]


def between(*paragraphs):
    """A text in which these stand between others, which are in each version of it."""
    return [*AROUND[:2], *paragraphs, *AROUND[2:]]


def resolved(old, new, first, quote="", last=""):
    target = Target(first=first, last=last or first, quote=quote)
    (found,) = resolve(new, [Annotation("note", target, "Text.")], old)
    return found


def is_sure(found):
    return isinstance(found, Exact) or (isinstance(found, Moved) and found.score >= 0.9)


HAPPENED = "Interviewer: What happened then?"
GALE = "Ada Marsh: I do not know who stole the lock. Inspector Gale said the coal was first."
TILLER = ("p19", "Ada Marsh: We hid the tiller.")


@pytest.mark.parametrize("quote", ["What happened then", ""])
@pytest.mark.parametrize("own", ["p16", "p18"])
def test_questions_keep_their_notes_where_an_answer_is_set_before_them(own, quote):
    old = between(("p16", HAPPENED), ("p17", GALE), ("p18", HAPPENED), TILLER)
    corrected = ("p17", GALE.replace("Inspector Gale", "Gale"))
    new = between(corrected, ("p16", HAPPENED), ("p18", HAPPENED), TILLER)
    found = resolved(old, new, own, quote)
    assert (type(found), found.passage.first) == (Exact, own)


def test_ids_in_another_order_tell_nothing_if_one_of_them_has_another_text():
    old = between(("p16", HAPPENED), ("p17", GALE), ("p18", HAPPENED), TILLER)
    other = ("p17", "Mrs Pell: Never.")
    for answer, kept in ((("p17", GALE), range(8)), (other, (0, 1, 5, 6, 7))):
        new = between(answer, ("p18", HAPPENED), ("p16", HAPPENED), TILLER)
        assert ids_kept(DocumentText(old), DocumentText(new)) == set(kept)


ANSWERS = [
    ("Jo: I don't remember.", "Jo: I don't remember.", "remember"),
    ("Jo: We sold it. I don't remember.", "Jo: She burned it. I don't remember.", "remember"),
    ("Jo: That's right, he did.", "Jo: That's right, he did.", "he did"),
    ("Jo: Yes. Not at all, Mr Quill.", "Jo: No. Not at all, Mr Quill.", "Mr Quill"),
]
LEDGER, LAMP, WHEN = (
    ("p34", "Interviewer: Who had the ledger?"),
    ("p36", "Interviewer: And the lamp?"),
    ("p38", "Interviewer: When was that?"),
)


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(("other", "answer", "quote"), ANSWERS)
def test_answers_that_were_cut_out_are_not_the_one_before_that_reads_alike(
    other, answer, quote, whole
):
    old = between(LEDGER, ("p35", other), LAMP, ("p37", answer), WHEN)
    new = [paragraph for paragraph in old if paragraph[0] not in {"p36", "p37"}]
    found = resolved(old, new, "p37", "" if whole else quote)
    assert isinstance(found, Lost)
    assert found.reason is Loss.REMOVED
    assert [candidate.passage.first for candidate in found.candidates] == ["p35"]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(("other", "answer", "quote"), ANSWERS)
def test_answers_that_were_set_elsewhere_with_their_question_keep_their_notes(
    other, answer, quote, whole
):
    old = between(LEDGER, ("p35", other), LAMP, ("p37", answer), WHEN)
    rest = [paragraph for paragraph in old if paragraph[0] not in {"p36", "p37"}]
    found = resolved(old, [*rest, LAMP, ("p37", answer)], "p37", "" if whole else quote)
    assert (type(found), found.passage.first) == (Exact, "p37")


def test_words_that_went_into_another_paragraph_are_followed_there():
    old = between(LEDGER, ("p35", "Jo: We sold it."), LAMP, ("p37", "Jo: Hanrahan sold it."), WHEN)
    joined = ("p35", "Jo: We sold it. Hanrahan sold it.")
    found = resolved(old, between(LEDGER, joined, WHEN), "p37", "Hanrahan sold it")
    assert found.passage == Passage("p35", 16, "p35", 32)


POUNDS = (
    "Ada Marsh: It cost five pounds, I think, or six. After the whistle there was no more pilot at "
    "all. Then Hanrahan came with the ledger."
)


@pytest.mark.parametrize("place", range(len(AROUND) + 1))
@pytest.mark.parametrize("copies", [2, 3])
@pytest.mark.parametrize("counted_anew", [False, True])
@pytest.mark.parametrize(
    "edits",
    [
        [("five", "5")],
        [("Ada Marsh", "Marsh")],
        [("Ada Marsh", "AM")],
        [("whistle", "wistle")],
        [("I think, ", "")],
        [("I think", "I think, though I never knew for sure")],
        [("five", "5"), ("pilot", "pilots")],
        [("five", "5"), ("whistle", "wistle"), ("Then ", "")],
    ],
)
def test_of_a_paragraph_that_was_corrected_and_doubled_the_first_keeps_the_notes(
    edits, counted_anew, copies, place
):
    corrected = POUNDS
    for before, now in edits:
        corrected = corrected.replace(before, now)
    old = [*AROUND[:place], ("p32", POUNDS), *AROUND[place:]]
    doubled = [(f"p32{'abc'[number]}" if number else "p32", corrected) for number in range(copies)]
    new = [*AROUND[:place], *doubled, *AROUND[place:]]
    own = "p32"
    if counted_anew:
        old, new = (
            [(f"p{number}", text) for number, (_, text) in enumerate(texts)] for texts in (old, new)
        )
        own = f"p{place}"
    for quote in ("came with the ledger", "or six", ""):
        found = resolved(old, new, own, quote)
        assert (found.passage.first, found.passage.last) == (own, own)


def test_the_paragraph_behind_one_that_was_edited_at_its_end_may_be_doubled():
    old = between(("p31", "Ada Marsh: It was her barge."), ("p32", POUNDS))
    corrected = POUNDS.replace("Ada Marsh", "Marsh")
    doubled = ("p32", corrected), ("p32a", corrected)
    new = between(("p31", "Ada Marsh: It was her barges."), *doubled)
    assert resolved(old, new, "p32", "or six").passage.first == "p32"


def test_a_paragraph_that_only_begins_as_another_does_is_not_doubled():
    new = ["yes", "jo", "ferrier", "no", "really", "jo", "ferrier", "he", "left", "us", "there"]
    blocks = [Block(0, 0, 1), Block(1, 5, 2)]
    assert on_the_first(([0, 1, 7], [0, 1, 5, 11]), list(blocks), new) == blocks
    assert on_the_first(([0, 1, 4, 7], [0, 1, 5, 11]), list(blocks), new) == [(0, 0, 1), (1, 1, 2)]


@pytest.mark.parametrize("quote", ["five pounds", "or six", "hid the tiller", ""])
def test_of_paragraphs_that_were_doubled_together_the_first_keep_the_notes(quote):
    old = between(("p32", POUNDS), ("p33", "Ada Marsh: We hid the tiller."))
    corrected = POUNDS.replace("I think, ", "")
    new = between(
        ("p32", corrected), old[3], ("p32a", corrected), ("p33a", "Ada Marsh: We hid the tiller.")
    )
    own = "p33" if "tiller" in quote else "p32"
    assert resolved(old, new, own, quote).passage.first == own


SENT = (
    ": The company sent a shed, and then the company sent Hanrahan. We never lost the winch again."
)


@pytest.mark.parametrize(
    ("before", "now", "body"),
    [
        ("Mrs Marsh", "Marsh", SENT),
        ("Ada Marsh", "Ada", SENT),
        ("Ada Marsh", "AM", SENT),
        ("ADA MARSH", "Ada", SENT),
        ("Mrs Ada Marsh", "Ada", SENT),
        ("Mrs Harriet Marsh", "HM", SENT),
        ("Mrs Harriet Marsh", "Harriet Marsh", SENT),
        ("Mrs Marsh", "Marsh", SENT.replace("The", "Well, the")),
    ],
)
def test_the_question_before_a_restyled_label_may_end_with_the_old_one(before, now, body):
    old = between(("p29", "Interviewer: Is that right?"), ("p30", before + SENT))
    named = before.replace("Harriet ", "")
    new = between(("p29", f"Interviewer: Is that right, {named}?"), ("p30", now + body))
    found = resolved(old, new, "p30")
    assert (is_sure(found), found.passage.first, found.passage.last) == (True, "p30", "p30")
    found = resolved(old, new, "p30", f"{before}: The company sent")
    assert (found.passage.first, found.passage.last) == ("p30", "p30")
    assert resolved(old, new, "p29").passage.last == "p29"
    assert resolved(old, new, "p30", "sent a shed").passage.first == "p30"


def test_the_name_that_a_question_ended_with_may_be_the_label_of_the_answer():
    old = between(("p29", "Is that right, Marsh?"), ("p30", "Mrs Marsh" + SENT))
    new = between(("p29", "Is that right?"), ("p30", "Marsh" + SENT))
    assert resolved(old, new, "p29").passage.last == "p29"
    assert resolved(old, new, "p30").passage.first == "p30"


def test_a_speaker_who_is_first_named_in_a_label_was_named_by_nobody():
    old = [("p30", "Mrs Marsh" + SENT), *AROUND]
    new = [("p30", "Marsh" + SENT), *AROUND]
    assert resolved(old, new, "p30", "Mrs Marsh: The company sent").passage.first == "p30"


def test_with_other_ids_a_paragraph_that_was_moved_keeps_its_sentence_for_itself():
    said = "My godfather repaired the lamp behind the chapel before the flood."
    moved = f"They sold the mill. {said} The strike began in spring."
    left = "Nobody came that night. {}It rained until the morning, and then the river rose."
    rest = "My aunt kept geese, and sold the eggs on Fridays. We carried the coal to the harbour."
    old = [("p1", left.format(f"{said} ")), ("p2", rest), ("p3", moved)]
    new = [("new1", moved), ("new2", left.format("")), ("new3", rest)]
    assert isinstance(resolved(old, new, "p1", said), Lost)
