"""Print, zoom, instant navigation, size, and the theme: S34, S47 to S50."""

import shutil
import subprocess
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from browser.reading import (
    MARKERS,
    NOTES,
    PARAGRAPHS,
    D,
    F,
    boxes,
    collisions,
    copy_site,
    overlap,
    resize,
    settle,
)
from conftest import QuietHandler, build_config

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""


def has_all(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert collisions(page) == []
    cut = page.evaluate(
        """() => [...document.querySelectorAll("article p[id^=p], aside p")].filter(p =>
            p.getClientRects().length && p.scrollWidth > p.clientWidth + 2
            && getComputedStyle(p).clipPath === "none").map(p => p.outerHTML.slice(0, 100))"""
    )
    assert cut == []


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("path", [F, D])
def test_s34_wider_spacing_loses_nothing(read, path, width):
    page = read(path, width=width)
    page.add_style_tag(content=SPACED)
    settle(page)
    settle(page)
    has_all(page, width)


def test_s34_a_zoom_of_200_percent_loses_nothing(read):
    page = read(F, width=720, height=450)  # 1440 x 900 at 200 %; browsers zoom breakpoints too.
    has_all(page, 720)
    page.add_style_tag(content="html { font-size: 200% !important }")
    settle(page)
    has_all(page, 720)


def test_s34_a_zoom_of_400_percent_loses_nothing(read):
    page = read(F, width=320, height=256)  # 1280 x 1024 at 400 %.
    has_all(page, 320)
    page.get_by_role("link", name="Note 8, ").click()
    settle(page)
    (sheet,) = boxes(page, NOTES)
    assert sheet["height"] <= 129
    assert page.get_by_role("button", name="Close note").is_visible()


STATES = {
    "wide": {"width": 1440},
    "phone": {"width": 390},
    "no-script": {"width": 1440, "java_script_enabled": False},
}


@pytest.mark.parametrize("state", STATES)
def test_s48_on_paper_every_note_follows_its_paragraph(read, state):
    page = read(F, **STATES[state])
    page.emulate_media(media="print")
    notes, text = boxes(page, NOTES), boxes(page, PARAGRAPHS)
    assert len(notes) == 12
    assert all(note["left"] < max(p["right"] for p in text) for note in notes)
    assert not any(overlap(a, b) for i, a in enumerate(notes) for b in [*notes[i + 1 :], *text])
    tops = sorted([*notes, *text], key=lambda box: box["top"])
    order = [box["id"] for box in tops]
    assert order[order.index("p2") : order.index("p3") + 1] == [
        "p2",
        "note-long-frost",
        "note-water-stood",
        "p3",
    ]
    article = page.locator("article")
    assert (
        article.locator("button:visible, select:visible, input:visible, audio:visible").count() == 0
    )
    address = page.locator("a[href='https://example.org/letters/14']")
    assert "letters/14" in address.evaluate("e => getComputedStyle(e, '::after').content")


@pytest.mark.parametrize("width", [390, 1440])
def test_s48_printing_changes_nothing_on_the_page(read, width, tmp_path):
    page = read(F, width=width)
    page.get_by_role("link", name="Note 8, ").click()
    settle(page)
    contents = "document.querySelector('article').innerHTML"
    before = page.evaluate(contents)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    settle(page)
    assert page.evaluate(contents) == before
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        first = printed.split("\f")[0]
        assert "1.2" in first
        assert "interview by R. Quill" in " ".join(first.split())
        for words in ("eleven weeks of ice", "carbon copy", "no fourth name"):
            assert printed.lower().count(words) == (0 if words == "no fourth name" else 1)


@pytest.fixture(scope="session")
def instant(tmp_path_factory):
    """The fixtures as a site with the theme's instant navigation, on a web server."""
    root = copy_site(tmp_path_factory.mktemp("instant") / "pub")
    site = root / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    address = f"http://127.0.0.1:{server.server_port}/"
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), site_url=address)
    config.theme["features"] = ["navigation.instant"]
    build_config(config, mkdocs_build)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


def go(page, name):
    link = page.get_by_role("link", name=name).last
    address = link.evaluate("e => e.href")
    link.click()
    page.wait_for_url(address)
    page.wait_for_timeout(250)


def test_s49_ten_page_changes_leave_one_of_everything(instant, open_page):
    page = open_page(instant + F)
    page.evaluate("window.sameDocument = true")
    page.wait_for_timeout(300)
    for _ in range(5):
        go(page, "Ten notes on one paragraph")
        go(page, "The keeper of the upper lock")
    assert page.evaluate("window.sameDocument")
    assert page.locator("dialog").count() <= 1
    assert page.locator("[role=status].postil-unseen, [role=status]:not(article *)").count() <= 1
    for _ in range(2):
        page.get_by_role("link", name="Paragraph 8", exact=True).click()
        page.get_by_role("dialog", name="Paragraph 8").wait_for()
        page.keyboard.press("Escape")
    more = page.get_by_role("button", name="More", exact=True).first
    more.click()
    assert page.get_by_role("button", name="Less", exact=True).count() == 1
    assert page.get_by_role("button", name="All", exact=True).count() == 1


def test_s49_a_note_is_reached_from_another_page_and_back_restores_the_place(instant, open_page):
    page = open_page(instant + "index.html", height=700)
    page.wait_for_timeout(900)
    page.evaluate("window.sameDocument = true")
    go(page, "the lock")
    marker = page.get_by_role("link", name="Note 12, ").element_handle()
    page.wait_for_function(
        "e => 40 <= e.getBoundingClientRect().top && e.getBoundingClientRect().top < 700",
        arg=marker,
    )
    page.wait_for_timeout(900)
    page.evaluate("scrollTo(0, 500)")
    page.wait_for_timeout(500)
    page.evaluate("document.querySelector('article nav a[rel=next]').click()")
    page.wait_for_timeout(900)
    page.go_back()
    page.wait_for_function("Math.abs(scrollY - 500) <= 2")
    assert page.evaluate("window.sameDocument")


def test_s49_the_search_page_works_when_it_is_reached_from_another_page(instant, open_page):
    page = open_page(instant + F)
    page.evaluate("window.sameDocument = true")
    for word in ("ice", "lock"):
        go(page, "Search")
        page.locator("[data-postil-search]").get_by_role("searchbox").fill(word)
        page.locator("ol.postil-hits a", has_text="paragraph").first.wait_for()
        page.go_back()
        page.locator("ol.postil-hits").wait_for(state="detached")
    assert page.evaluate("window.sameDocument")
    go(page, "Search")
    page.locator("[data-postil-search]").get_by_role("searchbox").fill("ice")
    page.locator("ol.postil-hits a", has_text="paragraph").first.click()
    page.wait_for_function("CSS.highlights.get('postil-found')?.size > 0")
    marked = page.evaluate("[...CSS.highlights.get('postil-found')].map(String)")
    assert "ice" in " ".join(marked).lower()


@pytest.mark.parametrize("path", ["index.html", F, D, "transcripts/index.html", "notes.html"])
def test_s47_pages_from_disk_ask_for_nothing_else(reading_site, chromium, path):
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto((reading_site.site / path).as_uri())
    page.wait_for_timeout(300)
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert errors == []


def test_s47_search_finds_words_without_a_server(read):
    page = read(F)
    page.get_by_role("banner").get_by_role("searchbox").first.fill("bread")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_text("I carried the").first.wait_for()


LIGHT = 40_000
"""Bytes of own script and style, unpacked, that a page may load."""

PAGES_OF_EACH_KIND = ("index.html", F, "transcripts/index.html", "notes.html", "search.html")


def loaded(page, url):
    """The paths of what opening a page asks for; what it asks for later is added."""
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(url)
    page.wait_for_timeout(400)
    return asked


def own_bytes(site, asked, *endings):
    """What files weigh; the parts of the search index are text of the publication, and no script.

    `settings.js` in their folder is script. What stands in, on a disk, for a script that the
    theme's offline plugin would load from another server, counts as the theme's.
    """
    files = {Path(unquote(path)) for path in asked if path.endswith(endings)}
    own = {file for file in files if file.is_relative_to(site / "assets/postil")}
    own.discard(site / "assets/postil/iframe-worker.js")
    parts = {file for file in own if file.parent.name == "search" and file.stem != "settings"}
    return sum(file.stat().st_size for file in own - parts)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", PAGES_OF_EACH_KIND)
def test_s50_what_a_page_loads_of_style_script_and_fonts_is_light(
    reading_site, open_page, path, width
):
    page = open_page("about:blank", width=width)
    asked = loaded(page, (reading_site.site / path).as_uri())
    assert 3000 < own_bytes(reading_site.site, asked, ".js", ".css") <= LIGHT
    assert own_bytes(reading_site.site, asked, ".woff2") <= 120_000


@pytest.mark.parametrize("width", [390, 1440])
def test_s50_reading_and_citing_together_are_light(reading_site, open_page, width):
    page = open_page("about:blank", width=width)
    asked = loaded(page, (reading_site.site / F).as_uri())
    before = own_bytes(reading_site.site, asked, ".js", ".css")
    page.get_by_role("link", name="Note 8, ").click()
    page.keyboard.press("Escape")
    for number in (8, 9):
        page.get_by_role("link", name=f"Paragraph {number}", exact=True).click()
        page.get_by_role("button", name="Copy BibTeX").click()
        page.keyboard.press("Escape")
    assert sum(path.endswith("cite.js") for path in asked) == 1
    assert before + 1000 < own_bytes(reading_site.site, asked, ".js", ".css") <= LIGHT


def test_s50_what_suggests_comes_when_it_is_asked_for_and_once(reading_site, open_page):
    page = open_page("about:blank")
    asked = loaded(page, (reading_site.site / F).as_uri())
    for number in (8, 9):
        page.get_by_role("link", name=f"Paragraph {number}", exact=True).click()
        page.get_by_role("dialog", name=f"Paragraph {number}").wait_for()
        before = own_bytes(reading_site.site, asked, ".js", ".css")
        page.locator("summary", has_text="Suggest a note").click()
        page.get_by_role("region", name="The file").wait_for()
        more = own_bytes(reading_site.site, asked, ".js", ".css") - before
        # The form has its own YAML writer and text comparison.
        assert 1000 < more <= 17_500 if number == 8 else more == 0
        page.keyboard.press("Escape")
    assert sum(path.endswith("suggest.js") for path in asked) == 1


def test_s50_the_serif_is_ours_and_is_used(read):
    page = read(F)
    family = page.locator("#p8").evaluate("e => getComputedStyle(e).fontFamily")
    assert "Literata" in family
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.style)"
    assert any("Literata" in name for name in page.evaluate(loaded))
    resize(page, 390)
    assert page.locator(MARKERS).count() == 12
