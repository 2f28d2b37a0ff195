"""The index of transcripts in Chromium: whole without script, narrowed down and ordered with it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

INDEX = "transcripts/index.html"
BY_DATE = [
    "Bess Lund remembers",
    'Ada Marsh, "lock-keeper" & </script><b>more</b>',
    "At the opening of the new gates",
    "The council on the towpath",
]


@pytest.fixture
def index(archive, open_page):
    """Return a function that opens the index from disk, as by double click."""
    return lambda **options: open_page((archive.site / INDEX).as_uri(), **options)


def shown(page):
    return page.locator("article h2").locator("visible=true").all_inner_texts()


def test_s25_without_script_the_list_is_whole_and_nothing_seems_to_filter(index):
    page = index(java_script_enabled=False)
    assert shown(page) == BY_DATE
    assert page.get_by_role("combobox").locator("visible=true").count() == 0
    assert page.locator("article").get_by_role("button").count() == 0


@pytest.mark.parametrize(
    ("facet", "option", "left"),
    [
        ("Person", "Hal Lund (2)", BY_DATE[2:]),
        ("Year", "1975 (2)", BY_DATE[2:]),
        ("Type", "Oral history interview (1)", BY_DATE[1:2]),
        ("With notes of kind", "Correction (2)", [BY_DATE[1], BY_DATE[3]]),
    ],
)
def test_s25_the_list_is_narrowed_down(index, facet, option, left):
    page = index()
    page.get_by_label(facet).select_option(option)
    assert shown(page) == left
    assert page.get_by_role("status").inner_text() == f"{len(left)} of 4 transcripts shown"
    page.get_by_role("button", name="Show all").click()
    page.get_by_text("4 of 4 transcripts shown").wait_for()
    assert shown(page) == BY_DATE


def test_s25_choices_add_up_to_nothing_politely(index):
    page = index()
    page.get_by_label("Person").select_option("Bess Lund (1)")
    page.get_by_label("Year").select_option("1975 (2)")
    assert shown(page) == []
    status = page.get_by_role("status")
    assert status.inner_text() == "0 of 4 transcripts shown"


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("Newest first", BY_DATE[3], BY_DATE[0]),
        ("By title", BY_DATE[1], BY_DATE[3]),
        ("Most notes first", BY_DATE[1], BY_DATE[2]),
    ],
)
def test_s25_the_list_is_put_in_order(index, order, first, last):
    page = index()
    page.get_by_label("Order").select_option(order)
    assert [shown(page)[0], shown(page)[-1]] == [first, last]


def test_s25_by_keyboard_alone_and_remembered_on_the_way_back(index):
    page = index()
    page.get_by_label("Type").focus()
    page.keyboard.press("S")
    assert shown(page) == [BY_DATE[2]]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "kind"
    page.get_by_role("link", name=BY_DATE[2]).click()
    page.go_back()
    assert shown(page) == [BY_DATE[2]]


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_s25_the_controls_can_be_hit_and_nothing_scrolls_sideways(index, width):
    page = index(width=width)
    for control in page.locator("article").locator("select, button").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_s27_the_index_and_an_open_head_are_accessible(showcase, open_page, scheme, width):
    for path in (INDEX, "transcripts/reading-and-writing-notes.html"):
        page = open_page((showcase.site / path).as_uri(), width=width, scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        found = Axe().run(page, context="article").response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
