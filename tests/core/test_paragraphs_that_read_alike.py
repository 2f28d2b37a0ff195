"""Notes on paragraphs that read as others do, or are doubled, where the old text is known."""

from __future__ import annotations

import pytest

from postil import Annotation, Exact, Loss, Lost, Moved, Passage, Target, resolve

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
    other = ("p17", "Mrs Pell: Nobody ever paid for that coal, as far as I could tell.")
    new = between(other, ("p18", HAPPENED), ("p16", HAPPENED), TILLER)
    assert resolved(old, new, "p18", "What happened then").passage.first != "p18"


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
