"""What a build does with notes whose words have moved: on their words, or said to have no place."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from hosts.sites import words_of
from postil.cli.kept_text import keep_text_of
from postil.rendering.settings import load_settings

SETTINGS = """
    mkdocs.yml:
    | site_name: Test
    | theme: {name: material, font: false}
    | use_directory_urls: false
    | plugins: [search, postil: {OPTIONS}]
    annotations/marsh.yml:
    | annotations:
    |   - {id: men, target: {paragraph: p2, quote: six men on the gates}, note: Eight men.}
    |   - {id: whole, target: {paragraph: p3}, note: Asked whom.}
"""
UNPLACED = '<p class="postil-note-lost">'


@pytest.fixture
def edited(site):
    """Return a function: a publication whose text was kept, then edited; the build's options."""

    def make(options="{}", edits=(("men on the", "men at the"),)):
        root = site(SETTINGS.replace("{OPTIONS}", options))
        assert keep_text_of(load_settings(root), "transcripts/marsh.md")
        path = root / "docs/transcripts/marsh.md"
        text = path.read_text()
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text)
        return root

    return make


def marks(html):
    return html.count('aria-details="note-men"')


def test_a_note_that_moved_for_certain_stands_on_its_new_words_with_a_warning(edited, build):
    built = build(edited())
    assert "six men at the gates</mark>" in built.html()
    assert UNPLACED not in built.html()
    assert "“six men at the gates”" in words_of(built.html())
    [warning] = built.warnings
    assert "[quote-moved]" in warning
    assert "six men [-on-]{+at+} the gates" in warning


def test_below_the_confidence_it_is_shown_at_its_paragraph_with_its_old_words(edited, build):
    built = build(edited("{confidence: 1}"))
    assert marks(built.html()) == 0
    words = words_of(built.html())
    assert "The words this note was written about are not here:" in words
    assert "“six men on the gates”" in words
    [warning] = built.warnings
    assert "error: " in warning
    assert "[quote-uncertain]" in warning
    assert "reanchor --interactive" not in built.html()


def test_a_paragraph_with_another_id_keeps_the_notes_on_it(edited, build):
    built = build(edited(edits=[("{ #p3 }", "{ #p5 }")]))
    html = built.html()
    assert html.index('id="p5"') < html.index('id="note-whole"')
    assert 'id="ref-whole"' in html
    assert [warning for warning in built.warnings if "[paragraph-moved]" in warning]


TEXT = "The committee put six men on the gates and they were very polite.\n{ #p2 }"
GONE = ((TEXT, "A.\n{ #p9 }"),)


def test_without_its_paragraph_it_is_listed_at_the_end(edited, build):
    html = build(edited(edits=GONE)).html()
    heading = html.index('id="notes-without-a-place"')
    assert heading > html.index('id="note-whole"')
    assert html.index('id="note-men"') > heading
    assert "six men on the gates" in html[heading:]


@pytest.mark.parametrize("options", ["{}", "{confidence: 1}"])
@pytest.mark.parametrize(
    "edit", [("six men on the gates", "six men on the gates.\n\n"), ("{ #p2 }", "{ #p1 }")]
)
def test_of_words_in_a_paragraph_without_an_id_readers_are_not_told_that_they_are_gone(
    edited, build, edit, options
):
    built = build(edited(options, [edit]))
    words = words_of(built.html())
    assert "The words this note was written about stand in a paragraph without a number:" in words
    assert "are not here" not in words
    assert [warning for warning in built.warnings if "error: " in warning]


def test_a_note_on_a_paragraph_without_an_id_says_so(edited, build):
    built = build(edited(edits=[("{ #p3 }", "{ #P3 }")]))
    words = words_of(built.html())
    assert "This note was written about a paragraph that has no number." in words
    [warning] = built.warnings
    assert "“P3” is not a paragraph id" in warning


@pytest.mark.parametrize("edits", [GONE, (("six men on the gates", "cups on the table"),)])
def test_readers_may_be_spared_notes_without_a_place(edited, build, edits):
    built = build(edited("{unplaced: preview}", edits))
    assert 'id="note-men"' not in built.html()
    assert "Eight men." not in built.html("notes.html")
    assert 'id="note-whole"' in built.html()
    assert "notes-without-a-place" not in built.html()
    assert [warning for warning in built.warnings if "error: " in warning]


def test_a_preview_shows_them_all_the_same(edited):
    config = load_config(str(edited("{unplaced: preview}", GONE) / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    assert 'id="note-men"' in Path(config.site_dir, "transcripts/marsh.html").read_text("utf-8")


@pytest.mark.parametrize("value", [90, -1, True, "sure"])
def test_a_confidence_that_is_none_is_refused(edited, value):
    config = load_config(str(edited() / "mkdocs.yml")).plugins["postil"].config
    config["confidence"] = value
    failed, _ = config.validate()
    assert [key for key, _ in failed] == ["confidence"]
