"""What a page holds, from Markdown and notes to HTML: golden files, one behaviour each.

Only what people wrote is compared: the text, the passages in it, and the bodies of the notes.
`POSTIL_UPDATE_GOLDENS=1` rewrites what is expected; the review is the difference.
"""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from html5 import parsed
from postil.rendering import checking
from postil.rendering.settings import load_settings

CASES = sorted(Path(__file__).with_name("cases").glob("*.yml"))
HEAD = """---
title: Ada Marsh
type: interview
record: verbatim
date: 1974-05-11
people: [{id: marsh, name: Ada Marsh}, {id: quill, name: R. Quill}]
source: {title: Tape 4}
rights: {license: CC0-1.0}
---
"""
APPARATUS = {
    "postil-bar",
    "postil-number",
    "postil-notes",
    "postil-notes-lost",
    "postil-head",
    "headerlink",
}


def page_of(root, case):
    """Convert the case's text as `check` and the build do; its tree and the findings."""
    extensions = ["attr_list", *case.get("extensions", [])]
    settings = {"site_name": "Test", "plugins": ["postil"], "markdown_extensions": extensions}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    (root / "docs/transcripts/marsh.md").write_text(HEAD + case["text"], encoding="utf-8")
    entries = yaml.safe_dump({"annotations": case.get("notes", [])}, allow_unicode=True)
    (root / "annotations/marsh.yml").write_text(entries, encoding="utf-8")
    loaded = load_settings(root)
    pages, findings = checking.check(loaded, lambda paths: paths)
    html = checking.convert(loaded, pages, "transcripts/marsh.md")
    return parsed(html), [f"{d.severity}: {d.message} [{d.code.slug}]" for d in findings]


def classes(element):
    return set(element.get("class", "").split())


def without_apparatus(element):
    """Take out what Postil adds but the passages with their notes' names; changes `element`."""
    for child in list(element):
        is_marker = child.get("role") == "doc-noteref"
        if classes(child) & APPARATUS or is_marker or child.tag == "nav":
            remove(element, child)
            continue
        without_apparatus(child)
        if child.tag == "mark" and (note := child.get("aria-details")):
            child.attrib = {"note": note.removeprefix("note-")}
        if "postil-speaker" in classes(child):
            is_again = "postil-again" in classes(child)
            child.attrib = {}
            child.tag = "again" if is_again else "speaker"


def remove(parent, child):
    index = list(parent).index(child)
    tail = child.tail or ""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def lines_of(element):
    inside = "".join(ET.tostring(child, encoding="unicode") for child in element)
    whole = (element.text or "") + inside
    return "".join(f"{line.strip()}\n" for line in whole.split("\n") if line.strip())


def shown(tree):
    notes = {
        aside.get("id").removeprefix("note-"): lines_of(body)
        for aside in tree.iter("aside")
        if "postil-note" in classes(aside)
        for body in aside.findall("div")
    }
    (text,) = (e for e in tree.iter() if "postil-transcript" in classes(e))
    without_apparatus(text)
    return {"page": lines_of(text), "bodies": notes}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page(path, publication):
    source = path.read_text(encoding="utf-8")
    case = yaml.safe_load(source)
    tree, findings = page_of(publication(), case)
    said = {**shown(tree), "findings": findings}
    if os.environ.get("POSTIL_UPDATE_GOLDENS"):
        path.write_text(with_output(source, said), encoding="utf-8")
        return
    assert said == {key: case[key] for key in said}


class Dumper(yaml.SafeDumper):
    pass


Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def with_output(source, said):
    before = source.partition("\npage:")[0].rstrip("\n")
    dumped = yaml.dump(said, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    return f"{before}\n{dumped}"
