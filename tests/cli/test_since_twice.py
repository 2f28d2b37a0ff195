"""`reanchor --since`: the text of a revision counts for notes that were the same in it."""

import re

import pytest

from postil.revisions import Revision, RevisionError
from repositories import commit, git

NOTES = "annotations/t.yml"
TEXT = "docs/transcripts/t.md"
STRIKES = """
    mkdocs.yml:
    | site_name: T
    | theme: {name: material, font: false}
    | plugins: [search, postil]
    docs/transcripts/t.md:
    | ---
    | title: Ada Marsh
    | type: interview
    | record: verbatim
    | date: 1974-05-11
    | people: [{id: marsh, name: Ada Marsh, role: narrator}]
    | source: {title: Tape, holder: Museum}
    | rights: {statement: "http://rightsstatements.org/vocab/CNE/1.0/", holder: unknown}
    | ---
    |
    | The first strike came to the lock because the coal came to us.
    | { #p1 }
    |
    | My father talked about the strike for the rest of his long life.
    | { #p2 }
    |
    | Nobody opened the letter that the company sent during the strike.
    | { #p3 }
    |
    | We had no tea until the strike was over and the kettle came back.
    | { #p4 }
    |
    | This sentence about geese will be lost soon.
    | { #p5 }
    annotations/t.yml:
    | annotations:
    |   - id: one
    |     target: {paragraph: p1, quote: strike}
    |     note: One.
    |   - id: two
    |     target: {paragraph: p2, quote: strike}
    |     note: Two.
    |   - id: three
    |     target: {paragraph: p3, quote: strike}
    |     note: Three.
    |   - id: geese
    |     target: {paragraph: p5, quote: about geese}
    |     note: Geese.
"""
MOVED = [("p2", "strike"), ("p3", "strike"), ("p4", "strike")]


@pytest.fixture
def repository(publication):
    root = publication(STRIKES)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, {})
    git(root, "tag", "v1")
    return root


def edit(root, old, new, name=TEXT):
    text = (root / name).read_text()
    assert old in text
    (root / name).write_text(text.replace(old, new))


def renumber(root, name=TEXT):
    """Put a paragraph first, and count the others anew."""
    text = re.sub(r"#p(\d)", lambda found: f"#p{int(found[1]) + 1}", (root / name).read_text())
    first = "A brand-new opening paragraph without anything of note.\n{ #p1 }\n\nThe first strike"
    (root / name).write_text(text.replace("The first strike", first))


def targets(root, name=NOTES):
    return re.findall(r"paragraph: (\S+), quote: ([^}]+)}", (root / name).read_text())


@pytest.mark.parametrize("is_lost", [True, False])
@pytest.mark.parametrize("is_kept", [True, False])
def test_the_same_command_twice_changes_nothing_more(
    repository, postil, contents, is_lost, is_kept
):
    if is_kept:
        assert postil(repository, "reanchor", "--write").exit_code == 0
    renumber(repository)
    if is_lost:
        edit(repository, "This sentence about geese will be lost soon.", "Gone, and for good now.")
    first = postil(repository, "reanchor", "--since", "v1", "--write")
    assert first.exit_code == is_lost, first.output
    assert targets(repository)[:3] == MOVED
    after = contents(repository / "annotations")
    for words in (["--since", "v1"], ["--since", "v1"], []):
        again = postil(repository, "reanchor", "--write", *words)
        assert again.exit_code == is_lost
        assert contents(repository / "annotations") == after
        assert ("geese: lost: " in again.output) == is_lost
        assert not re.search("one: |two: |three: ", again.output)


def test_a_note_repaired_since_is_not_looked_for_in_the_old_text(repository, postil):
    renumber(repository)
    edit(repository, "{paragraph: p1, quote: strike}", "{paragraph: p2, quote: strike}", NOTES)
    assert postil(repository, "reanchor", "--since", "v1", "--write").exit_code == 0
    assert targets(repository) == [*MOVED, ("p6", "about geese")]


def test_a_transcript_and_its_notes_are_followed_to_their_old_names(repository, postil):
    git(repository, "mv", TEXT, "docs/transcripts/u.md")
    git(repository, "mv", NOTES, "annotations/u.yml")
    renumber(repository, "docs/transcripts/u.md")
    touched = postil(repository, "check", "--since", "v1")
    assert "“two”: p2 of docs/transcripts/u.md does not read as it did at v1" in touched.output
    result = postil(repository, "reanchor", "--since", "v1", "--write")
    assert (result.exit_code, result.stderr) == (0, "")
    assert targets(repository, "annotations/u.yml") == [*MOVED, ("p6", "about geese")]


def test_a_transcript_that_was_renamed_and_left_as_it_was_touches_nothing(repository, postil):
    git(repository, "mv", TEXT, "docs/transcripts/u.md")
    git(repository, "mv", NOTES, "annotations/u.yml")
    assert postil(repository, "check", "--since", "v1").output == ""
    assert postil(repository, "reanchor", "--since", "v1").output == ""


@pytest.fixture
def folder(publication):
    """A publication in a folder of its repository."""
    root = publication(STRIKES)
    git(root.parent, "init", "--quiet", "--initial-branch=main")
    commit(root.parent, {})
    git(root.parent, "tag", "v1")
    return root


def test_a_publication_whose_folder_was_renamed_is_followed(folder, postil):
    git(folder.parent, "mv", "pub", "voices")
    root = folder.parent / "voices"
    assert postil(root, "check", "--since", "v1").output == ""
    renumber(root)
    edit(root, "My father", "My mother")
    result = postil(root, "reanchor", "--since", "v1", "--write")
    assert (result.exit_code, result.stderr) == (0, "")
    assert targets(root) == [*MOVED, ("p6", "about geese")]
    touched = postil(root, "check", "--since", "v1")
    assert re.findall(r"“(\S+)”: (.*) \[", touched.output) == [
        ("two", f"p3 of {TEXT} does not read as p2 did at v1")
    ]


@pytest.mark.parametrize("name", ["annotations/u/ada.yml", "annotations/u.yaml"])
def test_notes_are_found_in_the_folder_that_was_renamed_whatever_their_files(folder, postil, name):
    first, *others = (folder / NOTES).read_text().split("  - ")
    git(folder.parent, "mv", "pub", "voices")
    root = folder.parent / "voices"
    git(root, "mv", TEXT, "docs/transcripts/u.md")
    git(root, "rm", "--force", "--quiet", NOTES)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(first + "  - ".join(["", *reversed(others)]))
    edit(root, "My father", "My mother", "docs/transcripts/u.md")
    touched = postil(root, "check", "--since", "v1")
    assert re.findall(r"“(\S+)”: p", touched.output) == ["two"]


def test_a_text_that_came_from_elsewhere_has_no_notes_there(folder, postil):
    text = (folder / TEXT).read_text()
    commit(folder.parent, {"drafts/u.md": text.replace("geese", "ducks")})
    git(folder.parent, "mv", "drafts/u.md", "pub/docs/transcripts/u.md")
    notes = "annotations: [{id: u, target: {paragraph: p2, quote: strike}, note: N}]\n"
    (folder / "annotations/u.yml").write_text(notes)
    edit(folder, "My father", "My mother", "docs/transcripts/u.md")
    assert postil(folder, "check", "--since", "HEAD").output == ""


@pytest.mark.parametrize("command", ["check", "reanchor"])
def test_a_repository_that_cannot_be_read_is_refused_with_2(
    repository, postil, monkeypatch, command
):
    def fail(*_, **__):
        raise RevisionError("git says: bad object")

    edit(repository, "My father", "My mother")
    monkeypatch.setattr(Revision, "list_files", fail)
    result = postil(repository, command, "--since", "v1")
    assert result.exit_code == 2
    assert "git says: bad object" in result.stderr


@pytest.mark.parametrize("command", ["check", "reanchor"])
def test_a_transcript_that_was_not_there_is_named_once(repository, postil, command):
    for name in (TEXT, NOTES):
        text = (repository / name).read_text()
        (repository / name.replace("/t.", "/new.")).write_text(text.replace("id: ", "id: new-"))
    fine = postil(repository, command, "--since", "v1")
    assert (fine.stderr, fine.exit_code) == ("", 0)
    name = "docs/transcripts/new.md"
    edit(repository, "about geese", "about the ducks", name)
    edit(repository, "talked about the strike", "said nothing", name)
    result = postil(repository, command, "--since", "v1")
    assert result.stderr == (
        f"{name}: there was no such transcript at “v1”, under no name that git knows\n"
    )
    assert postil(repository, "check", "--since", "v1", TEXT).output == ""


def test_notes_of_several_files_are_known_at_a_revision(repository, postil):
    one, two = "annotations/t/ada.yml", "annotations/t/bea.yml"
    text = "annotations: [{id: ID, target: {paragraph: p2, quote: strike}, note: N}]\n"
    commit(repository, {one: text.replace("ID", "ada"), two: text.replace("ID", "bea")})
    edit(repository, "note: N", "note: M", two)
    renumber(repository)
    assert postil(repository, "reanchor", "--since", "HEAD", "--write").exit_code == 0
    assert targets(repository, one) == targets(repository, two) == [("p3", "strike")]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (b"\xff\xfe", "annotations/t.yml is not UTF-8 text at “HEAD”"),
        (b"annotations: [", "annotations/t.yml at “HEAD”: "),
    ],
)
def test_notes_that_cannot_be_read_at_the_revision_are_found_without_it(
    repository, postil, broken, why
):
    text = (repository / NOTES).read_bytes()
    (repository / NOTES).write_bytes(broken)
    commit(repository, {})
    (repository / NOTES).write_bytes(text)
    edit(repository, "about geese", "about the geese")
    result = postil(repository, "reanchor", "--since", "HEAD")
    assert "left out, as if its notes were written since: " in result.stderr
    assert why in result.stderr
    assert "the text as it was leads there" not in result.output
