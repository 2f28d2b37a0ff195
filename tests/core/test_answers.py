"""Which places are worth showing to a person who looks for a note's words."""

from dataclasses import replace

import pytest
from tests.core.example_places import STANDING

from postil.core.answers import Answers


@pytest.mark.parametrize(
    ("change", "is_shown"),
    [
        # Where the words before the quote stand, what stands behind them is shown in any case.
        ({"before": 1.0, "after": 0.0, "around": 20.0}, True),
        ({"before": 0.5, "after": 0.5, "around": 20.0}, False),
        ({"before": 1.0, "after": 0.0, "around": 10.0}, False),
    ],
)
def test_words_unlike_the_quote_are_shown_where_it_stood(change, is_shown):
    assert Answers.is_alike(replace(STANDING, likeness=0.2, **change)) is is_shown
