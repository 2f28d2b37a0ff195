"""Who finds transcripts: the setting `search`, in real builds."""

import json

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from hosts.sites import article, settings, words_of
from postil.searching.packing import unpacked

PROSE = """
    docs/about.md:
    | # About
    |
    | Written by the harbour office.
"""


def found_by_theme(built, words):
    index = json.loads(built.html("search/search_index.json"))
    return [doc["location"] for doc in index["docs"] if words in doc["text"]]


def found_by_us(built, words):
    folder = built.site / "assets/postil/search"
    return [
        record[0]
        for path in sorted(folder.glob("texts-*.js"))
        for record in unpacked(path.read_bytes())[1:]
        if any(words in text for text in record)
    ]


@pytest.mark.parametrize(
    ("mode", "ours", "theirs"), [("postil", 1, 0), ("material", 0, 1), ("both", 1, 1)]
)
def test_transcripts_are_found_by_whom_the_setting_names_and_prose_by_the_theme(
    library, build, mode, ours, theirs
):
    built = build(library(settings(postil=f"postil: {{search: {mode}}}"), PROSE))
    assert built.warnings == []
    assert len(found_by_us(built, "very polite")) == ours
    assert len(found_by_theme(built, "very polite")) == theirs
    assert len(found_by_theme(built, "harbour office")) == 1
    assert (built.site / "search.html").exists() == bool(ours)
    assert ("search/settings.js" in built.html()) == bool(ours)


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("directories", ["true", "false"])
def test_the_search_page_works_in_other_themes_and_with_other_addresses(
    library, build, theme, directories
):
    built = build(library(settings(theme, directories).replace("search, postil", "postil")))
    name = "search/index.html" if directories == "true" else "search.html"
    assert "data-postil-search" in built.html(name)
    place = built.html("assets/postil/search/settings.js")
    assert ("search/" if directories == "true" else "search.html") in place


def test_a_search_page_of_the_authors_own_wins(library, build):
    own = "docs/search.md:\n| # Mine\n|\n| My words."
    built = build(library(settings(), own))
    assert "My words." in words_of(article(built.html("search.html")))


def test_a_site_without_transcripts_has_no_search_page(site, build):
    root = site("docs/index.md:\n| # Home")
    (root / "docs/transcripts/marsh.md").unlink()
    (root / "annotations/marsh.yml").unlink()
    assert not (build(root).site / "search.html").exists()


def test_another_word_for_the_setting_is_refused(library):
    root = library(settings(postil="postil: {search: google}"))
    with pytest.raises(Abort):
        load_config(str(root / "mkdocs.yml"))


def test_the_same_publication_makes_the_same_index(library, build):
    one, two = (build(library(settings())).site / "assets/postil/search" for _ in range(2))
    first = {path.name: path.read_bytes() for path in one.iterdir()}
    assert first == {path.name: path.read_bytes() for path in two.iterdir()}


def test_drafts_are_not_found(library, build):
    draft = """
    annotations/marsh.yml:
    | annotations:
    |   - {id: later, target: {paragraph: p1}, status: draft, note: Unfinished business.}
    """
    assert found_by_us(build(library(settings(), draft)), "Unfinished") == []
    shown = settings(postil="postil: {drafts: true}")
    assert found_by_us(build(library(shown, draft)), "Unfinished") == ["note-later"]
