"""Which place is believed because nothing else in the text comes near it."""

from dataclasses import replace

import pytest
from tests.core.example_places import STANDING

from postil.core.locating import Located, Position
from postil.core.outstanding import outstanding
from postil.core.places import spelt_place

MOVED = STANDING
"""A quote that stands with what was around it."""

COPY = replace(MOVED, start=900, end=940, before=0.1, after=0.0, around=2.0)
"""The same words in another sentence."""


def located(place, position=Position.FAR, away=20):
    return Located(place, position, place.fit, away)


def test_a_quote_is_believed_with_what_was_around_it():
    assert outstanding([located(COPY), located(MOVED)]).place is MOVED


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([replace(MOVED, start=900, end=940)], "it stands twice"),
        ([replace(COPY, before=0.9, around=22.0)], "what is around tells too little"),
        ([replace(spelt_place(90, 90, 0.0), before=0.9, after=0.9)], "it was cut out"),
    ],
)
def test_it_is_not_believed_if(others, why):
    assert outstanding([located(MOVED), *map(located, others)]) is None, why


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (replace(MOVED, before=None, after=None), "nothing is known of what was around"),
        (replace(MOVED, before=0.1, after=0.2), "it took nothing along"),
        (replace(MOVED, known=120.0), "most of the words are others"),
        (replace(MOVED, odds=-9.0), "another sentence is likelier"),
        (replace(MOVED, told=4.0, around=4.0, known=8.0), "such words are everywhere"),
        (replace(MOVED, letters=0.3), "its letters are others"),
        (replace(MOVED, purity=0.3), "more was put in"),
        (replace(MOVED, share=0.2), "hardly any of it stands"),
    ],
)
def test_the_only_place_is_not_believed_if(place, why):
    assert outstanding([located(place)]) is None, why


def test_where_a_note_should_be_fewer_of_its_words_must_stand():
    changed = replace(MOVED, known=100.0, odds=-6.0)
    assert outstanding([located(changed, Position.NEAR, 0)]) is not None
    assert outstanding([located(changed)]) is None


def test_some_paragraphs_off_something_around_it_must_stand():
    alone = replace(MOVED, before=0.1, after=0.2)
    assert outstanding([located(alone, Position.NEAR, 0)]) is not None
    assert outstanding([located(alone, Position.NEAR, 2)]) is None


SENTENCE = replace(MOVED, before=0.0, after=0.0, around=0.0, told=40.0, is_sentence=True)
"""A quote of whole sentences that took nothing along."""


def test_a_whole_sentence_is_believed_alone():
    junk = replace(spelt_place(90, 120, 0.5), share=0.35, after=0.9)
    assert outstanding([located(SENTENCE), located(junk, Position.NEAR, 0)]).place is SENTENCE


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ([replace(SENTENCE, is_sentence=False)], "it stands in another sentence"),
        ([replace(SENTENCE, share=0.8)], "some of its words are others"),
        ([replace(SENTENCE, likeness=0.8)], "others were put in"),
        ([replace(SENTENCE, told=20.0)], "it tells little"),
        ([SENTENCE, replace(COPY, share=0.5)], "half of it stands elsewhere"),
        ([SENTENCE, replace(spelt_place(90, 90, 0.0), before=0.9, after=0.9)], "it was cut out"),
    ],
)
def test_a_sentence_alone_is_not_believed_if(places, why):
    assert outstanding([located(place) for place in places]) is None, why
