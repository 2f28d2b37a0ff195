"""Dead links of notes: named once, where they stand; the others lead where they should."""

import re

import pytest

from postil.hosts import contributors_page, site_search
from postil.rendering.note_links import OWN_PAGES

NOTES = """
    docs/transcripts/quill.md:
    | ---
    | title: Robert Quill
    | type: interview
    | record: verbatim
    | date: 1974-05-12
    | people: [{id: quill, name: R. Quill}]
    | source: {title: Tape 5, holder: County archive}
    | rights: {license: CC0-1.0, holder: County archive}
    | ---
    |
    | Good evening.
    | { #p1 }
    docs/about.md:
    | # About
    annotations/marsh.yml:
    | annotations:
    |   - id: dead
    |     target: {paragraph: p2}
    |     note: |
    |       [One](other.md#a), [two](#note-nosuch), [three](www.example.org/x?a=b&c=d).
    |
    |       [Four](quill.md#p99), ![five](map.png).
    |   - id: alive
    |     target: {paragraph: p2}
    |     note: "[One](../about.md#about), [two](quill.md#p1), [three](#note-dead), [four](#p1)."
"""
DEAD = ["#note-nosuch", "map.png", "other.md#a", "quill.md#p99", "www.example.org/x?a=b&c=d"]


def change_settings(root, old, new):
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def warned(built):
    found = (re.match(r"postil: .*“(\S+)” has a link to (\S+), ", w) for w in built.warnings)
    return [match.groups() for match in found]


@pytest.mark.parametrize(
    ("directories", "page", "others"),
    [
        ("true", "transcripts/marsh/index.html", ("../quill/", "../../about/")),
        ("false", "transcripts/marsh.html", ("quill.html", "../about.html")),
    ],
)
def test_a_dead_link_is_named_once_and_stays_as_it_was_typed(
    site, build, directories, page, others
):
    root = site(NOTES)
    change_settings(root, "directory_urls: false", f"directory_urls: {directories}")
    built = build(root)
    assert warned(built) == [("dead", address) for address in DEAD]
    html, (quill, about) = built.html(page), others
    for address in ("other.md#a", "#note-nosuch", "www.example.org/x?a=b&amp;c=d", f"{quill}#p99"):
        assert f'href="{address}"' in html
    assert 'src="map.png"' in html
    for address in (f"{about}#about", f"{quill}#p1", "#note-dead", "#p1"):
        assert f'href="{address}"' in html


def test_a_page_that_another_plugin_makes_is_there(site, build):
    root = site(
        """
        hook.py:
        | from mkdocs.structure.files import File
        |
        | def on_files(files, config):
        |     files.append(File.generated(config, "transcripts/made.md", content="# Made"))
        |     return files
        annotations/marsh.yml:
        | annotations:
        |   - id: made
        |     target: {paragraph: p2}
        |     note: See [what was made](made.md) and [what is left out](../secret.md).
        docs/secret.md:
        | # Secret
        """
    )
    change_settings(root, "plugins:", "hooks: [hook.py]\nexclude_docs: secret.md\nplugins:")
    assert warned(build(root)) == [("made", "../secret.md")]


def test_a_link_to_a_draft_is_dead_where_drafts_are_not_shown(site, build):
    root = site(
        """
        annotations/marsh.yml:
        | annotations:
        |   - id: ready
        |     target: {paragraph: p2}
        |     note: See [another](#note-draft).
        |   - id: draft
        |     status: draft
        |     target: {paragraph: p2}
        |     note: Not yet.
        """
    )
    assert warned(build(root)) == [("ready", "#note-draft")]
    change_settings(root, "[search, postil]", "[search, postil: {drafts: true}]")
    assert warned(build(root)) == []


def test_the_pages_that_postil_makes_are_known_before_they_are_made():
    assert {contributors_page.PATH, site_search.PAGE} < OWN_PAGES
