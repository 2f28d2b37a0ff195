"""The search in Chromium, from disk and without a network: what is found, shown and opened."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hosts.sites import LIBRARY
from postil.searching import blocks
from postil.searching.packing import unpacked
from postil.searching.words import lowered, terms, words

MORE = """
    docs/transcripts/gates.md:
    | ---
    | title: A path/to ../../elsewhere
    | type: interview
    | record: verbatim
    | date: 1980-02-03
    | people: [{id: ono, name: Yui Ono, role: narrator}, {id: quill, name: R. Quill}]
    | source: {title: Tape 9, holder: County archive}
    | rights: {license: CC0-1.0}
    | ---
    |
    | **R. Quill:** Did the gates ever strike you as old?
    | { #p1 }
    |
    | **Yui Ono:** The café was older. 私は水門の番人でした。 שָׁלוֹם
    | { #p2 }
    |
    | Six gates and men on them, the men were six.
    | { #p3 }
    annotations/gates.yml:
    | annotations:
    |   - id: cafe
    |     target: {paragraph: p2, quote: café}
    |     kind: context
    |     title: Gates tearoom
    |     tags: [trade]
    |     author: rq
    |     note: It was demolished in the flood year; nobody striking remembered the zephyr.
    |     sources: [{title: Petty sessions list}]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of a built site whose name a careless address would trip over."""
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    from conftest import MINIMAL, build_config, write_tree  # noqa: PLC0415

    root = tmp_path_factory.mktemp("search")
    for tree in (MINIMAL, LIBRARY, MORE):
        write_tree(root, tree)
    folder = root / "büro #1 50% weg"
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "LEARNT_FROM", 2)  # As if there were many.
        assert build_config(config, mkdocs_build).warnings == []
    return folder


SHOWN = "document.querySelector('.postil-search-count')?.firstChild"
SAID = f"document.querySelector('[role=status]')?.textContent === {SHOWN}?.textContent"


class Window:
    """A search page with what went wrong on it."""

    def __init__(self, page):
        self.page = page
        self.errors, self.requests = [], []

    def search(self, query):
        before = self.page.evaluate_handle(SHOWN)
        self.page.get_by_role("searchbox").fill(query)
        # What is said of a search is said anew, even if it is the same, when its hits are there.
        self.page.wait_for_function(f"before => {SHOWN} !== before", arg=before)
        return self.hits

    @property
    def hits(self):
        return self.page.locator("ol a").all_inner_texts()

    @property
    def said(self):
        """What is read out of the last search, which takes a moment."""
        self.page.wait_for_function(f"() => {SHOWN} && {SAID}")
        return self.page.get_by_role("status").inner_text()


@pytest.fixture
def searching(site, open_page):
    """Return a function that opens the search page from disk, with no network."""
    windows = []

    def run(address="", folder=site, **options):
        page = open_page("about:blank", offline=True, **options)
        window = Window(page)
        page.on("console", lambda m: window.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: window.errors.append(str(error)))
        page.on("request", lambda request: window.requests.append(request.url))
        page.goto((folder / "search.html").as_uri() + address)
        page.wait_for_load_state()
        if options.get("java_script_enabled", True):
            assert window.said
        windows.append(window)
        return window

    yield run
    for window in windows:
        assert [url for url in window.requests if not url.startswith(("file:", "about:"))] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("polite", ["Ada Marsh, paragraph 2"]),
        ("POLI", ["Ada Marsh, paragraph 2"]),
        ("zephyr", ["Context: Gates tearoom, on paragraph 2"]),
        ("cafe", ["Yui Ono, paragraph 2"]),
        ("水門", ["Yui Ono, paragraph 2"]),
        ("番", ["Yui Ono, paragraph 2"]),
        ("petty sessions", ["Context: Gates tearoom, on paragraph 2"]),
        ('"six men"', ["Ada Marsh, paragraph 2"]),
        ("“six men”", ["Ada Marsh, paragraph 2"]),
        ("elsewhere", ["Transcript: A path/to ../../elsewhere"]),
        ("trade", ["Context: Gates tearoom, on paragraph 2"]),
        ("remember", ["Context: Gates tearoom, on paragraph 2"]),
        ("門水", []),
        ('"men six"', []),
        ("unheard-of", []),
    ],
)
def test_words_are_found_where_they_stand(searching, query, expected):
    window = searching()
    assert window.search(query) == expected
    assert window.errors == []


def test_other_forms_of_a_word_are_found_after_the_word_itself(searching):
    window = searching()
    assert window.search("strikes ") == [
        "R. Quill, paragraph 1",
        "Context: Gates tearoom, on paragraph 2",
    ]


def test_a_title_comes_first_and_then_the_exact_phrase(searching):
    window = searching()
    assert window.search("gates ")[0] == "Context: Gates tearoom, on paragraph 2"
    assert window.search("six men ")[:2] == ["Ada Marsh, paragraph 2", "Yui Ono, paragraph 3"]


def test_a_hit_shows_who_where_when_and_the_words_around(searching):
    window = searching("?q=polite")
    item = window.page.get_by_role("main").get_by_role("listitem").filter(has_text="polite")
    assert list(filter(None, item.inner_text().split("\n"))) == [
        "Ada Marsh, paragraph 2 Ada Marsh, 1974-05-11",
        "The committee put six men on the gates and they were very polite.",
    ]
    assert item.locator("mark").all_inner_texts() == ["polite"]


HIGHLIGHTED = (
    """() => [...(CSS.highlights.get("postil-found") ?? [])].map(range => range.toString())"""
)


@pytest.mark.parametrize(
    ("query", "fragment", "marked"),
    [
        ("zephyr", "#note-cafe", ["zephyr"]),
        ("cafe", "#p2", ["café"]),
        ("six men", "#p2", None),
        ("שלום", "#p2", ["שָׁלוֹם"]),
    ],
)
def test_a_hit_opens_at_the_passage_with_the_words_marked(searching, query, fragment, marked):
    window = searching()
    window.search(query)
    window.page.locator("ol a").first.click()
    window.page.wait_for_url(f"**{fragment}")
    target = window.page.locator(fragment)
    assert target.bounding_box()["y"] < 900
    assert window.page.evaluate("location.hash") == fragment
    expected = marked or ["six", "men"]
    assert window.page.evaluate(HIGHLIGHTED) == expected
    assert window.errors == []


def test_filters_compose_and_count(searching):
    window = searching("?q=gates")
    page = window.page
    page.get_by_text("Text or notes", exact=True).first.click()
    boxes = page.get_by_role("group", name="Text or notes")
    boxes.get_by_role("checkbox").first.wait_for()
    assert [" ".join(row.split()) for row in boxes.locator("label").all_inner_texts()] == [
        "Text 4",
        "Notes 2",
    ]
    page.get_by_role("checkbox", name="Text").check()
    page.wait_for_function("() => document.querySelectorAll('ol a').length === 4")
    page.get_by_text("Person", exact=True).first.click()
    page.get_by_role("checkbox", name="Ada Marsh").check()
    page.wait_for_function("() => document.querySelectorAll('ol a').length === 1")
    assert "in=text&person=Ada+Marsh" in page.url
    page.get_by_role("button", name="Remove filter Text or notes: Text").click()
    page.wait_for_function("() => !location.search.includes('in=')")


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("?q=gates&in=note", 2),
        ("?q=gates&kind=context&in=note", 1),
        ("?q=gates&year=1974", 2),
        ("?q=gates&tag=trade", 1),
        ("?q=gates&author=rq", 1),
        ("?q=gates&transcript=transcripts/marsh.html", 2),
        ("?q=gates&kind=nothing-such", 0),
    ],
)
def test_a_search_can_be_linked_to(searching, address, count):
    window = searching(address)
    assert window.page.get_by_role("searchbox").input_value() == "gates"
    assert len(window.hits) == count
    assert f"{count or 'Nothing'}" in window.said


def test_the_number_of_hits_is_announced_once_typing_stops(searching):
    window = searching()
    window.page.get_by_role("searchbox").press_sequentially("polite", delay=20)
    assert window.said == "1 hit."
    assert window.page.get_by_role("status").get_attribute("aria-live") in (None, "polite")


def test_the_search_is_used_by_keyboard(searching):
    window = searching("?q=polite")
    page = window.page
    page.get_by_role("searchbox").focus()
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText"))
        if "paragraph 2" in seen[-1]:
            break
    assert "Person" in seen
    page.keyboard.press("Enter")
    page.wait_for_url("**#p2")


def test_escape_closes_a_filter_and_keeps_the_focus(searching):
    page = searching("?q=gates").page
    summary = page.locator("summary", has_text="Person")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Ada Marsh").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.innerText") == "Person"
    assert not page.get_by_role("checkbox", name="Ada Marsh").is_visible()


@pytest.mark.parametrize(
    "query",
    ["x" * 10_000, "a " * 5_000, ".*+?^${}()|[]\\", '"' * 99, "\u202egates\u202c", "<img src=x>"],
    ids=["long", "many words", "regex", "quotes", "right to left", "markup"],
)
def test_a_hostile_query_does_no_harm(searching, query):
    window = searching()
    window.search(query)
    assert window.errors == []
    assert window.page.locator("main img[src=x]").count() == 0
    assert window.search("polite") == ["Ada Marsh, paragraph 2"]


@pytest.mark.parametrize("damage", ["missing", "truncated", "other"])
@pytest.mark.parametrize("name", ["table", "words-0", "texts"])
def test_a_damaged_index_is_told_and_the_page_stays_of_use(searching, site, tmp_path, name, damage):
    copy = shutil.copytree(site, tmp_path / "copy")
    folder = copy / "assets/postil/search"
    known = unpacked((folder / "table.js").read_bytes())["dictionary"]
    part, file = next(
        (path, file)
        for path in folder.glob(f"{name}*.js")
        for file in [path.read_bytes()]
        if name != "texts" or "very polite" in str(unpacked(file, known))
    )
    if damage == "missing":
        part.unlink()
    else:
        part.write_bytes(file[: len(file) // 2] if damage == "truncated" else b"1;")
    window = searching("?q=polite", folder=copy)
    assert "missing or damaged" in window.said
    part.write_bytes(file)
    window.page.get_by_role("button", name="Try again").click()
    window.page.wait_for_function("() => document.querySelectorAll('ol a').length === 1")


def test_words_typed_while_the_index_is_loading_are_searched_for(site, open_page):
    page = open_page("about:blank")
    waiting = []
    page.route("**/table.js*", lambda route: waiting.append(route))  # noqa: PLW0108 - is given an attribute
    page.goto(f"{(site / 'search.html').as_uri()}?in=text", wait_until="commit")
    page.get_by_role("searchbox", name="Search transcripts and notes").last.fill("polite")
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].continue_()
    page.get_by_role("link", name="Ada Marsh, paragraph 2").wait_for()
    assert "q=polite" in page.url
    assert "in=text" in page.url


def test_without_script_the_page_says_so_and_leads_to_the_transcripts(searching):
    page = searching(java_script_enabled=False).page
    page.get_by_text("The search needs JavaScript").wait_for(state="visible")
    page.get_by_role("link", name="list of transcripts").click()
    page.wait_for_url("**/transcripts/index.html")


@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_leads_to_the_search(site, open_page, width):
    page = open_page((site / "transcripts/1975/evening.html").as_uri(), width=width)
    header = page.get_by_role("banner")
    if width == 1440:
        header.get_by_role("searchbox", name="Search transcripts and notes").fill("polite")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=polite")
        page.get_by_role("link", name="Ada Marsh, paragraph 2").wait_for()
    else:
        header.get_by_role("link", name="Search").click()
        page.wait_for_url("**/search.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_search_page_is_accessible_and_no_wider_than_the_window(searching, width, scheme):
    window = searching("?q=gates&in=text", width=width, scheme=scheme)
    page = window.page
    page.get_by_text("Kind of note", exact=True).first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
    results = Axe().run(page, context=".postil-search", options=options)
    assert results.response["violations"] == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(alphabet=st.characters(max_codepoint=0x1FFFF, exclude_categories=["Cs", "Cn"])))
def test_the_page_cuts_and_folds_words_as_the_build_does(script_words, text):
    expected = [term for word in words(lowered(text)) for term in terms(word)]
    assert script_words(text) == expected


@pytest.fixture(scope="module")
def script_words(site, chromium):
    """Return a function: the terms of a text as the page's script makes them."""
    page = chromium.new_page()
    page.goto((site / "search.html").as_uri())
    page.wait_for_function("() => window.postilSearch?.words")
    program = """text => {
        const {words, lowered, terms} = window.postilSearch;
        return words(lowered(text)).flatMap(terms);
    }"""
    yield lambda text: page.evaluate(program, text)
    page.close()


def test_a_search_loads_no_filter_that_nobody_opened(searching):
    window = searching()
    window.requests.clear()
    window.search("gates")
    loaded = {url.partition("?")[0].rsplit("/", 1)[1] for url in window.requests}
    assert any(name.startswith("texts-") for name in loaded)
    assert not loaded & {"person.js", "tag.js", "author.js"}
