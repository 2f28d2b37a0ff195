"""Words of passages, also of such as run over several paragraphs."""

import pytest

from postil.core.anchoring import Passage
from postil.core.document_text import DocumentText
from postil.core.passages import words_at
from postil.core.reporting import in_context

COUNTED = [("p4", "zero one two"), ("p2", "three"), ("p9", "four"), ("p1", "five six")]


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (Passage("p4", 5, "p4", 8), "one"),
        (Passage("p4", 9, "p2", 5), "two three"),
        (Passage("p4", 9, "p9", 4), "two three four"),
        (Passage("p4", 5, "p1", 4), "one two three four five"),
    ],
)
def test_a_passage_is_all_that_is_between_its_ends(passage, words):
    assert words_at(dict(COUNTED), passage) == words
    assert DocumentText(COUNTED).raw(passage) == words


def test_a_passage_is_shown_on_one_line_with_what_is_around_it():
    assert in_context({"p1": "a\nb c d\ne"}, Passage("p1", 4, "p1", 5), 4) == "…a b [c] d e…"
    whole = in_context(dict(COUNTED), Passage("p4", 5, "p1", 4))
    assert whole == "…zero [one two three four five] six…"


def test_of_a_long_passage_only_the_beginning_is_shown():
    shown = in_context({"p1": f"so {'very ' * 90}long"}, Passage("p1", 3, "p1", 453))
    assert shown.startswith("…so [very very ")
    assert shown.endswith(" very…]long…")
    assert len(shown) < 140
