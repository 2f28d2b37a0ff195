"""The showcase's bundle in Chromium, unpacked into an awkward folder, without a network."""

import zipfile

import pytest
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
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
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
