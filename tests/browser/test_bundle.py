"""The showcase's bundle in Chromium, unpacked into an awkward folder, without a network."""

import re
import shutil
import zipfile

import pytest
import yaml
from click.testing import CliRunner

from conftest import REPOSITORY
from postil.cli.main import main
from searching.reading import Built


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    words = ["bundle", "-C", str(REPOSITORY), "-o", str(folder / "postil.zip"), "--strict"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    place = folder / "Büro & Söhne #1 (50 %)"
    with zipfile.ZipFile(folder / "postil.zip") as archive:
        archive.extractall(place)
    return place / "postil"


@pytest.fixture
def opened(unpacked, open_page):
    """Return a function that opens a file of the bundle, and sees to it that nothing goes wrong."""
    wrong = []

    def run(path="START-HERE.html", **options):
        page = open_page("about:blank", offline=True, **options)
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda r: (
                None if r.url.startswith(("file:", "data:", "blob:")) else wrong.append(r.url)
            ),
        )
        # One that a next page broke off did not fail.
        page.on(
            "requestfailed",
            lambda r: None if r.failure == "net::ERR_ABORTED" else wrong.append(r.url),
        )
        page.goto((unpacked / path).as_uri())
        page.wait_for_load_state()
        return page

    yield run
    assert wrong == []


def word_of_a_note_only(unpacked):
    """A word that stands in one unit, a note, and the note's id."""
    folder = unpacked / "site/assets/postil/search"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    index = Built.__new__(Built)
    index.files = files
    index.table = index.part("table")
    records = index.records
    for term in sorted(index.beginning("")):
        (unit, *others) = index.units(term)
        if not others and len(term) > 6 and term.isalpha() and records[unit][0].startswith("note-"):
            return term, records[unit][0]
    raise AssertionError


def test_a_word_of_a_note_is_searched_for_and_the_hit_followed(opened, unpacked):
    word, note = word_of_a_note_only(unpacked)
    page = opened()
    page.wait_for_url("**/site/index.html")
    box = page.get_by_role("banner").get_by_role("searchbox", name="Search transcripts and notes")
    box.fill(word)
    page.keyboard.press("Enter")
    hit = page.get_by_role("main").locator("ol a").first
    hit.wait_for()
    hit.click()
    page.wait_for_url(f"**#{note}")
    assert page.locator(f"#{note}").is_visible()
    marked = page.evaluate("[...CSS.highlights.get('postil-found')].map(String).join(' ')")
    assert marked.lower().startswith(word[:4])


def test_every_page_opens_with_nothing_missing(opened, unpacked):
    page = opened("site/index.html")
    for path in sorted((unpacked / "site").rglob("*.html")):
        page.goto(path.as_uri())
        page.wait_for_load_state()
        assert page.title()


def test_the_themes_search_of_other_pages_works(opened):
    page = opened("site/index.html")
    page.keyboard.press("/")
    page.locator(".md-search__input").fill("changelog")
    page.locator(".md-search-result__link, .md-search-result__meta").first.wait_for()


def test_the_scheme_that_was_chosen_is_remembered(opened):
    page = opened("site/index.html")
    page.locator("label[for^=__palette]:visible").click()
    chosen = page.evaluate("document.body.dataset.mdColorScheme")
    page.goto(page.url.replace("index.html", "notes.html"))
    assert page.evaluate("document.body.dataset.mdColorScheme") == chosen


def test_a_note_is_suggested_without_a_network_and_accepted(opened, tmp_path):
    page = opened("site/transcripts/reading-and-writing-notes.html", accept_downloads=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Paragraph 2", exact=True).click()
    dialog = page.get_by_role("dialog", name="Paragraph 2")
    dialog.get_by_text("Suggest a note", exact=True).click()
    dialog.get_by_label("Words").fill("its guests")
    note = "Said “to be” so: by\nwhom?"
    dialog.get_by_label(re.compile("^Note")).fill(note)
    dialog.get_by_role("button", name="Copy The file").click()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    for part in ("mkdocs.yml", "docs", "annotations"):
        source, place = REPOSITORY / part, tmp_path / part
        if source.is_dir():
            shutil.copytree(source, place)
        else:
            shutil.copy(source, place)
    folder = tmp_path / "annotations/reading-and-writing-notes"
    folder.mkdir()
    download.value.save_as(folder / download.value.suggested_filename)
    text = (folder / "its-guests.yml").read_text(encoding="utf-8")
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert yaml.safe_load(text)["annotations"][0]["note"] == note
    result = CliRunner().invoke(main, ["check", "-C", str(tmp_path), "--strict"])
    assert (result.output, result.exit_code) == ("", 0)
