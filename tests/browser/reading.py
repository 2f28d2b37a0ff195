"""The publication of `tests/sites/reading`, and what tests of the reading page ask of it."""

import shutil

from playwright.sync_api import expect

from conftest import REPOSITORY

WIDTHS = (320, 390, 768, 960, 1024, 1220, 1440, 1920)
F, D, L = "transcripts/lock.html", "transcripts/crowd.html", "transcripts/long.html"

NOTES = "aside[role=doc-footnote]"
MARKERS = "a[role=doc-noteref]"
PARAGRAPHS = "article p[id^=p]"

LONG_HEAD = """---
title: Three hundred notes
type: interview
record: verbatim
date: 1974-05-13
people: [{id: marsh, name: Ada Marsh, role: narrator}, {id: quill, name: R. Quill}]
source: {title: Tape 6, holder: Wharf Street Museum}
rights: {license: CC0-1.0, holder: Wharf Street Museum}
---
"""
KINDS = ("context", "definition", "source", "correction", "disputed")


def copy_site(root):
    """Copy the publication to `root` and add L, which nobody would want to read in a repository."""
    shutil.copytree(REPOSITORY / "tests/sites/reading", root)
    text, notes = [LONG_HEAD], ["annotations:"]
    for number in range(1, 151):
        label = "R. Quill" if number % 4 == 1 else "Ada Marsh"
        text.append(
            f"**{label}:** On day {number} of the year the first was the barge number {number} "
            f"with coal, and behind it came the barge that was called the number {number + 1000}, "
            f"empty, and asked whether there had been any letters for it.\n{{ #p{number} }}\n"
        )
        for which, quote in enumerate((f"day {number} of", f"the number {number + 1000}")):
            kind = KINDS[(number + which) % len(KINDS)]
            notes.append(
                f"  - id: note-{number}-{which}\n"
                f"    target: {{paragraph: p{number}, quote: {quote}}}\n"
                f"    kind: {kind}\n"
                f"    note: The day book has another {'time' if which else 'date'} for this boat.\n"
            )
    (root / "docs/transcripts/long.md").write_text("\n".join(text), encoding="utf-8")
    (root / "annotations/long.yml").write_text("\n".join(notes), encoding="utf-8")
    return root


BOXES = """selector => [...document.querySelectorAll(selector)]
    .filter(e => e.getClientRects().length)
    .map(e => {
        const {left, right, top, bottom, width, height} = e.getBoundingClientRect();
        return {left, right, top: top + scrollY, bottom: bottom + scrollY, width, height, id: e.id};
    })"""


def boxes(page, selector):
    """The boxes of all visible elements, from the top of the page, in pixels."""
    return page.evaluate(BOXES, selector)


def overlap(one, other):
    across = one["left"] < other["right"] - 0.5 and other["left"] < one["right"] - 0.5
    return across and one["top"] < other["bottom"] - 0.5 and other["top"] < one["bottom"] - 0.5


def collisions(page):
    """Pairs of notes, and of a note and anything of the text, head or foot, that overlap."""
    notes = boxes(page, NOTES)
    others = boxes(page, f"{PARAGRAPHS}, article h1, article h2, article nav, footer")
    found = [
        (one["id"], other["id"])
        for number, one in enumerate(notes)
        for other in [*notes[number + 1 :], *others]
        if overlap(one, other)
    ]
    return [pair for pair in found if pair[0] != pair[1]]


MANY = 100
TOPS = "[...document.querySelectorAll('aside')].map(e => e.getBoundingClientRect().top).join()"


# Without the page's script there is no frame that could tell.
FRAMES = """() => self.postil && new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(done)))"""
MOVING = """() => document.getAnimations().some(one =>
    one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity)"""


def settle(page):
    """Wait until the page has been laid out and drawn twice, and what is being moved stands still.

    The theme moves its field for the search for a quarter of a second when a window is made wide
    or narrow. On a page of hundreds of notes, wait until nothing moves: a busy machine takes its
    time.
    """
    page.wait_for_timeout(80)
    page.evaluate(FRAMES)
    for _ in range(100):
        if not page.evaluate(MOVING):
            break
        page.wait_for_timeout(50)
    count = page.locator("aside").count()
    seen = [None]
    while count > MANY and seen[-3:] != seen[-1:] * 3:
        page.wait_for_timeout(250)
        seen.append(page.evaluate(TOPS))


def resize(page, width, height=900):
    page.set_viewport_size({"width": width, "height": height})
    settle(page)


def pause(page, milliseconds):
    """Wait by the clock of the page: what it does after less than that is done, however busy."""
    page.evaluate("time => new Promise(done => setTimeout(done, time))", milliseconds)


def status(page):
    """What was last said to those who cannot see the page; it is empty before that is said."""
    said = page.locator("[role=status]").last
    expect(said).not_to_be_empty(timeout=30_000)
    return said.inner_text()
