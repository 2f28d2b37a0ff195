"""Which notes a change touches."""

import pytest

from postil.core.model import Annotation, Target
from postil.core.snapshot import noted
from postil.core.touching import AtRevision, touched

OLD = {"p1": "One  day.", "p2": "Six men\nstood there.", "p3": "So they said."}
NEVER = object()


def note_on(target, **more):
    return Annotation("x", target, "N", path="n.yml", **more)


def touches(target, new, then=None, **more):
    """What is said of a note that stood on `then`, if that is not its target now."""
    note = note_on(target, **more)
    before = [] if then is NEVER else [noted(note_on(then or target))]
    found = touched([note], new, AtRevision("v1", OLD, before), "t.md")
    return [str(d).partition("warning: ")[2] for d in found]


@pytest.mark.parametrize(
    ("target", "change", "said"),
    [
        (
            Target("p2", quote="Six men"),
            {"p2": "Eight men stood there."},
            "p2 of t.md does not read",
        ),
        (Target("p1", "p2"), {"p2": "Eight men stood there."}, "p1-p2 of t.md does not read"),
        (Target("p2"), {"p2": None}, "p2 was in t.md at v1, and is not now"),
        (Target("p2"), {"p3": "So they say."}, ""),
        (Target("p2"), {"p2": "Six men stood there."}, ""),
        (Target("p9"), {"p2": "Eight men stood there."}, ""),
        (Target("p2", "p1"), {"p2": "Eight men stood there."}, ""),
    ],
)
def test_touches(target, change, said):
    new = {name: text for name, text in {**OLD, **change}.items() if text is not None}
    found = touches(target, new)
    assert len(found) == bool(said)
    assert all(said in line for line in found)


def test_a_withdrawn_note_is_not_touched():
    assert touches(Target("p2"), {"p2": "Other."}, status="withdrawn") == []


def test_paragraphs_that_changed_places_touch_a_range():
    new = {"p2": OLD["p2"], "p1": OLD["p1"], "p3": OLD["p3"]}
    assert touches(Target("p1", "p2"), new) == [
        "“x”: p1-p2 was in t.md at v1, and is not now [note-touched]"
    ]


EIGHT = {**OLD, "p2": "Eight men stood there."}


def test_a_note_whose_quote_came_along_is_touched():
    quoted = Target("p2", quote="Eight men"), Target("p2", quote="Six men")
    assert touches(quoted[0], EIGHT, quoted[1]) == [
        "“x”: p2 of t.md does not read as it did at v1 [note-touched]"
    ]


@pytest.mark.parametrize("target", [Target("p2", quote="Eight men"), Target("p2")])
def test_a_note_that_was_not_there_is_not_touched(target):
    assert touches(target, EIGHT, NEVER) == []


COUNTED_ANEW = {"p1": "Before it.", "p2": OLD["p1"], "p3": OLD["p2"], "p4": OLD["p3"]}


@pytest.mark.parametrize("words", [{}, {"quote": "there"}])
def test_a_note_that_went_with_its_paragraph_is_not_touched(words):
    assert touches(Target("p3", **words), COUNTED_ANEW, Target("p2", **words)) == []
    assert touches(Target("p2", "p4"), COUNTED_ANEW, Target("p1", "p3")) == []


def test_a_paragraph_that_has_another_name_and_other_words_is_named_by_both():
    new = {**COUNTED_ANEW, "p3": "Eight men stood there."}
    assert touches(Target("p3"), new, Target("p2")) == [
        "“x”: p3 of t.md does not read as p2 did at v1 [note-touched]"
    ]
    assert touches(Target("p9"), new, Target("p2")) == [
        "“x”: p9, which was p2 at v1, is not in t.md [note-touched]"
    ]


def test_a_note_that_had_gone_astray_belongs_where_it_was_put_since():
    astray = Target("p1", quote="Six men")
    assert touches(Target("p2", quote="Six men"), OLD, astray) == []
    assert len(touches(Target("p2", quote="Eight men"), EIGHT, astray)) == 1
    assert touches(Target("p2"), OLD, Target("p9")) == []


def test_of_two_notes_of_one_id_each_is_compared_with_itself():
    notes = [note_on(Target("p1")), note_on(Target("p3"))]
    then = AtRevision("v1", OLD, [noted(note) for note in notes])
    assert not list(touched(notes, OLD, then, "t.md"))
