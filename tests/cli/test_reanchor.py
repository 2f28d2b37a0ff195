"""`postil reanchor`: new places proposed, accepted, asked about; one value changed is one line."""

import os
import pty
import re
import signal
import subprocess
import sys

import pytest
from tests.cli.killed_process import KILLED

from postil.cli import reanchoring_desk as desk

NOTES = "annotations/marsh.yml"
TEXT = "docs/transcripts/marsh.md"
KEPT = "annotations/.snapshots/marsh.txt"

MANY = """
    annotations/marsh.yml:
    | # The strike, by R. Q.
    | annotations:
    |   - id: six-men   # permanent
    |     target: {paragraph: p2, quote: six men on the gates, prefix: put}   # as heard
    |     note: The court list names *eight* men.
    |
    |   # About their manners.
    |   - id: polite
    |     target:
    |       paragraph: p2
    |       quote: "they were very polite"
    |     note: |
    |       So they were.
    |   - id: leave
    |     target:
    |       paragraph: p3
    |     note: On the whole paragraph.
    |   - id: range
    |     target:
    |       paragraph: p2 - p3
    |     note: On both.
"""


def edit(root, old, new, name=TEXT):
    path = root / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def read(root, name=NOTES):
    return (root / name).read_bytes().decode()


@pytest.fixture
def kept(publication, postil):
    """Return a function: a publication of which the text has been kept."""

    def make(changes=MANY):
        root = publication(changes)
        assert postil(root, "reanchor", "--write").exit_code == 0
        assert (root / KEPT).exists()
        return root

    return make


@pytest.fixture
def edited(kept):
    """A publication in which the gates and the manners read otherwise."""
    root = kept()
    edit(root, "six men on the gates and they were", "six men at the gates, and all were")
    return root


def changed_lines(old, new):
    pairs = zip(old.splitlines(), new.splitlines(), strict=True)
    return [after for before, after in pairs if before != after]


def test_nothing_is_said_or_written_where_every_note_stands(kept, postil, contents):
    root = kept()
    before = contents(root)
    for words in ([], ["--write"], ["--interactive"]):
        result = postil(root, "reanchor", *words)
        assert (result.output, result.exit_code) == ("", 0)
    assert contents(root) == before


def test_the_text_is_kept_one_paragraph_on_a_line(kept):
    lines = read(kept(), KEPT).splitlines()
    assert lines[2:] == [
        "p1\tR. Quill: Who was on the gates?",
        "p2\tAda Marsh: The committee put six men on the gates and they were very polite.",
        "p3\tThey asked leave first.",
    ]


def test_moved_notes_are_shown_with_both_wordings_and_nothing_is_written(edited, postil, contents):
    before = contents(edited)
    result = postil(edited, "reanchor")
    assert result.exit_code == 1
    assert "six men [-on-]{+at+} the gates" in result.output
    assert "[-they-]{+all+} were very polite" in result.output
    assert f"{NOTES}:4:36: six-men: " in result.output
    assert "% certain: the text as it was leads there" in result.output
    assert contents(edited) == before


PAY = "The pay was the same, the stoppages were the same, and the fluff was the same."


@pytest.fixture
def pay(publication, postil):
    """Return a function: what is shown of a note after an edit, its words among their likes."""

    def shown(new, target="{paragraph: p3, quote: was the same, prefix: the fluff}"):
        root = publication(f"{NOTES}:\n| annotations: [{{id: fluff, target: {target}, note: N}}]")
        edit(root, "They asked leave first.", PAY)
        postil(root, "reanchor", "--write")
        edit(root, PAY, new)
        return postil(root, "reanchor").output.split("\n", 1)[1]

    return shown


def test_where_a_line_of_the_text_ends_is_no_difference(kept, postil):
    root = kept()
    edit(root, "put six men on the gates and they", "put six men\nat the gates and they")
    shown = postil(root, "reanchor").stdout
    assert "six men [-on-]{+at+} the gates" in shown


def test_places_to_choose_from_stand_between_the_words_around_them(pay):
    assert pay(PAY, "{paragraph: p3, quote: was the same}") == (
        "  was in p3: was the same\n"
        "  1: p3: …The pay [was the same], the stoppages were the…\n"
        "  2: p3: …the same, and the fluff [was the same].…\n"
    )


def test_words_that_are_gone_are_shown_between_those_that_were_around_them(pay):
    alike = PAY.replace("was", "is").replace("fluff is the same", "fluff is alike")
    assert pay(alike) == (
        "  was in p3: …the same, and the fluff [was the same].…\n"
        "  why: by the old text, other words stand in its place; the paragraph of its id has "
        "other words; no words like it stand elsewhere\n"
        "  1: p3: …the same, and the fluff [is alike].…\n"
    )


def test_words_that_are_the_same_are_shown_between_others_where_they_are_now(pay):
    new = PAY.replace("the fluff", "the lint")
    assert pay(new) == "  p3: … the same, and the lint [was the same].…\n"


def test_new_words_that_stand_twice_are_shown_between_others_too(pay):
    assert pay(PAY.replace("was", "is")) == (
        "  p3: [-was-]{+is+} the same\n  now: …the same, and the fluff [is the same].…\n"
    )


def test_a_whole_paragraph_to_choose_is_shown_without_others(pay):
    assert pay("Nobody knew.", "{paragraph: p3}") == (
        f"  was in p3: {PAY}\n"
        "  why: by the old text, nothing, or hardly anything, is left between what was around it; "
        "the paragraph of its id has other words\n"
        "  1: p3: Nobody knew.\n"
    )


def test_with_write_only_the_quotes_change(edited, postil):
    before = read(edited)
    result = postil(edited, "reanchor", "--write")
    assert result.exit_code == 0, result.output
    assert f"{NOTES}: 2 notes changed" in result.output
    assert changed_lines(before, read(edited)) == [
        "    target: {paragraph: p2, quote: six men at the gates, prefix: put}   # as heard",
        '      quote: "all were very polite"',
    ]
    assert postil(edited, "check").output == ""


def test_writing_twice_changes_nothing_the_second_time(edited, postil, contents):
    postil(edited, "reanchor", "--write")
    before = contents(edited)
    result = postil(edited, "reanchor", "--write")
    assert (result.output, result.exit_code) == ("", 0)
    assert contents(edited) == before


def test_below_the_confidence_asked_for_no_note_is_changed(edited, postil):
    before = read(edited)
    assert postil(edited, "reanchor", "--write", "--confidence", "1").exit_code == 1
    assert read(edited) == before


def test_the_confidence_of_the_settings_holds_where_none_is_asked_for(edited, postil):
    edit(edited, "[search, postil]", "[search, postil: {confidence: 1}]", "mkdocs.yml")
    before = read(edited)
    assert postil(edited, "reanchor", "--write").exit_code == 1
    assert read(edited) == before
    assert postil(edited, "reanchor", "--write", "--confidence", "0.5").exit_code == 0


def test_the_old_text_is_kept_for_a_note_that_is_lost(kept, postil):
    root = kept()
    edit(root, "put six men on the gates and", "did what it did, and")
    before = read(root, KEPT)
    result = postil(root, "reanchor", "--write")
    assert result.exit_code == 1
    assert "six-men: lost: " in result.output
    ordinary, part = read(root, KEPT).split(
        "# Not so these notes. This is the text that they were last seen to stand on:\n"
        "note\tsix-men\tp2\tquote: six men on the gates\tprefix: put\n"
    )
    assert "did what it did, and they were very polite" in ordinary
    assert before.endswith(part.rpartition("sum\t")[0])


def test_a_paragraph_with_another_id_takes_its_notes_along(kept, postil):
    root = kept()
    edit(root, "{ #p3 }", "{ #p7 }")
    edit(root, "{ #p2 }", "{ #p6 }")
    before = read(root)
    assert postil(root, "reanchor", "--write").exit_code == 0
    assert changed_lines(before, read(root)) == [
        "    target: {paragraph: p6, quote: six men on the gates, prefix: put}   # as heard",
        "      paragraph: p6",
        "      paragraph: p7",
        "      paragraph: p6-p7",
    ]
    assert postil(root, "check").output == ""


def test_a_whole_paragraph_stands_with_some_words_changed_and_is_noticed_rewritten(kept, postil):
    notes = "annotations: [{id: whole, target: {paragraph: p2}, note: N}]"
    root = kept(f"{NOTES}:\n| {notes}")
    edit(root, "very polite", "polite enough")
    assert postil(root, "reanchor", "--write").output == ""
    assert "polite enough" in read(root, KEPT)
    words = "The committee put six men on the gates and they were polite enough."
    edit(root, words, "Nobody had eaten since the barges from Hull came in with that letter.")
    result = postil(root, "reanchor", "--write")
    assert result.exit_code == 1
    assert "whole: lost: " in result.output
    assert "[paragraph-rewritten]" in postil(root, "check").output
    assert postil(root, "reanchor", "-i", input="k\n").exit_code == 0
    assert postil(root, "check").output == ""
    assert read(root) == notes + "\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_stay(edited, postil, end, mark):
    path = edited / NOTES
    path.write_bytes(mark + path.read_bytes().replace(b"\n", end.encode()))
    before = path.read_bytes()
    assert postil(edited, "reanchor", "--write").exit_code == 0
    after = path.read_bytes()
    assert after.startswith(mark)
    assert after.count(b"\r") == before.count(b"\r")
    assert after.replace(b"men at", b"men on").replace(b"all were", b"they were") == before


def test_a_prefix_follows_the_text_and_goes_where_no_words_are_left(kept, postil):
    root = kept(
        f"""
        {NOTES}:
        | annotations:
        |   - {{id: a, target: {{paragraph: p2, quote: men on, prefix: put six}}, note: A}}
        |   - id: b
        |     target:
        |       paragraph: p3
        |       quote: asked leave first
        |       prefix: They   # at the start
        |     note: B
        """
    )
    edit(root, "committee put six", "committee sent six")
    edit(root, "They asked leave first.", "Asked leave first, yes.")
    assert postil(root, "reanchor", "--write").exit_code == 0
    assert "quote: men on, prefix: sent six}" in read(root)
    assert "quote: Asked leave first\n    note: B" in read(root)
    assert postil(root, "check").output == ""


def test_notes_in_several_files_change_each_in_its_own(edited, postil):
    folder = edited / "annotations/marsh"
    folder.mkdir()
    text = "annotations: [{id: gates, target: {paragraph: p2, quote: on the gates}, note: N}]\n"
    (folder / "gates.yml").write_text(text)
    assert postil(edited, "reanchor", "--write").exit_code == 0
    assert "quote: at the gates}" in (folder / "gates.yml").read_text()
    assert "six men at the gates" in read(edited)


def test_two_notes_of_one_id_are_not_changed_and_it_is_said(kept, postil):
    root = kept()
    path = root / NOTES
    twice = "  - id: six-men\n    target: {paragraph: p2, quote: on the gates}\n    note: Twice.\n"
    path.write_text(path.read_text() + twice)
    edit(root, "six men on the gates and they were", "six men at the gates, and all were")
    result = postil(root, "reanchor", "--write")
    assert result.exit_code == 1
    assert "the id “six-men” stands twice" in result.stderr
    assert "men on the gates" in read(root)
    assert "all were very polite" in read(root), "the others change all the same"


@pytest.mark.parametrize("answers", [["--write"], ["--interactive"]])
def test_a_note_with_a_value_that_is_not_text_is_not_changed_and_it_is_said(
    edited, postil, answers
):
    edit(edited, "prefix: put", "prefix: [put]", NOTES)
    result = postil(edited, "reanchor", *answers, input="a\na\n")
    assert result.exit_code == 1
    why = "“prefix” of “six-men” is not a piece of text; correct it first"
    assert f"{NOTES}: not changed: {why}\n" in result.stderr
    assert "quote: six men on the gates, prefix: [put]" in read(edited)
    assert "all were very polite" in read(edited), "the other note changes all the same"


def test_withdrawn_notes_are_left_alone_and_drafts_are_not(kept, postil):
    root = kept()
    edit(root, "    note: The court", "    status: withdrawn\n    note: The court", NOTES)
    edit(root, "    note: |\n", "    status: draft\n    note: |\n", NOTES)
    edit(root, "six men on the gates and they were", "six men at the gates, and all were")
    result = postil(root, "reanchor", "--write")
    assert result.exit_code == 0
    assert "six-men" not in result.output
    assert "men on the gates" in read(root)
    assert "all were very polite" in read(root)


def test_the_text_is_kept_for_no_others_while_notes_cannot_be_read(edited, postil):
    path = edited / "annotations/marsh/broken.yml"
    path.parent.mkdir()
    path.write_text("annotations: [{id: x, target: {paragraph: p2, quote: gates}}]\n")
    before = read(edited, KEPT)
    result = postil(edited, "reanchor", "--write")
    assert result.exit_code == 1
    assert "the text is not kept: some of its notes cannot be read" in result.stderr
    assert read(edited, KEPT).startswith(before)
    assert "note\tpolite\tp2\tquote: all were very polite\n" in read(edited, KEPT)


def test_a_link_to_a_file_of_notes_stays_a_link(edited, postil):
    path = edited / NOTES
    path.rename(edited / "notes.yml")
    path.symlink_to("../notes.yml")
    assert postil(edited, "reanchor", NOTES, "--write").exit_code == 0
    assert path.is_symlink()
    assert "men at the gates" in read(edited, "notes.yml")


def test_a_write_protected_file_is_left_alone_and_it_is_said(edited, postil):
    (edited / NOTES).chmod(0o444)
    before = read(edited)
    result = postil(edited, "reanchor", "--write")
    assert result.exit_code == 1
    assert f"{NOTES}: not changed: the file is write-protected" in result.stderr
    assert read(edited) == before


def test_another_folder_is_worked_on_as_if_one_were_there(edited, postil, tmp_path):
    result = postil(tmp_path, "reanchor", "-C", "pub", NOTES, "--write")
    assert result.exit_code == 0, result.output
    assert "men at the gates" in read(edited)


def test_only_the_transcripts_named_are_worked_on(edited, postil):
    text = (edited / TEXT).read_text().replace("Ada Marsh\n", "Another\n", 1)
    (edited / "docs/transcripts/other.md").write_text(text)
    assert postil(edited, "reanchor", "docs/transcripts/other.md", "--write").output == ""
    assert postil(edited, "reanchor", "annotations", "--write").exit_code == 0
    assert "men at the gates" in read(edited)


def test_what_cannot_be_is_refused_with_2(kept, postil):
    root = kept()
    assert postil(root, "reanchor", "--write", "--interactive").exit_code == 2
    assert postil(root, "reanchor", "docs/transcripts/queen.md").exit_code == 2
    assert postil(root, "reanchor", "--confidence", "2").exit_code == 2


# One by one


def test_answers_are_carried_out_one_by_one(edited, postil):
    before = read(edited)
    result = postil(edited, "reanchor", "--interactive", input="a\ns\n")
    assert result.exit_code == 1
    assert changed_lines(before, read(edited)) == [
        "    target: {paragraph: p2, quote: six men at the gates, prefix: put}   # as heard"
    ]
    assert "six men on" in read(edited, KEPT), "one is left"
    assert postil(edited, "reanchor", "-i", input="a\n").exit_code == 0
    assert "six men at" in read(edited, KEPT)
    assert postil(edited, "check").output == ""


@pytest.mark.parametrize("rest", ["q\n", "", "nonsense\nq\n"])
def test_who_quits_keeps_what_was_decided(edited, postil, rest):
    result = postil(edited, "reanchor", "--interactive", input=f"a\n{rest}")
    assert result.exit_code == 1
    assert "six men at the gates" in read(edited)
    assert "they were very polite" in read(edited)


def test_a_note_can_be_withdrawn(edited, postil):
    before = read(edited).splitlines()
    assert (
        postil(edited, "reanchor", "--interactive", input="w\nThe list: of 1931.\na\n").exit_code
        == 0
    )
    after = read(edited).splitlines()
    assert [line for line in after if line not in before] == [
        "    status: withdrawn",
        '    reason: "The list: of 1931."',
        '      quote: "all were very polite"',
    ]
    assert after.index("    status: withdrawn") == 4
    assert postil(edited, "check", "--strict").output == ""


def test_a_note_withdrawn_without_a_reason_is_left_to_check(edited, postil):
    assert postil(edited, "reanchor", "--interactive", input="w\n\na\n").exit_code == 0
    assert "[reason-missing]" in postil(edited, "check").output


def test_who_does_not_answer_why_withdraws_nothing(edited, postil):
    before = read(edited)
    result = postil(edited, "reanchor", "--interactive", input="w\n")
    assert (result.exit_code, read(edited)) == (1, before)


def test_who_quits_at_the_question_why_keeps_what_was_decided(kept, postil):
    notes = [f"{{id: {name}, target: {{paragraph: {name}}}, note: N}}" for name in ("p1", "p2")]
    root = kept(f"{NOTES}:\n| annotations: [{', '.join(notes)}]")
    edit(root, "Who was on the gates?", "Now for the barges, and where they came from.")
    edit(root, "The committee put six men on the gates and they were very polite.", "From Hull.")
    before = read(root)
    result = postil(root, "reanchor", "-i", input="k\nw\n")
    assert (result.exit_code, read(root)) == (1, before)
    assert "p1: lost" in result.output
    again = postil(root, "reanchor")
    assert ("p1: lost" in again.output, "p2: lost" in again.output) == (False, True)


def test_another_place_can_be_chosen(publication, postil):
    root = publication(
        f"{NOTES}:\n| annotations: [{{id: x, target: {{paragraph: p2, quote: the}}, note: N}}]"
    )
    edit(root, "they were very polite", "the town knew the rest")
    shown = postil(root, "reanchor")
    assert shown.exit_code == 1
    assert "  2: p2: …ix men on the gates and [the] town knew the rest.…\n" in shown.output
    assert postil(root, "reanchor", "--interactive", input="2\n").exit_code == 0
    assert postil(root, "check").output == ""
    assert "prefix: " in read(root)


def test_a_file_that_was_edited_meanwhile_is_not_overwritten(edited, postil, monkeypatch):
    def reads_another(path, layout):
        edit(edited, "quote: six men on the gates", "quote: six men", NOTES)
        monkeypatch.setattr(desk, "read_text", really)
        return really(path, layout)

    really = desk.read_text
    monkeypatch.setattr(desk, "read_text", reads_another)
    result = postil(edited, "reanchor", "--interactive", input="a\ns\n")
    assert result.exit_code == 1
    assert "not changed: it was changed meanwhile" in result.stderr
    assert "quote: six men, prefix" in read(edited)


# Never less than a whole file


def test_a_write_that_fails_leaves_the_old_files(edited, postil, contents, monkeypatch):
    before = contents(edited)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = postil(edited, "reanchor", "--write")
    assert result.exit_code == 1
    assert f"{NOTES}: not changed: No space left on device" in result.stderr
    assert contents(edited) == before


@pytest.mark.parametrize("calls", range(6))
def test_a_process_killed_at_any_moment_leaves_old_or_new_files(edited, postil, calls):
    old = {name: read(edited, name) for name in (NOTES, KEPT)}
    command = [sys.executable, "-c", KILLED, str(calls), "reanchor", "--write"]
    done = subprocess.run(command, cwd=edited, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    left = {name: read(edited, name) for name in (NOTES, KEPT)}
    assert postil(edited, "reanchor", "--write").exit_code == 0
    new = {name: read(edited, name) for name in (NOTES, KEPT)}
    assert new != old
    assert left[NOTES] in (old[NOTES], new[NOTES])
    assert left[KEPT] == old[KEPT] or left[KEPT].startswith(new[KEPT])
    assert postil(edited, "check").output == ""


def test_on_a_terminal_progress_goes_on_within_a_transcript(publication):
    root = publication(MANY)
    words = [f"word{number}" for number in range(600)]
    with (root / TEXT).open("a", encoding="utf-8") as file:
        file.write(f"\n{' '.join(words)}.\n{{ #p9 }}\n")
    with (root / NOTES).open("a", encoding="utf-8") as file:
        for word in [*words, "nowhere"]:
            target = f"{{paragraph: p9, quote: {word}}}"
            file.write(f"  - {{id: {word}, target: {target}, note: N}}\n")
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "postil", "reanchor"]
    subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=other_end, check=False)
    os.close(other_end)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    percents = [int(number) for number in re.findall(r"(\d+)%", shown)]
    assert percents[0] == 0
    assert percents[-1] == 100
    assert len(set(percents)) > 2


def test_it_says_that_it_looks_without_the_text_that_notes_stood_on(edited, postil):
    assert "is kept" not in postil(edited, "reanchor").stderr
    (edited / KEPT).unlink()
    assert f"no text of {TEXT} is kept, so its notes" in postil(edited, "reanchor").stderr
