"""Whole pages, from a tree and annotations to the woven tree and the findings: golden files.

`POSTIL_UPDATE_GOLDENS=1` rewrites what is expected; the review is the difference.
"""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from postil.core.annotated_page import PageAnnotator, Style, surroundings_of
from postil.core.annotation_file import parse_annotations
from postil.core.front_matter import parse_transcript
from postil.core.model import DEFAULT_KINDS, Contributor, Place
from postil.core.note_markup import NoteMarkup

CASES = sorted(Path(__file__, "..", "cases", "page").resolve().glob("*.yml"))
HEAD = """---
people: [{id: marsh, name: Ada Marsh}, {id: quill, name: R. Quill, label: Interviewer}]
---
"""


def annotate(tree, annotations, *, drafts=False, with_bodies=True, head=HEAD):
    root = ET.fromstring(f"<div>{tree}</div>")
    parsed = parse_annotations(annotations, "notes.yml")
    assert not parsed.diagnostics, parsed.diagnostics
    transcript, _ = parse_transcript(head, "text.md")
    markup = NoteMarkup(DEFAULT_KINDS, {"rq": Contributor("rq", "R. Quill")})
    annotator = PageAnnotator(
        root, transcript, parsed.annotations, lambda _: None, Style(markup, drafts=drafts)
    )
    bodies = {}
    for annotation in parsed.annotations:
        body = ET.Element("div")
        ET.SubElement(body, "p").text = annotation.note
        bodies.setdefault(annotation.id, body)
    result = annotator.run(
        bodies if with_bodies else {},
        lambda: surroundings_of(root, lambda _: None, ["raw words"]),
        lambda n, _: Place(n, 1),
    )
    annotator.finish()
    return root, result


def shown(root):
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def in_words(diagnostic):
    nearest = f" | nearest: {diagnostic.nearest}" if diagnostic.nearest else ""
    return f"{diagnostic}{nearest} | help: {diagnostic.way_out}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    head = HEAD.replace("---\n", f"---\n{case.get('head', '')}", 1)
    drafts = case.get("drafts", False)
    root, result = annotate(case["tree"], case["annotations"], drafts=drafts, head=head)
    got = {"woven": shown(root), "findings": [in_words(d) for d in result.diagnostics]}
    if os.environ.get("POSTIL_UPDATE_GOLDENS"):
        case.update(got)
        path.write_text(dump(case), encoding="utf-8")
    assert got == {"woven": case["woven"], "findings": case["findings"]}


class Dumper(yaml.SafeDumper):
    pass


Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def dump(case):
    return yaml.dump(case, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10_000)


def test_a_note_whose_body_nobody_parsed_still_has_its_head_and_its_way_back():
    entry = "annotations: [{id: a, target: {paragraph: p1, quote: One}, note: A, author: rq}]"
    root, _ = annotate('<p id="p1">One two.</p>', entry, with_bodies=False)
    (aside,) = root.iter("aside")
    assert [child.get("class") for child in aside] == [
        None,
        None,
        None,
    ]
    assert "R. Quill" in "".join(aside.itertext())
