"""Text that would take hours to convert: the page shows it as typed, and everything else stands."""

import json

import pytest

from hosts.sites import words_of
from postil.rendering.numbering import NumberingError, number_paragraphs
from postil.rendering.settings import load_settings

BRACKETS = "![" * 100_000
UNCLOSED = "[a](" * 4_000
TRANSCRIPT = "docs/transcripts/marsh.md"


@pytest.fixture
def with_brackets(site):
    root = site()
    path = root / TRANSCRIPT
    odd = "<b onclick=alert(1)>bold</b> &amp; *so* \x02amp\x03\n{ #p4 }"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{BRACKETS}\n\n{odd}\n\n# No number", encoding="utf-8")
    return root


def test_a_transcript_is_shown_as_typed_with_its_notes_on_their_words(with_brackets, build):
    html = build(with_brackets).html()
    words = words_of(html)
    assert BRACKETS in words
    assert "<b onclick=alert(1)>bold</b>" in words
    assert "**Ada Marsh:** The committee put" in words
    assert "*so* amp" in words
    assert "# No number" in words
    assert "<b onclick" not in html
    assert html.count("<mark") == 1
    assert ">six men on the gates</mark>" in html
    assert 'id="p4"' in html
    assert "{ #p4 }" not in html


def test_it_is_one_warning_of_the_build(with_brackets, build):
    warnings = [line for line in build(with_brackets).warnings if "[markdown-too-costly]" in line]
    assert len(warnings) == 1
    assert f"{TRANSCRIPT}:11:1: error: not converted" in warnings[0]


def test_a_note_is_shown_as_typed_and_the_page_is_as_ever(site, build):
    root = site()
    note = f"First *line*.\n\n{UNCLOSED}\n\n<i onclick=alert(1)>Last</i>."
    entry = {"id": "odd", "target": {"paragraph": "p3"}, "note": note}
    (root / "annotations/marsh").mkdir()
    (root / "annotations/marsh/odd.yml").write_text(json.dumps({"annotations": [entry]}))
    built = build(root)
    words = words_of(built.html())
    assert "First *line*." in words
    assert UNCLOSED in words
    assert "<i onclick=alert(1)>Last</i>." in words
    assert "<i onclick" not in built.html()
    assert "The court list names eight men." in words
    assert [line.count("annotations/marsh/odd.yml:1:") for line in built.warnings] == [1]
    assert "First *line*." in words_of(built.html("notes.html"))


def test_it_is_not_numbered(with_brackets):
    text = (with_brackets / TRANSCRIPT).read_text(encoding="utf-8")
    with pytest.raises(NumberingError, match="too many brackets are opened"):
        number_paragraphs(text, load_settings(with_brackets).converter)
