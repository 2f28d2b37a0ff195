"""What a screen reader is given of each page: roles, names and words, in order.

The trees are in `cases/read_out/*.yml`. `POSTIL_UPDATE_GOLDENS=1` writes them anew; the review is
the difference, read as somebody who listens to the page. On a wide screen script is off, because
with it, which notes are cut short depends on the fonts of the machine.
"""

import os
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases" / "read_out"
PAGES = {
    "start": "index.html",
    "transcripts": "transcripts/index.html",
    "interview": "transcripts/2008-06-25-shafiyev.html",
    "conversation": "transcripts/reading-and-writing-notes.html",
    "notes": "notes.html",
    "contributors": "contributors.html",
    "search": "search.html?q=ministry",
}
VIEWS = {
    "phone": {"width": 390},
    "without-script": {"width": 1440, "java_script_enabled": False},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_reads_as_it_did(showcase, open_page, name, view):
    site = showcase.site.as_uri()
    page = open_page(f"{site}/{PAGES[name]}", **VIEWS[view])
    if name == "search" and view == "phone":
        page.get_by_role("status").filter(has_text="hits").wait_for()  # After the last key stroke.
    elif name == "search":
        page.get_by_text("The search needs JavaScript").wait_for()  # Late, or it would flash by.
    tree = page.locator("body").aria_snapshot().replace(site, "…") + "\n"
    path = CASES / f"{name}-{view}.yml"
    if os.environ.get("POSTIL_UPDATE_GOLDENS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tree, encoding="utf-8")
    assert tree == path.read_text(encoding="utf-8")
