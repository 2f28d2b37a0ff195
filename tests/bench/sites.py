"""The same interviews as four sites: annotated, without notes, and with notes as footnotes.

The annotated one comes twice: with the search that the others have, and with Postil's own.
"""

from __future__ import annotations

import json
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.bench.generator import interviews

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.bench.interview import Interview, Note

FOLDER_SIZE: Final = 50
"""`navigation.prune` helps only where a folder has few pages."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to publish; `note` is what each note that has a place leaves in the HTML, once."""

    title: str
    plugins: str
    features: str
    extensions: str
    note: str = ""


VARIANTS: Final[Mapping[str, Variant]] = {
    "annotated": Variant(
        "Annotated", "search, postil: {search: material}", "", "attr_list", 'role="doc-noteref"'
    ),
    "plain": Variant("Without notes", "search", "navigation.prune", "attr_list"),
    "footnotes": Variant(
        "Notes as footnotes",
        "search",
        "navigation.prune, content.footnote.tooltips",
        "attr_list, footnotes",
        '<li id="fn:',
    ),
    "searchable": Variant(
        "Annotated, with Postil’s search",
        "search, postil",
        "",
        "attr_list",
        'role="doc-noteref"',
    ),
}

_CONFIGURATION: Final = """\
site_name: Interviews
theme:
  name: material
  font: false
  features: [{features}]
plugins: [{plugins}]
markdown_extensions: [{extensions}]
"""

_HEAD: Final = """\
---
title: {narrator}, interview {number}
type: interview
record: edited-verbatim
lang: en
date: {date}
people:
  - id: narrator
    name: {narrator}
    role: narrator
  - id: interviewer
    name: {interviewer}
    label: Interviewer
    role: interviewer
source:
  title: Tape {number}
  holder: County archive
  url: https://archive.example/tapes/{number}
  accessed: 2026-11-23
rights:
  statement: http://rightsstatements.org/vocab/InC/1.0/
  holder: County archive
---
"""


def write_sites(folder: Path, count: int) -> None:
    """Write a folder for each variant."""
    for name, variant in VARIANTS.items():
        docs = folder / name / "docs"
        docs.mkdir(parents=True)
        (docs / "index.md").write_text("# Interviews\n", encoding="utf-8")
        fields = {key: getattr(variant, key) for key in ("features", "plugins", "extensions")}
        text = _CONFIGURATION.format(**fields)
        (folder / name / "mkdocs.yml").write_text(text, encoding="utf-8")
    for interview in interviews(count):
        path = f"{interview.number // FOLDER_SIZE:03}/interview-{interview.number:05}"
        for name in VARIANTS:
            notes = interview.notes if name == "footnotes" else ()
            page = "".join(_page(interview, notes))
            _write(folder / name / "docs" / "transcripts" / f"{path}.md", page)
        for name in ("annotated", "searchable"):
            _write(folder / name / "annotations" / f"{path}.yml", "".join(_yaml(interview)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _page(interview: Interview, footnotes: tuple[Note, ...]) -> Iterator[str]:
    """The Markdown of a page, in pieces; a footnote's mark stands right behind its words."""
    yield _HEAD.format(
        number=interview.number,
        narrator=interview.narrator,
        interviewer=interview.interviewer,
        date=interview.date,
    )
    marks: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for note in footnotes:
        of_paragraph = marks[note.paragraph]
        of_paragraph[note.last_word] = of_paragraph.get(note.last_word, "") + f"[^{note.id}]"
    for number, paragraph in enumerate(interview.paragraphs):
        if number % 12 == 0:
            yield f"\n## Reel {number // 12 + 1}\n"
        yield f"\n{paragraph.markdown(marks[number])}"
    for note in footnotes:
        yield f"\n[^{note.id}]:\n{textwrap.indent(_footnote(note), '    ')}"


def _footnote(note: Note) -> str:
    sources = (f"[{s.title}]({s.url}), accessed {s.accessed}" for s in note.sources)
    return "\n\n".join((*note.body, f"Sources: {'; '.join(sources)}.")) + "\n"


def _yaml(interview: Interview) -> Iterator[str]:
    """The annotation file, in pieces."""
    yield "annotations:\n"
    for note in interview.notes:
        yield f"  - id: {note.id}\n    target:\n"
        yield f"      paragraph: {interview.paragraphs[note.paragraph].id}\n"
        if note.quote:
            yield f"      quote: {json.dumps(note.quote, ensure_ascii=False)}\n"
        body = textwrap.indent("\n\n".join(note.body), " " * 6)
        yield f"    kind: {note.kind}\n    note: |\n{body}\n    sources:\n"
        for source in note.sources:
            yield f"      - title: {source.title}\n        url: {source.url}\n"
            yield f"        accessed: {source.accessed}\n"
        yield f"    author: {note.author}\n    date: {note.date}\n"
        yield f"    tags: [{', '.join(note.tags)}]\n\n"
