"""Who wrote the notes, and what is left of a note that was taken back: real builds."""

import re

import pytest

LISTED = """
    annotations/contributors.yml:
    | rq: {name: R. Quill, url: "https://example.org/rq", orcid: 0000-0002-1825-0097}
    | hm: {name: Hal Marsh}
    annotations/marsh.yml:
    | annotations:
    |   - id: six-men
    |     target: {paragraph: p2, quote: six men on the gates}
    |     note: The court list names eight.
    |     author: rq
    |   - id: draft
    |     target: {paragraph: p3}
    |     note: Not yet.
    |     author: hm
    |     status: draft
    |   - id: back
    |     target: {paragraph: p3}
    |     note: Everybody refused. See [the men](#note-six-men).
    |     author: hm
    |     status: withdrawn
    |     reason: Two people did *not* <b>refuse</b>.
"""


@pytest.fixture
def built(publication, build):
    return build(publication(LISTED))


def section(html, identifier):
    return re.search(rf'<section[^>]*aria-labelledby="{identifier}".*?</section>', html, re.DOTALL)[
        0
    ]


def test_the_page_lists_each_contributor_with_notes_and_ways_to_them(built):
    html = built.html("contributors.html")
    quill = section(html, "contributor-rq")
    assert '<a href="https://example.org/rq">R. Quill</a>' in quill
    assert '<a href="https://orcid.org/0000-0002-1825-0097">0000-0002-1825-0097</a>' in quill
    assert '<a href="transcripts/marsh.html#note-six-men">“six men on the gates”</a>' in quill
    assert "Ada Marsh, paragraph 2" in quill
    assert html.index('id="contributor-hm"') < html.index('id="contributor-rq"'), (
        "in the order of names"
    )


def test_drafts_and_withdrawn_notes_are_nobodys_credit(built):
    marsh = section(built.html("contributors.html"), "contributor-hm")
    assert "No notes yet." in marsh


def test_a_draft_is_credited_where_drafts_are_shown(publication, build):
    root = publication(LISTED)
    path = root / "mkdocs.yml"
    path.write_text(path.read_text().replace("postil]", "{postil: {drafts: true}}]"))
    built = build(root)
    marsh = section(built.html("contributors.html"), "contributor-hm")
    assert "transcripts/marsh.html#note-draft" in marsh
    assert ">Draft<" in built.html().replace("> Draft", ">Draft")


def test_a_note_shows_the_name_of_its_author(built):
    note = built.html().partition('id="note-six-men"')[2].partition("</aside>")[0]
    assert "R. Quill" in note


def test_without_a_list_there_is_no_page(publication, build):
    assert not (build(publication()).site / "contributors.html").exists()


def test_a_page_of_that_name_that_is_there_stays(publication, build):
    root = publication(LISTED + "    docs/contributors.md:\n    | # Our people\n")
    html = build(root).html("contributors.html")
    assert "Our people" in html
    assert "No notes yet." not in html


def test_names_and_addresses_cannot_run_anything(publication, build):
    root = publication(LISTED)
    (root / "annotations/contributors.yml").write_text(
        'rq: {name: "<img src=x onerror=y>", url: "https://a.org/\\"onclick=x"}\n'
        'hm: {name: "{{ 7 * 7 }}", url: "javascript:x()"}\n'
    )
    html = build(root).html("contributors.html")
    assert "<img src=x" not in html
    assert '"onclick' not in html
    assert 'href="javascript' not in html
    assert "{{ 7 * 7 }}" in html


def test_a_withdrawn_note_leaves_its_reason_at_its_address_and_nothing_else(built):
    html = built.html()
    left = section(html, "withdrawn-notes")
    assert 'id="note-back"' in left
    assert 'The note on <a href="#p3">paragraph 3</a> was withdrawn.' in left
    assert "Two people did *not* &lt;b&gt;refuse&lt;/b&gt;." in left
    assert "Everybody refused" not in html
    assert html.count('id="note-back"') == 1
    assert 'href="#note-back"' not in html, "no marker in the text"


def test_a_link_to_a_withdrawn_note_is_not_broken(publication, build):
    more = """
    annotations/marsh/more.yml:
    | annotations: [{id: see, target: {paragraph: p1}, note: "See [it](#note-back)."}]
"""
    assert build(publication(LISTED + more)).warnings == []


def test_a_page_without_withdrawn_notes_has_no_such_section(publication, build):
    assert "Withdrawn notes" not in build(publication()).html()
