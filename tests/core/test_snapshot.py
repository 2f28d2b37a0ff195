"""The kept text: written, read back, compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.snapshot import SnapshotError, first_difference, format_snapshot, kept
from postil.core.snapshot import parse_snapshot as parse

IDS = st.integers(0, 99).map(lambda number: f"p{number}")
DOCUMENTS = st.lists(st.tuples(IDS, st.text()), max_size=5)


@given(DOCUMENTS)
def test_what_is_written_is_what_is_kept(document):
    text = format_snapshot(document)
    assert parse(text) == kept(document)
    assert parse(text.replace("\n", "\r\n")) == kept(document)
    assert text.count("\n") == 2 + len(document), "a line for each paragraph"


@given(DOCUMENTS)
def test_how_lines_are_wrapped_is_not_kept(document):
    wrapped = [(name, "\n".join(text.split(" "))) for name, text in document]
    assert kept(wrapped) == kept(document)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# head\np1\tWords.\n<<<<<<< mine\np2\tWords.\n", 3),
        ("p1 Words.\n", 1),
        ("p1\tOne.\nchapter\tTwo.\n", 2),
    ],
)
def test_a_damaged_file_is_refused_at_its_line(text, line):
    with pytest.raises(SnapshotError, match="is not a paragraph's id, a tab and its text") as found:
        parse(text)
    assert found.value.line == line


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([], [], None),
        ([("p1", "One.")], [("p1", "One.")], None),
        ([("p1", "One."), ("p2", "Two.")], [("p1", "One."), ("p2", "2.")], "p2"),
        ([("p1", "One."), ("p3", "Two.")], [("p1", "One."), ("p2", "Two.")], "p2"),
        ([("p1", "One.")], [("p1", "One."), ("p2", "Two.")], "p2"),
        ([("p1", "One."), ("p2", "Two.")], [("p1", "One.")], "p2"),
    ],
)
def test_the_first_paragraph_that_differs_is_named(old, new, found):
    assert first_difference(old, new) == found
