"""The tutorial's text is edited as an editor would, and every note ends on its words."""

import shutil

import pytest
import yaml

from conftest import REPOSITORY
from repositories import commit, git

TEXT = "docs/transcripts/reading-and-writing-notes.md"
NOTES = "annotations/reading-and-writing-notes.yml"

EDITS = [
    # A slip mended and words replaced, within quotes.
    (
        "The underline is the passage, the number is",
        "The underline marks the passage; the number is",
    ),
    ("On a wide screen the note stands", "On a wide screen, the note stands"),
    ("no note should be longer than the passage", "no note ought to be longer than the passage"),
    ("an accident at the printer’s.", "a mishap at the printer's."),
    # A filler taken out, a sentence put in before a passage.
    ("Even Homer nods, as Virgil has it,", "We do. Even Homer nods, as Virgil has it,"),
    ("**Editor:** When you cite in earnest,", "**Editor:** Right. When you cite in earnest,"),
    # The same words said again elsewhere.
    ("Only then, please.", "Only then, please. Nobody minds the bell."),
    # A paragraph put in, which takes no number from another.
    (
        "**Editor:** Scholarship, this time.",
        "**Editor:** Let me think.\n{ #p9a }\n\n**Editor:** Scholarship, this time.",
    ),
    # One divided in two within a passage.
    (
        "two may cross: the first begins, the second begins, the first ends",
        "two may cross: the first begins, the second begins,\n{ #p10 }\n\nthe first ends",
    ),
    (
        "leads to its own note and to no other.\n{ #p10 }",
        "leads to its own note and no other.\n{ #p10a }",
    ),
    # Two joined.
    (
        "{ #p12 }\n\nOr is it there for you?",
        "Or is it there for you?",
    ),
    # A paragraph that a note is about as a whole, with a sentence of its own put another way.
    ("**Editor:** Nothing moves.", "**Editor:** Nothing moves, ever."),
]

WORDS = {
    "printers-accident": "a mishap at the printer's",
    "number-and-note": "The underline marks the passage; the number is the way to its note",
    "where-notes-stand": "On a wide screen, the note stands in the margin beside the line",
    "length-of-notes": "no note ought to be longer than the passage it explains",
}


@pytest.fixture
def showcase_copy(tmp_path):
    """The showcase, in a repository of its own."""
    root = tmp_path / "showcase"
    root.mkdir()
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    shutil.copytree(REPOSITORY / "docs", root / "docs")
    shutil.copytree(REPOSITORY / "annotations", root / "annotations")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, {})
    return root


def edit(root):
    text = (root / TEXT).read_text(encoding="utf-8")
    for old, new in EDITS:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / TEXT).write_text(text, encoding="utf-8")


def notes_of(root):
    entries = yaml.safe_load((root / NOTES).read_text(encoding="utf-8"))["annotations"]
    return {entry["id"]: entry["target"] for entry in entries}


def marked_words(page, identifier):
    """What the reader sees underlined for a note, without the numbers of notes."""
    return page.locator(f'mark[aria-details="note-{identifier}"]').evaluate_all(
        """marks => marks.map(mark => {
            const copy = mark.cloneNode(true)
            copy.querySelectorAll('[role=doc-noteref]').forEach(marker => marker.remove())
            return copy.textContent
        }).join(' ')"""
    )


def letters(text):
    return "".join(text.split())


@pytest.mark.parametrize("keeps_text", [True, False], ids=["text-kept", "git-only"])
def test_every_note_stands_on_its_words_after_an_edit(
    showcase_copy, postil, build, open_page, keeps_text
):
    root = showcase_copy
    if not keeps_text:
        shutil.rmtree(root / "annotations/.snapshots")
        commit(root, {})
    before = notes_of(root)
    assert postil(root, "check", "--since", "HEAD").output == ""
    edit(root)

    checked = postil(root, "check", "--since", "HEAD", TEXT).output
    for identifier in ("number-and-note", "a-house-in-the-garden", "the-number-is-for-you"):
        assert f"“{identifier}”: " in checked

    since = [] if keeps_text else ["--since", "HEAD"]
    result = postil(root, "reanchor", "--write", *since)
    assert result.exit_code == 0, result.output
    assert postil(root, "check").output == ""
    changed = git(root, "diff", "--numstat", "--", NOTES).split()
    assert changed[0] == changed[1], "lines changed, none added or removed"

    built = build(root)
    assert built.warnings == []
    page = open_page((built.site / TEXT.removeprefix("docs/")).with_suffix(".html").as_uri())
    assert list(notes_of(root)) == list(before)
    assert page.locator(".postil-note-lost").count() == 0
    for identifier, target in before.items():
        if "quote" in target:
            words = WORDS.get(identifier, target["quote"])
            assert letters(marked_words(page, identifier)) == letters(words)
        else:
            home = page.locator(f"#ref-{identifier}").locator("xpath=ancestor::p[1]")
            assert home.get_attribute("id") == target["paragraph"].partition("-")[0]
