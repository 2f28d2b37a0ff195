"""Paragraph numbers, the dialog behind them, and times: S37, S38, S40, S41."""

import json
import re

import pytest

from browser.reading import D, F, settle, status


def test_s37_every_paragraph_has_a_number_an_id_and_a_link(read):
    page = read(F)
    paragraphs = page.locator("article p[id^=p]").all()
    assert [p.get_attribute("id") for p in paragraphs] == [f"p{n}" for n in range(1, 18)]
    for paragraph in paragraphs[:4]:
        link = paragraph.get_by_role("link").first
        assert "p" + link.inner_text() == paragraph.get_attribute("id")
        assert link.get_attribute("href") == "#" + paragraph.get_attribute("id")
        assert link.is_visible()


def test_s38_every_paragraph_says_who_speaks(read):
    page = read(F)
    assert page.locator("#p8").text_content().split()[:3] == ["8", "Ada", "Marsh:"]
    assert "Ada Marsh:" in page.locator("#p3").text_content()
    box = page.locator("#p3 b").bounding_box()
    assert box["width"] <= 2
    assert page.locator("#p6").text_content().split() == ["6", "[pause]"]
    mark = page.locator("#p10").get_by_text("[inaudible]")
    text = page.locator("#p10")
    colour = "e => getComputedStyle(e).color"
    assert mark.evaluate(colour) != text.evaluate(colour)


@pytest.fixture
def cited(read):
    """The dialog of paragraph 8."""
    page = read(F)
    page.get_by_role("link", name="Paragraph 8", exact=True).click()
    page.get_by_role("dialog", name="Paragraph 8").wait_for()
    return page


def test_s40_the_number_opens_a_dialog_with_every_way_to_cite(cited):
    dialog = cited.get_by_role("dialog", name="Paragraph 8")
    assert dialog.is_visible()
    texts = {
        region.get_attribute("aria-label"): region.inner_text()
        for region in dialog.get_by_role("region").all()
    }
    assert list(texts) == ["Link", "Chicago note", "Plain text", "BibTeX", "CSL-JSON"]
    assert texts["Link"].endswith("lock.html#p8")
    for label, text in texts.items():
        assert "{" not in text or label in ("BibTeX", "CSL-JSON")
        assert not re.search(r"\{(locator|url|accessed)\}", text)
        assert "#p8" in text
    assert "version 1.2, para. 8" in texts["Chicago note"]
    item = json.loads(texts["CSL-JSON"])[0]
    assert item["locator"] == "para. 8"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", item["accessed"]["raw"])
    assert cited.url.endswith("#p8")


def test_s40_a_citation_is_copied_from_a_page_on_disk(cited):
    cited.get_by_role("button", name="Copy Plain text").click()
    assert status(cited) in ("Plain text copied", "Selected; copy it with your keyboard")
    selected = cited.evaluate(
        """async () => { try { return await navigator.clipboard.readText() } catch {}
            return getSelection().toString() }"""
    )
    assert "para" in selected or selected == ""


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_s40_the_dialog_gives_focus_back(cited, way):
    inside = "document.activeElement.closest('dialog') !== null"
    assert cited.evaluate(inside)
    for _ in range(14):
        cited.keyboard.press("Tab")
        assert cited.evaluate(f"{inside} || document.activeElement === document.body")
    if way == "Escape":
        cited.keyboard.press("Escape")
    else:
        cited.get_by_role("button", name="Close", exact=True).click()
    settle(cited)
    assert cited.evaluate("document.activeElement.getAttribute('aria-label')") == "Paragraph 8"
    assert cited.get_by_role("dialog", name="Paragraph").count() == 0


def test_s40_without_script_the_number_is_a_link_and_the_page_can_be_cited(read):
    page = read(F, java_script_enabled=False)
    page.get_by_role("link", name="Paragraph 8", exact=True).click()
    assert page.url.endswith("#p8")
    page.get_by_text("Cite this transcript").click()
    assert page.get_by_text("interview by R. Quill").first.is_visible()


def test_s41_times_are_links_into_the_recording(read):
    page = read(F, java_script_enabled=False)
    link = page.locator("#p8").get_by_role("link", name="Listen from 00:02:46")
    assert link.get_attribute("href").endswith("tape.wav#t=166")
    assert link.inner_text() == "00:02:46"


def test_s41_with_script_they_play_it_on_the_page(read):
    page = read(F)
    page.evaluate(
        """() => { const audio = document.querySelector("audio");
            audio.play = () => { window.played = true; return Promise.resolve(); };
            Object.defineProperty(audio, "currentTime", {set(t) { window.at = t }}); }"""
    )
    page.get_by_role("link", name="Listen from 00:02:46").click()
    assert page.evaluate("[window.played, window.at]") == [True, 166]
    assert page.url.endswith("lock.html")


def test_s41_where_there_is_no_recording_there_is_no_time(read, publication, build, open_page):
    assert read(D).locator("article time:visible, article audio").count() == 1
    root = publication(
        """
        docs/transcripts/timed.md:
        | ---
        | title: Timed
        | type: interview
        | record: verbatim
        | date: 1974-05-11
        | people: [{id: marsh, name: Ada Marsh, role: narrator}]
        | source: {title: Tape 4, holder: County archive}
        | rights: {license: CC0-1.0, holder: County archive}
        | ---
        |
        | **Ada Marsh:** [00:01:02] Six men.
        | { #p1 }
        """
    )
    page = open_page((build(root).site / "transcripts/timed.html").as_uri())
    assert "00:01:02" not in page.locator("article").inner_text()
