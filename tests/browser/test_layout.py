"""Where text and notes stand: S1 to S9, S16, S23, S26."""

import pytest

from browser.reading import (
    MARKERS,
    NOTES,
    PARAGRAPHS,
    WIDTHS,
    D,
    F,
    L,
    boxes,
    collisions,
    resize,
    settle,
)

TUTORIAL = "transcripts/reading-and-writing-notes.html"
RECORD = "transcripts/2008-06-25-shafiyev.html"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])

GAPS = """() => [...document.querySelectorAll("article p[id^=p]")]
    .map(p => p.getBoundingClientRect())
    .map((box, i, all) => i ? box.top - all[i - 1].bottom : 0)"""

PLACES = """() => [...document.querySelectorAll("aside[role=doc-footnote]")].map(note => {
    const whole = note.innerText.includes("On the whole paragraph");
    const paragraph = note.parentElement.previousElementSibling;
    const marker = document.querySelector(`[href="#${note.id}"][role=doc-noteref]`);
    const line = whole ? paragraph : marker;
    const top = e => e.getBoundingClientRect().top;
    return {distance: Math.abs(top(note) - top(line)), above: top(paragraph) - top(note), whole};
})"""


@SCRIPT
@pytest.mark.parametrize("path", [F, TUTORIAL, RECORD])
def test_s01_notes_have_a_column_of_their_own_from_960_pixels(read, path, script):
    page = read(path, java_script_enabled=script)
    for width in WIDTHS:
        resize(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        notes, text = boxes(page, NOTES), boxes(page, PARAGRAPHS)
        if width < 960 and script:
            assert notes == []
            continue
        right_of_text = max(p["right"] for p in text)
        in_margin = min(n["left"] for n in notes) >= right_of_text
        assert in_margin == (width >= 960), width
        article = boxes(page, "article")[0]
        assert max(n["right"] for n in notes) <= article["right"] + 1, width


LINE_LENGTHS = """() => {
    const lengths = [];
    for (const p of document.querySelectorAll("article p[id^=p]")) {
        const range = document.createRange(), walker = document.createTreeWalker(p, 4);
        let top = null, count = 0, lines = [];
        while (walker.nextNode()) {
            const node = walker.currentNode;
            if (getComputedStyle(node.parentElement).userSelect === "none") continue;
            for (let i = 0; i < node.length; i++) {
                range.setStart(node, i);
                range.setEnd(node, i + 1);
                const box = range.getBoundingClientRect();
                if (!box.width) continue;
                const line = Math.round(box.bottom / 14);
                if (top !== null && box.left < top.left - 100) { lines.push(count); count = 0; }
                top = box;
                count++;
            }
        }
        lengths.push(...lines);  // The last line of a paragraph is as short as it is.
    }
    return lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
}"""


def test_s02_a_line_has_between_55_and_75_characters(read):
    page = read(F)
    for width in (960, 1024, 1220, 1440, 1920):
        resize(page, width)
        assert 55 <= page.evaluate(LINE_LENGTHS) <= 75, width


@SCRIPT
@pytest.mark.parametrize("path", [F, D, L, RECORD])
def test_s03_no_note_overlaps_anything(read, path, script):
    page = read(path, java_script_enabled=script)
    for width in (390, 960, 1440, 1920) if path == L else WIDTHS:
        resize(page, width)
        assert collisions(page) == [], width


@pytest.mark.parametrize("path", [F, D, L, RECORD])
@pytest.mark.parametrize("width", [390, 1440])
def test_s04_with_script_the_text_is_set_as_if_there_were_no_notes(read, path, width):
    page = read(path, width=width)
    with_notes = page.evaluate(GAPS)
    page.add_style_tag(content="div[role=group] { display: none }")
    assert page.evaluate(GAPS) == pytest.approx(with_notes, abs=2)


def test_s05_notes_stand_near_their_markers_and_not_above_their_paragraphs(read):
    places = read(F).evaluate(PLACES)
    distances = [place["distance"] for place in places]
    assert len(places) == 12
    assert sum(distances) / len(distances) <= 120
    assert max(distances) <= 300
    assert max(place["above"] for place in places) <= 8


@pytest.mark.parametrize("path", [D, L, RECORD])
def test_s05_no_note_starts_above_its_paragraph_however_crowded(read, path):
    assert max(place["above"] for place in read(path).evaluate(PLACES)) <= 8


@pytest.mark.parametrize("path", [F, D])
def test_s06_a_note_that_is_asked_for_stands_at_its_marker_and_is_in_view(read, path):
    page = read(path, height=800)
    for marker in page.locator(MARKERS).all():
        marker.scroll_into_view_if_needed()
        marker.click()
        settle(page)
        note = page.locator("aside:target")
        box, at = note.bounding_box(), marker.bounding_box()
        assert note.inner_text().split()[0] == marker.inner_text().strip()
        assert box["y"] >= 48
        assert box["y"] + box["height"] <= 801 or box["y"] <= 120
        assert abs(box["y"] - at["y"]) <= 64
        on_top = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('aside')?.id",
            [box["x"] + box["width"] / 2, box["y"] + 20],
        )
        assert on_top == note.get_attribute("id")


def test_s06_a_note_over_its_neighbours_casts_a_shadow_on_them(read):
    page = read(D)
    page.locator(MARKERS).last.click()
    settle(page)
    shadows = page.locator("aside.postil-over").evaluate("e => getComputedStyle(e).boxShadow")
    assert shadows.count("px") == 2 * 4  # Of its own colour, and one that is blurred.
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator("aside.postil-over").count() == 0


def test_s07_crowded_notes_show_four_lines_and_a_button(read):
    page = read(D)
    buttons = page.get_by_role("button", name="More", exact=True)
    assert buttons.count() >= 8
    saved = page.evaluate(
        """() => [...document.querySelectorAll("aside")].filter(n => n.querySelector("button"))
            .map(note => {
                const body = note.querySelector("button").previousElementSibling
                    && [...note.children].find(e => e.querySelector(":scope > p"));
                const line = parseFloat(getComputedStyle(body).lineHeight);
                return {shown: body.clientHeight / line, all: body.scrollHeight / line};
            })"""
    )
    assert all(3.5 <= note["shown"] <= 4.5 for note in saved)
    assert all(note["all"] - note["shown"] >= 3 for note in saved)
    assert buttons.first.get_attribute("aria-expanded") == "false"
    height = page.locator(NOTES).first.bounding_box()["height"]
    buttons.first.click()
    less = page.get_by_role("button", name="Less", exact=True)
    assert less.get_attribute("aria-expanded") == "true"
    assert page.locator(NOTES).first.bounding_box()["height"] > height + 40
    assert collisions(page) == []
    less.click()
    assert page.locator(NOTES).first.bounding_box()["height"] == pytest.approx(height, abs=1)


CROWD = """
    docs/transcripts/marsh.md:
    | ---
    | title: Ada Marsh
    | type: interview
    | record: verbatim
    | date: 1974-05-11
    | people: [{id: marsh, name: Ada Marsh}]
    | source: {title: Tape 4, holder: County archive}
    | rights: {license: CC0-1.0, holder: County archive}
    | ---
    |
    | **Ada Marsh:** The committee put six men on the gates.
    | { #p1 }
    annotations/marsh.yml:
    | annotations:
"""

FORMS_OF_NOTES = {
    "list": ["Men:", "", *["- one of them"] * 8],
    "numbered": ["1. one of them"] * 9,
    "paragraphs": ["One of them.", ""] * 9,
}

CUT_LINES = """() => [...document.querySelectorAll(".postil-clamped > div")].flatMap(body => {
    const {bottom} = body.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(body);
    return [...range.getClientRects()].filter(line => line.height < 30)
        .filter(line => line.top < bottom - 1 && line.bottom > bottom + 2).map(line => line.top);
})"""


@pytest.mark.parametrize("form", FORMS_OF_NOTES)
def test_s07_no_line_of_a_note_that_is_cut_short_is_cut_in_two(publication, build, open_page, form):
    text = r"\n".join(FORMS_OF_NOTES[form])
    notes = "".join(
        f'    |   - {{id: n{word}, target: {{paragraph: p1, quote: {word}}}, note: "{text}"}}\n'
        for word in ("committee", "put", "six", "men", "gates")
    )
    built = build(publication(CROWD.rstrip(" ") + notes))
    page = open_page((built.site / "transcripts/marsh.html").as_uri())
    settle(page)
    assert page.locator(".postil-clamped").count() >= 3
    assert page.evaluate(CUT_LINES) == []


# S8 allows 400 ms. Where placing took 220, setting the page once with other spaces between its
# letters took 250, and on a slow machine both take longer: so it is a ratio that is held.
TIMES = """() => {
    const { style } = document.body;
    const now = () => performance.now();
    const time = (work, start = now()) => (work(), now() - start);
    const set = spacing => ((style.letterSpacing = spacing), document.body.offsetHeight);
    const runs = [1, 2, 3, 4];
    return [runs.map(n => time(() => set(`${n / 100}em`))), runs.map(() => time(postil.place))];
}"""


def test_s08_three_hundred_notes_move_no_text_and_take_little_time(reading_site, chromium):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push(
            ...e.sources.map(s => s.node?.closest?.("p[id^=p]")?.id).filter(Boolean))))
            .observe({type: "layout-shift", buffered: true});"""
    )
    # The bundled serif may come after the first lines are drawn and move them; notes may not.
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto((reading_site.site / L).as_uri())
    page.wait_for_load_state()
    settle(page)
    assert page.evaluate("document.querySelectorAll('aside[role=doc-footnote]').length") == 300
    assert page.evaluate("shifts") == []
    anew, placing = page.evaluate(TIMES)
    context.close()
    assert min(placing) <= 2 * min(anew)


def test_s09_notes_are_placed_anew_and_leave_nothing_behind(read):
    page = read(D)
    contents = "document.querySelector('article').innerHTML"
    before = page.evaluate(contents)
    resize(page, 390)
    assert page.evaluate("document.querySelectorAll('aside[style], aside button').length") == 0
    resize(page, 1440)
    assert page.evaluate(contents) == before
    page.add_style_tag(content="article p { letter-spacing: 0.08em !important }")
    settle(page)
    settle(page)
    assert collisions(page) == []


def test_s16_no_reader_with_script_sees_the_layout_for_those_without(reading_site, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.add_init_script(
        """window.seen = [];
        const look = () => {
            const notes = document.querySelectorAll("aside[role=doc-footnote]");
            seen.push([...notes].filter(n => n.getClientRects().length).length);
            if (document.readyState !== "complete") requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        new MutationObserver(look).observe(document, {childList: true, subtree: true});"""
    )
    page.goto((reading_site.site / F).as_uri())
    page.wait_for_load_state()
    seen = page.evaluate("seen")
    context.close()
    assert len(seen) > 1
    assert set(seen) == {0}


@pytest.mark.parametrize("width", [390, 1440])
def test_s23_a_toggle_leaves_the_line_that_is_being_read_where_it_is(read, width):
    page = read(F, width=width, height=700)
    page.evaluate("localStorage.setItem('postil.under', 'true')")
    page.reload()
    page.locator("#p8").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('#p8').offsetTop + 200)")
    settle(page)
    top = """() => [...document.querySelectorAll("article p[id^=p]")]
        .find(p => p.getBoundingClientRect().bottom > 60)"""
    before = page.evaluate(f"({top})().getBoundingClientRect().top")
    name = page.evaluate(f"({top})().id")
    page.get_by_role("checkbox", name="Context").evaluate("box => box.click()")
    settle(page)
    settle(page)
    after = page.evaluate(f"document.getElementById('{name}').getBoundingClientRect().top")
    assert after == pytest.approx(before, abs=2)


def test_s26_a_note_in_view_is_named_in_the_address_and_nothing_scrolls(read):
    page = read(F)
    marker = page.locator("#p2").locator(MARKERS).first
    page.evaluate("scrollTo(0, document.querySelector('#p2').offsetTop - 200)")
    before = page.evaluate("scrollY")
    marker.click()
    settle(page)
    assert page.evaluate("scrollY") == before
    assert page.url.endswith("#note-long-frost")
    page.go_back()
    settle(page)
    assert page.evaluate("scrollY") == before
