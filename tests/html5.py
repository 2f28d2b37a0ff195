"""A page's HTML as an element tree, for tests that look at structure."""

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class TreeBuilder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.builder = ET.TreeBuilder()
        self.builder.start("page", {})
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.open.pop() == tag, f"</{tag}> closes another element"
        self.builder.end(tag)

    def handle_data(self, data):
        self.builder.data(data)


def parsed(html):
    """The tree of well-formed HTML; fails where an end tag closes another element."""
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    assert not builder.open, f"never closed: {builder.open}"
    builder.builder.end("page")
    return builder.builder.close()
