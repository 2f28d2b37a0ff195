"""`reanchor --since` where the kept text knows better: what was decided since is not undone."""

import re
import subprocess

import pytest

from repositories import commit, git

NOTES = "annotations/marsh.yml"
TEXT = "docs/transcripts/marsh.md"
KEPT = "annotations/.snapshots/marsh.txt"
MARSH = f"""
    {TEXT}:
    | ---
    | title: Ada Marsh
    | type: interview
    | record: verbatim
    | date: 1974-05-11
    | people: [{{id: marsh, name: Ada Marsh, role: narrator}}]
    | source: {{title: Tape, holder: Museum}}
    | rights: {{license: CC0-1.0, holder: unknown}}
    | ---
    |
    | The committee put six men on the gates, and they were polite.
    | {{ #p1 }}
    |
    | Then the company sent Mrs Pell with a bag of money. Nobody opened the gates for her.
    | {{ #p2 }}
    |
    | The band had eleven players, and my brother was the smallest of them.
    | {{ #p3 }}
    {NOTES}:
    | annotations:
    |   - id: six
    |     target: {{paragraph: p1, quote: six men on the gates}}
    |     note: The list has eight.
    |   - id: pell
    |     target: {{paragraph: p2, quote: Mrs Pell}}
    |     note: Mrs Pell kept the books.
    |   - id: band
    |     target: {{paragraph: p3, quote: eleven players}}
    |     note: Twelve, with the triangle.
"""


@pytest.fixture
def repository(publication, postil):
    """A publication with its text kept, which is revision `v1`."""
    root = publication(MARSH)
    assert postil(root, "reanchor", "--write").exit_code == 0
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, {})
    git(root, "tag", "v1")
    return root


def edit(root, *changes, name=TEXT):
    text = (root / name).read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (root / name).write_text(text)


SAND = ("sent Mrs Pell with", "sent Mrs Sand with")
SISTER = ("gates for her.", "gates for her. Mrs Pell was her sister.")


@pytest.fixture
def decided(repository, postil):
    """Where the note on Mrs Pell was kept as it is, on words that were not there before."""
    edit(repository, SAND, SISTER)
    assert postil(repository, "reanchor", "-i", input="k\n").exit_code == 0
    commit(repository, {})
    return repository


def quotes(root):
    return re.findall(r"quote: ([^}]+)}", (root / NOTES).read_text())


AS_WRITTEN = ["six men on the gates", "Mrs Pell", "eleven players"]
IN_DOUBT = (
    "annotations/marsh.yml:6:36: pell: in doubt: the text as it was leads there, but by the text"
    " that was kept since it stands as it is\n"
    "  p2: Mrs [-Pell-]{+Sand+}\n"
)


@pytest.mark.parametrize("words", [[], ["--write"], ["--write", "--confidence", "0"]])
def test_a_note_that_was_kept_as_it_is_is_asked_about(decided, postil, contents, words):
    before = contents(decided)
    for _ in range(2):
        result = postil(decided, "reanchor", "--since", "v1", *words)
        assert (result.output, result.exit_code) == (IN_DOUBT, 1)
        assert contents(decided) == before
    assert postil(decided, "check", "--strict").output == ""


def test_the_others_move_meanwhile(decided, postil):
    edit(decided, ("eleven players", "twelve players"))
    result = postil(decided, "reanchor", "--since", "v1", "--write")
    assert IN_DOUBT in result.output
    assert "annotations/marsh.yml: 1 note changed" in result.output
    assert quotes(decided) == ["six men on the gates", "Mrs Pell", "twelve players"]
    assert postil(decided, "check", "--strict").output == ""


def test_it_stays_decided_when_the_text_is_edited_again(decided, postil):
    edit(decided, ("polite", "very polite"))
    assert IN_DOUBT in postil(decided, "reanchor", "--since", "v1", "--write").output
    assert postil(decided, "check", "--strict").output == ""


def test_nor_is_the_decision_lost_while_a_note_cannot_be_read(decided, postil):
    (decided / "annotations/marsh").mkdir()
    broken = decided / "annotations/marsh/broken.yml"
    broken.write_text("annotations: [{id: x, target: {paragraf: p1}, note: X}]\n")
    edit(decided, ("eleven players", "twelve players"))
    postil(decided, "reanchor", "--since", "v1", "--write")
    broken.unlink()
    assert postil(decided, "reanchor", "--write").exit_code == 0
    assert quotes(decided) == ["six men on the gates", "Mrs Pell", "twelve players"]


@pytest.mark.parametrize(("answer", "quote"), [("a", "Mrs Sand"), ("k", "Mrs Pell")])
def test_a_person_may_decide_otherwise_or_again(decided, postil, answer, quote):
    result = postil(decided, "reanchor", "--since", "v1", "-i", input=f"{answer}\n")
    assert result.exit_code == 0
    assert "accept (a), keep as it is (k)" in result.output
    assert quotes(decided) == ["six men on the gates", quote, "eleven players"]
    assert postil(decided, "check", "--strict").output == ""


def test_words_that_the_revision_knows_to_be_cut_out_are_in_doubt_as_well(repository, postil):
    cut = "Then the company sent Mrs Pell with a bag of money. Nobody opened the gates for her."
    edit(repository, (cut, "Somebody asked what became of it, of us and even of Mrs Pell."))
    assert postil(repository, "reanchor", "-i", input="k\n").exit_code == 0
    result = postil(repository, "reanchor", "--since", "v1", "--write")
    assert "pell: lost: put in other words, but by the text that was kept since" in result.output
    assert postil(repository, "check", "--strict").output == ""


def test_a_note_that_the_kept_text_does_not_know_is_found_by_the_revision(repository, postil):
    edit(repository, SAND, SISTER)
    kept = (repository / KEPT).read_text().replace("Mrs Pell with a", "somebody with a")
    (repository / KEPT).write_text(kept)
    assert postil(repository, "reanchor", "--since", "v1", "--write").exit_code == 0
    assert quotes(repository) == ["six men on the gates", "Mrs Sand", "eleven players"]


def test_where_both_texts_agree_notes_move_as_ever(repository, postil):
    edit(repository, SAND, SISTER)
    result = postil(repository, "reanchor", "--since", "v1", "--write")
    assert "pell: 99% certain: the text as it was leads there\n" in result.output
    assert quotes(repository) == ["six men on the gates", "Mrs Sand", "eleven players"]


@pytest.fixture
def half_merged(repository, postil):
    """A merge: `main` kept a note as it is, `other` moved another; both kept their texts."""
    git(repository, "switch", "--quiet", "--create", "other")
    edit(repository, ("eleven players", "twelve players"))
    assert postil(repository, "reanchor", "--write").exit_code == 0
    commit(repository, {})
    git(repository, "switch", "--quiet", "main")
    edit(repository, SAND, SISTER, ("of them.", "of all."))
    assert postil(repository, "reanchor", "-i", input="k\n").exit_code == 0
    commit(repository, {})
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "other")
    git(repository, "checkout", "--ours", TEXT)
    edit(repository, ("eleven players", "twelve players"))
    return repository


@pytest.mark.parametrize(
    ("side", "other", "is_asked"),
    [("--theirs", "HEAD", False), ("--ours", "MERGE_HEAD", True)],
)
def test_of_two_texts_that_conflict_one_is_taken_and_the_other_asked(
    half_merged, postil, side, other, is_asked
):
    git(half_merged, "checkout", side, KEPT)
    result = postil(half_merged, "reanchor", "--write", "--since", other)
    assert (result.output, result.exit_code) == (IN_DOUBT if is_asked else "", is_asked)
    assert quotes(half_merged) == ["six men on the gates", "Mrs Pell", "twelve players"]
    assert postil(half_merged, "check", "--strict").output == ""


def test_without_it_what_the_other_side_decided_is_shown_to_be_undone(half_merged, postil):
    git(half_merged, "checkout", "--theirs", KEPT)
    shown = postil(half_merged, "reanchor")
    assert "pell: 99% certain: the text as it was leads there\n" in shown.output


def carry_out(repository, postil, take, reanchor):
    """Take the kept text back and keep what is in doubt; then no decision of a side is lost."""
    subprocess.run(take.split(), cwd=repository, check=True, capture_output=True)
    result = postil(repository, *reanchor.split()[1:], "--interactive", input="k\n")
    assert result.exit_code == 0, result.output
    assert quotes(repository) == ["six men on the gates", "Mrs Pell", "twelve players"]
    assert postil(repository, "check", "--strict").output == ""


def test_the_commands_that_are_named_at_a_conflict_mend_it(half_merged, postil):
    said = postil(half_merged, "check").output
    commands = re.findall("`(git checkout [^`]*|postil reanchor --since [^`]*)`", said)
    carry_out(half_merged, postil, *commands)


def test_so_do_those_at_a_text_that_a_merge_has_mixed(half_merged, postil):
    git(half_merged, "checkout", "--ours", KEPT)
    edit(half_merged, ("p3\t", "sum\t00000000\np3\t"), name=KEPT)
    commit(half_merged, {})
    said = postil(half_merged, "check").output
    assert "a merge has mixed several [snapshot-unreadable]" in said
    assert not re.search("delete it[^.]*`postil reanchor --write`", said)
    commands = re.findall("`(git checkout HEAD\\^1[^`]*|postil reanchor --since [^`]*)`", said)
    carry_out(half_merged, postil, *commands)


def test_or_the_revision_that_both_sides_come_from(half_merged, postil):
    edit(half_merged, ("p3\t", "sum\t00000000\np3\t"), name=KEPT)
    commit(half_merged, {})
    (half_merged / KEPT).unlink()
    base = git(half_merged, "merge-base", "HEAD^1", "HEAD^2").strip()
    shown = postil(half_merged, "reanchor", "--since", base).output
    assert "pell: 99% certain: the text as it was leads there\n" in shown, "nobody knows better"
    assert "band" not in shown
