"""The kept text while notes are lost: however often a command is run, no note moves twice."""

import os
import re
import signal
import subprocess
import sys

import pytest
from tests.cli.killed_process import KILLED

from postil.cli.kept_text import keep_text_of
from postil.rendering.settings import load_settings
from repositories import commit, git

NOTES = "annotations/geese.yml"
TEXT = "docs/transcripts/geese.md"
KEPT = "annotations/.snapshots/geese.txt"

GEESE = f"""
    {TEXT}:
    | ---
    | title: Ada Marsh
    | type: interview
    | record: verbatim
    | date: 1974-05-11
    | people: [{{id: marsh, name: Ada Marsh, role: narrator}}]
    | source: {{title: Tape, holder: Museum}}
    | rights: {{statement: "http://rightsstatements.org/vocab/CNE/1.0/", holder: unknown}}
    | ---
    |
    | The first strike came to the lock because the coal came to us.
    | {{ #p1 }}
    |
    | My father talked about the strike for the rest of his long life.
    | {{ #p2 }}
    |
    | Nobody opened the letter that the company sent during the strike.
    | {{ #p3 }}
    |
    | We had no tea until the strike was over and the kettle came back.
    | {{ #p4 }}
    |
    | This sentence about geese will be lost soon.
    | {{ #p5 }}
    {NOTES}:
    | annotations:
    |   - id: one
    |     target: {{paragraph: p1, quote: strike}}
    |     note: One.
    |   - id: two
    |     target: {{paragraph: p2, quote: strike}}
    |     note: Two.
    |   - id: three
    |     target: {{paragraph: p3, quote: strike}}
    |     note: Three.
    |   - id: geese
    |     target: {{paragraph: p5, quote: about geese}}
    |     note: Geese.
"""
GOOSE = "note\tgeese\tp5\tquote: about geese"


@pytest.fixture
def geese(publication):
    """A publication whose text was not kept yet."""
    return publication(GEESE)


@pytest.fixture
def kept(geese, postil):
    """The same with its text kept."""
    assert postil(geese, "reanchor", "--write").exit_code == 0
    return geese


def edit(root, old, new, name=TEXT):
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new))


def renumber(root):
    """Put a paragraph first, and count the others anew."""
    text = re.sub(r"#p(\d)", lambda found: f"#p{int(found[1]) + 1}", (root / TEXT).read_text())
    first = "A brand-new opening paragraph without anything of note.\n{ #p1 }\n\nThe first strike"
    (root / TEXT).write_text(text.replace("The first strike", first))


def lose_the_geese(root):
    gone = "Entirely other words stand in this place from now on."
    edit(root, "This sentence about geese will be lost soon.", gone)


def targets(root):
    text = (root / NOTES).read_text()
    return re.findall(r"paragraph: (\S+), quote: ([^}]+)}", text)


def kept_text(root):
    return (root / KEPT).read_text()


MOVED = [("p2", "strike"), ("p3", "strike"), ("p4", "strike"), ("p5", "about geese")]


def test_notes_move_once_however_often_they_are_written(kept, postil, contents):
    renumber(kept)
    lose_the_geese(kept)
    first = postil(kept, "reanchor", "--write")
    assert first.exit_code == 1
    assert "3 notes changed" in first.output
    assert targets(kept) == MOVED
    after = contents(kept)
    for _ in range(2):
        again = postil(kept, "reanchor", "--write")
        assert again.exit_code == 1
        assert "geese: lost: " in again.output
        assert not re.search("one:|two:|three:", again.output)
        assert contents(kept) == after
    found = postil(kept, "check").output
    assert "1 error\n" in found
    assert "about geese" in found


def test_the_note_that_is_lost_keeps_the_text_that_it_stood_on(kept, postil):
    old = kept_text(kept)
    renumber(kept)
    lose_the_geese(kept)
    postil(kept, "reanchor", "--write")
    ordinary, part = kept_text(kept).split(f"{GOOSE}\n")
    assert "p1\tA brand-new opening paragraph" in ordinary
    assert part.rpartition("sum\t")[0] == old.split("by hand.\n")[1]


def test_words_that_come_back_are_found_by_the_older_text(kept, postil):
    renumber(kept)
    lose_the_geese(kept)
    postil(kept, "reanchor", "--write")
    edit(kept, "Entirely other words stand", "This sentence about the geese stands")
    edit(kept, "in this place from now on", "will be lost soon")
    result = postil(kept, "reanchor", "--write")
    assert result.exit_code == 0, result.output
    assert targets(kept) == [*MOVED[:3], ("p6", "about the geese")]
    assert "note\t" not in kept_text(kept)


def test_two_notes_that_were_lost_at_two_times_have_a_text_each(kept, postil, contents):
    renumber(kept)
    lose_the_geese(kept)
    postil(kept, "reanchor", "--write")
    edit(kept, "Nobody opened the letter that the company sent during the strike.", "Silence.")
    assert postil(kept, "reanchor", "--write").exit_code == 1
    notes = [line for line in kept_text(kept).splitlines() if line.startswith("note\t")]
    assert notes == [GOOSE, "note\tthree\tp4\tquote: strike"]
    after = contents(kept)
    postil(kept, "reanchor", "--write")
    assert contents(kept) == after

    edit(kept, "{paragraph: p5, quote: about geese}", "{paragraph: p6, quote: other words}", NOTES)
    result = postil(kept, "reanchor", "--write")
    assert "geese: " not in result.output
    assert GOOSE not in kept_text(kept)
    edit(kept, "    note: Three.", "    note: Three.\n    status: withdrawn\n    reason: R.", NOTES)
    assert postil(kept, "reanchor", "--write").exit_code == 0
    ordinary = kept_text(kept)
    assert "note\t" not in ordinary
    (kept / KEPT).unlink()
    assert postil(kept, "reanchor", "--write").exit_code == 0
    assert kept_text(kept) == ordinary, "it depends on the text alone again"
    assert postil(kept, "check", "--strict").output == ""


def test_a_note_repaired_by_hand_is_looked_for_in_the_newest_text(kept, postil):
    renumber(kept)
    lose_the_geese(kept)
    postil(kept, "reanchor", "--write")
    edit(kept, "{paragraph: p5, quote: about geese}", "{paragraph: p5, quote: strike}", NOTES)
    assert postil(kept, "check").output == ""
    before = (kept / NOTES).read_bytes()
    assert postil(kept, "reanchor", "--write").exit_code == 0
    assert (kept / NOTES).read_bytes() == before
    assert "note\t" not in kept_text(kept)


def test_where_nothing_was_kept_the_lost_note_stays_lost(geese, postil, contents):
    lose_the_geese(geese)
    assert postil(geese, "reanchor", "--write").exit_code == 1
    assert "note\t" not in kept_text(geese)
    after = contents(geese)
    again = postil(geese, "reanchor", "--write")
    assert (again.exit_code, contents(geese)) == (1, after)
    assert "geese: lost: " in again.output
    renumber(geese)
    assert postil(geese, "reanchor", "--write").exit_code == 1
    assert targets(geese) == MOVED
    after = contents(geese)
    postil(geese, "reanchor", "--write")
    assert contents(geese) == after


def test_notes_below_the_confidence_keep_their_text(kept, postil):
    renumber(kept)
    for _ in range(2):
        assert postil(kept, "reanchor", "--write", "--confidence", "1").exit_code == 1
    assert kept_text(kept).count("note\t") == 4
    assert postil(kept, "reanchor", "--write").exit_code == 0
    assert targets(kept) == [*MOVED[:3], ("p6", "about geese")]


@pytest.mark.parametrize("answers", ["a\na\na\nq\n", "a\na\na\ns\n", "a\na\na\n"])
def test_what_was_decided_before_quitting_moves_no_more(kept, postil, contents, answers):
    renumber(kept)
    lose_the_geese(kept)
    assert postil(kept, "reanchor", "-i", input=answers).exit_code == 1
    assert targets(kept) == MOVED
    after = contents(kept)
    assert postil(kept, "reanchor", "--write").exit_code == 1
    assert contents(kept) == after


def test_a_note_kept_as_it_is_stands_from_then_on(kept, postil):
    renumber(kept)
    lose_the_geese(kept)
    assert postil(kept, "reanchor", "-i", input="a\nk\nq\n").exit_code == 1
    assert targets(kept) == [("p2", "strike"), ("p2", "strike"), *[("p3", "strike"), MOVED[3]]]
    shown = postil(kept, "reanchor").output
    assert "two: " not in shown
    assert "three: " in shown


def test_notes_that_cannot_be_read_keep_their_text_while_the_others_move(kept, postil, contents):
    renumber(kept)
    broken = kept / "annotations/geese/broken.yml"
    broken.parent.mkdir()
    broken.write_text("annotations: [{id: x, target: {paragraph: p4, quote: strike}}]\n")
    assert postil(kept, "reanchor", "--write").exit_code == 1
    after = contents(kept)
    assert postil(kept, "reanchor", "--write").exit_code == 1
    assert contents(kept) == after
    broken.write_text("annotations: [{id: x, target: {paragraph: p4, quote: strike}, note: X}]\n")
    assert postil(kept, "reanchor", "--write").exit_code == 0
    assert "paragraph: p5, quote: strike" in broken.read_text()
    assert targets(kept) == [*MOVED[:3], ("p6", "about geese")]
    assert "note\t" not in kept_text(kept)


CONFLICT = """<<<<<<< HEAD
p2\tMy father talked of the strike.
=======
p2\tMy father told us of the strike.
>>>>>>> theirs
"""


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        ("p1\tcut o", "1: the kept text cannot be read: the file breaks off in this line"),
        ("", "1: the kept text cannot be read: there is no paragraph where a text should be"),
        (CONFLICT, "1: the kept text cannot be read: “<<<<<<< HEAD” is the mark of a merge"),
    ],
)
@pytest.mark.parametrize("words", [[], ["--write"], ["-i"], ["--since", "HEAD", "--write"]])
def test_a_damaged_text_stays_and_so_do_the_notes(repository, postil, words, damaged, reason):
    edit(repository, "id: geese", "id: geese-seen-since", NOTES)
    (repository / KEPT).write_text(damaged)
    result = postil(repository, "reanchor", *words)
    assert (result.exit_code, result.stdout, kept_text(repository)) == (1, "", damaged)
    assert f"{KEPT}:{reason}" in result.stderr
    assert "the notes are left as they are. Take " in result.stderr


@pytest.fixture
def repository(kept):
    """The publication in a repository, all of it committed."""
    git(kept, "init", "--quiet", "--initial-branch=main")
    commit(kept, {})
    return kept


def test_a_revision_on_which_all_notes_stood_takes_the_place_of_a_damaged_text(repository, postil):
    target = "{paragraph: p1, quote: hens}"
    with (repository / NOTES).open("a") as file:
        file.write(f"  - {{id: x, target: {target}, note: X, status: withdrawn, reason: R}}\n")
    renumber(repository)
    (repository / KEPT).write_text(CONFLICT)
    result = postil(repository, "reanchor", "--since", "HEAD", "--write")
    assert result.exit_code == 0, result.output
    assert targets(repository)[:4] == [*MOVED[:3], ("p6", "about geese")]
    assert postil(repository, "check").output == ""


def test_a_damaged_text_stays_when_a_note_is_added(kept, postil):
    (kept / KEPT).write_text(CONFLICT)
    result = postil(kept, "new", "geese", "p1", "--note", "About the first paragraph.")
    assert result.exit_code == 0
    assert "the text was not kept: the one that was kept is damaged" in result.stderr
    assert kept_text(kept) == CONFLICT


def test_a_merge_is_finished_with_the_text_of_one_side(repository, postil):
    """Else a note on a whole paragraph would be taken to be about what was put in its place."""
    edit(repository, "{paragraph: p2, quote: strike}", "{paragraph: p2}", NOTES)
    postil(repository, "reanchor", "--write")
    sides = {"mine": "My father talked of", "theirs": "My father, for one, talked about"}
    commit(repository, {})
    for name, words in sides.items():
        git(repository, "checkout", "--quiet", "-b", name, "main")
        edit(repository, "My father talked about", words)
        assert postil(repository, "reanchor", "--write").exit_code == 0
        commit(repository, {})
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "mine")
    text = (repository / TEXT).read_text()
    conflict = text[text.index("<<<<<<<") : text.index("{ #p2 }")]
    edit(repository, conflict, "Were you frightened of the company in those years?\n")
    checked = postil(repository, "check")
    assert checked.exit_code == 1
    assert f"{KEPT}:4:1: error: “<<<<<<< HEAD” is the mark of a merge" in checked.output
    assert "help: Take this file whole from one side of the merge" in checked.output
    git(repository, "checkout", "--ours", KEPT)
    result = postil(repository, "reanchor", "--write")
    assert result.exit_code == 1
    assert "two: lost: put in other words" in result.output


def test_a_text_is_read_that_has_grown_with_the_notes_that_are_lost(kept, postil):
    words = "word " * 200_000
    older = "".join(f"p{number}\t{number} {words}\n" for number in range(1, 11))
    text = f"{kept_text(kept)}note\tgone\tp1\n{older}"
    assert len(text) > 8 << 20
    (kept / KEPT).write_text(text)
    assert postil(kept, "check").output == ""
    assert postil(kept, "reanchor", "--write").exit_code == 0
    assert len(kept_text(kept)) < 1000


@pytest.mark.parametrize("words", ["--write", "-i"])
def test_a_text_that_could_not_be_read_again_is_not_kept(
    kept, postil, contents, monkeypatch, words
):
    renumber(kept)
    lose_the_geese(kept)
    before = contents(kept)
    monkeypatch.setattr("postil.cli.kept_text.MAX_KEPT_BYTES", 900)
    result = postil(kept, "reanchor", words, input="a\nq\n")
    assert (result.exit_code, contents(kept)) == (1, before)
    reason = "it would have 0 MB, and at most 0 are read: decide about the notes that are lost"
    assert f"{NOTES}: not changed: the text cannot be kept: {reason}" in result.stderr
    edit(kept, "about geese", "from now on", NOTES)
    monkeypatch.setattr("postil.cli.kept_text.MAX_KEPT_BYTES", 100)
    (kept / KEPT).unlink()
    result = postil(kept, "reanchor", "--write")
    assert result.exit_code == 1
    assert "the text is not kept: it would have 0 MB, and at most 0 are read\n" in result.stderr


def kill(root, calls, *words, answers=""):
    command = [sys.executable, "-c", KILLED, str(calls), *words]
    said = answers.encode()
    done = subprocess.run(command, cwd=root, input=said, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("calls", range(6))
def test_a_process_killed_at_any_moment_moves_no_note_twice(kept, postil, calls):
    renumber(kept)
    lose_the_geese(kept)
    kill(kept, calls, "reanchor", "--write")
    assert postil(kept, "reanchor", "--write").exit_code == 1
    assert targets(kept) == MOVED


@pytest.mark.parametrize(
    ("words", "calls"),
    [*(("--write", calls) for calls in range(6)), *(("-i", calls) for calls in range(0, 18, 2))],
)
def test_nor_does_one_killed_while_a_note_cannot_be_read(kept, postil, contents, words, calls):
    renumber(kept)
    lose_the_geese(kept)
    broken = kept / "annotations/geese/broken.yml"
    broken.parent.mkdir()
    broken.write_text("annotations: [{id: x, target: {paragraf: p4, quote: strike}, note: X}]\n")
    kill(kept, calls, "reanchor", words, answers="a\na\na\nq\n")
    assert postil(kept, "reanchor", "--write").exit_code == 1
    assert targets(kept) == MOVED
    after = contents(kept)
    assert postil(kept, "reanchor", "--write").exit_code == 1
    assert contents(kept) == after
    edit(kept, "paragraf", "paragraph", "annotations/geese/broken.yml")
    assert "1 note changed" in postil(kept, "reanchor", "--write").output
    assert "paragraph: p5, quote: strike" in broken.read_text(), "it stood on the older text"
    assert targets(kept) == MOVED


def test_files_of_notes_that_cannot_be_read_are_reported(kept, postil):
    broken = kept / "annotations/geese/broken.yml"
    broken.parent.mkdir()
    broken.write_text("annotations: &all\n  - *all\n")
    checked = postil(kept, "check")
    for words in ([], ["--write"], [TEXT]):
        result = postil(kept, "reanchor", *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "annotations/geese/broken.yml:1:14: error: " in result.stderr
        assert checked.stdout in result.stderr
    other = postil(kept, "reanchor", "docs/transcripts/marsh.md")
    assert (other.output, other.exit_code) == ("", 0)
    renumber(kept)
    assert "4 notes changed" in postil(kept, "reanchor", "--write").output
    assert targets(kept) == [*MOVED[:3], ("p6", "about geese")]


@pytest.mark.parametrize("path", [KEPT, "annotations/.snapshots", NOTES, TEXT, "annotations", "."])
def test_a_kept_text_names_its_transcript_as_any_file_of_it_does(kept, postil, path):
    renumber(kept)
    assert "4 notes changed" in postil(kept, "reanchor", path, "--write").output


def test_a_path_that_names_no_transcript_is_called_so(kept, postil):
    renumber(kept)
    for path in ("mkdocs.yml", "docs/index.md"):
        (kept / path).touch()
        result = postil(kept, "reanchor", path)
        assert (result.exit_code, result.output) == (0, f"{path} belongs to no transcript\n")


def test_a_transcript_that_cannot_be_read_is_reported(kept, postil):
    (kept / TEXT).write_bytes(b"\xff")
    result = postil(kept, "reanchor")
    assert result.exit_code == 1
    assert f"{TEXT}:1:1: error: the byte 0xFF is not UTF-8 [not-utf8]" in result.stderr


def test_a_transcript_without_paragraphs_is_not_kept(kept, postil):
    before = kept_text(kept)
    text = (kept / TEXT).read_text()
    (kept / TEXT).write_text(text[: text.index("The first strike")])
    result = postil(kept, "reanchor", "--write")
    assert result.exit_code == 1
    assert "the text is not kept: it has no numbered paragraph" in result.stderr
    assert kept_text(kept) == before


def test_a_text_that_cannot_be_written_is_said_with_the_reason_alone(kept, postil, monkeypatch):
    edit(kept, "My father talked", "My father often talked")

    def full(*_):
        raise OSError(27, "File too large")

    monkeypatch.setattr(os, "fsync", full)
    result = postil(kept, "reanchor", "--write")
    assert result.exit_code == 1
    assert result.stderr == f"{TEXT}: the text is not kept: File too large\n"


def test_a_build_beside_a_lost_note_puts_the_others_where_they_stand(kept, postil, build):
    renumber(kept)
    lose_the_geese(kept)
    postil(kept, "reanchor", "--write")
    built = build(kept)
    html = built.html("transcripts/geese.html")
    for identifier, paragraph in (("one", "p2"), ("two", "p3"), ("three", "p4")):
        mark = html.index(f'aria-details="note-{identifier}"')
        assert html.rindex('id="p', 0, mark) == html.index(f'id="{paragraph}"')
    [warning] = built.warnings
    assert "about geese" in warning


def test_it_is_said_when_asking_that_the_text_cannot_be_kept(geese, postil):
    broken = geese / "annotations/geese/broken.yml"
    broken.parent.mkdir()
    broken.write_text("annotations: [{id: x, target: {paragraph: p4, quote: strike}}]\n")
    result = postil(geese, "reanchor", "-i")
    assert result.exit_code == 1
    assert "the text is not kept: some of its notes cannot be read" in result.stderr
    assert not (geese / KEPT).exists()


def rename(root, name="1974"):
    """Give the transcript and its notes another name, and leave the kept text behind."""
    (root / TEXT).rename(root / f"docs/transcripts/{name}.md")
    (root / NOTES).rename(root / f"annotations/{name}.yml")


LEFT_BEHIND = (
    "the text of docs/transcripts/1974.md is not kept, but annotations/.snapshots/geese.txt"
    " belongs to no transcript"
)


@pytest.mark.parametrize("words", [[], ["--write"], ["-i"]])
def test_a_text_left_behind_is_named_before_anything_is_done(kept, postil, contents, words):
    renumber(kept)
    rename(kept)
    before = contents(kept)
    result = postil(kept, "reanchor", *words)
    assert (result.exit_code, result.stdout, contents(kept)) == (1, "", before)
    assert result.stderr == (
        f"{LEFT_BEHIND}, so the notes are left as they are. If that is this text under its old"
        " name, rename it to annotations/.snapshots/1974.txt. If not, delete it.\n"
    )


def test_a_text_that_was_taken_along_finds_the_notes(kept, postil):
    renumber(kept)
    rename(kept)
    assert f"{LEFT_BEHIND} [snapshot-missing]" in postil(kept, "check").output
    (kept / KEPT).rename(kept / "annotations/.snapshots/1974.txt")
    assert postil(kept, "reanchor", "--write").exit_code == 0
    text = (kept / "annotations/1974.yml").read_text()
    assert re.findall(r"paragraph: (\S+),", text) == ["p2", "p3", "p4", "p6"]
    assert postil(kept, "check").output == ""


def test_a_revision_finds_the_notes_of_which_the_text_was_left_behind(repository, postil):
    renumber(repository)
    git(repository, "mv", TEXT, "docs/transcripts/1974.md")
    git(repository, "mv", NOTES, "annotations/1974.yml")
    result = postil(repository, "reanchor", "--since", "HEAD", "--write")
    assert result.exit_code == 0, result.output
    text = (repository / "annotations/1974.yml").read_text()
    assert re.findall(r"paragraph: (\S+),", text) == ["p2", "p3", "p4", "p6"]
    assert postil(repository, "check").output == ""


def test_a_note_that_the_revision_does_not_have_waits_for_the_text_left_behind(repository, postil):
    renumber(repository)
    git(repository, "mv", TEXT, "docs/transcripts/1974.md")
    git(repository, "mv", NOTES, "annotations/1974.yml")
    edit(repository, "id: two", "id: written-since", "annotations/1974.yml")
    result = postil(repository, "reanchor", "--since", "HEAD", "--write")
    assert (result.exit_code, result.stdout) == (1, "")
    assert LEFT_BEHIND in result.stderr


def test_a_text_left_behind_that_was_deleted_is_no_more_waited_for(kept, postil):
    rename(kept)
    (kept / KEPT).unlink()
    assert postil(kept, "reanchor", "--write").exit_code == 0
    assert (kept / "annotations/.snapshots/1974.txt").is_file()


def test_a_new_note_is_not_kept_over_a_text_left_behind(kept):
    rename(kept)
    settings = load_settings(kept)
    assert not keep_text_of(settings, "transcripts/1974.md")
    (kept / KEPT).unlink()
    assert keep_text_of(settings, "transcripts/1974.md")


STRAY = "annotations/.snapshots/stray.txt"
UNLIKE = "p1\tAltogether different words.\n"


def named_as_left_behind(root, postil):
    """The kept texts that are named as one that a transcript may have left behind."""
    return re.findall(r"but annotations/.snapshots/(\S+) belongs", postil(root, "check").output)


def test_of_several_texts_left_behind_the_one_is_named_that_is_like_it(kept, postil):
    (kept / STRAY).write_text(UNLIKE)
    assert named_as_left_behind(kept, postil) == []
    rename(kept)
    assert named_as_left_behind(kept, postil) == ["geese.txt"]
    (kept / KEPT).write_text(UNLIKE)
    assert named_as_left_behind(kept, postil) == []
    (kept / STRAY).write_text("p1\tcut o")
    assert named_as_left_behind(kept, postil) == []


def test_the_text_of_a_transcript_that_cannot_be_read_is_not_left_behind(kept, postil):
    other = kept / "docs/transcripts/other.md"
    other.write_text((kept / TEXT).read_text())
    (kept / TEXT).write_bytes(b"\xff")
    (kept / "annotations/other.yml").write_bytes((kept / NOTES).read_bytes())
    assert named_as_left_behind(kept, postil) == []


@pytest.mark.parametrize(
    ("path", "is_reported"),
    [
        (TEXT, True),
        (NOTES, True),
        (KEPT, True),
        ("annotations/geese", True),
        ("annotations/geese/bea.yml", True),
        ("annotations/.snapshots", True),
        ("annotations", True),
        ("docs", True),
        (".", True),
        ("docs/transcripts/marsh.md", False),
        ("annotations/contributors.yml", False),
        ("annotations/other", False),
    ],
)
def test_a_damaged_text_is_reported_with_its_transcript_and_its_notes(
    kept, postil, path, is_reported
):
    for name in ("geese/bea.yml", "other/x.txt"):
        (kept / "annotations" / name).parent.mkdir()
    note = "{id: bea, target: {paragraph: p1, quote: lock}, note: B}"
    (kept / "annotations/geese/bea.yml").write_text(f"annotations: [{note}]\n")
    (kept / "annotations/contributors.yml").write_text("contributors: [{id: bea, name: Bea}]\n")
    (kept / KEPT).write_text("x\n")
    output = postil(kept, "check", path).output
    assert (f"{KEPT}:1:1: warning: " in output) == is_reported
    (kept / KEPT).unlink()
    assert (
        "[snapshot-missing]" in postil(kept, "check", path).output
    ) == is_reported or path == KEPT


def test_where_no_text_is_kept_a_check_says_so_until_it_is(geese, postil):
    said = postil(geese, "check", "--strict")
    assert said.exit_code == 0
    assert said.stdout == ""
    assert "Keep the text that they stand on with `postil reanchor --write`" in said.stderr
    assert postil(geese, "check", "--format", "json").stderr == ""
    assert postil(geese, "reanchor", "--write").exit_code == 0
    assert postil(geese, "check").output == ""


OTHER = """
    docs/transcripts/other.md:
    | ---
    | title: Another
    | type: speech
    | record: verbatim
    | date: 1974-05-11
    | people: [{id: marsh, name: Ada Marsh, role: narrator}]
    | source: {title: Tape, holder: Museum}
    | rights: {license: CC0-1.0, holder: unknown}
    | ---
    |
    | Nobody kept the text of what was said here.
    | { #p1 }
    annotations/other.yml:
    | annotations: [{id: text, target: {paragraph: p1, quote: the text}, note: N}]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("talked about", "talked.\n\nAbout", "“My father talked.” has no id. Mend that first: "),
        ("#p5", "#P5", "“P5” is not a paragraph id."),
        (".\n{ #p1 }\n", ".\n{ #p1 }", "“{ #p1 }” stands within a paragraph, so it"),
        ("#p4", "#p2", "the paragraph id p2 stands twice."),
        ("life.\n{ #p2", "life.\n\n{ #p2", "“{ #p2 }” stands alone, so it numbers nothing."),
    ],
)
@pytest.mark.parametrize("option", ["--write", "--interactive", "--confidence=0"])
def test_notes_of_a_text_with_nameless_paragraphs_stay_as_they_are(  # noqa: PLR0917
    publication, postil, contents, old, new, said, option
):
    root = publication(f"{GEESE}{OTHER}")
    postil(root, "reanchor", "--write")
    edit(root, old, new)
    edit(root, "Nobody kept", "Somebody kept", "docs/transcripts/other.md")
    before = contents(root)
    result = postil(root, "reanchor", option)
    assert result.exit_code == 1
    assert f"{TEXT}: its notes are left as they are: {said}" in result.stderr
    changed = {name for name, text in contents(root).items() if text != before[name]}
    other = "annotations/.snapshots/other.txt"
    assert changed == (set() if option == "--confidence=0" else {other}), "it goes on with others"
    assert not keep_text_of(load_settings(root), "transcripts/geese.md")


def test_all_faults_of_ids_are_counted(kept, postil):
    (kept / TEXT).write_text(re.sub("#p[45]", "#P", (kept / TEXT).read_text()))
    assert "is not a paragraph id, and 1 more of the sort. Mend" in postil(kept, "reanchor").stderr


def test_a_note_on_a_paragraph_that_was_split_is_on_both_halves_in_any_order(kept, postil):
    note = "  - {id: all, target: {paragraph: p2}, note: All.}\n"
    (kept / NOTES).write_text((kept / NOTES).read_text() + note)
    edit(kept, "talked about", "talked\n\nabout")
    for command in ("reanchor", "number", "reanchor"):
        postil(kept, command, "--write")
    assert "{id: all, target: {paragraph: p1a-p2}" in (kept / NOTES).read_text()
    assert postil(kept, "check", "--strict").output == ""
