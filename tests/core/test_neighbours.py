"""Where a note should lie, by what the others tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.growth import STEADY, growth

from postil.core.neighbours import Neighbours, Sighting

IDS = ["p1", "p2", "intro", "p3", "p4", "p5", "p6", "p7"]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param(None, (2, 6), id="none"),
        pytest.param(0, (3, 6), id="the first"),
        pytest.param(1, (2, 6), id="one between"),
        pytest.param(3, (2, 5), id="the last"),
    ],
)
def test_a_note_is_no_witness_of_its_own_place(own, expected):
    seen = [Sighting("p4", place, place) for place in (2, 3, 5, 6)]
    others = [Sighting("p2", 1, 1), Sighting("p6", 7, 7)]
    neighbours = Neighbours([*seen, *others], IDS)
    window = neighbours.of("p4", None if own is None else seen[own])
    assert window[:2] == window[2:] == expected


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 3)), min_size=1), st.data())
def test_where_ids_tell_no_order_a_note_is_left_out_as_if_it_were_not_there(spans, data):
    seen = [Sighting("intro", first, min(7, first + more)) for first, more in spans]
    own = data.draw(st.sampled_from(range(len(seen))))
    others = [*seen[:own], *seen[own + 1 :]]
    assert Neighbours(seen, IDS).of("intro", seen[own]) == Neighbours(others, IDS).of("intro")


def test_notes_of_one_paragraph_are_not_asked_for_each_other():
    def ask(seen):
        neighbours = Neighbours(seen, IDS)
        return [neighbours.of("p4", own) for own in seen]

    def made(size):
        return [Sighting("p4", number % 8, number % 8) for number in range(size)]

    assert growth(ask, made, 500) < STEADY
