"""The bar above the text: S22, S24 and one speaker alone (S38)."""

import pytest

from browser.reading import MARKERS, NOTES, D, F, boxes, collisions, settle, status

CONTEXT, CORRECTION = "Context 4", "Correction 3"


def test_s22_each_kind_has_a_checkbox_with_its_count(read):
    page = read(F)
    group = page.get_by_role("group", name="Notes shown")
    names = [
        box.evaluate("b => b.parentElement.textContent.trim()")
        for box in group.get_by_role("checkbox").all()
    ]
    assert names == [CONTEXT, "Definition 2", "Source 2", CORRECTION, "Disputed 1"]
    page.get_by_role("button", name="None", exact=True).click()
    assert boxes(page, NOTES) == boxes(page, MARKERS) == []
    page.get_by_role("button", name="All", exact=True).click()
    assert len(boxes(page, NOTES)) == 12


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_s22_the_buttons_for_all_kinds_stand_in_the_line_that_says_what_they_are_for(read, width):
    page = read(F, width=width)
    middles = [
        box["y"] + box["height"] / 2
        for box in (
            page.get_by_text("Notes shown", exact=True).bounding_box(),
            page.get_by_role("button", name="All", exact=True).bounding_box(),
            page.get_by_role("button", name="None", exact=True).bounding_box(),
        )
    ]
    assert max(middles) - min(middles) <= 2
    first = page.get_by_role("checkbox", name=CONTEXT).bounding_box()
    assert (first["y"] > max(middles)) == (width < 960)


def test_s22_the_choice_is_remembered_on_every_page(read):
    page = read(F)
    page.get_by_role("checkbox", name=CONTEXT).uncheck()
    page.goto(page.url.replace("lock.html", "crowd.html"))
    settle(page)
    assert not page.get_by_role("checkbox", name="Context").is_checked()
    assert len(boxes(page, NOTES)) == 8
    assert collisions(page) == []


def test_s22_nothing_breaks_where_nothing_can_be_remembered(reading_site, chromium):
    context = chromium.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden') }})"
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((reading_site.site / F).as_uri())
    page.wait_for_load_state()
    page.get_by_role("checkbox", name=CONTEXT).uncheck()
    assert len(boxes(page, NOTES)) == 8
    context.close()
    assert [error for error in errors if "forbidden" not in error] == []


@pytest.mark.parametrize("width", [390, 1440])
def test_s24_a_hidden_kind_loses_line_number_note_and_announcement(read, width):
    page = read(F, width=width)
    page.get_by_role("checkbox", name=CORRECTION).uncheck()
    passage = page.locator("#p8 mark", has_text="six men")
    drawn = passage.evaluate(
        "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).backgroundColor]"
    )
    assert drawn == ["none", "rgba(0, 0, 0, 0)"]
    assert page.get_by_role("link", name="Note 6, Correction").count() == 0
    assert passage.get_attribute("aria-details") is None
    assert page.get_by_role("mark").filter(has_text="six men").count() == 0
    assert len(boxes(page, MARKERS)) == 9
    page.get_by_role("checkbox", name=CORRECTION).check()
    assert passage.get_attribute("aria-details") == "note-six-men"
    assert page.get_by_role("link", name="Note 6, Correction").count() == 1


def test_s36_a_change_of_kinds_is_said(read):
    page = read(F)
    page.get_by_role("checkbox", name=CORRECTION).uncheck()
    assert status(page) == "Correction notes hidden, 9 shown"
    page.get_by_role("checkbox", name=CORRECTION).check()
    assert status(page) == "Correction notes shown, 12 shown"
    assert page.locator("[role=status]").last.evaluate("e => getComputedStyle(e).display") != "none"


def test_s38_a_reader_can_follow_one_speaker(read):
    page = read(F)
    select = page.get_by_role("combobox", name="Speaker")
    select.select_option("Interviewer")
    shown = boxes(page, "article p[id^=p]")
    assert [box["id"] for box in shown] == ["p1", "p4", "p7", "p9", "p11", "p14", "p16"]
    assert boxes(page, NOTES) == []
    assert status(page) == "7 paragraphs of Interviewer shown"
    select.select_option("Ada Marsh")
    assert "p3" in [box["id"] for box in boxes(page, "article p[id^=p]")]
    assert len(boxes(page, NOTES)) == 12
    assert collisions(page) == []
    select.select_option("Everybody")
    assert len(boxes(page, "article p[id^=p]")) == 17


def test_one_speaker_alone_gives_way_to_a_link_to_another(read):
    page = read(D)
    page.get_by_role("combobox", name="Speaker").select_option("R. Quill")
    page.evaluate("location.hash = '#p4'")
    settle(page)
    assert page.locator("#p4").is_visible()
