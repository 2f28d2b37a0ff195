"""Publications in which every vector stands in every door, and a page's confession."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

HERE = Path(__file__).parent
VECTORS = yaml.safe_load((HERE / "vectors.yml").read_text(encoding="utf-8"))
EXTENSIONS = {
    "plain": ["attr_list"],
    "many": [
        "attr_list",
        "md_in_html",
        "smarty",
        "toc",
        "footnotes",
        "pymdownx.superfences",
        "tables",
        "def_list",
        "abbr",
    ],
}
FIRST, MIDDLE, LAST = "Known words come first.", "Known words stand here.", "Known words are last."
SAFE_NOTES = {
    "safe-first": ("p1", FIRST),
    "safe-middle": ("p4", MIDDLE),
    "safe-last": ("p9", LAST),
}
SETTINGS = """
site_name: Test
theme: {name: material, font: false}
use_directory_urls: false
repo_url: https://example.org/repo
edit_uri: edit/main/docs/
plugins: [search, tags, postil: {search: both, pagefind: true}]
markdown_extensions: %s
"""


class Vector(NamedTuple):
    """A text of `vectors.yml`, and the number that its files are called by."""

    number: int
    name: str
    text: str
    swallows: bool = False
    picture: bool = False

    @property
    def page(self):
        return f"transcripts/v{self.number:03}.html"

    @property
    def on_one_line(self):
        return " ".join(self.text.split())


def vectors():
    return [Vector(number, **fields) for number, fields in enumerate(VECTORS)]


def front_matter(vector):
    text = vector.text
    address = f"https://example.org/{text}"
    people = [
        {"id": "marsh", "name": "Ada Marsh", "role": "narrator"},
        {"id": text, "name": text, "label": text, "role": text, "note": text, "uri": text},
        {"id": "x", "name": f"x {text}", "note": text},
    ]
    return {
        "title": text,
        "type": "interview",
        "record": "verbatim",
        "date": "1974-05-11",
        "people": people,
        "source": {
            "title": text,
            "holder": text,
            "publisher": text,
            "identifier": text,
            "url": address,
            "note": text,
        },
        "rights": {"statement": address, "license": text, "holder": text, "note": text},
        "subtitle": text,
        "description": text,
        "lang": text,
        "place": text,
        "version": text,
        "content_note": text,
        "tags": [text, {text: text}, [text]],
        "hide": [text, "footer"],
        "search": {"boost": text, text: text},
        "social": {"cards_layout": text, "cards_layout_options": {"background_image": text}},
        "robots": text,
        "status": text,
        "icon": text,
        "author": text,
        "template": text,
        "canonical_url": text,
        text: text,
    }


def body(vector):
    """The vector in a label, in text, a heading, lists, a quotation, and as a block of its own."""
    text, line = vector.text, vector.on_one_line
    blocks = [
        f"{FIRST}\n{{ #p1 }}",
        f"**{line}:** Words after a label.\n{{ #p2 }}",
        f"Words before {line} and after.\n{{ #p3 }}",
        f"## Chapter {line}",
        f"- item {line}\n\n- item {line}",
        f"> quoted {line}",
        f"{MIDDLE}\n{{ #p4 }}",
        f"a | b\n--|--\n{line} | {line}",
        text,
        f"{LAST}\n{{ #p9 }}",
    ]
    return "\n\n".join(blocks) + "\n"


def transcript(vector):
    head = "\n".join(
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in front_matter(vector).items()
    )
    return f"---\n{head}\n---\n\n{body(vector)}"


def annotations(vector):
    """The vector in every field of a note, in an id, and harmless notes before and after it."""
    text = vector.text
    address = f"https://example.org/{text}"
    field = {
        "target": {"paragraph": "p4", "quote": text, "prefix": text},
        "note": text,
        "title": text,
        "kind": text,
        "lang": text,
        "tags": [text],
        "date": text,
        "sources": [
            {"title": text, "publisher": text, "author": text, "locator": text, "url": text},
            {"title": "x", "url": address, "archived": address, "accessed": text, "date": text},
        ],
    }
    stands = {"paragraph": "p4", "quote": "words"}
    entries = [
        *({"id": i, "target": {"paragraph": p, "quote": q}, "note": f"Harmless: {q}"}
          for i, (p, q) in SAFE_NOTES.items()),
        {"id": "all-fields", **field, "author": text},
        {"id": "passage", **field, "target": stands, "author": f"v{vector.number}"},
        {"id": "body", "target": {"paragraph": "p4"}, "note": f"Before {text}\n\nafter."},
        {"id": "place", "target": {"paragraph": text}, "note": "A note."},
        {"id": text, "target": stands, "note": "A note of the vector's name."},
        {"id": "end", "target": stands, "note": "The last note."},
        {"id": "gone", **field, "target": stands, "status": "withdrawn", "reason": text},
        {"id": "lost", "target": {"paragraph": text}, "note": "A.", "status": "withdrawn"},
    ]  # fmt: skip
    return json.dumps({"annotations": entries}, ensure_ascii=False, indent=1)


def write_publication(root, extensions, chosen):
    """A publication with a transcript and a file of notes for each of the vectors."""
    for folder in ("docs/transcripts", "annotations"):
        (root / folder).mkdir(parents=True)
    settings = SETTINGS % json.dumps(extensions)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    people = {}
    for vector in chosen:
        people[f"v{vector.number}"] = {
            "name": vector.text,
            "url": vector.text,
            "orcid": vector.text,
        }
        people[vector.text] = {"name": vector.text, "url": f"https://example.org/{vector.text}"}
        name = f"v{vector.number:03}"
        (root / f"docs/transcripts/{name}.md").write_text(transcript(vector), encoding="utf-8")
        (root / f"annotations/{name}.yml").write_text(annotations(vector), encoding="utf-8")
    listed = json.dumps(people, ensure_ascii=False)
    (root / "annotations/contributors.yml").write_text(listed, encoding="utf-8")
    return root


CANARY = """
window.__ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "msgbox"])
    window[name] = (...words) => window.__ran.push(`${name}(${words})`);
"""

NO_SEARCH = '{"config": {"lang": ["en"], "separator": " ", "pipeline": []}, "docs": []}'

# Everything that a program could hide behind, as the browser sees it after parsing.
CONFESSION = (HERE / "confession.js").read_text(encoding="utf-8")


class Confession:
    """What a page said of itself; see `confession.js`."""

    def __init__(self, said, requests):
        self.__dict__.update(said)
        self.requests = requests

    def of(self, *names):
        return {name: self.__dict__[name] for name in names if self.__dict__[name]}


@pytest.fixture
def confess(chromium):
    """Return a function that opens a page, touches what is on it, and returns what it says.

    `usual` is what another page said, whose elements need not be touched again.
    """
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(CANARY)
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
    # Every page would index the words of all: most of the time, and the search has its own test.
    context.route("**/search_index.json", lambda route: route.fulfill(body=NO_SEARCH))
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append((request.resource_type, request.url)))

    def run(url, usual=None):
        page.goto("about:blank")  # What the page before still asks for is not asked by this one.
        requests.clear()
        page.goto(url)
        said = page.evaluate(CONFESSION, usual.elements if usual else [])
        return Confession(said, list(requests))

    run.page = page
    yield run
    context.close()
