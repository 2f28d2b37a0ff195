"""Notes on paragraphs that read as others do, or are doubled, where the old text is known."""

from __future__ import annotations

import pytest

from postil import Annotation, Exact, Moved, Target, resolve

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
