"""What the page shows of a transcript's Markdown."""

from xml.etree import ElementTree as ET

import markdown
from markdown.treeprocessors import Treeprocessor

from postil.core.front_matter import split
from postil.core.textview import paragraph_elements, text_of
from postil.rendering.stash import Stash

EXTENSIONS = {
    "plain": ["attr_list"],
    "many": [
        "attr_list",
        "md_in_html",
        "footnotes",
        "tables",
        "def_list",
        "abbr",
        "toc",
        "admonition",
        "pymdownx.superfences",
        "pymdownx.tilde",
        "pymdownx.caret",
        "pymdownx.mark",
        "pymdownx.emoji",
        "pymdownx.details",
        "pymdownx.tasklist",
        "pymdownx.magiclink",
    ],
}


class Reader(Treeprocessor):
    def __init__(self, md):
        super().__init__(md)
        self.paragraphs = {}
        self.others = []

    def run(self, root):
        stash = Stash(self.md)
        for element in paragraph_elements(root):
            self.paragraphs[element.get("id")] = text_of(element, stash.decode)
        self.others = [child.tag for child in root if child.tag != "p"]


def paragraphs_of(text, extensions):
    """The paragraphs' texts by id, in order; nothing else may have come of the Markdown."""
    md = markdown.Markdown(extensions=extensions)
    reader = Reader(md)
    md.treeprocessors.register(reader, "test", 4)
    html = md.convert(split(text).body)
    assert reader.others == [], html
    assert ET.fromstring(f"<div>{html.replace('&', '&amp;')}</div>") is not None
    return reader.paragraphs
