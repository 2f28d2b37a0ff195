"""The index of a publication: transcripts in, one after the other, and files out.

What is found is a *unit*: a transcript's head, a paragraph or a note. Units are numbered through:
for each transcript its head, its paragraphs, its notes. The files are told in
docs/decisions/0013-the-search-index-is-made-of-scripts.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any, Final

from postil.searching import packing, stemming
from postil.searching.blocks import Blocks
from postil.searching.postings import Postings, shards
from postil.searching.words import lowered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postil.searching.documents import Document, Note, Paragraph

BLOCK_SIZE: Final = 7_500
"""Letters of the texts that are loaded together, some 5 kB as a file. A page of ten hits loads ten
such blocks at worst, and less than that in one transcript."""


TOGETHER: Final = 64
"""Transcripts that wait to be entered one after the other: while pages are made in between, the
processor forgets the words that it has at hand, and looking them up takes a third longer."""


@dataclass(slots=True)
class _Names:
    """Values of a filter, numbered as they come."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers)) if name else -1


class SearchIndex:
    """Grows by a transcript at a time, and keeps of it what the index needs, compressed."""

    def __init__(self, language: str = "en", kinds: Mapping[str, str] | None = None) -> None:
        """`language` is the site's, `kinds` the words for the kinds of notes."""
        self._language = language
        self._kinds = dict(kinds or {})
        self._texts, self._titles = Postings(), Postings()
        self._waiting: list[Document] = []
        self._transcripts: dict[str, list[Any]] = {}
        self._titles_shown: list[str] = []
        self._blocks = Blocks()
        self._sizes: list[int] = []
        self._units = 0
        self._persons, self._authors, self._tags = _Names(), _Names(), _Names()
        self._facets: dict[str, list[Any]] = {"person": [], "kind": [], "author": [], "tag": []}
        self.version = ""

    def add(self, document: Document) -> None:
        """Take a transcript; one that was taken already stays as it was."""
        self._waiting.append(document)
        if len(self._waiting) >= TOGETHER:
            self._enter_waiting()

    def _enter_waiting(self) -> None:
        for document in self._waiting:
            self._enter(document)
        self._waiting.clear()

    def _enter(self, document: Document) -> None:
        if document.path in self._transcripts:
            return
        counts = [len(document.paragraphs), len(document.notes)]
        self._transcripts[document.path] = [document.date, *counts]
        self._titles_shown.append(document.title)
        for block in _blocks(list(self._records(document))):
            self._sizes.append(len(block))
            self._blocks.add([document.title, *block])

    def _records(self, document: Document) -> Iterator[list[str]]:
        """Enter each unit's words, and give what a hit shows of it."""
        about = [document.about, " ".join(document.tags)]
        yield self._unit(["", document.title, document.about], document.title, *about)
        speakers = {}
        for paragraph in document.paragraphs:
            speakers[paragraph.id] = self._persons.number(paragraph.speaker)
            yield self._paragraph(paragraph)
        for note in document.notes:
            yield self._note(note)
        self._facets["person"].append(
            [
                *(speakers[paragraph.id] for paragraph in document.paragraphs),
                *(speakers.get(note.home, -1) for note in document.notes),
            ]
        )
        tags = (*document.tags, *(tag for note in document.notes for tag in note.tags))
        for tag in tags:
            self._tags.number(tag)
        of_notes = [[self._tags.number(tag) for tag in note.tags] for note in document.notes]
        self._facets["tag"].append([[self._tags.number(tag) for tag in document.tags], *of_notes])
        self._facets["kind"].append([note.kind for note in document.notes])
        authors = [self._authors.number(note.author) for note in document.notes]
        self._facets["author"].append(authors)

    def _paragraph(self, paragraph: Paragraph) -> list[str]:
        record = [paragraph.id, paragraph.speaker, paragraph.text]
        return self._unit(record, "", paragraph.label, *record[1:])

    def _note(self, note: Note) -> list[str]:
        record = [note.id, note.home, note.kind, note.title, note.text, note.more]
        return self._unit(record, note.title, *record[3:], note.author, " ".join(note.tags))

    def _unit(self, record: list[str], title: str, *texts: str) -> list[str]:
        self._texts.enter(lowered("\n".join((title, *texts))), self._units)
        if title:
            self._titles.enter(lowered(title), self._units)
        self._units += 1
        return record

    def files(self, urls: Callable[[str], str] = str) -> Iterator[tuple[str, bytes]]:
        """The files' names and contents; `urls` gives a transcript's address for its path.

        The last is `table.js`, which the page loads first. Afterwards the index is empty, and
        `version` names these files: it goes into their addresses, so that none is out of date.
        """
        self._enter_waiting()
        digest = hashlib.sha256()
        starts = []
        for number, (first, part) in enumerate(
            shards(self._texts, self._titles, stemming.stemmer(self._language))
        ):
            starts.append(first)
            yield _file(f"words-{number}", packing.packed(part), digest)
        self._texts, self._titles = Postings(), Postings()
        for number, data in enumerate(self._blocks.take()):
            yield _file(f"texts-{number}", data, digest)
        yield _file("transcript", packing.packed(self._titles_shown), digest)
        for name, values in self._facet_values():
            yield _file(name, packing.packed(values), digest)
        name, program = stemming.script(self._language)
        if program:
            yield "stemmer.js", program.encode()
        table = {
            "stemmer": name,
            "words": starts,
            "blocks": self._sizes,
            "dictionary": self._blocks.dictionary,
            "kinds": self._kinds,
        }
        table["transcripts"] = [[urls(path), *values] for path, values in self._transcripts.items()]
        yield _file("table", packing.packed(table), digest)
        self.version = digest.hexdigest()[:12]

    def _facet_values(self) -> Iterator[tuple[str, object]]:
        """For each filter its values' names, and the number of the value by transcript and unit."""
        kinds = {kind: number for number, kind in enumerate(self._kinds)}
        numbered = [
            [kinds.setdefault(kind, len(kinds)) for kind in of_transcript]
            for of_transcript in self._facets["kind"]
        ]
        yield "kind", {"names": list(kinds), "values": numbered}
        for facet, names in (
            ("person", self._persons),
            ("author", self._authors),
            ("tag", self._tags),
        ):
            yield facet, {"names": list(names.numbers), "values": self._facets[facet]}


def _blocks(records: list[list[str]]) -> Iterator[list[list[str]]]:
    """A transcript's records in parts of a like size, so that no small rest is a file too."""
    sizes = [sum(map(len, record)) for record in records]
    size = sum(sizes) / max(1, round(sum(sizes) / BLOCK_SIZE)) or 1
    numbered = zip(records, accumulate(sizes, initial=0), strict=False)
    for _, block in groupby(numbered, lambda entry: entry[1] // size):
        yield [record for record, _ in block]


def _file(name: str, data: bytes, digest: hashlib._Hash) -> tuple[str, bytes]:
    digest.update(data)
    return f"{name}.js", packing.script(name, data)
