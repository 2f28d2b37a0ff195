"""What is believed of a place to which an alignment of both texts leads."""

from dataclasses import replace

import pytest

from postil.core.judging import stands_in_line
from postil.core.likeness import likeness
from postil.core.places import Place


def cut_short(size):
    """A place where two thirds of the words stand, and nothing that is not of them."""
    return Place(
        start=0, end=40, share=0.6, letters=0.6, words=0.5, purity=1.0, before=0.8, after=0.1,
        told=9.0, around=3.0, known=20.0, odds=-9.0, likeness=0.6, signs=0, size=size,
    )  # fmt: skip


@pytest.mark.parametrize(("size", "is_believed"), [(20, True), (2, False)])
def test_words_cut_short_are_believed_where_enough_of_them_stand(size, is_believed):
    assert stands_in_line(cut_short(size)) is is_believed


@pytest.mark.parametrize(
    ("old", "new", "is_believed"),
    [
        ("six men", "the committee", False),
        ("to the mill", "some women", False),
        ("other words", "to the mill", True),
    ],
)
def test_words_that_are_no_likeness_are_not_believed_whatever_is_around(old, new, is_believed):
    letters = replace(cut_short(20), likeness=likeness(old, new), words=0.3)
    assert stands_in_line(letters) is is_believed
