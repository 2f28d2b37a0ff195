"""Words that are final stay out of the tree: others do not see them, and the page is the same."""

import gc
import weakref

import pytest
import yaml
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from postil.rendering.extension import PostilExtension
from postil.rendering.settings import load_settings
from postil.rendering.spoken_words import SpokenWords

TEXT = """---
title: Ada Marsh
---

# Ada Marsh

## Ref six

**Quill:** How many *men* were there?
{ #p1 }

**Marsh:** There were *six men*, and `nobody` else.
{ #p2 }

There were *six men*, not *eight*.
{ #p3 }
"""
NOTES = [
    {"id": "six", "target": {"paragraph": "p3", "quote": "were six"}, "note": "Plain words."},
    {
        "id": "men",
        "target": {"paragraph": "p1", "quote": "men were there"},
        "note": "See [it](#p2).",
    },
    {"id": "many", "target": {"paragraph": "p1", "quote": "How many men"}, "note": "So *many*."},
]


class Watcher(Treeprocessor):
    """Writes down what a step of another extension would see."""

    __module__ = "postil.tests"  # Or it would be a stranger's, for whom all words stay in the tree.

    def __init__(self, md):
        super().__init__(md)
        self.seen = []
        self.root = None

    def run(self, root):
        self.root = weakref.ref(root)
        named = {p.get("id"): p for p in root.iter("p") if p.get("id")}
        self.seen.append(
            {name: [(e.tag, e.get("id")) for e in p] for name, p in named.items() if name != "p2"}
        )


class Watching(Extension):
    def extendMarkdown(self, md):  # noqa: N802 - the name is Python-Markdown's.
        self.watcher = Watcher(md)
        for priority in (15, 3):  # Before the notes are woven in, and after.
            md.treeprocessors.register(self.watcher, f"watch-{priority}", priority)


@pytest.fixture
def convert(publication):
    root = publication()
    (root / "docs/transcripts/marsh.md").write_text(TEXT, encoding="utf-8")
    notes = yaml.safe_dump({"annotations": NOTES})
    (root / "annotations/marsh.yml").write_text(notes, encoding="utf-8")
    settings = load_settings(root)

    def converted(*extensions):
        pages = settings.pages(settings.read(), drafts=True)
        pages.current = "transcripts/marsh.md"
        extensions = ("toc", PostilExtension(pages=pages), *extensions)
        return settings.converter(*extensions).convert(pages.publication.body(pages.current))

    return converted


def test_the_page_is_the_same_as_with_all_words_in_the_tree(convert, monkeypatch):
    html = convert()
    assert '<em><mark aria-details="note-six"' in html
    assert 'id="ref-six_1"' in html  # The heading's, for a marker has the id that it would get.
    monkeypatch.setattr(SpokenWords, "take_out", lambda _: None)
    assert convert() == html


def test_other_steps_see_of_a_final_paragraph_what_has_an_id(convert):
    watching = Watching()
    convert(watching)
    before, after = watching.watcher.seen
    assert before == {"p1": [], "p3": []}
    assert after == {
        "p1": [("span", "ref-many"), ("span", "ref-men")],
        "p3": [("span", "ref-six")],
    }


def test_a_page_that_is_written_does_not_wait_for_the_garbage_collector(convert):
    watching = Watching()
    gc.disable()
    try:
        convert(watching)
        assert watching.watcher.root() is None
    finally:
        gc.enable()
