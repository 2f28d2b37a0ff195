"""Passages and their markers: S10 to S14."""

import pytest

from browser.colours import contrast, flattened
from browser.reading import MARKERS, NOTES, D, F, boxes, resize, settle

RECORD = "transcripts/2008-06-25-shafiyev.html"

FIRST_IN_LINE = """() => [...document.querySelectorAll("a[role=doc-noteref]")].filter(marker => {
    const before = document.createRange();
    before.setStart(marker.closest("p"), 0);
    before.setEndBefore(marker);
    const last = [...before.getClientRects()].filter(box => box.width).at(-1);
    return !last || Math.abs(last.bottom - marker.getBoundingClientRect().bottom) > 14;
}).map(marker => marker.textContent)"""

BEHIND = """() => [...document.querySelectorAll("a[role=doc-noteref]")]
    .map(m => m.nextSibling?.textContent?.[0] ?? "")"""


@pytest.mark.parametrize("path", [F, D, RECORD])
def test_s10_a_marker_is_a_link_behind_punctuation_and_never_begins_a_line(read, path):
    page = read(path)
    for width in (320, 390, 1024, 1440):
        resize(page, width)
        assert page.evaluate(FIRST_IN_LINE) == [], width
    assert not set(page.evaluate(BEHIND)) & set(".,;:!?”’»)")
    assert page.get_by_role("link", name="Note 1, ").inner_text().strip() == "1"


def test_s11_overlapping_passages_have_two_lines_and_one_tint(read):
    page = read(F)
    inner = page.locator("#p8 mark mark").first
    drawn = inner.evaluate(
        """e => [e, e.parentElement].map(m => getComputedStyle(m)).map(s => [
            s.textDecorationLine, s.textUnderlineOffset, s.textDecorationStyle, s.backgroundColor
        ])"""
    )
    (_, inner_offset, inner_style, inner_tint), (_, outer_offset, outer_style, outer_tint) = drawn
    assert {line for line, *_ in drawn} == {"underline"}
    assert inner_offset != outer_offset
    assert inner_style != outer_style
    assert inner_tint == "rgba(0, 0, 0, 0)"
    assert outer_tint != inner_tint
    for number, note in (("7", "out-of-the-cottages"), ("8", "twenty-two")):
        page.get_by_role("link", name=f"Note {number}, ").click()
        assert page.url.endswith(f"#note-{note}")


COPIED = """id => { getSelection().selectAllChildren(document.getElementById(id));
    return getSelection().toString().trim(); }"""


def test_s12_copying_a_paragraph_gives_its_words_and_nothing_else(read):
    page = read(F)
    copied = page.evaluate(COPIED, "p8")
    assert copied.startswith("Ada Marsh: Mrs Orme did. People stay longer than numbers.")
    assert "put six men on the gates, and they were" in copied
    assert "the cottages by the Friday, and that was twenty-two families" in copied
    assert not any(character.isdigit() for character in copied)
    assert copied.isprintable()
    assert page.evaluate(COPIED, "p3") == (
        "He told that every winter. I have told it more often than he did."
    )


def test_s13_kinds_differ_by_line_and_by_word(read):
    page = read(D)
    lines = page.evaluate(
        """() => [...document.querySelectorAll("#p2 mark")]
            .map(m => getComputedStyle(m).textDecorationStyle)"""
    )
    assert len(set(lines[:5])) == 5
    words = [note.inner_text().split()[1] for note in page.locator(NOTES).all()[:5]]
    assert words == ["Context", "Definition", "Source", "Correction", "Disputed"]


PAINTED = """selector => [...document.querySelectorAll(selector)].map(element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(getComputedStyle(e).backgroundColor);
    const style = getComputedStyle(element);
    return {colour: style.color, line: style.textDecorationColor, layers: layers.reverse()};
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [F, D, RECORD])
def test_s14_text_lines_and_numbers_have_enough_contrast(read, path, scheme):
    page = read(path, scheme=scheme)
    page.locator(MARKERS).nth(1).click()
    settle(page)
    text, lines = [], []
    for painted in page.evaluate(PAINTED, "article mark, article mark mark"):
        ground = flattened(painted["layers"])
        text.append(contrast(painted["colour"], ground))
        lines.append(contrast(painted["line"], ground))
    text += [
        contrast(painted["colour"], flattened(painted["layers"]))
        for painted in page.evaluate(PAINTED, f"{MARKERS}, {NOTES} p, {NOTES} li, {NOTES} a")
    ]
    assert min(text) >= 4.5
    assert min(lines) >= 3
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineColor")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert contrast(ring, ground) >= 3
    assert boxes(page, NOTES)
