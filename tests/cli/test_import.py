"""`postil import` as a command: what it writes where, and what it refuses."""

import os

import pytest

RAW = """\
Interview with Ada Marsh
11 May 1974

QUILL: Who was on the gates?

MARSH: Six men. They were very polite.

They asked leave first.
"""


@pytest.fixture
def raw(publication):
    """A publication with a raw transcript beside it; its folder."""
    root = publication()
    (root / "raw").mkdir()
    (root / "raw/Ada Marsh 1974.txt").write_text(RAW, encoding="utf-8")
    return root


SOURCE = "raw/Ada Marsh 1974.txt"
OUT = "docs/transcripts/ada-marsh-1974.md"


def test_the_file_goes_below_the_transcripts_by_its_own_name(raw, postil):
    result = postil(raw, "import", SOURCE)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"wrote {OUT}" in result.stderr
    text = (raw / OUT).read_text(encoding="utf-8")
    assert text.startswith("---\n")
    assert "Six men. They were very polite." in text
    assert "{ #p1 }" in text


def test_what_was_written_has_numbers_and_a_head_for_check(raw, postil):
    postil(raw, "import", SOURCE)
    (raw / "annotations/marsh.yml").unlink()
    said = postil(raw, "check", OUT).output
    assert "[paragraph-unnumbered]" not in said
    assert "[unknown-speaker]" not in said
    assert "[front-matter-missing]" not in said
    assert "[yaml-syntax]" not in said
    assert postil(raw, "number", OUT).output == ""


def test_a_note_can_stand_on_what_was_imported(raw, postil):
    postil(raw, "import", SOURCE)
    words = ["new", "ada-marsh-1974", "p2-p9", "--quote", "Six men"]
    numbers = [line[4:-2] for line in (raw / OUT).read_text().splitlines() if line[:4] == "{ #p"]
    words[2] = f"p1-p{numbers[-1].lstrip('p')}"
    assert postil(raw, *words).exit_code == 0


@pytest.mark.parametrize("to", ["new/folder/marsh.md", "marsh.txt"])
def test_out_is_written_where_it_is_said(raw, postil, to):
    result = postil(raw, "import", SOURCE, "-o", to)
    assert result.exit_code == 0
    assert f"wrote {to}" in result.stderr
    assert "Six men." in (raw / to).read_text(encoding="utf-8")
    assert not (raw / OUT).exists()


def test_a_hyphen_prints_the_same_text_and_writes_nothing(raw, postil, contents):
    before = contents(raw)
    result = postil(raw, "import", SOURCE, "-o", "-")
    assert result.exit_code == 0
    assert contents(raw) == before
    postil(raw, "import", SOURCE)
    assert result.stdout == (raw / OUT).read_text(encoding="utf-8")


def test_the_same_file_gives_the_same_bytes(raw, postil):
    first = postil(raw, "import", SOURCE, "-o", "-").stdout
    assert postil(raw, "import", SOURCE, "-o", "-").stdout == first
    postil(raw, "import", SOURCE)
    once = (raw / OUT).read_bytes()
    postil(raw, "import", SOURCE, "--force")
    assert (raw / OUT).read_bytes() == once


def test_another_folder_gets_the_file_when_named(raw, postil, tmp_path):
    result = postil(tmp_path, "import", f"pub/{SOURCE}", "-C", "pub")
    assert result.exit_code == 0
    assert (raw / OUT).is_file()


# Refusals


def test_a_file_that_is_there_is_not_replaced(raw, postil, contents):
    postil(raw, "import", SOURCE)
    (raw / OUT).write_text("Corrected by hand.")
    before = contents(raw)
    result = postil(raw, "import", SOURCE)
    assert result.exit_code == 1
    assert f"{OUT} exists; --force replaces it" in result.stderr
    assert contents(raw) == before


def test_force_replaces_it(raw, postil):
    (raw / OUT).write_text("Corrected by hand.")
    assert postil(raw, "import", SOURCE, "--force").exit_code == 0
    assert "Six men." in (raw / OUT).read_text(encoding="utf-8")


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_is_not_written_to_as_a_file(raw, postil, contents, force):
    before = contents(raw)
    result = postil(raw, "import", SOURCE, "-o", "docs", *force)
    assert result.exit_code == 1
    assert "docs is a folder; name the file to write" in result.stderr
    assert contents(raw) == before


def refused(postil, root, name):
    before = sorted(root.rglob("*"))
    result = postil(root, "import", name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert sorted(root.rglob("*")) == before
    return result.stderr


def test_a_file_that_is_missing_is_said(raw, postil):
    assert "raw/nothing.txt: no such file or directory" in refused(postil, raw, "raw/nothing.txt")


def test_a_folder_in_place_of_the_file_is_said(raw, postil):
    assert "raw: is a directory" in refused(postil, raw, "raw")


def test_a_file_that_may_not_be_read_is_said(raw, postil, monkeypatch):
    def forbidden(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", forbidden)
    assert f"{SOURCE}: permission denied" in refused(postil, raw, SOURCE)


def test_a_file_without_words_is_said(raw, postil):
    for content in (b"", b"\n \n\t\n", b"\xef\xbb\xbf"):
        (raw / "raw/empty.txt").write_bytes(content)
        assert "[file-empty]" in refused(postil, raw, "raw/empty.txt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a zipped document"),
        (b"{\\rtf1 Six men.}", "a rich-text document"),
        (
            b"\xef\xbb\xbf\r\n1\r\n00:00:01,000 --> 00:00:03,500\r\nSix men.\r\n",
            "subtitles (SubRip)",
        ),
        (b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>Six men.\n", "subtitles (WebVTT)"),
        (b"<!doctype html>\n<title>Six men</title>\n", "a web page (HTML)"),
        (bytes(range(256)) * 20, "not text"),
    ],
)
def test_a_file_that_is_no_text_is_said(raw, postil, content, said):
    (raw / "raw/scan.txt").write_bytes(content)
    message = refused(postil, raw, "raw/scan.txt")
    assert said in message
    assert "help: " in message


def test_a_file_larger_than_any_transcript_is_said(raw, postil):
    os.truncate(raw / SOURCE, 9 << 20)
    assert "larger than 8 MB" in refused(postil, raw, SOURCE)


def test_a_file_is_needed(raw, postil):
    assert postil(raw, "import").exit_code == 2


# What was uncertain


def test_a_guess_is_said_with_its_line_and_the_file_is_written(raw, postil):
    (raw / SOURCE).write_bytes(RAW.replace("polite", "polité").encode("cp1252"))
    result = postil(raw, "import", SOURCE)
    assert result.exit_code == 0
    assert f"{SOURCE}:6:" in result.stderr
    assert "it was read as Windows-1252 [import-encoding]" in result.stderr
    assert "help: " in result.stderr
    assert "very polité." in (raw / OUT).read_text(encoding="utf-8")


def test_what_a_terminal_would_obey_is_shown_harmless(raw, postil):
    (raw / SOURCE).write_text(f"A\x1b[31mda\x1b]0;x\x07: One.\n\n{RAW}", encoding="utf-8")
    result = postil(raw, "import", SOURCE)
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr
