"""Which notes a change touches."""

import pytest

from postil.core.model import Annotation, Target
from postil.core.touching import touched

OLD = {"p1": "One  day.", "p2": "Six men\nstood there.", "p3": "So they said."}


def touches(target, new, **more):
    note = Annotation("x", target, "N", path="n.yml", **more)
    return [str(d).partition("warning: ")[2] for d in touched([note], OLD, new, "t.md", "v1")]


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
        (Target("p2", quote="Eight men"), {"p2": "Eight men stood there."}, ""),
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
