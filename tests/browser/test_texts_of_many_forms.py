"""Texts of rarer forms: from right to left, lists and quotations with numbers, scans, one file."""

import pytest
from click.testing import CliRunner

from conftest import write_tree
from postil.cli.main import main

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

TREE = f"""
    mkdocs.yml:
    | site_name: Forms
    | site_url: https://example.org/
    | theme: {{name: material, font: false}}
    | use_directory_urls: false
    | plugins: [search, postil]
    | markdown_extensions: [attr_list, tables]
    docs/index.md:
    | # Home
    docs/transcripts/forms.md:
    | ---
    | title: مقابلة مع فاطمة
    | type: interview
    | record: verbatim
    | date: 1974-05-11
    | people: [{{id: f, name: فاطمة, role: narrator}}, {{id: q, name: R. Quill}}]
    | source: {{title: Tape 4, holder: County archive}}
    | rights: {{license: CC0-1.0, holder: County archive}}
    | edits: [{{date: 2026-11-20, what: New, paragraphs: [{", ".join(["p3", "p8"] * 20)}]}}]
    | ---
    |
    | ## الإضراب
    |
    | **فاطمة:** وضعت اللجنة ستة رجال على البوابات. وكانوا مهذبين. OK في عام 1926.
    | {{ #p1 }}
    |
    | **R. Quill:** طلبوا الإذن لغلي إبريق، وكانوا مهذبين!
    | {{ #p2 }}
    |
    | **R. Quill:** They asked leave to boil a kettle.
    | {{ #p3 }}
    |
    | > The letter said: nobody shall pass the gates.
    | > {{ #p4 }}
    | >
    | > > It was signed by the manager.
    | > > {{ #p5 }}
    |
    | - Bread and cheese.
    |   {{ #p6 }}
    | - Coal.
    |   {{ #p7 }}
    |
    | **R. Quill:** {LONG}
    | {{ #p8 }}
    |
    | ![A scan](scan.svg)
    |
    |     a_line_of_code(that_is_longer, than_any_screen, of_a_telephone, would_show_it, at_once)
    docs/transcripts/scan.svg:
    | <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="3000"></svg>
    annotations/forms.yml:
    | annotations:
    |   - id: sitta
    |     target: {{paragraph: p1, quote: ستة رجال}}
    |     note: تذكر قائمة المحكمة ثمانية رجال. See the list.
    |   - id: leave
    |     target: {{paragraph: p1, quote: OK}}
    |     note: Other words.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return write_tree(tmp_path_factory.mktemp("forms") / "pub", TREE)


@pytest.fixture(scope="module")
def forms(root):
    """The page of the transcript, as a file's address."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - as in conftest
    from mkdocs.config import load_config  # noqa: PLC0415

    build(load_config(str(root / "mkdocs.yml")))
    return (root / "site/transcripts/forms.html").as_uri()


@pytest.fixture(scope="module")
def single(root):
    """The transcript in one file."""
    target = root / "forms.html"
    words = ["bundle", "-C", str(root), "--transcript", "forms", "-o", str(target)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return target.as_uri()


PLACE = """([selector, words]) => {
    const element = document.querySelector(selector);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        const {left, right, top, bottom} = range.getBoundingClientRect();
        return {left, right, top, bottom};
    }
}"""

ORDERS = {
    "heading": ("article h2", "الإضراب", None, "right"),
    "title": ("h1", "مقابلة", None, "right"),
    "label begins the line": ("#p1", "فاطمة", "وضعت", "right"),
    "colon ends the label": ("#p1", "فاطمة", ":", None),
    "later words stand further left": ("#p1", "وضعت", "اللجنة", None),
    "Latin words are in their place": ("#p1", "OK", "في", None),
    "Latin label decides nothing": ("#p2", "R. Quill:", "طلبوا", "right"),
    "a mark ends the line": ("#p2", "مهذبين", "!", None),
    "note": ("#note-sitta div p", "تذكر", "قائمة", "right"),
}


@pytest.mark.parametrize("order", ORDERS)
def test_words_from_right_to_left_stand_in_their_order(forms, open_page, order):
    page = open_page(forms, width=1440)
    selector, first, second, side = ORDERS[order]
    where = page.evaluate(PLACE, [selector, first])
    if second:
        assert page.evaluate(PLACE, [selector, second])["right"] <= where["left"] + 1
    if side:
        box = page.locator(selector).first.bounding_box()
        assert where["right"] == pytest.approx(box["x"] + box["width"], abs=2)


def test_words_from_left_to_right_stay_as_they_were(forms, open_page):
    page = open_page(forms, width=1440)
    box = page.locator("#p3").bounding_box()
    assert page.evaluate(PLACE, ["#p3", "R. Quill:"])["left"] == pytest.approx(box["x"], abs=2)


@pytest.mark.parametrize("width", [390, 1440])
def test_numbers_in_lists_and_quotations_stand_in_the_margin(forms, open_page, width):
    page = open_page(forms, width=width)
    beside = page.evaluate(
        """() => [...document.querySelectorAll(".postil-number")].map(number => {
            const block = number.closest(".postil-transcript > *");
            return block.getBoundingClientRect().left - number.getBoundingClientRect().right;
        })"""
    )
    assert len(beside) == 8
    assert min(beside) > 0
    for name in ("p4", "p5", "p7"):
        line = page.locator(f"#{name}").bounding_box()
        number = page.locator(f"#{name} .postil-number").bounding_box()
        assert number["y"] == pytest.approx(line["y"], abs=6)


def test_on_paper_no_picture_is_taller_than_a_sheet(forms, open_page):
    page = open_page(forms)
    page.emulate_media(media="print")
    scan = page.get_by_role("img", name="A scan").bounding_box()
    assert scan["height"] < 257 / 25.4 * 96  # A4 with margins of 2 cm, in CSS pixels.
    assert scan["height"] / scan["width"] == pytest.approx(2.5, abs=0.05)
    assert not page.get_by_text("For programs").is_visible()


def test_an_edit_of_many_paragraphs_is_no_wider_than_a_screen(forms, open_page):
    page = open_page(forms, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    listed = page.locator(".postil-edits li").bounding_box()
    assert page.locator(".postil-edit-where").bounding_box()["width"] <= listed["width"]


@pytest.mark.parametrize("width", [390, 1440])
def test_one_file_is_as_wide_as_the_screen_whatever_is_in_it(single, open_page, width):
    page = open_page(single, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    title = page.evaluate(PLACE, ["h1", "مقابلة"])
    assert title["right"] <= width


def test_the_links_for_programs_are_as_quiet_as_their_neighbours(forms, open_page):
    page = open_page(forms)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator(".postil-alternates").evaluate(size) < page.locator("#p3").evaluate(size)
