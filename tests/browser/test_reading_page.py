"""The built showcase in Chromium: where notes stand, how links lead, no script, print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

TUTORIAL = "transcripts/reading-and-writing-notes.html"
RECORD = "transcripts/2008-06-25-shafiyev.html"
WIDTHS = (320, 390, 768, 960, 1024, 1220, 1440, 1920)

BOXES = """selector => [...document.querySelectorAll(selector)].map(e => {
    const {left, right, top, bottom} = e.getBoundingClientRect();
    return {left, right, top: top + scrollY, bottom: bottom + scrollY};
})"""
NOTES = "aside[role=doc-footnote]"
PARAGRAPHS = "article p[id^=p]"


@pytest.fixture
def reading(showcase, open_page):
    """Return a function that opens a transcript of the showcase from disk, as by double click."""

    def run(path=TUTORIAL, *, fragment="", **options):
        page = open_page((showcase.site / path).as_uri() + fragment, **options)
        page.wait_for_load_state()
        return page

    return run


def boxes(page, selector):
    return page.evaluate(BOXES, selector)


def overlap(one, other):
    across = one["left"] < other["right"] - 0.5 and other["left"] < one["right"] - 0.5
    return across and one["top"] < other["bottom"] - 0.5 and other["top"] < one["bottom"] - 0.5


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [TUTORIAL, RECORD])
def test_notes_stand_in_the_margin_from_960_and_under_the_text_below(reading, path, width, script):
    page = reading(path, width=width, java_script_enabled=script)
    notes, text = boxes(page, NOTES), boxes(page, PARAGRAPHS)
    in_margin = min(n["left"] for n in notes) >= max(p["right"] for p in text)
    assert in_margin == (width >= 960)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    footer = boxes(page, "footer")[0]
    assert not [
        (i, j)
        for i, one in enumerate(notes)
        for j, other in enumerate([*notes[i + 1 :], *text, footer])
        if overlap(one, other)
    ]


@pytest.mark.parametrize("path", [TUTORIAL, RECORD])
def test_with_script_the_text_is_set_as_if_there_were_no_notes(reading, path):
    page = reading(path)
    gaps = """() => [...document.querySelectorAll("article p[id^=p]")]
        .map(p => p.getBoundingClientRect())
        .map((box, i, all) => i && box.top - all[i - 1].bottom)"""
    with_notes = page.evaluate(gaps)
    page.add_style_tag(content="div[role=group] { display: none }")
    assert page.evaluate(gaps) == pytest.approx(with_notes, abs=2)


def test_no_note_starts_above_its_paragraph(reading):
    page = reading(RECORD)
    starts = page.evaluate(
        """() => [...document.querySelectorAll("aside[role=doc-footnote]")].map(note =>
            note.getBoundingClientRect().top
            - note.parentElement.previousElementSibling.getBoundingClientRect().top)"""
    )
    assert min(starts) >= -8


@pytest.mark.parametrize("width", [390, 1440])
def test_a_marker_leads_to_its_note_and_back(reading, width):
    page = reading(width=width, height=800)
    for marker in page.query_selector_all("a[role=doc-noteref]")[:8]:
        name = marker.inner_text().strip()
        marker.click()
        note = page.locator("aside:target")
        assert note.locator("p").first.inner_text().split()[0] == name
        box = note.bounding_box()
        assert -1 <= box["y"] - 48 < 800 - 48
        back = note.locator("a[role=doc-backlink]")
        back.focus()
        page.keyboard.press("Enter")
        landed = page.locator("a[role=doc-noteref]:target")
        assert landed.inner_text().strip() == name
        assert 48 <= landed.bounding_box()["y"] < 800


def test_activating_a_note_in_view_does_not_scroll(reading):
    page = reading()
    before = page.evaluate("scrollY")
    page.locator("a[role=doc-noteref]").first.click()
    assert page.evaluate("scrollY") == before
    assert page.url.endswith("#note-written-not-recorded")


def test_an_activated_note_stands_at_its_marker(reading):
    page = reading(RECORD)
    marker = page.locator("#ref-embassy-plot, a[role=doc-noteref]").nth(20)
    marker.scroll_into_view_if_needed()
    marker.click()
    note = page.locator("aside:target").bounding_box()
    assert abs(note["y"] - marker.bounding_box()["y"]) <= 64


def test_more_opens_a_long_note(reading):
    page = reading(RECORD)
    button = page.get_by_role("button", name="More").first
    note = page.locator("#" + button.locator("xpath=ancestor::aside").get_attribute("id"))
    height = note.bounding_box()["height"]
    button.click()
    assert note.bounding_box()["height"] > height
    assert note.get_by_role("button", name="Less").get_attribute("aria-expanded") == "true"
    assert note.get_by_role("list").last.is_visible()


def test_narrowing_the_window_leaves_nothing_of_the_placement(reading):
    page = reading()
    before = page.evaluate("document.querySelector('article').innerHTML")
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(100)
    assert (
        page.evaluate("document.querySelectorAll('aside[style], button.postil-more').length") == 0
    )
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_timeout(100)
    assert page.evaluate("document.querySelector('article').innerHTML") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", [TUTORIAL, RECORD, "transcripts/index.html", "notes.html"])
def test_axe_finds_nothing_in_the_contents(reading, path, width, scheme):
    page = reading(path, width=width, scheme=scheme)
    rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context="article", options={"runOnly": rules})
    assert [v["id"] for v in found.response["violations"]] == [], found.generate_report()


def test_roles_and_names_reach_the_accessibility_tree(reading):
    page = reading()
    assert page.get_by_role("link", name="Paragraph 8", exact=True).count() == 1
    assert page.get_by_role("link", name="Note 6, Correction", exact=True).count() == 1
    assert page.get_by_role("group", name="Notes on paragraph 10").count() == 1
    note = page.locator("#note-virgil-or-horace")
    described = page.locator("mark").first.get_attribute("aria-details")
    assert page.locator(f"#{described}").count() == 1
    assert note.get_attribute("role") == "doc-footnote"


def test_copying_a_paragraph_gives_its_words_and_no_number(reading):
    page = reading()
    copied = page.evaluate(
        """() => { const p = document.querySelector("#p10"); getSelection().selectAllChildren(p);
                   return getSelection().toString(); }"""
    )
    assert copied.strip().startswith("Editor: Scholarship, this time. One note may sit inside")
    assert "may cross: the first begins" in copied
    assert not any(character.isdigit() for character in copied)
    assert copied.isprintable()


@pytest.mark.parametrize("path", ["index.html", TUTORIAL, RECORD, "transcripts/index.html"])
def test_pages_from_disk_ask_for_nothing_else(showcase, chromium, path):
    context = chromium.new_context()
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else 0
    )
    page.goto((showcase.site / path).as_uri())
    page.wait_for_timeout(300)
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert errors == []


def test_printing_has_every_note_after_its_paragraph(reading):
    page = reading()
    page.emulate_media(media="print")
    notes, text = boxes(page, NOTES), boxes(page, PARAGRAPHS)
    assert len(notes) == 26
    assert all(note["left"] < max(p["right"] for p in text) for note in notes)
    assert not any(overlap(a, b) for i, a in enumerate(notes) for b in [*notes[i + 1 :], *text])


def test_kinds_differ_by_the_shape_of_their_line(reading):
    page = reading(RECORD)
    styles = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("article > div > p > mark")]
            .map(m => [m, getComputedStyle(m)])
            .map(([m, style]) => [style.color + m.className, style.textDecorationStyle]))"""
    )
    assert len(set(styles.values())) == 5
