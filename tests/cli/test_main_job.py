"""The main job, as a person does it: a raw interview becomes a page with a note beside its words.

On a file of ours everywhere, and on the interviews that may lie beside the repository.
"""

import re

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from conftest import REPOSITORY, build_config
from importers.shown import EXTENSIONS, paragraphs_of

OURS = REPOSITORY / "tests/importers/files/interview.txt"
SEEDS = sorted((REPOSITORY / "../shared/seeds").resolve().glob("*.txt"))
WORD = re.compile(r"\w+")


def words_of(text):
    """Words in order; one that was cut at the end of a line is whole."""
    return WORD.findall(re.sub(r"(?<=\w)-\s*(?=\w)", "", text))


@pytest.mark.parametrize("raw", [OURS, *SEEDS], ids=lambda path: path.stem)
def test_from_a_raw_interview_to_a_page_with_a_note(raw, tmp_path, postil, serve, open_page):
    assert postil(tmp_path, "init", "pub").exit_code == 0
    root = tmp_path / "pub"
    imported = postil(root, "import", raw, "-o", "docs/transcripts/trend.md")
    assert imported.exit_code == 0
    text = (root / "docs/transcripts/trend.md").read_text(encoding="utf-8")
    assert_says_where_the_source_breaks_off(imported.stderr, raw)

    shown = paragraphs_of(text, EXTENSIONS["plain"])
    assert list(shown) == [f"p{number}" for number in range(1, len(shown) + 1)]
    assert words_of(" ".join(shown.values())) == words_of(raw.read_text(encoding="utf-8"))
    assert len(re.findall(r"^\*\*(?:Question|Answer):\*\* ", text, re.MULTILINE)) == 10
    assert postil(root, "number").output == ""

    paragraph, quote = quote_of(shown)
    made = postil(root, "new", "trend", paragraph, "--quote", quote, "--note", "What was meant.")
    assert made.exit_code == 0
    assert postil(root, "check", "--strict").stdout == ""
    site = build_strict(root)
    assert site.warnings == []
    assert_note_is_beside(open_page(f"{serve(site.site)}/transcripts/trend.html"), quote)


def assert_says_where_the_source_breaks_off(said, raw):
    """Both diagnostics name the last line of a paragraph that the source leaves unfinished."""
    lines = raw.read_text(encoding="utf-8").split("\n")
    found = [int(n) for n in re.findall(r":(\d+):\d+: warning: .*\[import-unfinished\]", said)]
    assert len(found) == 2
    for number in found:
        assert lines[number - 1].rstrip()[-1].isalpha()
        assert not lines[number].strip()


def quote_of(shown):
    """Some words that stand once in the longest paragraph, and its id."""
    paragraph = max(shown, key=lambda identifier: len(shown[identifier]))
    words = shown[paragraph].split()
    middle = len(words) // 2
    return paragraph, " ".join(words[middle : middle + 6])


def build_strict(root):
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    return build_config(config, mkdocs_build)


def assert_note_is_beside(page, quote):
    page.wait_for_load_state()
    passage = page.locator("mark").first
    assert passage.inner_text() in quote
    note = page.locator("aside[role=doc-footnote]")
    assert note.count() == 1
    assert "What was meant." in note.inner_text()
    words, box = passage.bounding_box(), note.bounding_box()
    assert box["x"] >= words["x"] + words["width"]
    assert abs(box["y"] - words["y"]) < 60
