"""What stands above and below a transcript: provenance, overview, citation, recording, edits."""

import json
import re

import pytest

from core.vocabulary import faults

FULL = "transcripts/marsh/index.html"
SHOWCASE = ("transcripts/reading-and-writing-notes.html", "transcripts/2008-06-25-shafiyev.html")
ADDRESS = "https://lock.example.org/voices/transcripts/marsh/"
FACTS = """() => [...document.querySelectorAll("article dl > dt")].map(term => {
    const values = [];
    for (let e = term.nextElementSibling; e?.tagName === "DD"; e = e.nextElementSibling)
        if (e.checkVisibility()) values.push(e.innerText);
    return [term.innerText, values];
})"""


@pytest.fixture
def marsh(archive, open_page, serve):
    """Return a function that opens the transcript with all a head can say."""
    address = serve(archive.site)

    def run(path=FULL, **options):
        return open_page(f"{address}/{path}", **options)

    return run


def facts(page):
    return {term: values for term, values in page.evaluate(FACTS) if values}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_s39_the_provenance_stands_above_the_text(marsh, script):
    page = marsh(java_script_enabled=script)
    assert facts(page) == {
        "People": ["Ada Marsh, narrator: kept the upper lock from 1926", "R. Quill, interviewer"],
        "Date": ["11 May 1974"],
        "Place": ["Upper Wharf"],
        "Type": ["Oral history interview"],
        "Record": ["Edited transcript, reviewed by the narrator's daughter"],
        "Recording": ["tape-4.wav, audio/wav, 1 hour 2 minutes"],
        "Source": ["Tape 4, side A, Wharf Street Museum, Wharf Press, WSM 74/4"],
        "Rights": ["Copyright Not Evaluated, Wharf Street Museum"],
        "Version": ["1.2, what was changed"],
    }
    ends = page.locator("article dl").first.bounding_box()
    text = page.locator("article p#p1").bounding_box()
    assert ends["y"] + ends["height"] < text["y"]
    warning = page.get_by_text("A drowning is described.")
    assert warning.bounding_box()["y"] < text["y"]
    links = {
        "Ada Marsh": "https://example.org/people/marsh",
        "Tape 4, side A": "https://example.org/tapes/4",
        "Copyright Not Evaluated": "http://rightsstatements.org/vocab/CNE/1.0/",
    }
    for name, address in links.items():
        link = page.locator("article").get_by_role("link", name=name, exact=True)
        assert link.get_attribute("href") == address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_s39_the_rest_of_the_provenance_opens_by_keyboard(marsh, script):
    page = marsh(java_script_enabled=script)
    assert "Restrictions" not in facts(page)
    page.get_by_text("About this transcript").focus()
    page.keyboard.press("Enter")
    more = facts(page)
    assert more["Transcribed"] == ["R. Lund, October 2026"]
    assert more["Sittings"] == [
        "4 May 1974, Town hall, 55 minutes",
        "11 May 1974, Upper Wharf, tape-4.wav",
    ]
    assert more["Consent"] == ["Those who speak have agreed to publication"]
    assert more["Restrictions"] == ["Not for advertising."]


def test_s39_the_log_of_edits_leads_to_the_paragraphs(marsh):
    page = marsh()
    page.get_by_role("link", name="what was changed").click()
    heading = page.get_by_role("heading", name="Edits")
    assert heading.evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")
    entries = page.locator("section", has=heading).get_by_role("listitem")
    assert entries.all_inner_texts() == [
        "22 November 2026, R. Quill: Numbers are written out. Paragraphs 1, 3, 9.",
        "20 November 2026, R. Lund: The name of the lock was misheard. Paragraph 2.",
    ]
    assert entries.nth(0).get_by_role("link").all_inner_texts() == ["1", "3"]  # 9 is gone.
    entries.nth(1).get_by_role("link", name="2").click()
    assert page.url.endswith("#p2")


@pytest.mark.parametrize("path", SHOWCASE)
def test_s39_the_showcase_says_where_its_texts_are_from(showcase, open_page, path):
    page = open_page((showcase.site / path).as_uri())
    needed = {"People", "Date", "Type", "Record", "Source", "Rights", "Version"}
    assert needed <= set(facts(page))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_s40_the_page_can_be_cited_in_four_formats(marsh, script):
    page = marsh(java_script_enabled=script)
    page.get_by_text("Cite this transcript").focus()
    page.keyboard.press("Enter")
    texts = {
        name: page.get_by_role("region", name=name).inner_text()
        for name in ("Chicago note", "Plain text", "BibTeX", "CSL-JSON")
    }
    for text in texts.values():
        assert ADDRESS in text
        assert "1.2" in text
        assert not re.search(r"\{(locator|url|accessed)\}|accessed", text)
    assert texts["Chicago note"].startswith('Ada Marsh, “Ada Marsh, "lock-keeper" & </script>')
    assert "oral history interview by R. Quill, May 11, 1974" in texts["Chicago note"]
    assert json.loads(texts["CSL-JSON"])[0]["author"] == [{"family": "Marsh", "given": "Ada"}]


def test_s40_a_citation_is_copied_as_it_stands(archive, open_page):
    page = open_page((archive.site / FULL).as_uri())
    page.get_by_text("Cite this transcript").click()
    region = page.get_by_role("region", name="BibTeX")
    copied = region.evaluate(
        "e => { getSelection().selectAllChildren(e); return `${getSelection()}`; }"
    )
    assert copied == region.inner_text()
    assert copied.startswith("@misc{marsh,\n  author = {Marsh, Ada},\n")


def test_s40_a_template_of_every_format_waits_for_the_paragraph(marsh):
    templates = marsh(java_script_enabled=True).evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-locator]")]
            .map(e => [e.dataset.format, e.dataset.locator]))"""
    )
    assert set(templates) == {"chicago", "plain", "bibtex", "csl-json"}
    for template in templates.values():
        for place in ("{locator}", "{url}", "{accessed}"):
            assert template.count(place) == 1
    assert "para. {locator}" in templates["chicago"]


def test_s40_on_paper_the_citation_is_on_the_first_page(marsh):
    page = marsh()
    page.emulate_media(media="print")
    printed = page.get_by_text("Cite as:")
    assert ADDRESS in printed.locator("..").inner_text()
    assert printed.bounding_box()["y"] < page.locator("p#p1").bounding_box()["y"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_s41_a_time_leads_into_the_recording(marsh, script):
    page = marsh(java_script_enabled=script)
    link = page.get_by_role("link", name="Listen from 00:02:46")
    assert link.evaluate("e => e.href").endswith("/media/tape-4.wav#t=171")
    with page.expect_response("**/tape-4.wav") as response:
        link.click()
    assert response.value.ok


def test_s41_the_player_works_without_script_and_loads_nothing_unasked(marsh):
    page = marsh(java_script_enabled=False)
    player = page.locator("audio[controls]")
    assert player.bounding_box()["height"] > 24
    assert player.get_attribute("preload") == "none"
    assert page.request.get(player.evaluate("e => e.src")).ok


def test_s41_a_transcript_without_recording_shows_no_link_and_no_player(marsh):
    page = marsh("transcripts/1960-letter/index.html")
    assert page.locator("audio, video, a[href*='#t=']").count() == 0


def test_s42_the_structured_data_are_valid_and_say_what_the_head_says(marsh):
    page = marsh()
    (text,) = page.locator("script[type='application/ld+json']").all_text_contents()
    (data,) = json.loads(text)
    assert faults(data) == []
    assert data["name"] == 'Ada Marsh, "lock-keeper" & </script><b>more</b>'
    assert data["url"] == ADDRESS
    assert data["isPartOf"] == {
        "@type": "WebSite",
        "name": "Lock voices",
        "url": "https://lock.example.org/voices/",
    }
    assert page.locator("article b", has_text="more").count() == 0


@pytest.mark.parametrize("path", SHOWCASE)
def test_s42_the_structured_data_of_the_showcase_are_valid(showcase, open_page, path):
    page = open_page((showcase.site / path).as_uri())
    (text,) = page.locator("script[type='application/ld+json']").all_text_contents()
    (data,) = json.loads(text)
    assert faults(data) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_s25_the_strip_is_a_low_image_that_says_where_the_notes_are(marsh, scheme):
    words = "3 notes on 2 of 4 paragraphs: 2 on paragraph 2; 1 on 3"
    for path in (FULL, "transcripts/index.html"):
        page = marsh(path, scheme=scheme)
        strip = page.get_by_role("img", name=words)
        box = strip.bounding_box()
        assert box["height"] <= 12
        assert box["width"] > 200
        paths = strip.locator("path")
        shades = paths.evaluate_all("all => all.map(e => getComputedStyle(e).stroke)")
        assert len(set(shades)) == 3


@pytest.mark.parametrize("path", SHOWCASE)
def test_s25_the_strip_counts_the_notes_of_the_showcase(showcase, open_page, path):
    page = open_page((showcase.site / path).as_uri())
    notes = page.locator("aside[role=doc-footnote]").count()
    strip = page.get_by_role("img", name=f"{notes} notes on")
    assert re.search(r"paragraph|each|at most", strip.get_attribute("aria-label"))
    index = open_page((showcase.site / "transcripts/index.html").as_uri())
    assert index.get_by_role("img", name=strip.get_attribute("aria-label")).count() == 1
