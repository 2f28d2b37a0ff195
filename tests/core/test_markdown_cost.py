"""Texts that are refused because converting them would take hours, and texts that are not."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.markdown_cost import NOTE, TRANSCRIPT, excess

UNCLOSED = "too many brackets are opened and not closed"
MARKS = "a paragraph is too long and has too many marks such as * or ["
EMPHASIS = "emphasis is begun again and again and not ended"
DEEP = "lists or quotations are nested more than 50 levels deep"
DEFINITIONS = "a paragraph holds too many definitions"
FOOTNOTE = "a footnote is referred to too often"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 2_000, UNCLOSED),
        ("![" * 2_000, UNCLOSED),
        ("[a](" * 2_000, UNCLOSED),
        ("[a](<b) " * 2_000, UNCLOSED),
        ('[a](b "c) ' * 2_000, UNCLOSED),
        ("[\\] " * 2_000, UNCLOSED),
        ("[`]` " * 2_000, UNCLOSED),
        ("<a " * 2_000, UNCLOSED),
        ("<!-- > " * 2_000, UNCLOSED),
        ("a*" * 8_000, MARKS),
        ("`a` " * 5_000, MARKS),
        ("a_b " * 5_000, MARKS),
        ("*a " * 400, EMPHASIS),
        ("*a _b " * 300 + "b_ a* " * 300, EMPHASIS),
        ("> " * 51 + "a", DEEP),
        (">" * 51, DEEP),
        ("- " * 51 + "a", DEEP),
        ("1. " * 51 + "a", DEEP),
        (" " * 204 + "- a", DEEP),
        ("words\n\n" + "\t" * 51 + "a", DEEP),
        ("a" + "\n: b" * 201, DEFINITIONS),
        ("x[^1] " * 201 + "\n\n" + "*" * 900, FOOTNOTE),
        ("\n" * 30_001, "the text has more than 30,000 lines"),
    ],
    ids=lambda value: repr(value[:16]),
)
def test_a_note_is_refused(text, why):
    assert excess(text, NOTE) == why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The court list names *eight* men.",
        'See [the list](https://example.org/a_b?c=d "Petty sessions").\n\n' * 60,
        "*So* it `was`, [they](https://example.org/) said [inaudible] and “so” it was. " * 60,
        "- a\n    - b\n        - c\n            - d\n" * 100,
        "> quoted\n> > twice\n" * 100,
        "a\n: b\n\n" * 300,
        "x[^1] " * 199 + "\n\n[^1]: The tape.",
        "2 * 3 * 4 * 5, and a < b < c; he said: [" * 20,
    ],
    ids=lambda text: repr(text[:16]),
)
def test_a_note_that_people_write_is_not_refused(text):
    assert excess(text, NOTE) == ""


def test_a_transcript_may_have_more_of_everything_than_a_note():
    said = "*So* it was [inaudible], “they” said; `p` & [so](https://example.org/) on.\n{ #p1 }\n\n"
    text = said * 5_000
    assert len(text) > 400_000
    assert excess(text, TRANSCRIPT) == ""
    assert excess("a*" * 8_000, TRANSCRIPT) == ""
    assert excess("[" * 100_000, TRANSCRIPT) == UNCLOSED
    assert excess("a*" * 100_000, TRANSCRIPT) == MARKS


@pytest.mark.parametrize("mark", ["[", "*", "_", "`", "> ", "<a ", "<!-- ", "](", "&", "!["])
def test_marks_that_are_spread_over_paragraphs_cost_nothing_much(mark):
    text = f"{mark}said on the day\n\n" * 200
    assert len(text) < 20_000
    assert excess(text, TRANSCRIPT) == ""


PIECES = st.sampled_from(
    [
        *"[]()<>!*_`\\\"' a&:~^=$\n",
        "**",
        "``",
        "\n\n",
        "  \n",
        "- ",
        "1. ",
        "> ",
        "    ",
        "[a](b)",
        "[^1]",
        "<b>",
        "<!--",
        "-->",
        "# ",
        "{: .x }",
        "| a | b |",
        "~~~\n",
        "--",
    ]
)
EXTENSIONS = ["attr_list", "md_in_html", "smarty", "toc", "footnotes", "tables", "def_list", "abbr"]


@given(st.lists(PIECES, max_size=6), st.integers(1, 400))
def test_what_is_not_refused_is_converted_without_running_out_of_stack(pieces, times):
    text = ("".join(pieces) * times)[:20_000]
    if not excess(text, NOTE):
        markdown.markdown(text, extensions=EXTENSIONS)
