"""YAML with a place for every value."""

from unittest import mock

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.growth import STEADY, growth

from postil.core import flow_commas, yaml_document
from postil.core.annotation_file import as_id, parse_annotations
from postil.core.contributors import parse_contributors
from postil.core.diagnostics import Code, Diagnostic
from postil.core.front_matter import parse_transcript, split
from postil.core.model import ANNOTATION_ID, Place


def test_every_value_has_its_place():
    text = "a: 1\nb:\n  - x\n  - {c: yé, d: z}\n"
    found = dict(yaml_document.places(yaml_document.compose(text, "f")))
    assert found == {
        (): Place(1, 1),
        ("a",): Place(1, 4),
        ("b",): Place(3, 3),
        ("b", 0): Place(3, 5),
        ("b", 1): Place(4, 5),
        ("b", 1, "c"): Place(4, 9),
        ("b", 1, "d"): Place(4, 16),
    }


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: b: c", Code.YAML_SYNTAX, (1, 5)),
        ("a: 'open", Code.YAML_SYNTAX, (1, 4)),
        ("a:\n\t- x", Code.YAML_SYNTAX, (2, 1)),
        ("a: [1\nb: 2", Code.YAML_SYNTAX, (2, 2)),
        ("a: @x", Code.YAML_SYNTAX, (1, 4)),
        ("a: &x 1\nb: *x", Code.YAML_ALIAS, (1, 4)),
        ("a: *x", Code.YAML_SYNTAX, (1, 4)),
        ("a: !!python/object:os.system x", Code.YAML_TAG, (1, 4)),
        ("a: !x y", Code.YAML_TAG, (1, 4)),
        ("a: " + "[" * 300, Code.YAML_TOO_DEEP, (1, 204)),
        ("- " * 300 + "x", Code.YAML_TOO_DEEP, (1, 1)),
        ("a: x\x07y", Code.CONTROL_CHARACTER, (1, 5)),
        ("a: 1\n---\nb: 2", Code.YAML_SYNTAX, (2, 1)),
        ("".join(" " * n + "a:\n" for n in range(300)), Code.YAML_TOO_DEEP, (1, 1)),
        ("a: " + "[a: " * 150 + "x" + "]" * 150, Code.YAML_TOO_DEEP, (1, 1)),
        ("a: [" + "b," * 400_000 + "]", Code.FILE_TOO_LARGE, (1, 1)),
        ("&x a: 1", Code.YAML_ALIAS, (1, 1)),
        ("a: !<tag:example.org,2026:x> y", Code.YAML_TAG, (1, 4)),
    ],
)
def test_refused(text, code, place):
    found = yaml_document.compose(text, "f")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.line, found.column) == (code, *place)


@pytest.mark.parametrize(
    "text",
    [
        "a: R & D",
        "a: x! y",
        "a: |\n  " + "[x] " * 250,
        "a: '*x'",
        "a: '&x y'",
        "a: !!str 1",
        "a: b !c",
    ],
)
def test_read(text):
    assert not isinstance(yaml_document.compose(text, "f"), Diagnostic)


def test_nothing_is_typed_by_guess():
    root = yaml_document.compose("a: 0012\nb: yes\nc: 2026-03-14\nd: [1962, {e: ~}]", "f")
    assert yaml_document.plain(root) == {
        "a": "0012",
        "b": "yes",
        "c": "2026-03-14",
        "d": ["1962", {"e": "~"}],
    }


def test_an_empty_document_is_none():
    assert yaml_document.compose("# only a comment\n", "f") is None


def test_as_id():
    assert as_id("The “Six” Men, on the gates!", words=3) == "the-six-men"
    assert as_id("…") == ""
    assert as_id("Héros, Straße, Łódź, Ǿre, Œuvre") == "heros-strasse-lodz-ore-oeuvre"


def test_contributors():
    people, findings = parse_contributors(
        "rq: {name: R. Quill, url: 'https://x.org'}\nab: {}", "c.yml"
    )
    assert not findings
    assert (people["rq"].name, people["rq"].url, people["ab"].name) == (
        "R. Quill",
        "https://x.org",
        "ab",
    )
    assert parse_contributors("", "c.yml") == ({}, [])
    assert parse_contributors("[", "c.yml")[1][0].code is Code.YAML_SYNTAX
    assert parse_contributors("- a", "c.yml")[1][0].code is Code.WRONG_TYPE
    assert parse_contributors("rq: x", "c.yml")[1][0].code is Code.WRONG_TYPE


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: 1\n---\n\nbody\n", ("a: 1\n", "body\n", 5)),
        ("---\r\na: 1\r\n---\r\nbody", ("a: 1\r\n", "body", 4)),
        ("---\na: 1\n...\nbody", ("a: 1\n", "body", 4)),
        ("body\n---\n", (None, "body\n---\n", 1)),
        ("---\nnever closed\n", (None, "---\nnever closed\n", 1)),
        ("", (None, "", 1)),
        ("---\n---\n", ("", "", 3)),
    ],
)
def test_split(text, parts):
    assert split(text) == parts


def test_front_matter_of_other_keys_is_kept():
    text = "---\ntags: [a, b]\nhide: [toc]\n---\nbody"
    transcript, findings = parse_transcript(text, "t.md")
    assert transcript.front_matter.extra == {"tags": ["a", "b"], "hide": ["toc"]}
    assert {f.code for f in findings} == {Code.FRONT_MATTER_KEY}


def test_annotations_of_an_unreadable_kind_of_file():
    assert parse_annotations("[", "a.yml").diagnostics[0].code is Code.YAML_SYNTAX


# Many mistakes

CUT = "  - id: #a\n    note: #b\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_each_value_that_became_a_comment_is_named_without_a_look_at_the_others(line_break):
    def read(text):
        return parse_annotations(text, "a.yml").diagnostics

    def made(size):
        return ("annotations:\n" + CUT * size).replace("\n", line_break)

    named = [f.message for f in read(made(50)) if f.code is Code.EMPTY_VALUE]
    assert len(named) == 100
    assert all(
        f"“{cut}” is a comment" in said for cut, said in zip(["#a", "#b"] * 50, named, strict=True)
    )
    assert growth(read, made, 500) < STEADY


def test_a_comment_is_looked_for_without_a_look_at_all_of_the_line():
    def look(given):
        text, nodes = given
        return {yaml_document.comment_behind(node, text) for node in nodes}

    def made(size):
        text = "[" + "a, " * size + "b] # c"
        return text, yaml_document.compose(text, "a.yml").value

    assert look(made(5)) == {""}
    assert growth(look, made, 10_000) < STEADY


def test_a_text_with_many_commas_in_braces_is_put_together_once():
    node = yaml_document.compose("{note: Eight" + ", men" * 20 + "}", "a.yml")
    with mock.patch.object(yaml_document, "Scalar", wraps=yaml_document.Scalar) as made:
        [(_, note)], [cut] = flow_commas.rejoined(node, ["note"])
    assert note.value == cut.whole == "Eight" + ", men" * 20
    assert made.call_count == 1


UNINDENTED = "  - note: |\n    Hello there: x\n"


def test_each_text_that_is_not_indented_is_named_without_a_look_at_all_findings():
    def read(text):
        return parse_annotations(text, "a.yml").diagnostics

    def made(size):
        return "annotations:\n" + UNINDENTED * size

    assert sum("is not indented" in finding.message for finding in read(made(50))) == 50
    assert growth(read, made, 500) < STEADY


# Any text at all

SIGNS = st.sampled_from(
    [
        *"a[]{},'\"|>\t\\é😀",
        "b: ",
        "- ",
        "? ",
        ": ",
        "\n",
        "\n  ",
        " #",
        "&x ",
        "*x",
        "!y ",
        "!!str ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "<<: ",
    ]
)
YAML_LIKE = st.lists(SIGNS, max_size=30).map("".join)


@given(st.one_of(YAML_LIKE, st.text(max_size=40)))
@example("a: *")
@example("\ud7ff\ue000")
def test_any_text_is_read_or_refused_with_a_place_within_it(text):
    found = yaml_document.compose(text, "f")
    if isinstance(found, Diagnostic):
        assert 1 <= found.line <= len(text.splitlines()) + 1
        assert 1 <= found.column <= len(text) + 1
    elif found is not None:
        places = [place for _, place in yaml_document.places(found)]
        assert all(place.line >= 1 and place.column >= 1 for place in places)


def scalars_of(node):
    """Every text of the tree, keys included, in the order of the file."""
    if isinstance(node, yaml.ScalarNode):
        return [node.value]
    children = node.value
    if isinstance(node, yaml.MappingNode):
        children = [child for pair in node.value for child in pair]
    return [text for child in children for text in scalars_of(child)]


@given(YAML_LIKE)
def test_what_is_read_holds_every_text_of_the_file_and_no_anchor(text):
    found = yaml_document.compose(text, "f")
    if found is None or isinstance(found, Diagnostic):
        return
    events = list(yaml.parse(text, Loader=yaml.CBaseLoader))
    assert scalars_of(found) == [e.value for e in events if isinstance(e, yaml.ScalarEvent)]
    assert not any(getattr(event, "anchor", None) for event in events)


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abc", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_what_was_written_is_what_is_read(value, flow):
    written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow)
    root = yaml_document.compose(written, "f")
    assert yaml_document.plain(root) == value


@given(st.lists(st.text(alphabet="ab é😀", min_size=1), min_size=1, max_size=5))
def test_each_value_stands_at_its_place(words):
    text = "".join(f"- {word!r}\n" for word in words)
    found = dict(yaml_document.places(yaml_document.compose(text, "f")))
    lines = text.splitlines()
    for number in range(len(words)):
        line, column = found[(number,)]
        assert lines[line - 1][column - 1 :] == repr(words[number])


@given(st.text(max_size=60), st.integers(1, 12))
def test_an_id_made_of_any_text_is_legal_and_stays_as_it_is(text, words):
    made = as_id(text, words)
    assert not made or ANNOTATION_ID.fullmatch(made)
    assert as_id(made, words) in (made, "-".join(made.split("-")[:words]))


@given(YAML_LIKE)
def test_annotations_of_any_text_come_back_as_values(text):
    parsed = parse_annotations(text, "a.yml")
    assert parsed.annotations or parsed.diagnostics or "annotations" in text
    assert all(finding.path == "a.yml" for finding in parsed.diagnostics)


INDENTED = st.lists(
    st.sampled_from(
        ["  ", " " * 12, "- ", "? ", ": ", "a:", "[a: ", "[", "{b: ", "x", "\n", "\r", "\x85"]
    ),
    min_size=1,
    max_size=8,
)


@given(INDENTED, st.integers(1, 120))
def test_a_text_that_is_small_is_read_without_counting_with_the_same_result(pieces, times):
    text = "".join(pieces) * times
    read = yaml_document.compose(text, "f")
    with mock.patch.object(yaml_document, "_is_small", return_value=False):
        counted = yaml_document.compose(text, "f")
    if isinstance(read, yaml_document.Node):
        assert isinstance(counted, yaml_document.Node)
        assert list(yaml_document.places(read)) == list(yaml_document.places(counted))
    else:
        assert read == counted
