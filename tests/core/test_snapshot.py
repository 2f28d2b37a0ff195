"""The kept text: written, read back, compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.model import Annotation, Target
from postil.core.snapshot import (
    Part,
    Snapshot,
    SnapshotError,
    first_difference,
    format_snapshot,
    kept,
    noted,
    shared,
)
from postil.core.snapshot import parse_snapshot as parse

IDS = st.integers(0, 99).map(lambda number: f"p{number}")
DOCUMENTS = st.lists(
    st.tuples(IDS, st.text()), min_size=1, max_size=5, unique_by=lambda each: each[0]
)
WORDS = st.text()
NOTES = st.builds(
    lambda name, target: noted(Annotation(name, target, "N")),
    WORDS,
    st.builds(Target, IDS, st.just("") | IDS, WORDS, WORDS, WORDS),
)


@st.composite
def snapshots(draw):
    notes = draw(st.lists(NOTES, max_size=7, unique=True))
    sizes = draw(st.lists(st.integers(1, 3), max_size=3))
    parts = []
    for size in sizes:
        if notes[:size]:
            parts.append(Part(tuple(notes[:size]), kept(draw(DOCUMENTS))))
        notes = notes[size:]
    return Snapshot(kept(draw(DOCUMENTS)), tuple(parts), tuple(notes))


@given(snapshots())
def test_what_is_written_is_read_back(snapshot):
    text = format_snapshot(snapshot)
    assert parse(text) == snapshot
    assert parse(text.replace("\n", "\r\n")) == snapshot


@given(DOCUMENTS)
def test_what_is_written_is_what_is_kept(document):
    text = format_snapshot(Snapshot(document))
    assert parse(text) == Snapshot(kept(document))
    assert text.count("\n") == 2 + len(document), "a line for each paragraph"


@given(DOCUMENTS)
def test_how_lines_are_wrapped_is_not_kept(document):
    wrapped = [(name, "\n".join(text.split(" "))) for name, text in document]
    assert kept(wrapped) == kept(document)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# head\np1\tWords.\n<<<<<<< mine\np2\tWords.\n", 3, "is not a paragraph's id, a tab"),
        ("p1 Words.\n", 1, "is not a paragraph's id, a tab"),
        ("p1\tOne.\nchapter\tTwo.\n", 2, "is not a paragraph's id, a tab"),
        ("", 1, "there is no paragraph"),
        ("# head\n\n", 2, "there is no paragraph"),
        ("p1\tOne.\np2\tTw", 2, "breaks off in this line"),
        ("p1\tOne.\np2\tTwo.\np1\tOne.\n", 3, "p1 stands here for the second time"),
        ("note\ta\tp1\np1\tOne.\n", 1, "there is no paragraph"),
        ("p1\tOne.\nnote\ta\tp1\n", 2, "there is no paragraph"),
        ("p1\tOne.\nnote\ta\tp1\np1\t1\nnote\ta\tp1\np1\t2\n", 4, "“a” stands here for the sec"),
        ("p1\tOne.\nnote\ta\n", 2, "is not a note's id, its paragraph"),
        ("p1\tOne.\nnote\n", 2, "is not a note's id, its paragraph"),
        ("p1\tOne.\nnote\ta\tp1-\tquote: x\tquote: y\n", 2, "is not a note's id"),
        ("p1\tOne.\nnote\ta\tp1-q\n", 2, "is not a note's id, its paragraph"),
        ("p1\tOne.\nunseen\ta\tp1\twords\n", 2, "is not a note's id, its paragraph"),
        ("p1\tOne.\nunseen\ta\tp1\np2\tTwo.\n", 3, "nothing can stand behind"),
    ],
)
def test_a_damaged_file_is_refused_at_its_line(text, line, reason):
    with pytest.raises(SnapshotError, match=reason) as found:
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


@pytest.mark.parametrize(
    ("one", "other", "much"),
    [
        ([("p1", "Six men."), ("p2", "Ever")], [("p9", "Six\nmen."), ("p2", "Never.")], 8 / 12),
        ([("p1", "Six men.")], [("p1", "Six men."), ("p2", "They asked leave.")], 1),
        ([("p1", "Six men.")], [("p1", "Eight men.")], 0),
        ([("p1", "")], [("p1", "Eight men.")], 0),
    ],
)
def test_what_texts_share_is_measured_on_the_shorter(one, other, much):
    assert shared(one, other) == shared(other, one) == much


TWO_TEXTS = format_snapshot(
    Snapshot(
        [("p1", "Six men stood at the gates."), ("p2", "Nobody came.")],
        (
            Part(
                (noted(Annotation("a", Target("p1"), "N")),),
                [("p1", "Six men stood on the gates."), ("p2", "Nobody came.")],
            ),
        ),
    )
)


@pytest.mark.parametrize(
    ("line", "by", "reason"),
    [
        ("Nobody came.\nsum", "Somebody came.\nsum", "a merge has mixed"),
        ("stood on the gates.", "stood by the gates.", "a merge has mixed"),
        ("p2\tNobody came.\n", "", "a merge has mixed"),
        ("# Not so", "p3\tSomebody came.\n# Not so", "behind the end of the text"),
    ],
)
def test_texts_that_a_merge_has_mixed_are_refused(line, by, reason):
    assert parse(TWO_TEXTS)
    with pytest.raises(SnapshotError, match=reason):
        parse(TWO_TEXTS.replace(line, by, 1))


def test_a_file_of_two_texts_from_before_their_sums_is_read():
    lines = TWO_TEXTS.splitlines(keepends=True)
    assert parse("".join(line for line in lines if "sum\t" not in line)) == parse(TWO_TEXTS)
