"""A note written on the page: S43 to S46."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from browser.reading import D, F, copy_site, pause, settle
from conftest import build_config
from postil.core.anchoring import Exact, resolve
from postil.core.annotation_file import as_id, parse_annotations
from postil.core.annotation_writing import annotation_text
from postil.core.blank_text import is_blank
from postil.core.model import Annotation, Source, Target
from postil.rendering.settings import load_settings
from postil.rendering.texts import paragraph_texts

SELECT = """([start, end]) => {
    const find = ([id, words, shift = 0]) => {
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode()); ) {
            const at = node.data.replace(/\\n/g, " ").indexOf(words);
            if (at >= 0) return [node, at + shift];
        }
        throw new Error(`${words} stand in no node of ${id}`);
    };
    getSelection().setBaseAndExtent(...find(start), ...find(end));
}"""


DIALOG = re.compile("aragraph")


def select(page, start, end):
    page.evaluate(SELECT, [start, end])
    offer(page).wait_for()


def offer(page):
    return page.locator("article").get_by_role("button", name="Suggest a note", exact=True)


def suggest(page, start, end):
    """Select words, press the button, and return the dialog."""
    select(page, start, end)
    offer(page).click()
    dialog = page.get_by_role("dialog", name=DIALOG)
    dialog.get_by_role("region", name="The file").wait_for()
    return dialog


def field(dialog, name):
    return dialog.get_by_label(re.compile(rf"^{name}"))


def file_of(dialog):
    return dialog.get_by_role("region", name="The file").inner_text()


def entry(dialog):
    return yaml.safe_load(file_of(dialog))["annotations"][0]


def described(control):
    """What is said of a field beside its name."""
    return control.evaluate(
        "e => document.getElementById(e.getAttribute('aria-describedby')).innerText"
    )


def fault(page, control):
    """The same, once the field is left."""
    control.focus()
    control.blur()
    pause(page, 300)
    return described(control)


def open_number(page, number):
    page.get_by_role("link", name=f"Paragraph {number}", exact=True).click()
    dialog = page.get_by_role("dialog", name=DIALOG)
    dialog.get_by_text("Suggest a note", exact=True).click()
    dialog.get_by_role("region", name="The file").wait_for()
    return dialog


def with_form(page):
    """The page, once the script of the form is there, which comes when somebody asks for it."""
    page.get_by_role("link", name="Paragraph 1", exact=True).click()
    page.locator("summary", has_text="Suggest a note").click()
    page.wait_for_function("postil.suggesting")
    page.keyboard.press("Escape")
    return page


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The paragraphs of the transcripts F and D as the resolver has them."""
    root = copy_site(tmp_path_factory.mktemp("texts") / "pub")
    read = load_settings(root)
    return {
        path: list(
            paragraph_texts(
                read, (root / "docs" / path).with_suffix(".md").read_text("utf-8"), path
            ).items()
        )
        for path in (F, D)
    }


def passage(document, text):
    """Where the one note of a file stands, which it must do to the letter."""
    parsed = parse_annotations(text, "note.yml")
    assert parsed.diagnostics == ()
    (resolution,) = resolve(document, parsed.annotations)
    assert isinstance(resolution, Exact)
    return resolution.passage


# S43: every way in


def test_s43_from_a_number_by_keyboard_alone(read, texts):
    page = read(F)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Paragraph 8", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name=DIALOG).wait_for()
    focused = "document.activeElement.textContent"
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "Suggest a note":
            break
    page.keyboard.press("Enter")
    page.get_by_role("region", name="The file").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("six men on the gates")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Eight of them.")
    dialog = page.get_by_role("dialog", name="Paragraph 8")
    shown = dialog.get_by_role("region", name="The file")
    assert shown.get_attribute("tabindex") == "0"
    dialog.get_by_role("button", name="Copy The file").focus()
    page.keyboard.press("Enter")
    settle(page)
    note = yaml.safe_load(clipboard(page))["annotations"][0]
    assert note["target"] == {"paragraph": "p8", "quote": "six men on the gates"}
    assert (note["kind"], note["note"]) == ("definition", "Eight of them.")
    passage(texts[F], clipboard(page))


def test_s43_every_control_has_a_name(read):
    page = read(F)
    dialog = open_number(page, 8)
    names = dialog.locator("form").aria_snapshot()
    for name in ("Words", "Kind", "Note", "Source", "Its address", "Your name", "Id"):
        assert re.search(rf'- (textbox|combobox) "{name}', names)
    assert 'region "The file"' in names


def test_s43_from_a_selection_by_mouse(read):
    page = read(F)
    paragraph = page.locator("#p13")
    paragraph.scroll_into_view_if_needed()
    box = paragraph.bounding_box()
    paragraph.hover()
    pause(page, 300)
    assert not offer(page).is_visible()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 60, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, middle, steps=4)
    page.mouse.up()
    offer(page).wait_for()
    button = offer(page).bounding_box()
    assert 0 <= button["y"] - middle < 60
    assert abs(button["x"] - box["x"] - 200) < 60
    offer(page).click()
    page.get_by_role("dialog", name="A note on paragraph 13").wait_for()
    page.evaluate("document.dispatchEvent(new Event('selectionchange'))")  # Late, as it may be.
    pause(page, 300)
    assert not offer(page).is_visible()
    page.keyboard.press("Escape")
    settle(page)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Paragraph 13"


def test_s43_from_a_selection_by_touch(read):
    page = read(F, width=390, has_touch=True, is_mobile=True)
    select(page, ["p8", "committee"], ["p8", "six men", 7])
    box = offer(page).bounding_box()
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    offer(page).tap()
    settle(page)
    dialog = page.get_by_role("dialog", name="A note on paragraph 8")
    assert field(dialog, "Words").input_value() == "committee put six men"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


NEAR_THE_END = """([id, from_end]) => {
    const line = document.getElementById(id).getBoundingClientRect();
    scrollBy({ top: line.bottom - innerHeight + from_end, behavior: "instant" });
}"""
SELECTED = """() => {
    const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
    return { top, bottom };
}"""
TOUCH = {"width": 390, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("options", [TOUCH, {}], ids=["touch", "mouse"])
@pytest.mark.parametrize("from_end", [2, 60])
def test_s43_the_button_is_in_the_window_beside_the_last_line_of_it(read, options, from_end):
    page = read(F, **options)
    page.evaluate(NEAR_THE_END, ["p12", from_end])
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p12'))")
    offer(page).wait_for()
    box, words = offer(page).bounding_box(), page.evaluate(SELECTED)
    height = page.viewport_size["height"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    is_above = box["y"] + box["height"] <= words["top"]
    assert is_above or box["y"] >= words["bottom"]
    assert is_above is (bool(options) or from_end == 2)


def test_s43_the_button_is_in_the_window_where_all_is_selected(read):
    page = read(F, **TOUCH)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.postil-transcript'))")
    offer(page).wait_for()
    box = offer(page).bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"] - box["height"]


def test_s43_what_is_touched_is_large_enough(read):
    page = read(F, **TOUCH)
    dialog = open_number(page, 8)
    field(dialog, "Words").fill("nine")
    buttons = dialog.get_by_role("button").all()
    assert len(buttons) > 5
    for control in [
        *buttons,
        dialog.locator("summary"),
        *dialog.locator(":is(input, select)").all(),
    ]:
        assert control.bounding_box()["height"] >= 44
    size = "e => getComputedStyle(e).fontSize"
    fields = dialog.locator(":is(input, textarea, select)").all()
    assert {control.evaluate(size) for control in fields} == {"16px"}


def test_s43_a_selection_without_words_of_the_text_offers_nothing(read):
    page = read(F)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('aside'))")
    pause(page, 300)
    assert not offer(page).is_visible()


def test_s43_without_script_there_is_no_control(read):
    page = read(F, java_script_enabled=False)
    assert page.get_by_text("Suggest a note").count() == 0


def test_s43_what_was_typed_is_there_when_the_dialog_opens_again(read):
    page = read(F)
    field(open_number(page, 8), "Note").fill("Eight of them.")
    page.keyboard.press("Escape")
    settle(page)
    assert field(open_number(page, 8), "Note").input_value() == "Eight of them."
    page.keyboard.press("Escape")
    settle(page)
    assert field(open_number(page, 9), "Note").input_value() == ""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_s43_axe_finds_nothing(read, width, scheme):
    page = read(F, width=width, scheme=scheme)
    dialog = open_number(page, 8)
    field(dialog, "Words").fill("the")
    field(dialog, "Id").fill("The Id")
    dialog.get_by_role("button", name="Download").click()
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    assert [rule["id"] for rule in found["violations"]] == []
    assert dialog.evaluate("e => e.scrollWidth <= e.clientWidth")


# S44: the quotation


def test_s44_a_selection_takes_whole_words_and_none_of_ours(read):
    page = read(F)
    dialog = suggest(page, ["p8", "mmittee"], ["p8", "re very polite"])
    quote = "committee put six men on the gates, and they were"
    assert field(dialog, "Words").input_value() == quote
    assert entry(dialog)["target"] == {"paragraph": "p8", "quote": quote}


def test_s44_a_selection_over_paragraphs_is_a_range_without_times_and_numbers(read, texts):
    page = read(F)
    dialog = suggest(page, ["p12", "opened"], ["p13", "balance", 4])
    field(dialog, "Note").fill("They say.")
    target = entry(dialog)["target"]
    assert target["paragraph"] == "p12-p13"
    assert target["quote"].startswith("opened it. It lay")
    assert target["quote"].endswith("on the balance")
    passage(texts[F], file_of(dialog))


def test_s44_words_that_stand_twice_get_the_context_that_tells_them_apart(read, texts):
    page = read(F)
    dialog = suggest(page, ["p8", "nine, I"], ["p8", "nine, I", 4])
    field(dialog, "Note").fill("Or four.")
    target = entry(dialog)["target"]
    assert target["quote"] == "nine"
    assert set(target) == {"paragraph", "quote", "prefix"}
    found = passage(texts[F], file_of(dialog))
    text = dict(texts[F])["p8"]
    assert text[found.start : found.start + 7] == "nine, I"


def test_s44_who_types_such_words_is_asked_which(read, texts):
    page = read(F)
    dialog = open_number(page, 8)
    field(dialog, "Note").fill("Or four.")
    field(dialog, "Words").fill("nine")
    which = field(dialog, "Place")
    assert "To be filled in: Place." in dialog.inner_text()
    assert [re.sub(r".*\[|\].*", "", each) for each in which.locator("option").all_inner_texts()][
        1:
    ] == ["nine", "nine"]
    which.select_option(index=1)
    found = passage(texts[F], file_of(dialog))
    assert dict(texts[F])["p8"][found.start :].startswith("nine days")


def test_s44_typed_words_become_those_of_the_text(read):
    page = read(F)
    dialog = open_number(page, 8)
    field(dialog, "Words").fill("  ommittee   put six")
    field(dialog, "Note").focus()
    assert field(dialog, "Words").input_value() == "committee put six"


def test_s44_words_that_stand_nowhere_are_not_taken(read):
    page = read(F)
    dialog = open_number(page, 8)
    field(dialog, "Note").fill("Eight.")
    field(dialog, "Words").fill("seven men")
    assert "To be mended: Words." in dialog.inner_text()
    page.evaluate("() => { navigator.clipboard.writeText = () => { window.copied = true; } }")
    dialog.get_by_role("button", name="Copy The file").click()
    assert page.evaluate("window.copied") is None
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_s44_what_is_wrong_stands_below_its_field_once_that_is_left(read):
    page = read(F)
    dialog = open_number(page, 8)
    words, note = field(dialog, "Words"), field(dialog, "Note")
    assert described(words) == described(note) == ""
    words.press_sequentially("six man")
    assert described(words) == "", "not while somebody types"
    assert fault(page, words) == (
        "These words do not stand in paragraph 8. The most similar: “six men”."
    )
    assert words.get_attribute("aria-invalid") == "true"
    box, below = words.bounding_box(), dialog.get_by_text("The most similar").bounding_box()
    assert 0 <= below["y"] - (box["y"] + box["height"]) < 12
    assert note.get_attribute("aria-invalid") != "true", "nobody was there yet"
    words.fill("six men")
    assert described(words) == "", "at once"
    assert words.get_attribute("aria-invalid") == "false"
    assert fault(page, note) == "Fill this in."


def test_s44_a_press_in_vain_says_it_of_all_fields(read):
    page = read(F)
    dialog = open_number(page, 8)
    field(dialog, "Words").fill("nine")
    dialog.get_by_role("button", name="Download").click()
    assert described(field(dialog, "Place")) == "Choose one."
    assert described(field(dialog, "Note")) == "Fill this in."


def test_s44_while_the_place_is_open_the_file_shows_the_words_and_no_path(read):
    page = read(F)
    dialog = open_number(page, 8)
    field(dialog, "Note").fill("Or four.")
    assert "It belongs at" in dialog.inner_text()
    field(dialog, "Words").fill("nine")
    assert entry(dialog)["target"] == {"paragraph": "p8", "quote": "nine"}
    assert "It belongs at" not in dialog.inner_text()
    field(dialog, "Place").select_option(index=1)
    assert "It belongs at annotations/lock/nine.yml." in dialog.inner_text()


def test_s44_words_of_another_paragraph_are_found_there(read):
    page = read(F)
    words = field(open_number(page, 8), "Words")
    words.fill("it lay on")
    assert fault(page, words).startswith("These words do not stand in paragraph 8.")
    words.fill("It lay on")
    assert fault(page, words) == (
        "These words do not stand in paragraph 8. They stand in paragraph 13."
    )


@pytest.mark.parametrize(
    ("typed", "similar"),
    [
        ("Six men on gates", "six men on the gates"),
        ("the comittee put", "the committee put"),
        ("vary polite about", "very polite about"),
        ("zebra", ""),
        ("x " * 100, ""),
    ],
)
def test_s44_the_most_similar_words_are_shown(read, typed, similar):
    page = read(F)
    words = field(open_number(page, 8), "Words")
    words.fill(typed)
    found = fault(page, words).partition("paragraph 8.")[2]
    assert found == (f" The most similar: “{similar}”." if similar else "")


DESCRIBE = """([[one, from], [other, to]]) => {
    const nodes = (id) => {
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node; (node = walker.nextNode()); ) found.push(node);
        return found;
    };
    const point = (id, share) => {
        let at = Math.floor(share * nodes(id).reduce((sum, node) => sum + node.length, 0));
        for (const node of nodes(id)) {
            if (at <= node.length) return [node, at];
            at -= node.length;
        }
    };
    const range = document.createRange();
    range.setStart(...point(one, from));
    range.setEnd(...point(other, to));
    const { selected, toldApart, yaml } = postil.suggesting;
    const about = selected(range);
    if (!about) return null;
    const apart = toldApart(about.text, about.span);
    const { first, last } = about;
    return apart && yaml({
        id: "a", paragraph: first === last ? first : `${first}-${last}`, ...apart,
        note: "A note.", date: "2026-11-24",
    });
}"""


@pytest.mark.parametrize("path", [F, D])
def test_s44_any_selection_resolves_to_the_letter(read, texts, path):
    page = with_form(read(path))
    ids = [identifier for identifier, _ in texts[path]]

    @settings(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(
        st.integers(0, len(ids) - 1),
        st.integers(0, 2),
        st.floats(0, 1),
        st.floats(0, 1),
    )
    def check(first, more, start, end):
        last = min(first + more, len(ids) - 1)
        if first == last:
            start, end = sorted((start, end))
        text = page.evaluate(DESCRIBE, [[ids[first], start], [ids[last], end]])
        if text is not None:
            passage(texts[path], text)

    check()


FOLDED = yaml.safe_load(
    Path(__file__).parents[1].joinpath("core", "cases", "folding.yml").read_text("utf-8")
)
STANDS = "([text, quote]) => postil.quoting.standing(text, quote).length"


def test_s44_words_are_compared_as_the_build_compares_them(read):
    page = with_form(read(F))
    for kind, number in (("alike", 1), ("different", 0)):
        for pair in FOLDED[kind]:
            assert page.evaluate(STANDS, pair) == number, pair


@pytest.mark.parametrize("text", ["पैसा नहीं", "เขามาหาแม่", "x̄y"])
def test_s44_a_letter_without_its_mark_is_another(read, text):
    page = with_form(read(F))
    letters = [text[:end] for end in range(1, len(text) + 1)]
    targets = [Annotation("n", Target("p1", quote=quote), "x") for quote in letters]
    found = [isinstance(each, Exact) for each in resolve([("p1", text)], targets)]
    assert [page.evaluate(STANDS, [text, quote]) > 0 for quote in letters] == found


BLANK = ["   ", "\u200b", " \n\u2060\ufe0f", "\u3164\u2800"]


@pytest.mark.parametrize("note", BLANK, ids=range(len(BLANK)))
def test_s44_a_note_that_nobody_would_see_is_none(read, note):
    page = read(F)
    page.evaluate("() => { navigator.clipboard.writeText = () => { window.copied = true; } }")
    dialog = open_number(page, 8)
    field(dialog, "Note").fill(note)
    assert "To be filled in: Note." in dialog.inner_text()
    dialog.get_by_role("button", name="Copy The file").click()
    assert page.evaluate("window.copied") is None
    assert described(field(dialog, "Note")) == "Fill this in."


def test_s44_all_that_is_wrong_is_named(read):
    page = read(F)
    dialog = open_number(page, 8)
    field(dialog, "Id").fill("The Id")
    assert "To be filled in: Note. To be mended: Id." in dialog.inner_text()
    field(dialog, "Words").fill("seven men")
    assert "To be filled in: Note. To be mended: Words, Id." in dialog.inner_text()


# S45: the file

HOSTILE = [
    "\"quotes\" and 'more' and \\ back",
    "a: b",
    "# not a comment",
    "   leading",
    "trailing   ",
    "\ttab\tand\ttab",
    "one\n\n\ntwo\n",
    "🚣‍♀️ and 👩🏽‍🚀",
    "\u202eright to left\u200f שלום",
    "---",
    "...\nb",
    "&x *x !!python/object:os.system",
    "- a\n- b: {c: [d]}",
    "null",
    "1e3",
    "2026-11-24",
    "%TAG ! tag:x",
    "<script>alert(1)</script>",
    "\ufeffmark \u2028 line \u2029 paragraph \x85 next",
    "x" * 10000,
    "${x} {text} {{ x }} `y`",
]

printable = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=300
)
anything = st.sampled_from(HOSTILE) | printable
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")


def kept(text):
    """What a file can hold of a text, and its reader keeps."""
    return CONTROL.sub("", text)


def is_said(text):
    return not is_blank(kept(text))


def test_s45_any_text_is_read_back_as_it_was_typed(read):
    page = with_form(read(F))

    @settings(max_examples=300, suppress_health_check=list(HealthCheck))
    @given(anything, anything, anything, st.sampled_from(["", "https://example.org/?a=b&c#d"]))
    def check(note, title, author, url):
        title, author = title[:2000], author[:2000]
        values = {
            "id": "six-men",
            "paragraph": "p8",
            "quote": "six men",
            "kind": "context",
            "note": note,
            "sources": [{"title": title, "url": url}],
            "author": author,
            "date": "2026-11-24",
        }
        text = page.evaluate("values => postil.suggesting.yaml(values)", values)
        raw = yaml.safe_load(text)["annotations"][0]
        parsed = parse_annotations(text, "note.yml")
        if not is_said(note):
            return
        assert parsed.diagnostics == ()
        (found,) = parsed.annotations
        assert raw["note"] == kept(note)
        assert found.note == kept(note).strip()
        if is_said(author):
            assert raw["author"] == kept(author)
            assert found.author == kept(author).strip()
        wanted = title if is_said(title) else url
        if is_said(wanted):
            assert raw["sources"][0]["title"] == kept(wanted)
            assert [(s.title, s.url) for s in found.sources] == [(kept(wanted).strip(), url)]

    check()


def test_s45_the_file_is_that_of_the_command_line(read):
    page = with_form(read(F))

    @settings(max_examples=100, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(HOSTILE),
        st.sampled_from(["quill", "no", "R. Quill", "1974"]),
        st.sampled_from(["", 'B. "Bo": Lund', "Lund #\n\u202ex"]),
    )
    def check(note, author, stranger):
        target = Target("p8", "p9", "six men", "put", "on")
        sources = (Source("A", "https://example.org/"), Source("B"))
        annotation = Annotation("1-a", target, note, "context", "", sources, author, "2026-11-24")
        values = {
            "firstLine": "# first",
            "id": "1-a",
            "paragraph": "p8-p9",
            "quote": "six men",
            "prefix": "put",
            "suffix": "on",
            "kind": "context",
            "note": note,
            "sources": [{"title": "A", "url": "https://example.org/"}, {"title": "B", "url": ""}],
            "author": author,
            "stranger": stranger,
            "date": "2026-11-24",
        }
        text = page.evaluate("values => postil.suggesting.yaml(values)", values)
        assert text == annotation_text(annotation, "# first", stranger)

    check()


@pytest.mark.parametrize("note", HOSTILE, ids=range(len(HOSTILE)))
def test_s45_what_is_typed_comes_down_as_a_file_that_check_accepts(read, texts, note, tmp_path):
    page = read(F, accept_downloads=True)
    dialog = suggest(page, ["p8", "six men"], ["p8", "six men", 7])
    field(dialog, "Note").fill(note)
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "six-men-2.yml"
    download.value.save_as(tmp_path / "note.yml")
    text = (tmp_path / "note.yml").read_bytes().decode()
    assert yaml.safe_load(text)["annotations"][0]["note"] == note
    passage(texts[F], text)


def test_s45_half_characters_and_nul_do_not_reach_the_file(read):
    page = with_form(read(F))
    text = page.evaluate(
        """() => postil.suggesting.yaml({id: "a", paragraph: "p8", date: "2026-11-24",
            note: "a\\0b\\ud83dc"})"""
    )
    assert yaml.safe_load(text)["annotations"][0]["note"] == "ab\ufffdc"


def test_s45_only_listed_contributors_are_authors(publication, build, open_page):
    root = publication(
        """
        annotations/contributors.yml:
        | quill: {name: Rosa Quill}
        """
    )
    page = open_page((build(root).site / "transcripts/marsh.html").as_uri())
    dialog = open_number(page, 2)
    field(dialog, "Note").fill("Eight.")
    field(dialog, "Your name").fill("Rosa Quill")
    assert entry(dialog)["author"] == "quill"
    field(dialog, "Your name").fill('B. "Bo": Lund')
    assert "author" not in entry(dialog)
    assert file_of(dialog).startswith('# Suggested by: "B. \\"Bo\\": Lund"\n')


def test_s45_the_id_is_suggested_and_can_be_another(read, texts):
    page = read(F)
    dialog = suggest(page, ["p8", "six men"], ["p8", "six men", 7])
    field(dialog, "Note").fill("Eight.")
    name = field(dialog, "Id")
    assert name.input_value() == entry(dialog)["id"] == "six-men-2"
    name.fill("the-list-of-those-who-stood-there")
    assert entry(dialog)["id"] == "the-list-of-those-who-stood-there"
    assert "/the-list-of-those-who-stood-there.yml." in dialog.inner_text()
    passage(texts[F], file_of(dialog))
    field(dialog, "Words").fill("six men on the gates")
    assert name.input_value() == "the-list-of-those-who-stood-there"
    form, other = (
        "An id has small letters, digits and hyphens: “{}”.",
        "of another note; “{}” is free.",
    )
    faults = [("Six Men!", form, "six-men-2"), ("six-men", other, "six-men-2"), ("漢", form, "p8")]
    faults += [("Straße", form, "strasse"), ("über_note_é", form, "uber-note-e")]
    faults += [("Łódź Æsir œuvre Đođ ø", form, "lodz-aesir-oeuvre-dod-o")]
    faults += [(typed, form, as_id(typed)) for typed in ("ẞ Þórr ðu Ilgın", "İz ﬁn ½ ſo")]
    for typed, words, free in faults:
        name.fill(typed)
        assert words.format(free) in fault(page, name)
        assert entry(dialog)["id"] == free
    name.fill("")
    assert "To be filled in: Id." in dialog.inner_text()
    name.press("Tab")
    assert name.input_value() == "six-men-on-the-gates"


def test_s45_the_id_of_a_note_on_the_whole_is_made_of_its_first_words(read):
    page = read(F)
    dialog = open_number(page, 8)
    assert field(dialog, "Id").input_value() == "p8"
    field(dialog, "Note").fill("They *were* polite, the day book says.")
    assert entry(dialog)["id"] == "p8-they-were-polite-the-day"
    field(dialog, "Note").fill(" ".join(["Donaudampfschifffahrtsgesellschaft"] * 5))
    assert len(entry(dialog)["id"]) <= 80
    assert field(dialog, "Id").evaluate("e => e.validity.valid")


def test_s45_one_press_downloads_the_file_right_after_the_id_was_changed(read):
    page = read(F, accept_downloads=True)
    dialog = suggest(page, ["p8", "six men"], ["p8", "six men", 7])
    field(dialog, "Note").fill("Eight.")
    field(dialog, "Id").click()
    page.keyboard.press("End")
    page.keyboard.type("-again")
    with page.expect_download(timeout=3000) as download:
        dialog.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "six-men-2-again.yml"


def test_s45_an_address_cut_short_is_called_that(read):
    page = read(F)
    dialog = open_number(page, 8)
    field(dialog, "Note").fill("Eight.")
    address = field(dialog, "Its address")
    address.fill("www.example.org/list")
    assert "To be mended: Its address." in dialog.inner_text()
    assert fault(page, address) == "Write the whole address, with https:// before it."


# S46: the ways out

HOSTS = {
    "github": "repo_url: https://github.com/wharf/voices\nedit_uri: edit/main/docs/\n",
    "codeberg": "repo_url: https://codeberg.org/wharf/voices\nedit_uri: _edit/main/docs/\n",
    "gitlab": "repo_url: https://gitlab.com/wharf/voices\nedit_uri: -/edit/main/docs/\n",
    "other": "repo_url: https://code.example.org/voices\n",
    "none": "",
    "social": "extra: {social: [{icon: material/web, link: 'https://a.example'}, "
    "{icon: material/email, link: 'mailto:notes@wharf.example?subject=x'}]}\n",
}


@pytest.fixture
def hosted(publication, open_page):
    def run(host, **options):
        root = publication()
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8") + HOSTS[host], encoding="utf-8")
        site = build_config(load_config(str(config)), mkdocs_build).site
        page = open_page((site / "transcripts/marsh.html").as_uri(), **options)
        dialog = open_number(page, 2)
        field(dialog, "Words").fill("very polite")
        return page, dialog

    return run


def link(dialog):
    return dialog.get_by_role("link", name=re.compile("^Continue"))


@pytest.mark.parametrize(
    ("host", "path", "name"),
    [
        ("github", "/wharf/voices/new/main", "annotations/marsh/very-polite.yml"),
        ("codeberg", "/wharf/voices/_new/main/annotations/marsh", "very-polite.yml"),
    ],
)
def test_s46_the_link_fills_in_the_host_s_page(hosted, host, path, name):
    _, dialog = hosted(host)
    assert link(dialog).count() == 0
    assert "To be filled in: Note." in dialog.inner_text()
    field(dialog, "Note").fill("They & theirs #1 + 100 % = “all”?")
    address = urlsplit(link(dialog).get_attribute("href"))
    assert address.path == path
    query = parse_qs(address.query, strict_parsing=True)
    assert query == {"filename": [name], "value": [file_of(dialog)]}
    assert link(dialog).get_attribute("target") == "_blank"
    assert "noopener" in link(dialog).get_attribute("rel")


def test_s46_gitlab_takes_the_name_and_the_text_is_copied(hosted):
    page, dialog = hosted("gitlab")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field(dialog, "Note").fill("They were.")
    href = link(dialog).get_attribute("href")
    assert href == (
        "https://gitlab.com/wharf/voices/-/new/main?file_name=annotations/marsh/very-polite.yml"
    )
    assert "the text is copied" in dialog.inner_text()
    page.context.route("https://**", lambda route: route.fulfill(body=""))
    with page.context.expect_page():
        link(dialog).click()
    page.bring_to_front()
    assert clipboard(page) == file_of(dialog)


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("none", "This site names no repository: send the file to the editors."),
        ("social", "send the file to the editors, notes@wharf.example."),
        ("other", "No link can begin a file at code.example.org: send the file to the editors, or"),
    ],
)
def test_s46_where_there_is_no_link_it_says_why(hosted, host, why):
    _, dialog = hosted(host)
    field(dialog, "Note").fill("They were.")
    assert link(dialog).count() == 0
    assert why in dialog.inner_text()
    assert dialog.get_by_role("button", name="Download").is_enabled()
    assert dialog.get_by_role("button", name="Copy The file").is_enabled()


def test_s46_a_download_says_that_the_file_is_there_and_where_to_go_on(hosted):
    for host, where in (("none", ""), ("github", ", or add it at github.com")):
        _, dialog = hosted(host, accept_downloads=True)
        field(dialog, "Note").fill("They were.")
        dialog.get_by_role("button", name="Download").click()
        said = dialog.get_by_role("status")
        assert said.inner_text() == (
            f"very-polite.yml is in your downloads. Send it to the editors{where}."
        )
        field(dialog, "Note").fill("They were not.")
        assert said.inner_text() == ""


def test_s46_a_long_note_has_no_link(hosted):
    _, dialog = hosted("github")
    field(dialog, "Note").fill("x")
    length = len(link(dialog).get_attribute("href")) - 1
    field(dialog, "Note").fill("x" * (6000 - length))
    assert len(link(dialog).get_attribute("href")) == 6000
    field(dialog, "Note").fill("x" * (6001 - length))
    assert link(dialog).count() == 0
    assert "too long for a link to github.com" in dialog.inner_text()


def test_s46_nothing_is_sent_before_the_link_is_pressed(hosted):
    page, dialog = hosted("codeberg")  # Of GitHub and GitLab the theme fetches the number of stars.
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.route("https://**", lambda route: route.fulfill(body=""))
    field(dialog, "Note").fill("They were.")
    dialog.get_by_role("button", name="Copy The file").click()
    link(dialog).hover()
    pause(page, 300)
    assert asked == []
    with page.context.expect_page() as opened:
        link(dialog).click()
    opened.value.wait_for_load_state()
    assert asked[0] == link(dialog).get_attribute("href")
    assert page.url.startswith("file:")
