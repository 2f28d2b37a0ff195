"""`--since`: what a revision tells, through git, of notes that a change touches."""

import pytest

from repositories import commit, git

NOTES = "annotations/marsh.yml"
TEXT = "docs/transcripts/marsh.md"


@pytest.fixture
def repository(publication):
    """Return a function: a publication in a repository, one commit old."""

    def make(notes="- {id: six-men, target: {paragraph: p2, quote: six men}, note: N}"):
        lines = "".join(f"| {line}\n" for line in f"annotations:\n{notes}".split("\n"))
        root = publication(f"{NOTES}:\n{lines}")
        git(root, "init", "--quiet", "--initial-branch=main")
        commit(root, {})
        return root

    return make


def edit(root, old, new, name=TEXT):
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new))


def test_nothing_is_touched_where_nothing_changed(repository, postil):
    root = repository()
    result = postil(root, "check", "--since", "HEAD", "--strict")
    assert (result.output, result.exit_code) == ("", 0)


def test_a_note_whose_paragraph_reads_otherwise_is_touched(repository, postil):
    root = repository()
    edit(root, "very polite", "polite enough")
    result = postil(root, "check", "--since", "HEAD")
    assert result.exit_code == 0, "a warning"
    assert result.output == (
        f"{NOTES}:2:37: warning: “six-men”: p2 of {TEXT} does not read as it did at HEAD"
        " [note-touched]\n"
        "  2 | - {id: six-men, target: {paragraph: p2, quote: six men}, note: N}\n"
        "    |                                     ^\n"
        "  nearest: Ada Marsh: The commi…gates and they were"
        " [-very-]{+polite+} [-polite-]{+enough+}.\n"
        "  help: Read the note beside the new text: does it still say what is true?\n"
        "\n1 warning\n"
    )
    assert postil(root, "check", "--since", "HEAD", "--strict").exit_code == 1
    assert postil(root, "check").stdout == ""


def test_a_paragraph_that_is_gone_touches_its_notes(repository, postil):
    root = repository("- {id: leave, target: {paragraph: p3}, note: N}")
    edit(root, "They asked leave first.\n{ #p3 }\n", "")
    output = postil(root, "check", "--since", "HEAD").output
    assert f"“leave”: p3 was in {TEXT} at HEAD, and is not now [note-touched]" in output


@pytest.mark.parametrize(
    "notes",
    [
        "- {id: other, target: {paragraph: p3, quote: asked leave}, note: Untouched.}",
        "- {id: gone, target: {paragraph: p2, quote: six}, note: N, status: withdrawn, reason: R}",
    ],
)
def test_other_notes_are_not_touched(repository, postil, notes):
    root = repository(notes)
    edit(root, "very polite", "polite enough")
    assert "note-touched" not in postil(root, "check", "--since", "HEAD").output


def test_a_note_written_since_is_not_touched(repository, postil):
    root = repository()
    edit(root, "very polite", "polite enough")
    for quote in ("polite enough", "six men"):
        note = f"annotations: [{{id: new, target: {{paragraph: p2, quote: {quote}}}, note: N}}]\n"
        (root / NOTES).write_text(note)
        assert "note-touched" not in postil(root, "check", "--since", "HEAD").output


TOUCHED = f"“six-men”: p2 of {TEXT} does not read as it did at main [note-touched]"


@pytest.mark.parametrize("old", ["very polite", "put six men"])
def test_a_branch_names_the_notes_that_it_touches_before_the_repair_and_after(
    repository, postil, old
):
    root = repository()
    assert postil(root, "reanchor", "--write").exit_code == 0
    commit(root, {})
    git(root, "checkout", "--quiet", "-b", "mended")
    edit(root, old, old.replace("very", "most").replace("six", "eight"))
    assert TOUCHED in postil(root, "check", "--since", "main").output
    assert postil(root, "reanchor", "--write").exit_code == 0
    commit(root, {})
    result = postil(root, "check", "--since", "main")
    assert TOUCHED in result.output
    assert result.output.count("note-touched") == 1


@pytest.mark.parametrize("quote", ["", ", quote: six men"])
def test_paragraphs_counted_anew_touch_no_note_that_came_along(repository, postil, quote):
    root = repository(f"- {{id: six-men, target: {{paragraph: p2{quote}}}, note: N}}")
    assert postil(root, "reanchor", "--write").exit_code == 0
    commit(root, {})
    for number in (3, 2, 1):
        edit(root, f"{{ #p{number} }}", f"{{ #p{number + 1} }}")
    edit(root, "---\n\n", "---\n\nA first paragraph, which nobody has a note on.\n{ #p1 }\n\n")
    assert postil(root, "reanchor", "--write").exit_code == 0
    assert "paragraph: p3" in (root / NOTES).read_text()
    assert postil(root, "check", "--since", "HEAD").output == ""
    edit(root, "very polite", "polite enough")
    said = f"p3 of {TEXT} does not read as p2 did at HEAD"
    assert said in postil(root, "check", "--since", "HEAD").output


@pytest.fixture
def beside(repository):
    """The same with its texts in a folder beside the publication."""
    root = repository()
    inner = root / "pub"
    inner.mkdir()
    (inner / "annotations").mkdir()
    (root / NOTES).rename(inner / NOTES)
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").unlink()
    (inner / "mkdocs.yml").write_text(f"docs_dir: ../docs\n{settings}")
    commit(root, {})
    return inner


def test_texts_beside_the_publication_are_compared(beside, postil):
    assert postil(beside, "check", "--since", "HEAD").output == ""
    edit(beside.parent, "put six men on", "put eight men on")
    path = f"../{TEXT}"
    checked = postil(beside, "check", "--since", "HEAD").output
    assert f"“six-men”: p2 of {path} does not read as it did at HEAD [note-touched]" in checked
    assert "Moved to other words" in postil(beside, "diff", "HEAD").output
    git(beside.parent, "mv", TEXT, "docs/transcripts/1974.md")
    (beside / NOTES).rename(beside / "annotations/1974.yml")
    result = postil(beside, "reanchor", "--since", "HEAD", "--write")
    assert result.exit_code == 0, result.output
    assert "quote: eight men" in (beside / "annotations/1974.yml").read_text()


def test_texts_out_of_the_repository_are_refused_with_2(repository, postil, tmp_path):
    root = repository()
    (root / "docs").rename(tmp_path / "elsewhere")
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"docs_dir: ../elsewhere\n{settings}")
    for words in (("check", "--since"), ("reanchor", "--since"), ("diff",)):
        result = postil(root, *words, "HEAD")
        assert result.exit_code == 2
        assert "'../elsewhere/transcripts' leads out of the repository" in result.stderr


def test_line_ends_and_wrapping_touch_no_note(repository, postil):
    root = repository()
    edit(root, "gates and they", "gates\nand they")
    (root / TEXT).write_bytes((root / TEXT).read_bytes().replace(b"\n", b"\r\n"))
    assert postil(root, "check", "--since", "HEAD").output == ""


def test_only_what_concerns_the_paths_named_is_reported(repository, postil):
    root = repository()
    edit(root, "very polite", "polite enough")
    assert postil(root, "check", "--since", "HEAD", "docs/index.md").output == ""
    assert "note-touched" in postil(root, "check", "--since", "HEAD", TEXT).output


def test_an_older_revision_is_the_evidence_where_no_text_was_kept(repository, postil):
    root = repository()
    edit(root, "six men on the gates and they were very polite", "as many as it could spare there")
    edit(root, "They asked leave first.", "They asked leave first. But six men know it.")
    edit(root, "They asked leave", "Nobody ever told the company of that. They asked leave")
    commit(root, {})
    since = postil(root, "reanchor", "--since", "HEAD~1").output
    assert "six-men: lost: " in since
    assert postil(root, "reanchor", "--since", "HEAD").exit_code == 1


def test_a_revision_that_moved_a_note_moves_it(repository, postil):
    root = repository()
    edit(root, "{ #p2 }", "{ #p5 }")
    edit(root, "put six men", "put eight men")
    result = postil(root, "reanchor", "--since", "main", "--write")
    assert result.exit_code == 0, result.output
    assert "target: {paragraph: p5, quote: eight men}" in (root / NOTES).read_text()
    assert postil(root, "check").stdout == ""


def test_a_note_written_after_the_revision_is_found_by_the_text_that_was_kept(repository, postil):
    root = repository()
    edit(root, "They asked leave first.", "The kettle was never off the boil.")
    (root / NOTES).write_text(
        "annotations: [{id: kettle, target: {paragraph: p3, quote: never off the boil}, note: N}]\n"
    )
    assert postil(root, "reanchor", "--write").exit_code == 0
    edit(root, "The kettle was never off the boil.", "The kettle was hardly off the boil.")
    result = postil(root, "reanchor", "--since", "HEAD", "--write")
    assert result.exit_code == 0, result.output
    assert "quote: hardly off the boil" in (root / NOTES).read_text()


@pytest.mark.parametrize("command", ["check", "reanchor"])
def test_what_git_cannot_tell_is_said_and_refused_with_2(repository, postil, publication, command):
    outside = publication(name="outside")
    result = postil(outside, command, "--since", "HEAD")
    assert result.exit_code == 2
    assert "is not in a git repository" in result.stderr
    root = repository()
    for name in ("nowhere", ""):  # As of a variable that a script did not set.
        result = postil(root, command, "--since", name)
        assert result.exit_code == 2
        assert f"there is no revision “{name}”" in result.stderr


@pytest.fixture
def unreadable(repository):
    """A repository at whose revision the text of some notes was in another encoding."""
    root = repository()
    text = (root / TEXT).read_text()
    note = "{id: quill, target: {paragraph: p1, quote: Nobody}, note: N}"
    quill = text[: text.index("**")] + "**Ada Marsh:** Nobody opened it.\n{ #p1 }\n"
    (root / "docs/transcripts/quill.md").write_text(quill)
    (root / "annotations/quill.yml").write_text(f"annotations: [{note}]\n")
    (root / TEXT).write_bytes(text.encode("utf-16"))
    commit(root, {})
    (root / TEXT).write_text(text)
    return root


def test_a_check_leaves_an_old_text_that_cannot_be_read_out_and_goes_on(unreadable, postil):
    edit(unreadable, "Nobody opened it", "Nobody ever opened it", "docs/transcripts/quill.md")
    result = postil(unreadable, "check", "--since", "HEAD")
    assert result.exit_code == 0
    assert f"left out: {TEXT} is not UTF-8 text at “HEAD”\n" in result.stderr
    assert "“quill”: p1 of docs/transcripts/quill.md does not read as it did" in result.stdout


def test_notes_are_not_looked_for_without_the_old_text_that_was_asked_for(unreadable, postil):
    result = postil(unreadable, "reanchor", "--since", "HEAD")
    assert result.exit_code == 2
    assert f"{TEXT} is not UTF-8 text at “HEAD”" in result.stderr


def test_a_transcript_with_the_marks_of_a_merge_is_reported_and_the_others_are_compared(
    repository, postil
):
    root = repository()
    text = (root / TEXT).read_text()
    (root / "docs/transcripts/quill.md").write_text(text)
    (root / "annotations/quill.yml").write_text((root / NOTES).read_text())
    commit(root, {})
    edit(root, "They asked leave", "<<<<<<< HEAD\nThey asked leave\n=======\nX\n>>>>>>> mine")
    edit(root, "very polite", "polite enough", "docs/transcripts/quill.md")
    result = postil(root, "check", "--since", "HEAD")
    assert result.exit_code == 1
    assert f"{TEXT}:17:1: error: “<<<<<<< HEAD” is the mark of a merge" in result.stdout
    assert "“six-men”: p2 of docs/transcripts/quill.md does not read as it did" in result.stdout
    assert f"{TEXT} does not read" not in result.stdout
