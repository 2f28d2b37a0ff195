"""Two wordings on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.inline_difference import marked, parts, shortened


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("six men on the gates", "six men at the gates", "six men [-on-]{+at+} the gates"),
        ("six men", "six big men", "six {+big +}men"),
        ("six big men", "six men", "six [-big -]men"),
        ("Words.", "Words.", "Words."),
        ("", "new", "{+new+}"),
        ("水门上有六个人", "水门上有八个人", "[-水门上有六个人-]{+水门上有八个人+}"),
    ],
)
def test_changes_are_marked_as_git_marks_them(old, new, line):
    assert marked(old, new) == line


def test_what_is_equal_can_be_cut_short():
    old = "The committee put six men on the gates and they were very polite."
    assert marked(old, old.replace("six", "eight"), 8) == (
        "The comm…tee put [-six-]{+eight+} men on … polite."
    )
    assert shortened("12345", 2) == "12…45"
    assert shortened("1234", 2) == "1234"


@given(st.text(), st.text())
def test_the_parts_are_the_texts(old, new):
    found = parts(old, new)
    assert "".join(part.old for part in found) == old
    assert "".join(part.new for part in found) == new


def test_long_texts_are_put_one_after_the_other():
    old, new = "one " * 1000, "two " * 1000
    assert parts(old, new) == [(old, new)]
