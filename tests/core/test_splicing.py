"""One value changed is one line changed, and nothing else in the file."""

import difflib

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from postil.core import yaml_document
from postil.core.splicing import Insertion, Removal, Renaming, Replacement, SplicingError, splice
from postil.core.yaml_writing import double_quoted, is_plain, plain_or_quoted, single_quoted

FILE = """\
# Notes on the strike.
annotations:
  - id: six-men   # never change
    target:
      paragraph: p8
      quote:   six men on the gates   # as heard
      prefix: 'put'
    note: >-
      The court list names
      eight men.

  # Another hand.
  - {id: leave, target: {paragraph: p9, quote: "gave them"}, note: Ask.}
  - id: kettle
    target:
      paragraph: p9
      quote: |
        the kettle
        as well

    status:
    note: A kettle.
"""
QUOTE = ("annotations", 0, "target", "quote")


def plain(text):
    return yaml_document.plain(yaml_document.compose(text, "f"))


def changed_lines(old, new):
    lines = list(difflib.ndiff(old.splitlines(), new.splitlines()))
    return [line for line in lines if line[0] in "+-"]


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (QUOTE, "six women", "      quote:   six women   # as heard"),
        (QUOTE, "six: men", '      quote:   "six: men"   # as heard'),
        (QUOTE, "six#men", "      quote:   six#men   # as heard"),
        (QUOTE, "six # men", '      quote:   "six # men"   # as heard'),
        (QUOTE, "“six”, he said", "      quote:   “six”, he said   # as heard"),
        (QUOTE, "a\nb", '      quote:   "a\\nb"   # as heard'),
        (QUOTE, "yes", '      quote:   "yes"   # as heard'),
        (QUOTE, "", '      quote:   ""   # as heard'),
        (("annotations", 0, "target", "prefix"), "isn't", "      prefix: 'isn''t'"),
        (("annotations", 0, "target", "prefix"), "a\tb", '      prefix: "a\\tb"'),
        (("annotations", 0, "id"), "men", "  - id: men   # never change"),
        (("annotations", 2, "status"), "draft", "    status: draft"),
        (("annotations", 2, "status"), "a: b", '    status: "a: b"'),
    ],
)
def test_a_value_keeps_its_style_where_that_can_hold_it(path, value, line):
    new = splice(FILE, [Replacement(path, value)])
    assert at(plain(new), path) == value
    (removed,) = (line for line in changed_lines(FILE, new) if line[0] == "-")
    assert changed_lines(FILE, new) == [removed, f"+ {line}"]


def test_values_within_brackets_are_quoted_where_brackets_ask_for_it():
    target = ("annotations", 1, "target")
    edits = [Replacement((*target, "paragraph"), "p9, p10"), Replacement((*target, "quote"), "b")]
    new = splice(FILE, edits)
    assert '  - {id: leave, target: {paragraph: "p9, p10", quote: "b"}, note: Ask.}\n' in new
    assert len(changed_lines(FILE, new)) == 2


def test_a_folded_text_stays_folded_and_a_literal_one_literal():
    new = splice(FILE, [Replacement(("annotations", 0, "note"), "It names: eight.")])
    assert "    note: >-\n      It names: eight.\n\n  # Another hand.\n" in new
    path = ("annotations", 2, "target", "quote")
    new = splice(FILE, [Replacement(path, "a kettle\n\nor two")])
    assert "      quote: |\n        a kettle\n\n        or two\n\n    status:\n" in new


@pytest.mark.parametrize("value", [" indented", "", "\n", "two\nlines", "bell\a", "end\n", "a \n "])
def test_a_block_that_cannot_hold_the_value_becomes_a_quoted_text(value):
    new = splice(FILE, [Replacement(("annotations", 0, "note"), value)])
    assert plain(new)["annotations"][0]["note"] == value
    assert f"    note: {double_quoted(value)}\n\n  # Another hand.\n" in new


@pytest.mark.parametrize("header", ["|+", "|2", ">+ # comment", "|2-"])
def test_a_block_with_indicators_becomes_a_quoted_text(header):
    new = splice(f"note: {header}\n  a\n\nid: b\n", [Replacement(("note",), "c")])
    assert new == 'note: "c"\n\nid: b\n'


def test_a_block_that_holds_nothing_becomes_a_quoted_text():
    assert splice("note: |\nid: b\n", [Replacement(("note",), "c")]) == 'note: "c"\nid: b\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: !!str b\n", "a: !!str c\n"),
        ('a: !!str  "b"\n', 'a: !!str  "c"\n'),
        ("a: !!str 'b'\n", "a: !!str 'c'\n"),
        ("a: !!str\tb\n", "a: !!str\tc\n"),
        ("a: !!str\r\n  b\r\n", "a: !!str\r\n  c\r\n"),
        ("a: !!str |\n  b\n", "a: !!str |\n  c\n"),
        ("{a: !!str b, d: e}\n", "{a: !!str c, d: e}\n"),
        ("a: !!str\nd: e\n", "a: !!str c\nd: e\n"),
    ],
)
def test_a_tag_stays(old, new):
    assert splice(old, [Replacement(("a",), "c")]) == new


def test_keys_are_put_in_right_after_another():
    target = ("annotations", 0, "target")
    edits = [
        Insertion(target, "suffix", "at: night", "quote"),
        Insertion(target, "prefix2", "b", "quote"),
        Replacement(QUOTE, "six women"),
    ]
    new = splice(FILE, edits)
    assert (
        "      quote:   six women   # as heard\n"
        "      suffix: \"at: night\"\n      prefix2: b\n      prefix: 'put'\n"
    ) in new


def test_a_key_is_put_in_behind_a_block_before_its_blank_lines():
    new = splice(FILE, [Insertion(("annotations", 2, "target"), "prefix", "a", "quote")])
    assert "        as well\n      prefix: a\n\n    status:\n" in new


def test_a_key_is_put_in_behind_a_mapping():
    new = splice(FILE, [Insertion(("annotations", 0), "kind", "source", "target")])
    assert "      prefix: 'put'\n    kind: source\n    note: >-\n" in new


def test_a_key_is_put_in_behind_a_list_and_at_the_end_of_a_file_without_line_feed():
    new = splice("a:\n- b\n- c: d", [Insertion((), "e", "f", "a")])
    assert new == "a:\n- b\n- c: d\ne: f\n"
    assert splice("a: |\r\n  b", [Insertion((), "c", "d", "a")]) == "a: |\r\n  b\r\nc: d\r\n"


def test_a_key_within_brackets_is_put_in_behind_a_comma():
    edits = [Insertion(("annotations", 1, "target"), "prefix", "he, too", "quote")]
    new = splice(FILE, edits)
    assert 'quote: "gave them", prefix: "he, too"}, note' in new


def test_an_empty_value_within_brackets_can_be_filled_and_followed():
    edits = [Insertion((), "b", "2", "a"), Replacement(("a",), "1")]
    assert plain(splice("{a: }", edits)) == {"a": "1", "b": "2"}


def test_keys_are_renamed_and_values_kept():
    path = ("annotations", 0, "target", "prefix")
    new = splice(FILE, [Renaming(path, "suffix"), Replacement(path, "x")])
    assert changed_lines(FILE, new) == ["-       prefix: 'put'", "+       suffix: 'x'"]


PREFIX = ("annotations", 0, "target", "prefix")


def test_a_key_that_is_removed_takes_its_line_along():
    assert changed_lines(FILE, splice(FILE, [Removal(PREFIX)])) == ["-       prefix: 'put'"]


def test_a_block_that_is_removed_takes_its_lines_along():
    new = splice(FILE, [Removal(("annotations", 0, "note"))])
    assert changed_lines(FILE, new) == [
        "-     note: >-",
        "-       The court list names",
        "-       eight men.",
    ]


def test_the_last_line_of_a_file_can_be_removed():
    assert splice("a: 1\nb: 2", [Removal(("b",))]) == "a: 1\n"


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("a", "x: {b: 'two', c: three}"),
        ("b", "x: {a: 1, c: three}"),
        ("c", "x: {a: 1, b: 'two'}"),
    ],
)
def test_a_key_within_brackets_is_removed_with_its_comma(key, left):
    assert splice("x: {a: 1, b: 'two', c: three}", [Removal(("x", key))]) == left


def test_the_only_key_within_brackets_leaves_them_empty():
    assert splice("x: {a: 1}", [Removal(("x", "a"))]) == "x: {}"


def test_one_key_is_removed_and_another_put_in_where_it_stood():
    edits = [Removal(("x", "b")), Insertion(("x",), "c", "3", after="a")]
    assert splice("x: {a: 1, b: 2}\n", edits) == "x: {a: 1, c: 3}\n"
    assert splice("a: 1\nb: 2\n", [Removal(("b",)), Insertion((), "c", "x", after="a")]) == (
        "a: 1\nc: x\n"
    )


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (("annotations", 0, "id"), "something else begins on the line"),
        (("annotations", 0), "an item of a list has no key"),
    ],
)
def test_what_cannot_be_removed_alone_is_refused(path, why):
    with pytest.raises(SplicingError, match=why):
        splice(FILE, [Removal(path)])


def test_line_ends_of_windows_stay():
    old = FILE.replace("\n", "\r\n")
    edits = [
        Replacement(("annotations", 2, "target", "quote"), "a\nb"),
        Insertion(("annotations", 2, "target"), "prefix", "x", "quote"),
        Insertion(("annotations", 0), "kind", "source", "id"),
        Replacement(("annotations", 0, "note"), "c"),
    ]
    new = splice(old, edits)
    assert new.count("\n") == new.count("\r\n")
    assert plain(new)["annotations"][2]["target"]["quote"] == "a\nb\n"


def test_of_a_key_that_stands_twice_the_first_is_meant():
    assert splice("a: 1\na: 2\n", [Replacement(("a",), "3")]) == "a: 3\na: 2\n"


@pytest.mark.parametrize(
    ("text", "edits", "why"),
    [
        ("", [], "the file is empty"),
        ("a: b: c", [], "a colon here"),
        ("a: &x 1", [], "anchor"),
        ("a: 1", [Replacement(("b",), "x")], "there is no b"),
        ("a: 1", [Replacement(("a", 0), "x")], "there is no a.0"),
        ("a: [1]", [Replacement(("a", 1), "x")], "there is no a.1"),
        ("a: [1]", [Replacement(("a",), "x")], "only a piece of text"),
        ("a: [1]", [Insertion(("a",), "b", "c", "d")], "into a mapping"),
        ("a: 1", [Insertion((), "b", "c", "d")], "there is no d"),
        ("a: [1]", [Renaming(("a", 0), "x")], "has no key"),
        ("a: 1", [Replacement(("a",), "\ud800")], "half a character"),
        ("a: 1", [Replacement(("a",), "x"), Replacement(("a",), "y")], "two changes"),
        ("a: |+\n  1\n\nb: 2", [Insertion((), "c", "d", "a")], "alter more"),
        ("? - a\n: b\n", [Insertion((), "c", "d", "nowhere")], "there is no"),
        ("- a: 1", [Renaming((0, "a"), "b"), Renaming((0, "a"), "c")], "two changes"),
    ],
)
def test_what_cannot_be_done_cleanly_is_refused(text, edits, why):
    with pytest.raises(SplicingError, match=why):
        splice(text, edits)


SIGNS = [*"'\"{[*&!|>%@`?-=", "- a", "a: b", "# a", "a #b", "a:", " a", "a ", "---", "..."]
WORDS_OF_YAML = ["true", "~", "null", "No", "<<"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [*SIGNS, *WORDS_OF_YAML, "\u2028", "a\nb\n", "\u00a0", "\ufeff"]
)
WRITERS = [double_quoted, plain_or_quoted, single_quoted]


@given(TEXTS)
@example("\x85")
def test_what_is_written_is_read_back(text):
    for write in WRITERS:
        written = write(text)
        if written is not None:
            for document in (f"a: {written}\nb: c\n", f"[{written}, d]", f"{{a: {written}}}"):
                assert written.isprintable()
                tree = plain(document)
                assert text in (tree.values() if isinstance(tree, dict) else tree)
    if is_plain(text):
        assert plain(f"a: {text} # comment\n") == {"a": text}


def styled(value, style):
    """The value in a style of YAML, with whatever may stand around it."""
    if style == "plain":
        return plain_or_quoted(value)
    if style == "single":
        return single_quoted(value) or double_quoted(value)
    return double_quoted(value)


WORDS = st.text("abc 0:#-,é𝒳'\"[]{}", min_size=1, max_size=12)
BLOCKS = st.sampled_from(["|", "|-", "|+", ">", ">-", ">+", "|2", "# comment"])


@st.composite
def files(draw):
    """A list of mappings, in block or flow style, with comments, blank lines and any line ends."""
    lines = ["# head", "list:"]
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            a, b = (styled(draw(WORDS), "double") for _ in range(2))
            lines.append(f"  - {{a: {a}, b:   {b} }}  # flow")
            continue
        gap = draw(st.sampled_from(["", " ", "   "]))
        style = draw(st.sampled_from(["plain", "single", "double"]))
        comment = draw(st.sampled_from(["", "  # comment"]))
        lines.append(f"  - a: {gap}{styled(draw(WORDS), style)}{comment}")
        header = draw(BLOCKS)
        lines.append(f"    b: {header}")
        lines += [f"      {word.strip() or 'x'}" for word in draw(st.lists(WORDS, max_size=3))]
        lines += [""] * draw(st.integers(0, 2))
        if draw(st.booleans()):
            lines.append("    # between")
            lines.append(f"    c: {styled(draw(WORDS), style)}")
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


@given(files(), TEXTS, st.data())
def test_only_the_chosen_value_differs(text, value, data):
    root = yaml_document.compose(text, "f")
    assume(isinstance(root, yaml_document.Mapping))
    before = plain(text)
    paths = [(p, at(before, p)) for p, _ in yaml_document.places(root)]
    path = data.draw(st.sampled_from([p for p, found in paths if isinstance(found, str)]))
    new = splice(text, [Replacement(path, value)])
    after = plain(new)
    found = at(after, path)
    assert found.removesuffix("\n") == value.removesuffix("\n")
    at(after, path[:-1])[path[-1]] = at(before, path)
    assert after == before
    for comment in ("# head", "    # between", "  # flow"):
        # An odd quotation mark makes of a comment a part of the value, which goes with it.
        is_said = comment.strip() in at(before, path)
        assert is_said or new.count(comment) == text.count(comment)
    if "\n" not in at(before, path) and not at(before, path).startswith("x"):
        added = [line for line in changed_lines(text, new) if line[0] == "+"]
        assert len(added) <= 1 or "\n" in value


@given(files(), TEXTS.filter(bool), st.data())
def test_a_key_that_is_put_in_is_all_that_differs(text, value, data):
    assume(isinstance(yaml_document.compose(text, "f"), yaml_document.Mapping))
    before = plain(text)
    number = data.draw(st.integers(0, len(before["list"]) - 1))
    after = data.draw(st.sampled_from(list(before["list"][number])))
    try:
        new = splice(text, [Insertion(("list", number), "new", value, after)])
    except SplicingError:
        assert "+" in text  # A block that keeps its blank lines would lose them.
        return
    wanted = plain(text if text.endswith("\n") else f"{text}\n")
    entry = wanted["list"][number]
    wanted["list"][number] = {}
    for key, old in entry.items():
        wanted["list"][number][key] = old
        if key == after:
            wanted["list"][number]["new"] = value
    assert plain(new) == wanted
    assert list(plain(new)["list"][number]) == list(wanted["list"][number])
