"""The page without script: S15."""

import pytest

from browser.reading import MARKERS, NOTES, F, boxes, resize, settle


@pytest.mark.parametrize("width", [390, 1440])
def test_s15_everything_is_there_without_script(read, width):
    page = read(F, width=width, height=800, java_script_enabled=False)
    notes = page.locator(NOTES)
    assert notes.count() == 12
    assert all(note.is_visible() for note in notes.all())
    after = page.evaluate(
        """() => [...document.querySelectorAll("aside[role=doc-footnote]")].every(note =>
            note.parentElement.previousElementSibling.querySelector(`[href="#${note.id}"]`))"""
    )
    assert after
    for number in (1, 7, 12):
        page.get_by_role("link", name=f"Note {number}, ").click()
        settle(page)
        note = page.locator("aside:target").bounding_box()
        assert 40 <= note["y"] < 800 - 40
        back = page.locator("aside:target").get_by_role("link", name="Back to text")
        back.focus()
        page.keyboard.press("Enter")
        settle(page)
        marker = page.locator(f"{MARKERS}:target").bounding_box()
        assert 40 <= marker["y"] < 800 - 20


def test_s15_kinds_can_be_chosen_without_script(read):
    page = read(F, width=390, java_script_enabled=False)
    before = len(boxes(page, NOTES))
    page.get_by_role("checkbox", name="Correction 3").uncheck()
    assert len(boxes(page, NOTES)) == before - 3
    assert len(boxes(page, MARKERS)) == before - 3


def test_s15_kinds_stand_behind_what_they_are_and_not_across_a_gap(read):
    page = read(F, width=390, java_script_enabled=False)
    (legend,) = boxes(page, ".postil-choices legend")
    first = boxes(page, ".postil-choices label")[0]
    assert first["left"] - legend["right"] < 32 or first["top"] >= legend["bottom"]


def test_s15_nothing_announces_what_does_nothing(read):
    page = read(F, java_script_enabled=False)
    article = page.locator("article")
    for role in ("button", "combobox", "textbox", "dialog"):
        assert article.get_by_role(role).count() == 0, role
    assert page.locator("article [aria-expanded], article [aria-haspopup]").count() == 0
    resize(page, 390)
    assert article.get_by_role("checkbox").count() == 5
