"""Words that went to another transcript with the ids of their paragraphs."""

import pytest

from postil.core.divided import longest_word, stands_in, stood_in
from postil.core.model import Target

OLD = [("p1", "Who was on the gates?"), ("p2", "Six men were."), ("p3", "They were polite.")]
QUOTE = Target("p2", quote="Six men")
WHOLE = Target("p2")
RANGE = Target("p2", "p3")


@pytest.mark.parametrize(
    ("target", "other", "is_there"),
    [
        (QUOTE, OLD[1:], True),
        (QUOTE, [("p2", "Six men were on it.")], True),
        (QUOTE, [("p2", "Six men and Six men.")], False),
        (QUOTE, [("p2", "Altogether different words, for all that, by Six men")], False),
        (QUOTE, [("p4", "Six men were.")], False),
        (WHOLE, [("p2", "Six men\nwere.")], True),
        (WHOLE, [("p2", "Six men were on it.")], False),
        (RANGE, OLD[1:], True),
        (RANGE, OLD[1:2], False),
        (RANGE, [OLD[1], ("p2a", "Really."), OLD[2]], False),
    ],
)
def test_a_target_stands_where_its_paragraphs_went(target, other, is_there):
    assert stands_in(other, target, OLD) == is_there


@pytest.mark.parametrize("old", [None, [("p9", "Something else.")]])
@pytest.mark.parametrize(("target", "is_there"), [(QUOTE, True), (WHOLE, False)])
def test_without_the_old_text_only_a_quote_tells(target, is_there, old):
    assert stands_in(OLD, target, old) == is_there


@pytest.mark.parametrize(
    ("target", "old", "word"),
    [
        (QUOTE, None, "Six"),
        (WHOLE, OLD, "were"),
        (WHOLE, OLD[:1], ""),
        (WHOLE, None, ""),
        (Target("p1", quote="— …"), OLD, ""),
    ],
)
def test_the_longest_word_of_what_is_looked_for(target, old, word):
    assert longest_word(target, old) == word


@pytest.mark.parametrize(
    ("document", "much"),
    [
        (OLD, 1),
        (OLD[1:], 1),
        ([("p2", "Six men were on it."), ("p7", "Quite another one!!")], 0.5),
        ([("p2", "They sang.")], 0),
        ([("p7", "Six men were.")], 0),
        ([], 0),
    ],
)
def test_how_much_of_a_text_stood_in_another(document, much):
    assert stood_in(document, OLD) == much
