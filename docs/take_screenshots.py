"""Takes the pictures of the README and the guides anew.

`make screenshots` runs it. Readers' pages are this publication's own; contributors' are those of
the example that the guides quote. Pages are real ones in Chromium, and what stands in a terminal
is what the commands said; only the terminal's frame is painted here, and the edges of the paper.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from postil.cli.main import main as postil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from install_browser import found

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize

DOCS: Final = Path(__file__).parent
PICTURES: Final = DOCS / "assets" / "screenshots"
EXAMPLE: Final = DOCS / ".reference" / "example"
NOTE: Final = "annotations/1974-marsh/six-men.yml"
ADDRESS: Final = "https://voices.example.org"
REPOSITORY: Final = (
    "\nrepo_url: https://codeberg.org/lock-keepers/voices\nedit_uri: _edit/main/docs/\n"
)
WRONG: Final = """\
# yaml-language-server: $schema=../../schema/annotations.schema.json
annotations:
  - id: six-men
    target:
      paragraph: p8
      quote: six men on the gates1
    kind: corection
    note: |
      The court list names *eight* men.
    date: 23 Nov 2026
"""

HANDHELD: Final = 600
A4: Final[ViewportSize] = {"width": 794, "height": 1123}
_PAPER: Final = "html { padding: 25mm; background: #fff; }"  # The theme's margins.
_FIRST_PAGE: Final = """height => {
    const end = height - parseFloat(getComputedStyle(document.documentElement).paddingBottom);
    for (const e of document.querySelectorAll(".postil-transcript > *"))
        if (e.getBoundingClientRect().bottom > end) e.style.visibility = "hidden";
}"""
_TO_THE_TOP: Final = "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 100)"

_ANSI: Final = re.compile(r"\x1b\[([\d;]*)m")
_STYLES: Final = {
    "1": "font-weight: bold",
    "31": "color: #ff8a80",
    "32": "color: #9ccc65",
    "33": "color: #ffd54f",
    "36": "color: #80deea",
}
_TERMINAL: Final = """
body { margin: 0; padding: 14px 18px; width: 764px; background: #1e2329; color: #e6e6e6;
  font: 14px/1.45 "Liberation Mono", "DejaVu Sans Mono", monospace; }
pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
b { color: #80cbc4; }
"""


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--font-render-hinting=none"]
        browser = playwright.chromium.launch(executable_path=found(), args=arguments)
        root = Path(name) / "lock-keepers"
        shutil.copytree(EXAMPLE, root)
        os.chdir(root)
        CliRunner().invoke(postil, ["schema"], catch_exceptions=False)  # As `init` does.
        _terminals(browser, root)
        _dialogs(browser, root)
        _readers(browser, Path(name) / "site")
        _paper(browser, Path(name) / "site")
        browser.close()


# The terminal


def _terminals(browser: Browser, root: Path) -> None:
    shutil.rmtree(root / "annotations")
    (root / NOTE).parent.mkdir(parents=True)
    (root / NOTE).write_text(WRONG, encoding="utf-8")
    _photograph(browser, "terminal-check", _said("check"))
    slips = WRONG.replace("gates1", "gates")
    (root / NOTE).write_text(slips, encoding="utf-8")
    shown = (f"$ cat {NOTE}", slips.rstrip())
    _photograph(browser, "terminal-editor", [shown, *_said("check", "--fix")])
    (root / NOTE).unlink()
    answers = ["", "six man on the gates", "six men on the gates", "correction"]
    answers += ["The court list names *eight* men.", "Petty sessions, register of 3 June 1926"]
    _photograph(browser, "terminal-new", _said("new", typed=[*answers, "", "", "", "y"]))
    shutil.rmtree(root / "annotations")
    shutil.copytree(EXAMPLE / "annotations", root / "annotations")


def _said(*words: str, typed: list[str] | None = None) -> list[tuple[str, str]]:
    """The command line, and what it said with the colours of a terminal."""
    answers = "".join(f"{answer}\n" for answer in typed or ())
    result = CliRunner().invoke(postil, words, input=answers, color=True)
    return [(" ".join(["$ postil", *words]), result.output.rstrip())]


def _photograph(browser: Browser, name: str, said: list[tuple[str, str]]) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 200})
    html = Element("html")
    SubElement(html, "style").text = _TERMINAL
    screen = SubElement(SubElement(html, "body"), "pre")
    for line, output in said:
        SubElement(screen, "b").text = f"{line}\n"
        _paint(screen, f"{output}\n\n")
    page.set_content(tostring(html, encoding="unicode", method="html"))
    _save(page, name)
    page.close()


def _paint(screen: Element, text: str) -> None:
    style: list[str] = []
    for number, piece in enumerate(_ANSI.split(text)):
        if number % 2 == 0:
            SubElement(screen, "span", style="; ".join(style)).text = piece
        elif piece in ("", "0"):
            style = []
        else:
            style += [_STYLES[code] for code in piece.split(";") if code in _STYLES]


# The page


def _dialogs(browser: Browser, root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + REPOSITORY, encoding="utf-8")
    build(load_config(str(config)))
    for width, height in ((1280, 900), (390, 844)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.route("**/*", lambda route: _answer(route, root / "site"))
        page.goto(f"{ADDRESS}/transcripts/1974-marsh/index.html")
        page.get_by_role("link", name="Paragraph 8", exact=True).click()
        dialog = page.get_by_role("dialog", name="Paragraph 8")
        dialog.get_by_text("Suggest a note", exact=True).click()
        _fill(dialog)
        if width > height:
            page.set_viewport_size({"width": width, "height": 1240})
        else:
            dialog.get_by_label(re.compile("^Words")).scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        _save(page, f"suggest-{width}-light")
        page.close()


def _answer(route: Route, site: Path) -> None:
    """Answer out of the built site what is asked of its address, and nothing else."""
    path = site / unquote(urlsplit(route.request.url).path).lstrip("/")
    if route.request.url.startswith(ADDRESS) and path.is_file():
        route.fulfill(path=path)
    else:
        route.abort()


def _fill(dialog: Locator) -> None:
    for label, text in (
        ("Words", "six men on the gates"),
        ("Note", "The court list names *eight* men."),
        ("Source", "Petty sessions, register of 3 June 1926"),
        ("Your name", "R. Quill"),
    ):
        dialog.get_by_label(re.compile(f"^{label}")).fill(text)
    dialog.get_by_label("Kind").select_option("correction")


def _readers(browser: Browser, site: Path) -> None:
    # Not strict: the pictures that pages show may not be there yet.
    build(load_config(str(DOCS.parent / "mkdocs.yml"), site_dir=str(site), strict=False))
    for width, scheme in (
        (1440, "light"),
        (1440, "dark"),
        (1024, "light"),
        (1024, "dark"),
        (1920, "light"),
        (1920, "dark"),
        (390, "light"),
        (390, "dark"),
    ):
        size = {"width": width, "height": 844 if width < HANDHELD else 900}
        page = browser.new_page(viewport=size, color_scheme=scheme)
        page.goto((site / "transcripts/reading-and-writing-notes.html").as_uri())
        page.wait_for_timeout(500)
        paragraph = "#p10" if width < HANDHELD else "#p8" if scheme == "dark" else "#p4"
        page.locator(paragraph).evaluate(_TO_THE_TOP)
        if width < HANDHELD:
            page.get_by_role("link", name="Note 8, ").click()
        page.wait_for_timeout(700)
        _save(page, f"tutorial-{width}-{scheme}")
        if scheme == "light" and width in (390, 1440):
            page.goto(f"{(site / 'search.html').as_uri()}?q=correction")
            page.get_by_role("status").filter(has_text="hits").wait_for()
            _save(page, f"search-{width}-light")
        page.close()


def _paper(browser: Browser, site: Path) -> None:
    """The first page in print; what does not fit whole is left to the second."""
    page = browser.new_page(viewport=A4)
    page.goto((site / "transcripts/reading-and-writing-notes.html").as_uri())
    page.emulate_media(media="print")
    page.add_style_tag(content=_PAPER)
    page.wait_for_timeout(500)
    page.evaluate(_FIRST_PAGE, A4["height"])
    _save(page, "tutorial-print")
    page.close()


def _save(page: Page, name: str) -> None:
    full = name.startswith("terminal")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=full)


if __name__ == "__main__":
    main()
