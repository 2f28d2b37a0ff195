"""Numbering any text: every paragraph gets an id, and nothing else changes, or it is refused."""

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from markdown import Markdown

from importers.shown import Reader
from postil.rendering.numbering import NumberingError, number_paragraphs
from postil.rendering.source_lines import paragraph_lines

EXTENSIONS = ["attr_list", "tables", "def_list", "footnotes", "admonition", "md_in_html"]
BLOCKS = st.sampled_from(
    [
        "Six men on the gates.",
        "**Ada Marsh:** They were *very* polite.",
        "Two lines\nof one paragraph.",
        "It rained  \nand rained.",
        "## The strike",
        "Title\n=====",
        "- one\n- two",
        "- one\n\n    and more\n\n- two",
        "1. first\n2. second",
        "> quoted\n> twice",
        "> quoted\n>\n> again",
        "    code",
        "a | b\n--|--\nc | d",
        "Term\n: its meaning",
        "<div>raw</div>",
        "<!-- remark -->",
        "!!! note\n    In a box.",
        "* * *",
        "[inaudible]",
        "Numbered.\n{ #p7 }",
        "Named.\n{ #by-hand }",
        "“So”, he said.",
        "a &amp; b &lt; c",
    ]
)
TEXTS = st.lists(BLOCKS, max_size=8).map("\n\n".join).map(lambda text: f"{text}\n")


def converter():
    return Markdown(extensions=EXTENSIONS)


def read(text):
    """The converted text: its paragraphs with their ids, and its HTML without ids."""
    md = converter()
    found = []

    class Listing(Reader):
        def run(self, root):
            super().run(root)
            found.extend((e.tag, "".join(e.itertext()).split()) for e in root.iter())

    md.treeprocessors.register(Listing(md), "listing", 4)
    md.convert(text)
    return found


def numbered_of(text, reserved=()):
    """The numbered text. A list without blank lines cannot always be told from its neighbour.

    Such a text is refused, which is no failure; Hypothesis fails where most texts are.
    """
    try:
        return number_paragraphs(text, converter, reserved=reserved)
    except NumberingError:
        reject()


@given(TEXTS)
def test_numbering_keeps_every_element_and_every_word(text):
    assume(text.count("#p7") < 2)
    numbered = numbered_of(text)
    assert read(numbered) == read(text)


@given(TEXTS)
def test_numbering_only_adds_lines_of_ids(text):
    numbered = numbered_of(text)
    kept = iter(numbered.split("\n"))
    for line in text.split("\n"):
        added = next(kept)
        while added != line:
            assert added.strip("> ").startswith("{ #p"), added
            added = next(kept)


@given(TEXTS)
def test_numbering_a_numbered_text_changes_nothing(text):
    numbered = numbered_of(text)
    assert number_paragraphs(numbered, converter) == numbered


@given(TEXTS, st.sets(st.integers(1, 12).map(lambda n: f"p{n}")))
def test_no_id_is_given_twice_or_that_a_note_still_names(text, reserved):
    assume(text.count("#p7") < 2)
    numbered = numbered_of(text, reserved)
    ids = [line.strip("> {}#") for line in numbered.split("\n") if "{ #p" in line]
    assert len(ids) == len(set(ids))
    assert not reserved & set(ids) - {"p7"}


@given(TEXTS)
def test_the_line_of_a_paragraph_is_one_of_its_own(text):
    lines = text.split("\n")
    for number in paragraph_lines(text, converter):
        assert number is None or lines[number].strip()


@given(TEXTS)
def test_with_the_line_ends_of_windows_everything_is_on_the_same_lines(text):
    ends = text.replace("\n", "\r\n")
    assert paragraph_lines(ends, converter) == paragraph_lines(text, converter)
    numbered = numbered_of(text).replace("\n", "\r\n")
    assert number_paragraphs(ends, converter) == numbered


def test_a_paragraph_that_has_other_attributes_is_left_to_its_author():
    with pytest.raises(NumberingError, match=r"add `\{ #p1 \}` by hand"):
        number_paragraphs("Six men.\n{ .verse }\n", converter)


def test_a_head_that_is_never_closed_is_not_numbered():
    with pytest.raises(NumberingError, match="opened and never closed"):
        number_paragraphs("---\ntitle: Ada Marsh\n\nIt came to us.\n{ #p1 }\n", converter)
