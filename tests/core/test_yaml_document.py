"""YAML with a place for every value."""

import pytest

from postil.core import yaml_document
from postil.core.annotation_file import as_id, parse_annotations
from postil.core.contributors import parse_contributors
from postil.core.diagnostics import Code, Diagnostic
from postil.core.front_matter import parse_transcript, split
from postil.core.model import Place


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
        ("a: 'open", Code.YAML_SYNTAX, (1, 9)),
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
    ],
)
def test_refused(text, code, place):
    found = yaml_document.compose(text, "f")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.line, found.column) == (code, *place)


@pytest.mark.parametrize(
    "text", ["a: R & D", "a: x! y", "a: |\n  " + "[x] " * 250, "a: '*x'", "a: '&x y'"]
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
