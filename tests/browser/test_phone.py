"""Notes on narrow screens: S17 to S21."""

import pytest

from browser.reading import MARKERS, NOTES, WIDTHS, F, boxes, resize, settle

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def touch(page, name):
    marker = page.get_by_role("link", name=name)
    marker.scroll_into_view_if_needed()
    marker.tap()
    settle(page)
    return marker


@pytest.mark.parametrize("size", [(390, 844), (320, 568), (768, 1024)])
def test_s17_a_touch_brings_the_note_up_and_keeps_its_number_in_view(read, size):
    page = read(F, **{**PHONE, "width": size[0], "height": size[1]})
    for number in (1, 5, 8, 9, 12):
        marker = touch(page, f"Note {number}, ")
        (sheet,) = boxes(page, NOTES)
        scrolled = page.evaluate("scrollY")
        assert sheet["height"] <= size[1] / 2 + 1
        assert sheet["bottom"] - scrolled == pytest.approx(size[1], abs=1)
        at = marker.bounding_box()
        assert at["y"] >= 48
        assert at["y"] + at["height"] <= sheet["top"] - scrolled
        page.keyboard.press("Escape")
        settle(page)
        assert boxes(page, NOTES) == []


def test_s17_a_long_note_scrolls_within_its_sheet(read):
    page = read(F, **{**PHONE, "height": 500})
    touch(page, "Note 9, ")
    note = page.locator("aside:target")
    assert note.evaluate("e => e.scrollHeight > e.clientHeight + 20")
    assert page.get_by_role("button", name="Close note").is_visible()


@pytest.mark.parametrize("way", ["Escape", "button", "outside"])
def test_s18_a_sheet_is_put_away_and_focus_goes_back(read, way):
    page = read(F, **PHONE)
    marker = touch(page, "Note 8, ")
    focused = "document.activeElement.id"
    assert page.evaluate(focused) == "note-twenty-two"
    assert marker.get_attribute("aria-expanded") == "true"
    before = page.evaluate("scrollY")
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        page.get_by_role("button", name="Close note").tap()
    else:
        page.touchscreen.tap(200, 70)
    settle(page)
    settle(page)
    assert boxes(page, NOTES) == []
    assert page.evaluate(focused) == "ref-twenty-two"
    assert marker.get_attribute("aria-expanded") == "false"
    assert page.evaluate("scrollY") == pytest.approx(before, abs=1)


def test_s19_the_next_note_and_the_one_before_are_a_touch_away(read):
    page = read(F, **PHONE)
    touch(page, "Note 1, ")
    following = page.get_by_role("button", name="Next note")
    previous = page.get_by_role("button", name="Previous note")
    for button in (following, previous, page.get_by_role("button", name="Close note")):
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    assert previous.is_disabled()
    for number in range(2, 13):
        following.tap()
        settle(page)
        (sheet,) = boxes(page, NOTES)
        assert page.locator("aside:target").inner_text().split()[0] == str(number)
        assert page.url.endswith("#" + sheet["id"])
    assert following.is_disabled()
    assert page.locator("aside").get_by_role("button").count() == 3
    previous.tap()
    settle(page)
    assert page.locator("aside:target").inner_text().split()[0] == "11"


def in_view(page, number):
    marker = page.get_by_role("link", name=f"Note {number}, ").bounding_box()
    note = page.locator("aside:target").bounding_box()
    height = page.evaluate("innerHeight")
    return 40 <= marker["y"] < height and note is not None and 40 <= note["y"] < height - 20


@pytest.mark.parametrize("width", WIDTHS)
def test_s20_the_address_of_a_note_shows_it_and_its_words(read, width):
    page = read(F, fragment="#note-nine-days", width=width, height=800)
    settle(page)
    assert in_view(page, 9)


@pytest.mark.parametrize("width", [390, 1440])
def test_s20_notes_are_reached_from_other_pages_and_by_going_back(read, width):
    page = read("index.html", width=width, height=800)
    page.get_by_role("link", name="the lock", exact=True).click()
    page.wait_for_load_state()
    settle(page)
    assert in_view(page, 12)
    page.keyboard.press("Escape")
    page.evaluate("location.hash = '#note-small-lock'")
    settle(page)
    assert in_view(page, 3)
    page.go_back()
    settle(page)
    assert in_view(page, 12)
    page.go_forward()
    settle(page)
    assert in_view(page, 3)


def test_s21_a_reader_may_have_the_notes_under_the_paragraphs(read):
    page = read(F, **PHONE)
    assert boxes(page, NOTES) == []
    choice = page.get_by_role("checkbox", name="Notes under the paragraphs")
    choice.check()
    assert len(boxes(page, NOTES)) == 12
    page.reload()
    settle(page)
    assert len(boxes(page, NOTES)) == 12
    assert choice.is_checked()
    assert page.locator(f"{MARKERS}[aria-expanded]").count() == 0
    touch(page, "Note 9, ")
    assert 40 <= page.locator("aside:target").bounding_box()["y"] < 800
    choice.uncheck()
    assert boxes(page, NOTES) == []
    resize(page, 1440)
    assert len(boxes(page, NOTES)) == 12
    assert not choice.is_visible()


def test_s29_the_ring_of_a_sheet_that_has_the_focus_is_whole(read):
    page = read(F, width=390, height=844)
    page.get_by_role("link", name="Note 8, ").focus()
    page.keyboard.press("Enter")
    settle(page)
    edges = page.evaluate(
        """() => {
            const note = document.activeElement, box = note.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            return [[x, box.bottom - 3], [box.left + 3, y], [box.right - 3, y]].map(
                point => document.elementFromPoint(...point) === note);
        }"""
    )
    assert edges == [True, True, True]
    outline = "e => getComputedStyle(e).outlineStyle"
    assert page.locator("aside:focus-visible").evaluate(outline) == "solid"
