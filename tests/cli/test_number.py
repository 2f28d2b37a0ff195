"""`postil number`: ids for paragraphs that have none, and not a byte changed besides."""

import os
from pathlib import Path

import pytest

from postil import writing

HEAD = """\
---
title: Ada Marsh
type: interview
record: verbatim
date: 1974-05-11
people: [{id: marsh, name: Ada Marsh}]
source: {title: Tape 4}
rights: {license: CC0-1.0}
---
"""


@pytest.fixture
def number(publication, postil):
    """Return a function: a transcript's text, numbered with --write."""

    def run(body, *, head=HEAD, notes="annotations: []\n", files=None):
        root = publication()
        path = root / "docs/transcripts/marsh.md"
        path.write_text(head + body, encoding="utf-8", newline="")
        (root / "annotations/marsh.yml").write_text(notes, encoding="utf-8")
        for name, text in (files or {}).items():
            (root / name).write_text(text, encoding="utf-8")
        result = postil(root, "number", "--write")
        assert result.exit_code == 0, result.output
        text = path.read_bytes().decode("utf-8")
        assert text.startswith(head)
        assert postil(root, "check").stdout == ""
        return text.removeprefix(head)

    return run


def test_a_text_without_ids_is_numbered_from_1(number):
    assert number("\n**Ada Marsh:** One.\n\nTwo,\ntwo.\n\n## Later\n\nThree.\n") == (
        "\n**Ada Marsh:** One.\n{ #p1 }\n\nTwo,\ntwo.\n{ #p2 }\n\n## Later\n\nThree.\n{ #p3 }\n"
    )


def test_paragraphs_between_get_letters_and_those_at_the_end_the_next_numbers(number):
    assert number("Zero.\n\nOne.\n{ #p1 }\n\nNew.\n\nNew.\n\nTwo.\n{ #p2 }\n\nEnd.\n\nEnd.\n") == (
        "Zero.\n{ #p0a }\n\nOne.\n{ #p1 }\n\nNew.\n{ #p1a }\n\nNew.\n{ #p1b }\n\nTwo.\n{ #p2 }\n\n"
        "End.\n{ #p3 }\n\nEnd.\n{ #p4 }\n"
    )


def test_a_paragraph_gets_back_the_id_that_it_had_where_the_text_was_kept(publication, postil):
    root = publication()
    path, kept = root / "docs/transcripts/marsh.md", root / "annotations/.snapshots/marsh.txt"
    kept.parent.mkdir()
    kept.write_text("p1\tOne.\np2\tTwo of them.\np3\tThree.\np4\tThe gates were shut.\np5\tFive.\n")
    body = "One.\n{ #p1 }\n\nTwo of us.\n\nThree.\n{ #p3 }\n\nA sermon.\n\nFive.\n{ #p5 }\n"
    path.write_text(HEAD + body)
    postil(root, "number", "--write")
    expected = body.replace("us.\n", "us.\n{ #p2 }\n").replace("on.\n", "on.\n{ #p3a }\n")
    assert path.read_text() == HEAD + expected


def test_a_letter_that_is_taken_is_passed_over(number):
    assert number("One.\n{ #p1 }\n\nNew.\n\nA.\n{ #p1a }\n\nNew.\n\nTwo.\n{ #p2 }\n") == (
        "One.\n{ #p1 }\n\nNew.\n{ #p1b }\n\nA.\n{ #p1a }\n\nNew.\n{ #p1c }\n\nTwo.\n{ #p2 }\n"
    )


def test_after_z_comes_za(number):
    body = "One.\n{ #p1 }\n\n" + "New.\n\n" * 28 + "Two.\n{ #p2 }\n"
    ids = [line for line in number(body).splitlines() if line.startswith("{")]
    assert ids[25:29] == ["{ #p1y }", "{ #p1z }", "{ #p1za }", "{ #p1zb }"]


def test_an_id_that_a_note_still_names_is_not_used_again(publication, postil):
    root = publication(
        """
        annotations/marsh.yml:
        | annotations:
        |   - {id: gone, target: {paragraph: p4}, note: Its paragraph was deleted.}
        |   - {id: range, target: {paragraph: p2-p6}, note: So was the end of this range.}
        """
    )
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\nNew.\n")
    assert postil(root, "number", "--write").exit_code == 0
    assert path.read_text().endswith("\nNew.\n{ #p7 }\n")


def test_an_id_with_a_letter_that_a_note_still_names_is_not_used_again(publication, postil):
    root = publication(
        "annotations/marsh.yml:\n| annotations: [{id: a, target: {paragraph: p1a}, note: Deleted.}]"
    )
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("{ #p1 }\n", "{ #p1 }\n\nNew.\n"))
    postil(root, "number", "--write")
    assert "New.\n{ #p1b }\n" in path.read_text()


def test_paragraphs_in_lists_and_quotations_keep_their_margin(number):
    body = (
        "One.\n\n> Sung,\n> and again.\n>\n> Twice.\n\n- item\n\n"
        "- item\n\n    more\n\n1.  first\n\n    second\n"
    )
    assert number(body) == (
        "One.\n{ #p1 }\n\n> Sung,\n> and again.\n> { #p2 }\n>\n> Twice.\n> { #p3 }\n\n"
        "- item\n{ #p4 }\n\n- item\n{ #p5 }\n\n    more\n    { #p6 }\n\n"
        "1.  first\n{ #p7 }\n\n    second\n    { #p8 }\n"
    )


def test_headings_rules_code_and_html_get_no_ids(number):
    body = "# Title\n\nOne.\n\n* * *\n\n    code\n\n<div>raw</div>\n\n<!-- remark -->\n\nTwo.\n"
    assert number(body) == body.replace("One.\n", "One.\n{ #p1 }\n").replace(
        "Two.\n", "Two.\n{ #p2 }\n"
    )


def test_windows_line_ends_and_a_byte_order_mark_stay(publication, postil):
    root = publication("annotations/marsh.yml:\n| annotations: []")
    path = root / "docs/transcripts/marsh.md"
    text = f"{HEAD}\nOne.\n{{ #p1 }}\n\nTwo,\ntwo.\n\nThree.\n".replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert postil(root, "number", "--write").exit_code == 0
    expected = text.replace("two.\r\n", "two.\r\n{ #p2 }\r\n")
    expected = expected.replace("Three.\r\n", "Three.\r\n{ #p3 }\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.encode()
    assert postil(root, "check").stdout == ""


def test_below_a_heading_of_windows_the_paragraph_is_named_and_numbered(publication, postil):
    root = publication("annotations/marsh.yml:\n| annotations: []")
    path = root / "docs/transcripts/marsh.md"
    text = f"{HEAD}\n## The gates\n\nOne.\n{{ #p1 }}\n\nTwo.\n\nEnd.\n{{ #p2 }}\n"
    text = text.replace("\n", "\r\n")
    path.write_bytes(text.encode())
    assert "marsh.md:16:1: error: “Two.” has no id" in postil(root, "check").stdout
    assert postil(root, "number", "--write").exit_code == 0
    assert path.read_bytes() == text.replace("Two.\r\n", "Two.\r\n{ #p1a }\r\n").encode()


def test_a_last_line_without_an_end_gets_its_id_below(number):
    assert number("One.\n\nTwo.") == "One.\n{ #p1 }\n\nTwo.\n{ #p2 }"


def test_the_sites_own_extensions_decide_what_a_paragraph_is(number):
    settings = "site_name: Test\nplugins: [postil]\nmarkdown_extensions: [fenced_code]\n"
    body = "One.\n\n```\ncode\n\nmore code\n```\n\nTwo.\n"
    numbered = number(body, files={"mkdocs.yml": settings})
    assert numbered == "One.\n{ #p1 }\n\n```\ncode\n\nmore code\n```\n\nTwo.\n{ #p2 }\n"


def test_without_write_the_change_is_shown_and_no_file_touched(publication, postil, contents):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\nNew words.\n")
    before = contents(root)
    result = postil(root, "number")
    assert result.exit_code == 0
    assert contents(root) == before
    assert result.output == (
        "--- docs/transcripts/marsh.md\n"
        "+++ docs/transcripts/marsh.md\n"
        "@@ -20 +20,2 @@\n"
        " New words.\n"
        "+{ #p4 }\n"
    )


def test_a_change_at_the_end_of_a_file_without_a_last_line_end_is_shown(publication, postil):
    root = publication("annotations/marsh.yml:\n| annotations: []")
    (root / "docs/transcripts/marsh.md").write_bytes(f"{HEAD}One.\r\n\r\nTwo.".encode())
    assert postil(root, "number").output.splitlines()[2:] == [
        "@@ -10,3 +10,5 @@",
        " One.",
        "+{ #p1 }",
        " ",
        " Two.",
        "+{ #p2 }",
    ]


def test_a_numbered_text_is_passed_over_in_silence(publication, postil, contents):
    root = publication()
    before = contents(root)
    for words in (["number"], ["number", "--write"]):
        result = postil(root, *words)
        assert (result.output, result.exit_code) == ("", 0)
    assert contents(root) == before


def test_numbering_twice_changes_nothing_more(publication, postil, contents):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\nNew words.\n\n- a list\n\n- of two\n")
    assert postil(root, "number", "--write").output == "docs/transcripts/marsh.md: numbered\n"
    before = contents(root)
    result = postil(root, "number", "--write")
    assert (result.output, result.exit_code) == ("", 0)
    assert contents(root) == before


def test_only_the_paths_named_are_numbered(publication, postil):
    root = publication()
    for name in ("one.md", "two.md", "1974/three.md"):
        path = root / "docs/transcripts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{HEAD}\nWords.\n")
    said = postil(root, "number", "docs/transcripts/one.md", "docs/transcripts/1974").output
    assert "transcripts/one.md" in said
    assert "transcripts/1974/three.md" in said
    assert "transcripts/two.md" not in said


def test_a_path_that_is_not_there_is_refused_with_2(publication, postil):
    assert postil(publication(), "number", "docs/transcripts/queen.md").exit_code == 2


def test_another_folder_is_numbered_as_if_one_were_there(publication, postil, tmp_path):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\nNew words.\n")
    assert postil(tmp_path, "number", "-C", "pub", "--write").exit_code == 0
    assert path.read_text().endswith("{ #p4 }\n")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("One.\n\n{ #p1 }\n", "line 12: “{ #p1 }” numbers nothing where it stands"),
        ("{ #p1 }\nOne.\n\nTwo.\n", "line 11: “{ #p1 }” numbers nothing where it stands"),
        ("One. { #p1 }\n\nTwo.\n", "line 10: “{ #p1 }” numbers nothing where it stands"),
        ("One.\n\n{ #p1 }\nTwo.\n{ #p2 }\n", "line 13: “{ #p1 }” numbers nothing where it stands"),
        ("| a | b |\n|---|---|\n| One. | Two. |\n\n<p>Raw</p> Words after.\n", "Words after."),
    ],
)
def test_what_cannot_be_numbered_is_refused_with_1(publication, postil, contents, body, said):
    root = publication()
    (root / "docs/transcripts/marsh.md").write_text(HEAD + body)
    (root / "docs/transcripts/fine.md").write_text(HEAD + "One.\n")
    before = contents(root)
    result = postil(root, "number", "--write")
    assert result.exit_code == 1
    assert "docs/transcripts/marsh.md" in result.stderr
    assert said in result.stderr
    after = contents(root)
    assert after.pop("docs/transcripts/fine.md") != before.pop("docs/transcripts/fine.md")
    assert after == before


# Writing


def test_a_process_stopped_before_the_rename_leaves_the_old_file(
    publication, postil, contents, monkeypatch
):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\nNew words.\n")
    before = contents(root)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        writing.write_text(path, "Something else.", replace=True)
    assert contents(root) == before
    assert postil(root, "number", "--write").exit_code != 0
    assert contents(root) == before


def test_a_disk_that_is_full_leaves_the_old_file_and_says_so(
    publication, postil, contents, monkeypatch
):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\nNew words.\n")
    before = contents(root)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = postil(root, "number", "--write")
    assert result.exit_code == 1
    assert "docs/transcripts/marsh.md: error:" in result.stderr
    assert "No space left on device" in result.stderr
    assert contents(root) == before


def test_the_files_mode_and_neighbours_stay(publication, postil):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\nNew words.\n")
    path.chmod(0o640)
    neighbours = sorted(path.parent.iterdir())
    assert postil(root, "number", "--write").exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(path.parent.iterdir()) == neighbours


def test_a_link_to_a_transcript_stays_a_link(publication, postil):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    text = path.read_text() + "\nNew words.\n"
    (root / "kept.md").write_text(text)
    path.unlink()
    path.symlink_to("../../kept.md")
    assert postil(root, "number", "--write").exit_code == 0
    assert path.is_symlink()
    assert (root / "kept.md").read_text() == text + "{ #p4 }\n"


def test_a_link_that_leads_to_itself_is_refused_with_1_by_the_path_of_its_folder(
    publication, postil
):
    root = publication()
    (root / "docs/transcripts/quill.md").symlink_to("quill.md")
    result = postil(root, "number", "docs/transcripts")
    assert result.exit_code == 1
    assert "docs/transcripts/quill.md:1: error: not numbered: this is a link" in result.stderr


def test_an_id_that_was_meant_by_one_with_a_slip_is_given_to_no_other(publication, postil):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("#p3", "#P3") + "\nNew words.\n")
    postil(root, "number", "--write")
    assert path.read_text().endswith("{ #P3 }\n\nNew words.\n{ #p4 }\n")
    assert "help: Write `{ #p3 }` in its place." in postil(root, "check").output


def test_a_text_with_the_marks_of_a_merge_is_named_and_the_others_are_numbered(publication, postil):
    root = publication()
    path, other = (root / f"docs/transcripts/{name}.md" for name in ("marsh", "quill"))
    other.write_text(path.read_text() + "\nNew.\n")
    merged = path.read_text() + "\n<<<<<<< HEAD\nNew.\n=======\n>>>>>>> mine\n"
    path.write_text(merged)
    result = postil(root, "number", "--write")
    why = "not numbered: “<<<<<<< HEAD” is the mark of a merge that was not finished"
    assert result.exit_code == 1
    assert result.stderr == f"docs/transcripts/marsh.md:20: error: {why}\n"
    assert path.read_text() == merged
    assert other.read_text().endswith("New.\n{ #p4 }\n")
    assert postil(root, "number", other).exit_code == 0
