"""What axe sees, and what it does not: S27 to S33, S35."""

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from browser.reading import MARKERS, NOTES, D, F, boxes, settle
from conftest import REPOSITORY

REVIEWED = yaml.safe_load((REPOSITORY / "tests/browser/axe_reviewed.yml").read_text("utf-8"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def as_it_is(_):
    pass


def with_a_note(page):
    page.locator(MARKERS).nth(6).click()


def with_the_dialog(page):
    page.get_by_role("link", name="Paragraph 2", exact=True).click()


def with_more(page):
    page.get_by_role("button", name="More", exact=True).first.click()


def without_kinds(page):
    page.get_by_role("checkbox", name="Context").uncheck()


def searching(page):
    page.wait_for_timeout(500)  # The theme starts its search late.
    page.evaluate("document.getElementById('__search').click()")
    page.locator(".md-search__input").press_sequentially("bread")
    page.wait_for_timeout(600)


STATES = [
    (F, as_it_is),
    (F, with_a_note),
    (F, with_the_dialog),
    (F, without_kinds),
    (F, searching),
    (D, with_more),
    ("transcripts/index.html", as_it_is),
    ("notes.html", as_it_is),
    ("index.html", as_it_is),
    ("transcripts/reading-and-writing-notes.html", as_it_is),
]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("path", "state"), STATES)
def test_s27_axe_finds_nothing(read, path, state, width):
    if state is with_more and width == 390:
        return  # Nothing is cut short there.
    for scheme in ("light", "dark"):
        page = read(path, width=width, scheme=scheme)
        state(page)
        settle(page)
        options = {
            "runOnly": {"type": "tag", "values": TAGS},
            "resultTypes": ["violations", "incomplete"],
        }
        found = Axe().run(page, options=options).response
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]] == []
        doubtful = {i["id"]: i["nodes"][0]["html"][:120] for i in found["incomplete"]}
        assert {rule: html for rule, html in doubtful.items() if rule not in REVIEWED} == {}


def tree(page):
    """The accessibility tree as Chromium hands it to screen readers: role, name, properties."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = []
    for node in nodes:
        if node.get("ignored"):
            continue
        properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
        related = {p["name"]: p["value"].get("relatedNodes") for p in node.get("properties", [])}
        role, name = node["role"]["value"], node.get("name", {}).get("value", "")
        found.append((role, name, properties, related))
    return found


def test_s28_roles_and_names_reach_screen_readers(read):
    nodes = tree(read(F))
    named = {(role, name) for role, name, *_ in nodes}
    assert ("doc-noteref", "Note 7, Source") in named
    assert ("doc-footnote", "Note 7, Source") in named
    assert ("group", "Notes on paragraph 8") in named
    assert ("doc-backlink", "Back to text of note 7") in named
    assert ("link", "Paragraph 8") in named
    roles = [role for role, *_ in nodes]
    assert roles.count("complementary") == 0
    assert roles.count("doc-footnote") == 12
    details = [related.get("details") for role, _, _, related in nodes if role == "mark"]
    assert all(details)
    assert {node["idref"] for target in details for node in target} >= {"note-six-men"}


def test_s28_in_a_sheet_the_number_says_whether_its_note_is_open(read):
    page = read(F, width=390)
    page.get_by_role("link", name="Note 1, ").click()
    settle(page)
    said = [marker.get_attribute("aria-expanded") for marker in page.locator(MARKERS).all()]
    assert said == ["true", *["false"] * 11]
    assert ("doc-footnote", "Note 1, Context") in {(role, name) for role, name, *_ in tree(page)}


FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const box = [...e.getClientRects()].find(b => b.width > 0 && b.height > 0)
        ?? e.getBoundingClientRect();
    // The theme draws its header's controls in ways of its own; nothing can cover the header.
    if (e.closest("header")) return {uncovered: true, ring: true, inText: false};
    const style = getComputedStyle(e);
    const points = [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y =>
        [box.left + box.width * x, box.top + box.height * y]));
    const uncovered = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (e.contains(top) || top.contains(e) && !top.matches("header *"));
    });
    const order = [...document.querySelectorAll("*")].indexOf(e);
    return {what: e.outerHTML.slice(0, 100), uncovered, order, inText: !!e.closest("article"),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
            || style.boxShadow !== "none" || e.matches("input, video, audio, summary")};
}"""


@pytest.mark.parametrize("size", [(390, 600), (1440, 600)])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_s29_focus_is_seen_and_never_covered(read, size, key):
    page = read(F, width=size[0], height=size[1])
    if key == "Shift+Tab":
        page.get_by_role("link", name="Ten notes on one paragraph").last.focus()
    orders = []
    for _ in range(75):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        for _ in range(10):
            if focused["uncovered"]:
                break
            page.wait_for_timeout(300)  # The page may still be scrolling.
            focused = page.evaluate(FOCUSED)
        assert focused["uncovered"], focused["what"]
        assert focused["ring"], focused["what"]
        if focused["inText"]:
            orders.append(focused["order"])
    assert len(orders) > 25
    assert orders == sorted(orders, reverse=key != "Tab")


def test_s30_single_keys_do_nothing_outside_fields(read):
    page = read(F)
    page.locator(MARKERS).first.focus()
    for key in "nps/f.,?abcxyz1":
        before = page.url, page.evaluate("scrollY")
        page.keyboard.press(key)
        settle(page)
        assert (page.url, page.evaluate("scrollY")) == before, key
        assert not page.locator("#__search").is_checked(), key
    page.evaluate("document.getElementById('__search').click()")
    page.locator(".md-search__input").click()
    page.keyboard.type("nps")
    assert page.locator(".md-search__input").input_value() == "nps"


SEEN = """() => [...document.querySelectorAll(
    "article *, [role=tooltip], [role=dialog], .md-tooltip"
)].filter(e => {
    const style = getComputedStyle(e);
    return e.getClientRects().length && style.visibility !== "hidden" && style.opacity > 0;
}).length"""


def test_s31_hovering_brings_nothing_up(read):
    page = read(F)
    before = page.evaluate(SEEN)
    for target in [
        *page.locator(MARKERS).all()[:4],
        *page.locator("article mark, article h2, article p[id]").all()[:8],
    ]:
        target.hover()
        page.wait_for_timeout(30)
        assert page.evaluate(SEEN) == before
    page.wait_for_timeout(400)
    assert page.evaluate(SEEN) == before


SMALL = """() => {
    const controls = `article :is(a[role], button, select, summary, input[type=checkbox], nav a),
        article p > a[aria-label]`;
    const small = [];
    for (const control of document.querySelectorAll(controls)) {
        const target = control.closest("label") ?? control;
        if (!target.checkVisibility({visibilityProperty: true})) continue;
        const clipped = getComputedStyle(control).clipPath !== "none";
        if (clipped) continue;  // Seen only when it has the focus.
        target.scrollIntoView({block: "center"});
        const box = target.getBoundingClientRect();
        const hits = (x, y) => {
            const top = document.elementFromPoint(x, y);
            return top && (target.contains(top) || top === target);
        };
        let width = 0, height = 0;
        const middle = [box.left + box.width / 2, box.top + box.height / 2];
        for (let x = -40; x <= box.width + 40; x++) width += hits(box.left + x, middle[1]);
        for (let y = -40; y <= box.height + 40; y++) height += hits(middle[0], box.top + y);
        if (width >= 23.5 && height >= 23.5) continue;
        small.push([control.outerHTML.slice(0, 90), width, height]);
    }
    return small;
}"""


@pytest.mark.parametrize("path", [F, D, "transcripts/2008-06-25-shafiyev.html"])
@pytest.mark.parametrize("width", [390, 1440])
def test_s32_everything_can_be_hit_with_a_finger(read, path, width):
    page = read(path, width=width)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("path", [F, "index.html", "notes.html", "transcripts/index.html"])
def test_s33_a_skip_link_leads_to_the_text(read, path):
    page = read(path)
    page.keyboard.press("Tab")
    link = page.evaluate("document.activeElement.getAttribute('href')")
    assert link.startswith("#")
    page.keyboard.press("Enter")
    settle(page)
    target = page.locator(f"[id='{link[1:]}']")
    assert 40 <= target.bounding_box()["y"] < 700
    if path == F:
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('p, aside')?.id ?? ''")
        assert inside in ("p1", "p2")


def test_s33_chapters_are_headings_and_languages_are_told(read):
    page = read(F)
    headings = [h.inner_text().strip("¶ \n") for h in page.get_by_role("heading", level=2).all()]
    assert headings[:2] == ["Before the strike", "The strike"]
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#p5 [lang=cy]").first.inner_text() == "y clo bach"


def test_s35_nothing_moves_for_those_who_asked_for_that(read):
    page = read(F, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("html, article, article *")].filter(e => {
            const s = getComputedStyle(e);
            return s.scrollBehavior === "smooth"
                || s.animationName !== "none" && parseFloat(s.animationDuration) > 0.01;
        }).map(e => e.tagName)"""
    )
    assert moving == []


def test_s35_forced_colours_leave_lines_focus_and_the_chosen_note(read):
    page = read(F, forced_colors="active")
    lines = page.evaluate(
        """() => [...document.querySelectorAll("article mark")]
            .map(m => getComputedStyle(m).textDecorationStyle)"""
    )
    assert len(set(lines)) >= 4
    page.locator(MARKERS).first.click()
    settle(page)
    note = page.locator("aside:target")
    assert note.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    plain = page.locator(MARKERS).nth(1).evaluate("e => getComputedStyle(e).backgroundColor")
    chosen = page.locator(MARKERS).first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert plain != chosen
    assert len(boxes(page, NOTES)) == 12
