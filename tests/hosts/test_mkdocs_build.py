"""Real builds with MkDocs: what stands on the pages, and what the author is told."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from hosts.sites import HEAD, article, broken_links, links_of, settings, words_of
from html5 import parsed

QUILL = """
    docs/transcripts/quill.md:
    | ---
    | title: R. Quill
    | type: speech
    | record: summary
    | date: 1975
    | people: [{id: quill, name: R. Quill}]
    | source: {title: Tape 5}
    | rights: {license: CC0-1.0}
    | ---
    |
    | Good evening.
    | { #p1 }
"""


def test_note_stands_beside_its_paragraph(site, build):
    built = build(site())
    html = built.html()
    assert built.warnings == []
    assert html.index('id="p2"') < html.index('id="note-six-men"') < html.index('id="p3"')


def languages(element, language, found):
    """By id, the language that each element is in for those who listen to the page."""
    language = element.get("lang", language)
    found[element.get("id")] = language
    for child in element:
        languages(child, language, found)
    return found


def test_the_text_has_its_language_and_the_notes_that_of_the_site(site, build):
    more = """
    | ## Nos {#nos}
    |
    | <div id="raw"><b>Nos da.</b></div>
    |
    | Saesneg yw hyn.
    | { #p2 lang=en-GB }
    annotations/quill.yml:
    | annotations:
    |   - {id: nos, target: {paragraph: p1, quote: evening}, note: Good.}
    """
    head = "title: R. Quill\n    | lang: cy\n    | edits: [{date: 1990, what: Names}]\n"
    more = QUILL.replace("title: R. Quill\n", head) + "    |" + more
    html = build(site(settings(), more)).html("transcripts/quill.html")
    found = languages(parsed(html), "", {})
    expected = {"nos": "cy", "p1": "cy", "p2": "en-GB", "raw": "en", "note-nos": "en"}
    assert {name: found[name] for name in expected} == expected


# Lists and links


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("directories", ["true", "false"])
def test_every_link_of_the_site_leads_somewhere(library, build, theme, directories):
    built = build(library(settings(theme, directories)))
    assert built.warnings == []
    assert broken_links(built.site) == []


def test_lists_too_long_for_a_page_go_on_on_the_next(library, build, monkeypatch):
    monkeypatch.setattr("postil.hosts.generated_pages.NOTES_PER_PAGE", 2)
    built = build(library(settings()))
    assert built.warnings == []
    assert broken_links(built.site) == []
    pages = [article(built.html(path)) for path in ("notes.html", "notes/2.html")]
    assert [page.count("#note-") for page in pages] == [2, 2]
    assert [re.findall('rel="(prev|next)"', page) for page in pages] == [["next"], ["prev"]]


def test_the_index_lists_transcripts_by_date_with_their_notes(library, build):
    page = build(library(settings())).html("transcripts/index.html")
    words = words_of(article(page)).partition("Show all")[2]
    order = [words.index(title) for title in ("Early", "Ada Marsh", "Evening & night")]
    assert order == sorted(order)
    assert "1960 Speech Summary record R. Quill 2 notes" in words
    cards = "11 May 1974 Interview Verbatim transcript Ada Marsh, R. Quill 1 note Correction 1"
    assert cards in words
    links = links_of(article(page))
    assert {"early.html", "marsh.html", "1975/evening.html"} <= set(links)


def test_the_notes_are_listed_by_kind_with_the_words_they_are_about(library, build):
    page = build(library(settings())).html("notes.html")
    words = words_of(article(page))
    listed = words[words.rindex("Disputed 1") :]
    order = [listed.index(kind) for kind in ("Context", "Definition", "Correction", "Disputed")]
    assert order[0] < order[1] < order[2]
    assert "Which <morning>" in words
    assert "six men on the gates" in words
    assert "The court list names eight men." in words
    links = links_of(article(page))
    assert "transcripts/early.html#note-morning" in links
    assert "transcripts/marsh.html#note-six-men" in links
    assert "transcripts/1975/evening.html#note-evening" in links


def test_an_index_and_a_list_of_the_authors_own_win(library, build):
    own = """
    docs/transcripts/index.md:
    | # Mine
    |
    | My words.
    docs/notes.md:
    | # Also mine
    |
    | My notes.
    """
    built = build(library(settings(), own))
    assert built.warnings == []
    assert "My words." in built.html("transcripts/index.html")
    assert "postil-card" not in built.html("transcripts/index.html")
    assert "My notes." in built.html("notes.html")


def test_the_theme_may_change_the_lists(library, build):
    theme = settings("mkdocs").replace("{name: mkdocs}", "{name: mkdocs, custom_dir: ours}")
    fragment = """
    ours/fragments/postil/transcripts.html:
    | {% for transcript in transcripts %}<b>{{ transcript.title }}</b>{% endfor %}
    """
    built = build(library(theme, fragment))
    assert "<b>Evening &amp; night</b>" in built.html("transcripts/index.html")


def test_a_site_without_transcripts_gets_no_lists(site, build):
    root = site("docs/index.md:\n| # Home")
    (root / "docs/transcripts/marsh.md").unlink()
    (root / "annotations/marsh.yml").unlink()
    built = build(root)
    assert built.warnings == []
    assert not (built.site / "notes.html").exists()
    assert not (built.site / "transcripts").exists()


def test_neighbours_are_linked_in_the_order_of_dates(library, build):
    built = build(library(settings()))
    found = {
        path: dict(
            reversed(pair)
            for pair in re.findall(
                r'<a href="([^"]+)" rel="(prev|next)"><small>',
                built.html(f"transcripts/{path}.html"),
            )
        )
        for path in ("early", "marsh", "1975/evening")
    }
    assert found == {
        "early": {"next": "marsh.html"},
        "marsh": {"prev": "early.html", "next": "1975/evening.html"},
        "1975/evening": {"prev": "../marsh.html"},
    }


# The theme


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_style_and_script_are_files_of_the_site_and_linked_once(library, build, theme):
    built = build(library(settings(theme)))
    for page in ("index.html", "transcripts/marsh.html", "notes.html"):
        links = links_of(built.html(page))
        assert sum(link.endswith("assets/postil/postil.css") for link in links) == 1
        assert sum(link.endswith("assets/postil/postil.js") for link in links) == 1
        is_transcript = page == "transcripts/marsh.html"
        for name in ("reading.css", "script-mode.js", "reading.js"):
            assert sum(link.endswith(f"assets/postil/{name}") for link in links) == is_transcript
    assert "postil-note" in built.html("assets/postil/reading.css")
    assert (built.site / "assets/postil/reading.js").stat().st_size


def test_style_that_the_author_lists_or_replaces_stays_his(library, build):
    more = """| extra_css: [assets/postil/postil.css, own.css]
    | extra_javascript: [assets/postil/postil.js]
    docs/own.css:
    | b {}
    docs/assets/postil/postil.css:
    | /* mine */"""
    built = build(library(settings(more=more)))
    links = links_of(built.html())
    assert sum(link.endswith("postil.css") for link in links) == 1
    assert sum(link.endswith("postil.js") for link in links) == 1
    assert built.html("assets/postil/postil.css") == "/* mine */\n"


def navigation(built, page="index.html"):
    html = built.html(page)
    return words_of("".join(re.findall(r"<nav.*?</nav>", html, re.DOTALL)))


def test_transcripts_stay_out_of_the_navigation(library, build):
    shown = navigation(build(library(settings())))
    assert "Evening & night" not in shown
    assert "Transcripts" in shown
    assert "Notes" in shown


def test_the_setting_navigation_puts_transcripts_there(library, build):
    built = build(library(settings(postil="postil: {navigation: true}")))
    assert built.warnings == []
    assert {"Evening & night", "Early", "Ada Marsh"} <= set(
        re.findall("Evening & night|Early|Ada Marsh", navigation(built))
    )


def test_an_explicit_navigation_is_kept(library, build):
    more = "| nav: [Start: index.md, Her story: transcripts/marsh.md, All: transcripts/index.md]"
    built = build(library(settings(more=more)))
    assert built.warnings == []
    shown = navigation(built)
    assert "Her story" in shown
    assert "All" in shown
    assert "Early" not in shown
    assert "Good morning" in built.html("transcripts/early.html")


def test_the_page_has_the_transcripts_title_and_its_head_is_not_shown_as_text(site, build):
    html = build(site()).html()
    assert "<title>Ada Marsh - Test</title>" in html
    words = words_of(article(html))
    assert "record: verbatim" not in words
    assert "---" not in words
    assert "Verbatim transcript" in words


def test_a_title_cannot_become_markup(site, build):
    head = "| title: Marsh <img src=x onerror=alert(1)> & sons"
    root = site(QUILL.replace("| title: R. Quill", head))
    html = build(root).html("transcripts/quill.html")
    assert "<img src=x" not in html
    assert "Marsh &lt;img src=x onerror=alert(1)&gt; &amp; sons" in html


@pytest.mark.parametrize(
    "line", ["Question: who was there?", "title: Another", "--- and so on", "Date: never"]
)
def test_a_first_line_that_looks_like_a_head_is_text(site, build, line):
    root = site(QUILL.replace("| Good evening.", f"| {line}"))
    built = build(root)
    assert built.warnings == []
    assert line in words_of(article(built.html("transcripts/quill.html")))
    assert "<title>R. Quill - Test</title>" in built.html("transcripts/quill.html")


@pytest.mark.parametrize("order", ["search, postil", "postil, search"])
def test_the_search_finds_the_text_once_whatever_the_order_of_plugins(library, build, order):
    both = order.replace("postil", "postil: {search: both}")
    root = library(settings().replace("search, postil", both))
    built = build(root)
    assert built.warnings == []
    index = json.loads(built.html("search/search_index.json"))
    found = [doc["location"] for doc in index["docs"] if "very polite" in doc["text"]]
    assert len(found) == 1
    assert found[0].startswith("transcripts/marsh.html")
    listed = [doc["location"] for doc in index["docs"] if "names eight men" in doc["text"]]
    assert not any(location.startswith("notes.html") for location in listed)


# Findings


def test_every_finding_is_one_warning_and_the_pages_are_built_all_the_same(
    site, build, postil_check
):
    root = site(
        QUILL,
        """
        annotations/marsh.yml:
        | annotations:
        |   - id: six-men
        |     target: {paragraph: p2, quote: seven men on the gates}
        |     kind: corection
        |     note: The court list names eight.
        |   - id: leave
        |     target: {paragraph: p3}
        |     note: Nobody refused.
        annotations/quill.yml:
        | annotations: [
        annotations/nobody.yml:
        | annotations: []
        annotations/marsh/lost.md:
        | annotations: []
        docs/transcripts/marsh/lost.yml:
        | annotations: []
        docs/transcripts/torn.md:
        | No head, no number.
        """,
    )
    built = build(root)
    finding = re.compile(r"postil: (\S+:\d+:\d+: (?:error|warning): .*\[[a-z-]+\])")
    places = [finding.match(warning)[1] for warning in built.warnings]
    assert places == [
        line for line in postil_check(root).splitlines() if re.match(r"\S+:\d+:\d+: ", line)
    ]
    assert len(places) == len(set(places)) == 8
    assert "Good evening." in built.html("transcripts/quill.html")
    assert "No head, no number." in built.html("transcripts/torn.html")
    assert "Nobody refused." in built.html()
    assert "The words this note was written about are not here:" in words_of(built.html())


def test_a_warning_is_one_line_without_what_a_terminal_would_obey(site, build):
    built = build(
        site(
            "annotations/marsh.yml:\n| annotations:\n"
            '|   - {id: a, target: {paragraph: p2}, note: b, kind: "x\\u202e\\n::error::y"}'
        )
    )
    (warning,) = built.warnings
    assert "is not one of" in warning
    assert warning.isprintable()


def test_strict_fails_on_a_finding_and_not_without(site):
    root = site()
    mkdocs_build(strict(root))
    path = root / "annotations/marsh.yml"
    path.write_text(path.read_text().replace("six men on", "seven men on"))
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        mkdocs_build(strict(root))


def strict(root):
    return load_config(str(root / "mkdocs.yml"), strict=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("docs/transcripts/torn.md", b"\xff\xfe\x00"),
        ("docs/transcripts/torn.md", b"---\ntitle: A: B\n---\nText.\n"),
        ("docs/transcripts/torn.md", b"---\n- a\n---\nText.\n"),
        ("docs/transcripts/torn.md", b""),
        ("annotations/marsh.yml", b"\xff\xfe\x00"),
        ("annotations/marsh.yml", b"annotations: [[[[\n"),
        ("annotations/marsh/more.yml", b"\x00\x01\x02"),
        ("annotations/contributors.yml", b"["),
    ],
)
def test_a_file_that_cannot_be_read_is_a_warning_and_stops_no_page(site, build, name, content):
    root = site(QUILL)
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    built = build(root)
    assert {warning.split(":")[1].strip() for warning in built.warnings} == {name}
    assert "six men on the gates" in words_of(built.html())
    assert "Good evening." in built.html("transcripts/quill.html")
    assert broken_links(built.site) == []


def test_a_transcript_that_leads_out_of_the_project_is_not_published(site, build, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("Keep this.")
    root = site()
    (root / "docs/transcripts/secret.md").symlink_to(secret)
    (root / "docs/secret.txt").symlink_to(secret)
    (root / "annotations/secret.yml").symlink_to(secret)
    built = build(root)
    pages = [path for path in built.site.rglob("*") if path.is_file()]
    assert not any(b"Keep this." in path.read_bytes() for path in pages)
    said = " ".join(built.warnings)
    assert "docs/transcripts/secret.md" in said
    assert "annotations/secret.yml" in said
    assert "secret.txt leads out of the project" in said


def test_links_that_lead_nowhere_do_not_end_the_build(site, build):
    root = site()
    (root / "docs/gone.png").symlink_to("nothing.png")
    (root / "docs/round.png").symlink_to("round.png")
    assert sorted(build(root).warnings) == [
        "postil: gone.png leads nowhere and is left out",
        "postil: round.png leads nowhere and is left out",
    ]


def beside(root):
    """Move the texts into a folder beside the publication's."""
    (root / "docs").rename(root.parent / "texts")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"docs_dir: ../texts\n{settings}", encoding="utf-8")
    return root.parent / "texts"


def test_texts_beside_the_publication_are_published(site, build, tmp_path):
    (tmp_path / "secret.txt").write_text("Keep this.")
    root = site()
    texts = beside(root)
    (texts / "secret.txt").symlink_to(tmp_path / "secret.txt")
    built = build(root)
    assert "six men on the gates" in words_of(built.html())
    assert not (built.site / "secret.txt").exists()
    assert [w for w in built.warnings if "leads out" not in w] == []


def test_texts_that_a_link_leads_to_are_not_published(site, build, tmp_path):
    root = site()
    (root / "docs").rename(tmp_path / "secret")
    (root / "docs").symlink_to(tmp_path / "secret")
    assert not (build(root).site / "transcripts/marsh.html").exists()


def test_a_broken_link_in_a_note_is_reported_once(site, build):
    root = site(
        """
        annotations/marsh.yml:
        | annotations:
        |   - id: six-men
        |     target: {paragraph: p2}
        |     note: See [this](nowhere.md), [that](../index.md#nothing) and [it](#note-gone).
        """
    )
    built = build(root)
    said = "\n".join(built.warnings)
    assert "“six-men” has a link to nowhere.md, and the site has no" in said
    assert "'../index.md#nothing'" in said
    assert "“six-men” has a link to #note-gone, and docs/transcripts/marsh.md has no" in said
    assert len(built.warnings) == 3
    assert len(broken_links(built.site)) == 3


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
def test_a_transcript_that_the_site_leaves_out_is_listed_nowhere(library, build, key):
    built = build(library(settings(more=f"| {key}: early.md")))
    assert built.warnings == []
    assert not (built.site / "transcripts/early.html").exists()
    assert broken_links(built.site) == []
    pages = [path for path in built.site.rglob("*") if path.is_file()]
    assert not any(b"Good morning" in path.read_bytes() for path in pages)
    assert not any(b"Which &lt;morning&gt;" in path.read_bytes() for path in pages)


# Drafts


DRAFTS = """
    annotations/marsh.yml:
    | annotations:
    |   - {id: one, target: {paragraph: p1, quote: gates}, note: Published words.}
    |   - {id: two, target: {paragraph: p2, quote: gates}, note: Draft words., status: draft}
    |   - id: six
    |     target: {paragraph: p3}
    |     note: Withdrawn words.
    |     status: withdrawn
    |     reason: Wrong.
"""


@pytest.mark.parametrize("drafts", [False, True])
def test_drafts_are_shown_when_asked_for_and_withdrawn_notes_never(site, build, drafts):
    option = "postil: {drafts: true}" if drafts else "postil"
    built = build(site(settings(postil=option), DRAFTS))
    assert built.warnings == []
    for page in ("transcripts/marsh.html", "notes.html"):
        words = words_of(built.html(page))
        assert "Published words." in words
        assert ("Draft words." in words) == drafts
        assert "Withdrawn words." not in words
    assert built.html().count("<mark") == 1 + drafts
    assert f"{1 + drafts} note" in words_of(built.html("transcripts/index.html"))
    assert not any(
        b"Withdrawn words" in path.read_bytes() for path in built.site.rglob("*") if path.is_file()
    )


def test_a_preview_shows_drafts(site):
    config = load_config(str(site(settings(), DRAFTS) / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    assert "Draft words." in Path(config.site_dir, "transcripts/marsh.html").read_text("utf-8")


def test_a_dirty_build_is_warned_of(site, caplog):
    config = load_config(str(site() / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=True)
    assert "build without --dirty" in caplog.text


# Other extensions and other instances


@pytest.mark.parametrize("extensions", ["[postil]", "[postil, attr_list]", "[attr_list, postil]"])
def test_the_extension_in_the_list_as_well_weaves_once(site, build, extensions):
    built = build(site(settings(more=f"| markdown_extensions: {extensions}")))
    assert built.warnings == []
    html = article(built.html())
    assert html.count('id="note-six-men"') == 1
    assert html.count('class="postil-number"') == 3
    assert html.count('class="postil-head"') == 1


def test_another_markdown_instance_within_the_page_does_not_weave(site, build):
    more = """| hooks: [hook.py]
    hook.py:
    | import markdown
    |
    | def on_page_markdown(text, page, config, files):
    |     inner = markdown.Markdown(
    |         extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    |     )
    |     html = inner.convert("Inner six men on the gates.\\n{ #p2 }")
    |     assert "postil" not in html, html
    |     page.meta["inner"] = html
    |     return text"""
    built = build(site(settings(more=more)))
    assert built.warnings == []
    assert built.html().count('id="note-six-men"') == 1


def test_pages_that_are_no_transcripts_stay_as_they_are(site, build):
    text = "docs/about.md:\n| **Ada Marsh:** The committee put six men on the gates.\n| { #p2 }"
    html = article(build(site(text)).html("about.html"))
    assert "postil" not in html
    assert '<p id="p2"><strong>Ada Marsh:</strong> The committee' in html


def test_notes_are_markdown_with_the_sites_extensions(site, build):
    note = """
    annotations/marsh.yml:
    | annotations:
    |   - id: six-men
    |     target: {paragraph: p2}
    |     note: |
    |       Two ~~men~~ women.
    |
    |       | a | b |
    |       |---|---|
    |       | 1 | 2 |
    """
    more = "| markdown_extensions: [tables, pymdownx.tilde]"
    html = build(site(settings(more=more), note)).html()
    aside = html[html.index('id="note-six-men"') :]
    assert "<del>men</del>" in aside
    assert "<td>1</td>" in aside


def test_the_folders_may_be_called_otherwise(site, build):
    root = site(settings(postil="postil: {transcripts: texts/all, annotations: remarks}"))
    (root / "docs/texts").mkdir()
    (root / "docs/transcripts").rename(root / "docs/texts/all")
    (root / "annotations").rename(root / "remarks")
    built = build(root)
    assert built.warnings == []
    assert 'id="note-six-men"' in built.html("texts/all/marsh.html")
    assert "texts/all/marsh.html#note-six-men" in links_of(built.html("notes.html"))


def test_the_annotations_are_watched(site):
    root = site()
    config = load_config(str(root / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    assert config.watch == [str(root.resolve() / "annotations")]


def test_nothing_is_written_beside_the_site(site, build):
    root = site()
    before = sorted(path for path in root.rglob("*"))
    build(root)
    after = sorted(path for path in root.rglob("*") if "site" not in path.parts)
    assert after == before


@pytest.mark.parametrize(
    ("theme", "navigation", "is_listed"),
    [("material", "false", False), ("material", "true", True), ("mkdocs", "false", True)],
)
def test_headings_are_listed_where_readers_see_the_list(site, build, theme, navigation, is_listed):
    settings = f"""
    mkdocs.yml:
    | site_name: Test
    | theme: {{name: {theme}}}
    | plugins: [search, postil: {{navigation: {navigation}}}]
    docs/transcripts/marsh.md:
    {HEAD.format(title="Marsh", date="1974").strip()}
    |
    | ## The gates
    |
    | Six men.
    | {{ #p1 }}
    """
    html = build(site(settings)).html("transcripts/marsh/index.html")
    assert html.count('href="#the-gates"') >= is_listed
    assert ('href="#the-gates"' in html) == is_listed
    assert 'href="#postil-text"' in html or theme != "material"


def test_indents_stay_where_they_are_seen(site, build):
    tree = """
    mkdocs.yml:
    | site_name: Test
    | theme: {name: material, custom_dir: theme}
    | plugins: [search, postil]
    theme/main.html:
    | {% extends "base.html" %}
    | {% block announce %}
    |     <pre>
    |         Opening hours
    |             on Sundays
    |     </pre>
    | {% endblock %}
    """
    html = build(site(tree)).html("index.html")
    assert "\n            on Sundays\n" in html


def test_a_page_of_the_theme_has_its_words_and_few_blank_lines(site, build):
    def built(plugins):
        text = f"| site_name: Lock keepers\n| plugins: [{plugins}]\n| theme: {{name: material}}"
        pages = "docs/about.md:\n| # About\n|\n| Six `gates`, two [locks](index.md)."
        return build(site(f"mkdocs.yml:\n{text}", pages)).html("about/index.html")

    ours, theirs = built("search, postil"), built("search")
    assert article(ours).split() == article(theirs).split()
    blank = [sum(not line.strip() for line in html.splitlines()) for html in (ours, theirs)]
    assert blank[0] * 3 < blank[1]
