"""`postil check --fix`: what has one right answer, shown as a difference before it is written."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postil.core.annotation_file import Vocabulary, parse_annotations
from postil.core.splicing import SplicingError
from postil.fixing import date_of, fixed, fixed_transcript

FAULTS = """\
# Notes by several hands.
annotations:
  - id: Six Men   # from the court list
    taget:
      paragraph: P2
      qoute: six men on the gates
    kind: corection
    note: |
      The court list names *eight*.
    sources:
      - {titel: A list, accesed: 23.11.2026}
    autor: editors
    date: 23 November 2026
    status: publishd

  - id: leave
    target: {paragraph: 3}
    note: "Nobody refused."
    date: 2026/11/3
"""
MENDED = """\
# Notes by several hands.
annotations:
  - id: six-men   # from the court list
    target:
      paragraph: p2
      quote: six men on the gates
    kind: correction
    note: |
      The court list names *eight*.
    sources:
      - {title: A list, accessed: 2026-11-23}
    author: editors
    date: 2026-11-23
    status: published

  - id: leave
    target: {paragraph: p3}
    note: "Nobody refused."
    date: 2026-11-03
"""


def mended(text):
    return fixed(text, Vocabulary())


def test_a_key_is_left_alone_where_its_value_would_be_refused_by_the_right_one():
    text = "annotations:\n  - id: six\n    target: {paragraph: p2}\n    note: A.\n"
    assert mended(f"{text}    source: Decree of 1993\n") == f"{text}    source: Decree of 1993\n"
    a_list = "    source:\n      - title: Decree of 1993\n"
    assert mended(text + a_list) == text + a_list.replace("source", "sources")


def test_everything_that_has_one_right_answer_is_mended_and_nothing_else():
    assert mended(FAULTS) == MENDED
    assert parse_annotations(MENDED, "f").diagnostics == ()


def test_printed_quotation_marks_are_taken_away_where_nothing_else_can_be_meant():
    printed = MENDED.replace("six-men ", "“six-men” ").replace(
        "{paragraph: p3}", "{paragraph: ‘p3’}"
    )
    printed = printed.replace("2026-11-03", "„2026-11-03“").replace("kind: ", "“kind”: “") + "\n"
    printed = printed.replace("correction\n", "correction”\n")
    assert mended(printed) == MENDED + "\n"
    quoted = MENDED.replace("quote: six men on the gates", "quote: “six men on the gates”")
    assert mended(quoted) == quoted, "the text may have them"


def test_line_ends_of_windows_stay():
    assert mended(FAULTS.replace("\n", "\r\n")) == MENDED.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "line",
    [
        "kind: interesting",
        "kind: sorce of all",
        "colour: red",
        "date: 05/06/2026",
        "date: yesterday",
        "date: 31.02.2026",
        "date: 2026/13/01",
        "date: Easter 1974, or May 1974",
        "status: gone",
        "note2: more",
        "sources: [{ttile2x: a}]",
    ],
)
def test_what_a_person_must_decide_is_left_alone(line):
    text = f"annotations:\n  - id: a\n    target: {{paragraph: p1}}\n    note: b\n    {line}\n"
    assert parse_annotations(text, "f").diagnostics != ()
    assert fixed(text, Vocabulary()) == text


@pytest.mark.parametrize("paragraph", ["first", "p1 and p2", "1.2", "p1-p2-p3", "p1-x"])
def test_a_paragraph_that_can_be_several_is_left_alone(paragraph):
    text = f"annotations:\n  - id: a\n    target: {{paragraph: {paragraph}}}\n    note: b\n"
    assert fixed(text, Vocabulary()) == text


def test_a_key_that_is_there_already_is_not_made_twice():
    text = "annotations:\n  - id: a\n    target: {paragraph: p1, qoute: x, quote: y}\n    note: b\n"
    assert fixed(text, Vocabulary()) == text


def test_an_id_that_would_be_that_of_another_note_is_left_alone():
    entry = "  - id: {}\n    target: {{paragraph: p1}}\n    note: b\n"
    text = "annotations:\n" + entry.format("Six Men") + entry.format("six-men")
    assert fixed(text, Vocabulary()) == text
    text = "annotations:\n" + entry.format("Six Men") + entry.format("SIX men")
    assert fixed(text, Vocabulary()) == text.replace("Six Men", "six-men")


def test_what_is_no_yaml_or_holds_nothing_is_left_alone():
    for text in ("", "annotations: [", "a: &b c", "- a"):
        assert fixed(text, Vocabulary()) == text


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("23.11.2026", "2026-11-23"),
        ("23 Nov 2026", "2026-11-23"),
        ("November 23rd, 2026", "2026-11-23"),
        ("November 2026", "2026-11"),
        ("2026.11.3", "2026-11-03"),
        ("2026-11-23T10:00:00Z", "2026-11-23"),
        ("25/06/2008", "2008-06-25"),
        ("1974–1976", "1974/1976"),
        ("05/06/2008", ""),
        ("c. 1974", ""),
    ],
)
def test_dates_that_can_mean_one_day_only(typed, iso):
    assert date_of(typed) == iso


@given(
    st.dictionaries(
        st.sampled_from(["id", "kind", "date", "qoute", "autor", "x"]), st.text(max_size=9)
    )
)
def test_mending_never_makes_a_file_worse(values):
    entry = {"id": "a", "target": {"paragraph": "p1"}, "note": "b", **values}
    text = yaml.safe_dump({"annotations": [entry]}, allow_unicode=True)
    try:
        new = fixed(text, Vocabulary())
    except SplicingError:
        return
    before, after = (len(parse_annotations(t, "f").diagnostics) for t in (text, new))
    assert after <= before
    assert fixed(new, Vocabulary()) == new


# The command


@pytest.fixture
def faulty(publication):
    root = publication()
    (root / "annotations/marsh.yml").write_text(FAULTS.replace("taget", "target"), newline="")
    return root


def test_fix_shows_the_change_and_makes_none(faulty, postil, contents):
    before = contents(faulty)
    result = postil(faulty, "check", "--fix")
    assert result.exit_code == 1
    assert result.output.startswith("--- annotations/marsh.yml\n+++ annotations/marsh.yml\n@@ ")
    assert "-      qoute: six men on the gates\n" in result.output
    assert "+      quote: six men on the gates\n" in result.output
    assert contents(faulty) == before


def test_what_is_written_is_what_was_shown(faulty, postil):
    path = faulty / "annotations/marsh.yml"
    old = path.read_text()
    shown = postil(faulty, "check", "--fix").output
    result = postil(faulty, "check", "--fix", "--write")
    assert "annotations/marsh.yml: mended\n" in result.stderr
    lines = [line for line in shown.splitlines() if re.match(r"[-+](?![-+])", line)]
    removed = [line[1:] for line in lines if line[0] == "-"]
    added = [line[1:] for line in lines if line[0] == "+"]
    assert [line for line in old.splitlines() if line in removed] == removed
    assert [line for line in path.read_text().splitlines() if line in added] == added
    assert postil(faulty, "check", "--fix", "--write").stdout == ""
    assert path.read_text() == MENDED
    assert postil(faulty, "check").stdout == ""


def test_what_is_left_is_reported(faulty, postil):
    path = faulty / "annotations/marsh.yml"
    path.write_text(path.read_text().replace("six men on", "six men at"))
    result = postil(faulty, "check", "--fix", "--write")
    assert result.exit_code == 1
    assert "[quote-lost]" in result.stdout
    assert "unknown-key" not in result.stdout


def test_only_what_was_asked_for_is_mended(faulty, postil):
    (faulty / "annotations/marsh").mkdir()
    (faulty / "annotations/marsh/b.yml").write_text(
        "annotations:\n- {id: B, target: {paragraph: p1}, note: c}\n"
    )
    result = postil(faulty, "check", "--fix", "annotations/marsh/b.yml")
    assert "annotations/marsh/b.yml" in result.output
    assert "annotations/marsh.yml" not in result.output


def test_nothing_to_mend_is_an_ordinary_check(publication, postil):
    result = postil(publication(), "check", "--fix")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_write_alone_is_refused_with_2(publication, postil):
    assert postil(publication(), "check", "--write").exit_code == 2


def test_the_byte_order_mark_and_a_link_stay(faulty, postil):
    real = faulty / "marsh-notes.yml"
    path = faulty / "annotations/marsh.yml"
    real.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    path.unlink()
    path.symlink_to(real)
    postil(faulty, "check", "--fix", "--write")
    assert path.is_symlink()
    assert real.read_bytes().startswith(b"\xef\xbb\xbf# Notes")
    assert b"quote: six men" in real.read_bytes()


def test_a_link_out_of_the_publication_is_neither_shown_nor_written(faulty, postil, tmp_path):
    outside = tmp_path / "outside.yml"
    outside.write_text(FAULTS)
    path = faulty / "annotations/marsh.yml"
    path.unlink()
    path.symlink_to(outside)
    result = postil(faulty, "check", "--fix", "--write")
    assert "[file-outside]" in result.output
    assert outside.read_text() == FAULTS


def test_a_difference_holds_nothing_that_a_terminal_obeys(publication, postil):
    root = publication()
    (root / "annotations/ma\x1b[31mrsh\u202e.yml").write_text(
        'annotations:\n- {id: "A\u202e b", target: {paragraph: p1}, note: "\u009b31m"}\n'
    )
    result = postil(root, "check", "--fix")
    assert not set("\x1b\u202e\u009b") & set(result.output)


def test_a_file_that_cannot_be_written_is_said(faulty, postil, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = postil(faulty, "check", "--fix", "--write")
    assert result.exit_code == 1
    assert "no space left on device" in result.stderr
    assert "qoute" in (faulty / "annotations/marsh.yml").read_text()


# Heads of transcripts

HEAD = """\
---
titel: Ada Marsh   # of the upper lock
type: Interview
record: verbatm
date: 11 May 1974
people: [{id: marsh, nmae: Ada Marsh, role: narator}]
source: {title: Tape 4, acessed: 23.11.2026}
rights: {licence: CC0-1.0, embargo_until: 05/06/2026}
tags: [locks]
---

**Ada Marsh:** titel: The date: 11 May 1974 stays as it was said.
{ #p1 }
"""


def test_the_head_of_a_transcript_is_mended_and_its_text_is_not(publication, postil):
    root = publication("annotations/marsh.yml:\n| annotations: []")
    path = root / "docs/transcripts/marsh.md"
    path.write_text(HEAD)
    shown = postil(root, "check", "--fix")
    assert "\n-titel: Ada Marsh   # of the upper lock\n" in shown.output
    assert "\n+title: Ada Marsh   # of the upper lock\n" in shown.output
    assert path.read_text() == HEAD
    result = postil(root, "check", "--fix", "--write")
    assert "docs/transcripts/marsh.md: mended\n" in result.stderr
    slips = {"titel:": "title:", "Interview": "interview", "verbatm": "verbatim"}
    slips |= {"date: 11 May 1974": "date: 1974-05-11", "nmae": "name", "narator": "narrator"}
    slips |= {"acessed: 23.11.2026": "accessed: 2026-11-23", "licence": "license"}
    mended = HEAD
    for slip, right in slips.items():
        mended = mended.replace(slip, right, 1)
    assert path.read_text() == mended
    assert re.findall(r"\[([a-z-]+)\]$", result.stdout, re.MULTILINE) == ["invalid-date"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No head.\n",
        "---\n---\n\nText.\n",
        "---\ntitle: [\n---\n\nText.\n",
        HEAD.partition("tags")[0],
    ],
)
def test_a_head_that_cannot_be_read_is_left_alone(text):
    assert fixed_transcript(text) == text


def test_the_line_ends_of_a_head_stay():
    windows = HEAD.replace("\n", "\r\n")
    assert fixed_transcript(windows) == fixed_transcript(HEAD).replace("\n", "\r\n")


def test_paragraphs_of_an_edit_are_no_id_to_be_mended():
    text = HEAD.replace("tags: [locks]", "edits: [{date: 2026, what: A, paragraphs: 'p8, p9'}]")
    assert "paragraphs: 'p8, p9'" in fixed_transcript(text)
