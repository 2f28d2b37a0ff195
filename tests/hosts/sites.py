"""What the tests of the hosts build, and how they read what was built."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

HEAD = """
    | ---
    | title: {title}
    | type: speech
    | record: summary
    | date: {date}
    | people: [{{id: quill, name: R. Quill}}]
    | source: {{title: Tape, holder: County archive}}
    | rights: {{license: CC0-1.0, holder: County archive}}
    | ---
"""

LIBRARY = (
    """
    docs/index.md:
    | # Home
    |
    | See [the first](transcripts/marsh.md#p2), [a note](transcripts/marsh.md#note-six-men) and
    | [all notes](notes.md).
    docs/transcripts/1975/evening.md:"""
    + HEAD.format(title="Evening & night", date="1975-01-02")
    + """
    | Good evening. See [before](../marsh.md#p3).
    | { #p1 }
    docs/transcripts/early.md:"""
    + HEAD.format(title="Early", date="1960")
    + """
    | Good morning.
    | { #p1 }
    |
    | Once more: good morning.
    | { #p2 }
    annotations/1975/evening.yml:
    | annotations:
    |   - id: evening
    |     target: {paragraph: p1, quote: Good evening}
    |     kind: definition
    |     note: Said from six o'clock on. See [the gates](../marsh.md#note-six-men).
    annotations/early/first.yml:
    | annotations:
    |   - id: morning
    |     target: {paragraph: p1}
    |     title: Which <morning>
    |     note: |
    |       A long note with a list:
    |
    |       - of one
    |       - and two
    annotations/early/second.yml:
    | annotations:
    |   - id: again
    |     target: {paragraph: p1-p2}
    |     kind: disputed
    |     note: Twice.
    """
)


def settings(theme="material", directories="false", postil="postil", more=""):
    """The tree of a `mkdocs.yml`; `more` is further lines of it, and further files."""
    font = ", font: false" if theme == "material" else ""
    return f"""
    mkdocs.yml:
    | site_name: Test
    | theme: {{name: {theme}{font}}}
    | use_directory_urls: {directories}
    | plugins: [search, {postil}]
    | validation: {{anchors: warn, links: {{unrecognized_links: warn}}}}
    {more}
    """


class Reader(HTMLParser):
    """The ids, links and text of a page."""

    VOID = frozenset(
        ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source")
    )

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.words = [], [], []
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids += [attributes[name] for name in ("id", "name") if attributes.get(name)]
        self.links += [attributes[name] for name in ("href", "src") if attributes.get(name)]
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"script", "style"} & set(self._open):
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def article(html):
    """The main part of a page of the theme Material, or of MkDocs' own."""
    found = re.search(r"<article.*?</article>", html, re.DOTALL)
    found = found or re.search(
        r'<div class="col-md-9" role="main">.*?\n        </div>', html, re.DOTALL
    )
    return found[0]


def words_of(html):
    return Reader(html).text


def broken_links(site):
    """Every link from page to page of a built site that leads nowhere, fragments included."""
    pages = {path: Reader(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        if path.name == "404.html":
            continue  # Its links count from the server's root.
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = Path(path.parent, unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            is_there = target.is_file()
            if parts.fragment and target in pages:
                is_there = unquote(parts.fragment) in pages[target].ids
            if not is_there:
                broken.append(f"{path.relative_to(site)}: {link}")
    return broken


def links_of(html):
    return Reader(html).links
