"""`postil diff`: what a change does to the notes, in a real repository."""

import markdown
import pytest

from repositories import commit, git, write

TEXT = """\
---
title: Ada Marsh
type: interview
record: verbatim
date: 1974-05-11
people: [{id: marsh, name: Ada Marsh, role: narrator}]
source: {title: Tape 4}
rights: {license: CC0-1.0}
---

**Ada Marsh:** The committee put six men on the gates.
{ #p1 }

They asked leave first, and we gave them leave.
{ #p2 }

The company sent a letter.
{ #p3 }
"""
NOTES = """\
annotations:
  - id: six-men
    target: {paragraph: p1, quote: six men on the gates}
    kind: correction
    note: The court list names eight.
    author: rq
  - id: leave
    target: {paragraph: p2, quote: asked leave}
    note: Nobody refused.
  - id: whole
    target: {paragraph: p3}
    note: The letter is in the museum.
    author: hm
"""
TRANSCRIPT = "docs/transcripts/marsh.md"
FILE = "annotations/marsh.yml"
HEAD = "## What this change does to the notes\n\n"


@pytest.fixture
def repository(publication):
    root = publication(
        "annotations/contributors.yml:\n| rq: {name: R. Quill}\n| hm: {name: Hal Marsh}"
    )
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, {TRANSCRIPT: TEXT, FILE: NOTES})
    return root


def changed(root, text=TEXT, notes=NOTES):
    write(root, {TRANSCRIPT: text, FILE: notes})


def test_nothing_changed_is_said_in_one_sentence(repository, postil):
    result = postil(repository, "diff", "main")
    assert (result.output, result.exit_code) == ("No note is touched by this change.\n", 0)


def test_a_change_of_the_text_that_moves_no_note(repository, postil):
    changed(repository, TEXT.replace("a letter", "a long letter").replace("first, and", "and"))
    assert postil(repository, "diff", "main").output == (
        f"{HEAD}`transcripts/marsh.md`: paragraphs 2 changed (p2, p3).\n\n"
        "No note is touched by this change.\n"
    )


def test_a_note_that_lost_its_words_is_told_with_its_author(repository, postil):
    changed(repository, TEXT.replace("The committee put six men on the gates", "Weather"))
    assert postil(repository, "diff", "main").output == (
        f"{HEAD}`transcripts/marsh.md`: paragraphs 1 changed (p1).\n\n"
        "### Lost: their words are no longer in the text (1)\n\n"
        "- `six-men`, by `R. Quill`, on `p1` of `transcripts/marsh.md`\n"
        "  - before, in `p1`: `six men on the gates`\n"
        "  - cut out of the text\n"
        "\n"
        "Notes to look at again, by author: `R. Quill` (1).\n"
    )


def test_a_note_that_had_lost_its_words_before_is_not_told_again(repository, postil):
    commit(repository, {TRANSCRIPT: TEXT.replace("six men", "seven women")})
    changed(repository, TEXT.replace("six men", "seven women").replace("a letter", "one"))
    assert "Lost" not in postil(repository, "diff", "main").output


def test_a_note_whose_words_now_stand_twice_is_followed_to_where_they_were(repository, postil):
    changed(repository, TEXT.replace("leave first", "leave first, they asked leave again"))
    output = postil(repository, "diff", "main").output
    assert (
        "### Moved to other words or another paragraph (1)\n\n"
        "- `leave`, whose author is not named, on `p2` of `transcripts/marsh.md`\n"
        "  - before, in `p2`: `asked leave`\n"
        "  - now, in `p2`: `asked leave`\n"
        "  - 99% certain: the text as it was leads there\n"
    ) in output


def test_words_that_changed_where_they_stand_are_shown_as_they_were_and_are(repository, postil):
    changed(repository, TEXT.replace("six men on", "six stout men at"))
    output = postil(repository, "diff", "main").output
    assert (
        "  - before, in `p1`: `six men on the gates`\n"
        "  - now, in `p1`: `six stout men at the gates`\n"
        "  - 99% certain: the text as it was leads there\n"
    ) in output


def test_a_note_whose_new_words_stand_twice(repository, postil):
    changed(repository, notes=NOTES.replace("quote: asked leave", "quote: leave"))
    output = postil(repository, "diff", "main").output
    assert (
        "### Ambiguous: their words now stand in several places (1)\n\n- `leave`, whose" in output
    )
    assert "  - before, in `p2`: `asked leave`\n  - quoted: `leave`\n" in output
    assert "Notes to look at again, by author: 1 without an author.\n" in output


def test_a_note_that_moves_is_told_with_old_and_new_words(repository, postil):
    notes = NOTES.replace("{paragraph: p2, quote: asked leave}", "{paragraph: p3, quote: a letter}")
    changed(repository, notes=notes)
    output = postil(repository, "diff", "main").output
    assert (
        "### Moved to other words or another paragraph (1)\n\n"
        "- `leave`, whose author is not named, on `p3` of `transcripts/marsh.md`\n"
        "  - before, in `p2`: `asked leave`\n"
        "  - now, in `p3`: `a letter`\n"
    ) in output
    assert "### Changed (1)\n\n- `leave`" in output
    assert "  - differs in: target\n" in output


def test_notes_added_changed_and_removed(repository, postil):
    notes = NOTES.replace("names eight", "names *eight*").replace("id: leave", "id: leave-given")
    changed(repository, notes=notes)
    write(repository, {"annotations/marsh/one.yml": notes.replace("id: ", "id: one-")})
    output = postil(repository, "diff", "main").output
    assert "`transcripts/marsh.md`: no paragraph differs.\n" in output
    added = output.partition("### Added (4)\n\n")[2].partition("\n\n###")[0]
    assert [line.split(",")[0] for line in added.splitlines() if line[0] == "-"] == [
        "- `leave-given`",
        "- `one-six-men`",
        "- `one-leave-given`",
        "- `one-whole`",
    ]
    assert "  - about: `six men on the gates`" in added
    assert "### Changed (1)\n\n- `six-men`, by `R. Quill`" in output
    assert "  - differs in: note\n" in output
    assert "### Removed (1)\n\n- `leave`" in output


def test_a_transcript_that_is_gone_takes_its_notes(repository, postil):
    (repository / TRANSCRIPT).unlink()
    output = postil(repository, "diff", "main").output
    assert "`transcripts/marsh.md`: paragraphs 3 removed (p1, p2, p3).\n" in output
    assert "### Removed (3)" in output


def test_a_new_transcript_brings_its_notes(repository, postil):
    write(
        repository,
        {
            "docs/transcripts/1975/quill.md": TEXT,
            "annotations/1975/quill/a.yml": NOTES,
            "docs/transcripts/index.md": "# All",
        },
    )
    output = postil(repository, "diff", "main").output
    assert "`transcripts/1975/quill.md`: paragraphs 3 added (p1, p2, p3).\n" in output
    assert "### Added (3)" in output


def test_what_others_did_to_the_base_since_is_not_told(repository, postil):
    git(repository, "checkout", "--quiet", "-b", "mine")
    commit(repository, {"README.md": "Mine."})
    git(repository, "checkout", "--quiet", "main")
    commit(repository, {FILE: "annotations: []\n"})
    git(repository, "checkout", "--quiet", "mine")
    assert postil(repository, "diff", "main").output == "No note is touched by this change.\n"


def test_a_kind_of_the_publication_is_no_change(repository, postil):
    settings = "site_name: T\nplugins: [{postil: {kinds: {context: C, dialect: D}}}]\n"
    commit(repository, {"mkdocs.yml": settings, FILE: NOTES.replace("correction", "dialect")})
    changed(repository, TEXT.replace("a letter", "one"), NOTES.replace("correction", "dialect"))
    assert "### Changed" not in postil(repository, "diff", "main").output


def test_an_old_file_that_cannot_be_read_is_said_and_left_out(repository, postil):
    (repository / FILE).write_bytes(b"annotations: [\xff]\n")
    commit(repository, {})
    changed(repository)
    result = postil(repository, "diff", "HEAD")
    assert f"left out: {FILE} is not UTF-8 text at “HEAD”\n" in result.stderr
    assert "### Added (3)" in result.stdout


def test_long_lists_and_long_passages_are_cut(repository, postil):
    entries = "".join(
        f"  - id: n{n}\n    target: {{paragraph: p1}}\n    note: a\n" for n in range(60)
    )
    changed(repository, notes=f"annotations:\n{entries}")
    output = postil(repository, "diff", "main").output
    assert "### Added (60)" in output
    assert "- and 10 more\n" in output
    assert len(output) < 65_536


# What strangers write


def test_nothing_that_a_contributor_wrote_does_anything_in_a_comment(repository, postil):
    words = "@team <img src=x onerror=y> [a](https://evil.example) ![b](https://evil.example/p) `x`"
    notes = (
        f'annotations:\n  - id: a\n    target: {{paragraph: p1, quote: "{words}"}}\n    note: b\n'
    )
    name = 'annotations/marsh/"a\n# b\u202e@team.yml'
    write(repository, {name: notes, "annotations/contributors.yml": f'rq: {{name: "{words}"}}\n'})
    write(repository, {FILE: NOTES.replace("names eight", "names ten")})
    output = postil(repository, "diff", "main").output
    html = markdown.markdown(output)
    for tag in ("<img", "<a ", "<h1"):
        assert tag not in html
    outside = "".join(part.partition("</code>")[2] for part in html.split("<code>"))
    assert "@team" not in outside
    assert "\u202e" not in output


def test_links_out_of_the_publication_are_not_followed(repository, postil, tmp_path):
    outside = tmp_path / "secret.yml"
    outside.write_text(NOTES.replace("id: ", "id: secret-"))
    (repository / "annotations/marsh").mkdir()
    (repository / "annotations/marsh/link.yml").symlink_to(outside)
    assert "secret" not in postil(repository, "diff", "main").output
    commit(repository, {})
    (repository / "annotations/marsh/link.yml").unlink()
    assert "secret" not in postil(repository, "diff", "HEAD").output


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "-1", "main..HEAD"])
def test_a_base_that_is_no_revision_is_refused_with_2(repository, postil, base):
    result = postil(repository, "diff", "--", base)
    assert result.exit_code == 2
    assert "there is no revision" in result.output


def test_outside_a_repository_it_is_refused_with_2(publication, postil):
    result = postil(publication(), "diff", "main")
    assert result.exit_code == 2
    assert "is not in a git repository" in result.output


def test_notes_outside_the_repository_are_refused_with_2(repository, postil):
    settings = "site_name: T\nplugins: [{postil: {annotations: ../elsewhere}}]\n"
    write(repository, {"mkdocs.yml": settings})
    (repository.parent / "elsewhere").mkdir()
    result = postil(repository, "diff", "main")
    assert result.exit_code == 2
    assert "leads out of the repository" in result.output


def test_of_a_text_that_cannot_be_read_nothing_is_said_but_why(repository, postil):
    marks = "<<<<<<< HEAD\nThe company\n=======\nThey\n>>>>>>> mine\n"
    changed(repository, TEXT.replace("The company", marks))
    assert postil(repository, "diff", "main").output == (
        f"{HEAD}`transcripts/marsh.md` cannot be read before this is mended: `“<<<<<<< HEAD” is "
        "the mark of a merge that was not finished`; what becomes of its notes is not known until "
        "then.\n"
    )


def test_notes_that_cannot_be_read_are_not_called_removed(repository, postil):
    commit(repository, {"annotations/marsh/a.yml": NOTES.replace("id: ", "id: a-")})
    marks = NOTES.replace("  - id: leave", "<<<<<<< HEAD\n=======\n>>>>>>> mine\n  - id: leave")
    changed(repository, TEXT.replace("asked leave", "took leave"), marks)
    output = postil(repository, "diff", "HEAD").output
    assert output.startswith(
        f"{HEAD}`{FILE}` cannot be read before this is mended: `“<<<<<<< HEAD” is the mark of a "
        "merge that was not finished`; what becomes of its notes is not known until then.\n\n"
        "`transcripts/marsh.md`: paragraphs 1 changed (p2).\n\n### "
    )
    assert "Removed" not in output
    assert "`a-leave`" in output
    assert "`leave`" not in output


def test_notes_that_cannot_be_read_are_no_matter_of_a_change_of_others(repository, postil):
    write(repository, {"docs/transcripts/quill.md": TEXT, "annotations/quill.yml": "["})
    commit(repository, {})
    changed(repository, TEXT.replace("a letter", "one"))
    assert "quill" not in postil(repository, "diff", "HEAD").output
