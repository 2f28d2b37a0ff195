"""A transcript that was divided in two files: notes of the second part are shown the way."""

import re

import pytest

NOTES = "annotations/marsh.yml"
TEXT = "docs/transcripts/marsh.md"
KEPT = "annotations/.snapshots/marsh.txt"
HEAD = """---
title: Ada Marsh
type: interview
record: verbatim
date: 1974-05-11
people: [{id: marsh, name: Ada Marsh, role: narrator}]
source: {title: Tape, holder: Museum}
rights: {license: CC0-1.0, holder: unknown}
---

"""
FIRST = """The committee put six men on the gates, and they were polite.
{ #p1 }

Then the company sent a man called Hanrahan, and nobody opened the gates for him.
{ #p2 }

"""
SECOND = """He sat on the wall until it was dark. Then he walked back to Carrick.
{ #p3 }

The band had eleven players, and my brother was the smallest of them.
{ #p4 }
"""
OF_FIRST = """annotations:
  - id: six
    target: {paragraph: p1, quote: six men}
    note: The list has eight.
"""
OF_SECOND = """  - id: walked
    target: {paragraph: p3, quote: walked back to Carrick}
    note: Nine miles.
  - id: band
    target: {paragraph: p4}
    note: Twelve, with the triangle.
"""


@pytest.fixture
def whole(publication, postil):
    """A publication with one transcript, whose text is kept."""
    root = publication()
    (root / TEXT).write_text(HEAD + FIRST + SECOND)
    (root / NOTES).write_text(OF_FIRST + OF_SECOND)
    assert postil(root, "reanchor", "--write").exit_code == 0
    return root


def divide(root, second=SECOND, name="marsh-2"):
    (root / TEXT).write_text(HEAD + FIRST)
    (root / f"docs/transcripts/{name}.md").write_text(HEAD + second)


def move_notes(root, name="marsh-2"):
    (root / NOTES).write_text(OF_FIRST)
    (root / f"annotations/{name}.yml").write_text(f"annotations:\n{OF_SECOND}")


def ways(output):
    return re.findall(r"These words stand in (\S+), (\S+): move the note to (\S+)\.\n", output)


THERE = [
    ("docs/transcripts/marsh-2.md", "p3", "annotations/marsh-2.yml"),
    ("docs/transcripts/marsh-2.md", "p4", "annotations/marsh-2.yml"),
]


@pytest.mark.parametrize("words", [["check"], ["reanchor"], ["reanchor", "--write"]])
def test_lost_notes_are_shown_the_transcript_where_their_words_stand(whole, postil, words):
    divide(whole)
    result = postil(whole, *words)
    assert (ways(result.output), result.exit_code) == (THERE, 1)


def test_they_are_before_there_is_anything_to_choose(whole, postil):
    divide(whole)
    shown = postil(whole, "reanchor", "-i", input="s\ns\n").output
    assert re.search(r"These words stand in [^\n]*\n  withdraw the note", shown)
    assert ways(shown) == THERE


def test_once_they_are_moved_all_is_well(whole, postil):
    divide(whole)
    move_notes(whole)
    assert postil(whole, "reanchor", "--write").exit_code == 0
    assert postil(whole, "check", "--strict").output == ""


def test_where_several_have_the_words_none_is_named(whole, postil):
    divide(whole)
    divide(whole, name="copy")
    assert ways(postil(whole, "check").output) == []


def test_nor_where_none_can_be_read(whole, postil):
    divide(whole)
    (whole / "docs/transcripts/marsh-2.md").write_bytes(b"\xff")
    assert ways(postil(whole, "check").output) == []


@pytest.mark.parametrize(
    ("old", "new"), [("{ #p2 }", "{ #p1 }"), ("for him.", "for him.\n\nNobody gave this a number.")]
)
def test_ids_are_mended_first(whole, postil, old, new):
    divide(whole)
    (whole / TEXT).write_text((whole / TEXT).read_text().replace(old, new))
    assert ways(postil(whole, "check").output) == []


def test_so_is_a_kept_text(whole, postil):
    divide(whole)
    (whole / KEPT).write_text("p1\tcut o")
    output = postil(whole, "check").output
    assert ways(output) == []
    assert "help: First mend the kept text" in output


def test_a_note_that_is_not_finished_is_shown_the_way_too(whole, postil):
    divide(whole)
    without = OF_SECOND.replace("    note: Nine miles.\n", "")
    (whole / NOTES).write_text(OF_FIRST + without)
    assert ways(postil(whole, "check").output) == THERE


EDITED = SECOND.replace("eleven", "twelve").replace("walked back", "walked all the way back")
MISSING = "annotations/.snapshots/marsh-2.txt:1:1: warning: the text of docs/transcripts/marsh-2.md"


@pytest.fixture
def edited(whole):
    """Divided, the notes moved, and the second part edited in the same round."""
    divide(whole, EDITED)
    move_notes(whole)
    return whole


def test_a_part_that_was_edited_finds_its_notes_by_the_whole_text(edited, postil):
    said = postil(edited, "check").output
    assert f"{MISSING} is not kept, but most of it stands in {KEPT} [snapshot-missing]" in said
    ((source, copy),) = re.findall(r"copy (\S+) to (\S+) before", said)
    (edited / copy).write_bytes((edited / source).read_bytes())
    moved = postil(edited, "reanchor", "--write")
    assert moved.exit_code == 0, moved.output
    assert (
        "quote: walked all the way back to Carrick"
        in (edited / "annotations/marsh-2.yml").read_text()
    )
    assert postil(edited, "check", "--strict").output == ""
    assert (edited / copy).read_text().count("\np") == 2


def test_a_transcript_that_did_not_change_was_not_divided(whole, postil):
    (whole / "docs/transcripts/marsh-2.md").write_text(HEAD + SECOND)
    (whole / "annotations/marsh-2.yml").write_text(f"annotations:\n{OF_SECOND}")
    assert f"{MISSING} is not kept [snapshot-missing]" in postil(whole, "check").output


def test_nor_was_one_that_has_its_paragraphs_still(edited, postil):
    text = (HEAD + FIRST + SECOND).replace("six men", "six strong men")
    (edited / TEXT).write_text(text)
    assert f"{MISSING} is not kept [snapshot-missing]" in postil(edited, "check").output


def test_nor_one_of_which_the_kept_text_cannot_be_read(edited, postil):
    (edited / TEXT).write_text(HEAD + FIRST.replace("six men", "six strong men"))
    (edited / KEPT).write_text("p1\tcut o")
    assert f"{MISSING} is not kept [snapshot-missing]" in postil(edited, "check").output
