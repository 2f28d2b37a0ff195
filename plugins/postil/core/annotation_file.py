"""One YAML file of annotations: text in, annotations and diagnostics out."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from postil.core import forms, yaml_document
from postil.core.block_indentation import name_unindented_texts
from postil.core.checked_mapping import CheckedMapping, Findings
from postil.core.diagnostics import Code, Diagnostic, in_order
from postil.core.flow_commas import in_quotation_marks
from postil.core.lookalikes import name_lookalike
from postil.core.model import (
    ANNOTATION_ID,
    DEFAULT_KIND,
    DEFAULT_KINDS,
    PARAGRAPH_ID,
    STATUSES,
    WITHDRAWN,
    Annotation,
    Place,
    Places,
    Source,
    Target,
)
from postil.core.paragraph_names import range_meant
from postil.core.typographic_marks import marks_round

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from postil.core.forms import Form, Plain
    from postil.core.yaml_document import Node

MAX_NOTE: Final = 20_000
"""Characters; about ten printed pages, far beyond what a margin holds."""

MAX_QUOTE: Final = 10_000
"""Characters; a longer passage is a range of paragraphs."""

UNWRITTEN: Final = "Write here what a reader should know."
"""What `postil new` puts in the place of a note that was not given."""


TARGET_KEYS: Final[Mapping[str, Form]] = {
    "paragraph": forms.Paragraphs(),
    "quote": forms.Text(MAX_QUOTE),
    "prefix": forms.Text(MAX_QUOTE),
    "suffix": forms.Text(MAX_QUOTE),
}
SOURCE_KEYS: Final[Mapping[str, Plain]] = {
    "title": forms.Text(),
    "url": forms.Url(),
    "author": forms.Text(),
    "publisher": forms.Text(),
    "date": forms.Date(),
    "locator": forms.Text(),
    "archived": forms.Url(),
    "accessed": forms.Date(),
}
ENTRY_KEYS: Final[Mapping[str, Form]] = {
    "id": forms.Identifier(),
    "target": forms.Keys("target", TARGET_KEYS, required=("paragraph",)),
    "kind": forms.Choice(tuple(DEFAULT_KINDS), "kinds"),
    "title": forms.Text(),
    "note": forms.Text(MAX_NOTE),
    "sources": forms.Listed(forms.Keys("note source", SOURCE_KEYS, required=("title",))),
    "author": forms.Text(),
    "date": forms.Date(),
    "status": forms.Choice(STATUSES, "statuses"),
    "reason": forms.Text(),
    "tags": forms.Listed(forms.Text()),
    "lang": forms.Text(),
}
REQUIRED_KEYS: Final = ("id", "target", "note")

_PROSE: Final = (("quote",), ("prefix",), ("suffix",), ("note",), ("title",), ("reason",))
"""Keys of texts in which somebody may write a number with a # before it."""

_WORDS: Final = ("quote", "prefix", "suffix")
"""Keys of words as the transcript has them: a note stands on the shorter ones without a word."""

_AROUND: Final = dict.fromkeys(ENTRY_KEYS, "to the note, as far left as `target:`")
"""Where keys belong that stand in a target."""

_WITHIN: Final = {
    **dict.fromkeys(SOURCE_KEYS, "to a source, below `sources:`"),
    **dict.fromkeys(TARGET_KEYS, "to the target, below `target:`"),
}
"""Where keys belong that stand beside target and sources."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a publication allows: its kinds, and its contributors where it lists them.

    A date of a year behind `last_year` is taken for a slip.
    """

    kinds: Collection[str] = tuple(DEFAULT_KINDS)
    authors: Collection[str] | None = None
    last_year: int = 9999


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """What was read: every usable annotation, and what is wrong with the file.

    `unfinished` are those that nobody will see; only their words can be looked for.
    """

    annotations: tuple[Annotation, ...] = ()
    unfinished: tuple[Annotation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_annotations(text: str, path: str, vocabulary: Vocabulary | None = None) -> AnnotationFile:
    """Read a file of annotations. Never raises for what the author wrote.

    An entry with a fault that leaves its meaning clear is kept and reported; one without an id, a
    target or a note is reported only, with all that is wrong with the rest of it.
    """
    return read_annotations(yaml_document.compose(text, path), text, path, vocabulary)


def read_annotations(
    root: Node | Diagnostic | None, text: str, path: str, vocabulary: Vocabulary | None = None
) -> AnnotationFile:
    """Read what was composed of the text, `root`, as `parse_annotations` does."""
    if isinstance(root, Diagnostic):
        return AnnotationFile(diagnostics=(root,))
    findings = Findings(path)
    if root is None:
        empty = Diagnostic(Code.FILE_EMPTY, "the file holds no annotations", path)
        return AnnotationFile(diagnostics=(empty,))
    reader = _EntryReader(findings, vocabulary or Vocabulary())
    entries = _entries(root, findings)
    read = [note for note in map(reader.read, entries) if note]
    annotations = tuple(note for note in read if note.id and note.note)
    unfinished = tuple(note for note in read if not (note.id and note.note))
    _report_cut_texts(entries, text, findings)
    named = name_unindented_texts(findings.diagnostics, text, path)
    named = name_lookalike(named, text, path)
    return AnnotationFile(annotations, unfinished, tuple(in_order(named)))


def _entries(root: Node, findings: Findings) -> list[Node]:
    is_mapping = isinstance(root, yaml_document.Mapping)
    top = CheckedMapping.of(root, ("annotations",), findings, "the file") if is_mapping else None
    if top is None or "annotations" not in top:
        if len(findings.diagnostics) == 1:
            return []  # Another key stands in its place: one mistake, one finding.
        findings.diagnostics.clear()  # A note without the list around it is one mistake, too.
        message = "the file has no list “annotations”"
        way_out = "Begin the file with `annotations:`."
        if "id" in yaml_document.children(root):
            way_out = (
                "Begin the file with `annotations:`. Below it, write `  - id:`, and the other "
                "lines further right by four spaces."
            )
        findings.add(Code.MISSING_KEY, message, root, way_out=way_out)
        return []
    return top.sequence("annotations")


def _report_cut_texts(entries: Sequence[Node], text: str, findings: Findings) -> None:
    """Report words of a note that YAML takes for a comment, as in `note: The list #8 says`."""
    if " #" not in text:
        return
    empty = _empty_values(findings)
    for path, node in (found for entry in entries for found in yaml_document.texts(entry)):
        cut = yaml_document.comment_behind(node, text)
        if not cut:
            continue
        is_comment = cut[1:2].isspace()
        if not node.value and not is_comment:
            numbers = empty[yaml_document.place_of(node)]
            _name_cut_value(str(path[-1]), cut, numbers, findings)
        elif path[-1:] in _PROSE and (path[-1] in _WORDS or not is_comment):
            message = f"“{cut}” is not read: a # behind a space begins a comment"
            marks = marks_round(node.value[:1] + cut[-1:])
            within = f", within {marks} too" if marks else ""
            way_out = "Put straight quotation marks round the whole text." if marks else ""
            findings.add(Code.TEXT_CUT, message + within, node, way_out=way_out)


def _empty_values(findings: Findings) -> defaultdict[Place, list[int]]:
    """The numbers of the findings that tell of an empty value, by its place."""
    numbers: defaultdict[Place, list[int]] = defaultdict(list)
    for number, found in enumerate(findings.diagnostics):
        if found.code is Code.EMPTY_VALUE:
            numbers[Place(found.line, found.column)].append(number)
    return numbers


def _name_cut_value(key: str, cut: str, numbers: Iterable[int], findings: Findings) -> None:
    """Say of an empty value that all of it became a comment, as in `paragraph: #p8`."""
    meant = range_meant(cut) if key == "paragraph" else in_quotation_marks(cut)
    for number in numbers:
        found = findings.diagnostics[number]
        message = f"{found.message}: “{cut}” is a comment, for a # behind a space begins one"
        way_out = f"Write `{key}: {meant}`." if meant else ""
        help_ = way_out or found.help
        findings.diagnostics[number] = replace(found, message=message, help=help_)


class _EntryReader:
    """Reads entries of one file; knows the ids it has seen."""

    def __init__(self, findings: Findings, vocabulary: Vocabulary) -> None:
        self._findings = findings
        self._vocabulary = vocabulary

    def read(self, node: Node) -> Annotation | None:
        """Report all that is wrong with an entry. Without a target it is nothing."""
        is_unnested = self._is_unnested(node)
        keys = {**ENTRY_KEYS, **TARGET_KEYS} if is_unnested else ENTRY_KEYS
        entry = CheckedMapping.of(node, keys, self._findings, "an annotation", _WITHIN)
        if entry is None:
            return None
        self._report_missing(entry)
        target = None if is_unnested else self._target(entry)
        note = self._annotation(entry, target or (Target(""), entry))
        return note if target else None

    def _annotation(
        self, entry: CheckedMapping, target: tuple[Target, CheckedMapping]
    ) -> Annotation:
        identifier, note = entry.text("id"), entry.text("note", limit=MAX_NOTE)
        date = entry.date("date")
        self._check_year(entry, "date", date)
        called = f"“{identifier}”" if identifier else "the annotation"
        self._check_id(entry, identifier)
        if note == UNWRITTEN:
            message = f"{called} says nothing yet: its note is the line that was put there for you"
            self._findings.add(Code.NOTE_UNWRITTEN, message, entry.value("note"))
        status = entry.one_of("status", STATUSES, Code.UNKNOWN_STATUS) or STATUSES[0]
        if status == WITHDRAWN and "reason" not in entry:
            message = f"{called} is withdrawn without a “reason”"
            self._findings.add(Code.REASON_MISSING, message, entry.value("status"))
        return Annotation(
            id=identifier,
            target=target[0],
            note=note,
            kind=entry.one_of("kind", self._vocabulary.kinds, Code.UNKNOWN_KIND) or DEFAULT_KIND,
            title=entry.text("title"),
            sources=self._sources(entry),
            author=self._author(entry),
            date=date,
            status=status,
            reason=entry.text("reason"),
            tags=tuple(entry.texts("tags")),
            lang=entry.text("lang"),
            path=self._findings.path,
            places=Places(entry.place(), target[1].place("paragraph"), target[1].place("quote")),
        )

    def _is_unnested(self, node: Node) -> bool:
        """Whether paragraph and quote stand beside the target: one mistake and not three."""
        entry = yaml_document.children(node)
        target = entry.get("target")
        if target is None or not yaml_document.is_text(target):
            return False
        keys = [key for key in TARGET_KEYS if key in entry]
        message = "“target” must hold the paragraph, and the quote, in lines of their own below it"
        shown = " and ".join(f"`{key}:`" for key in keys)
        meant = range_meant(target.value) or "p8"
        way_out = f"Begin the line of {shown} further right than `target:`, by two spaces."
        if target.value or not keys:
            way_out = f"Write `paragraph: {meant}` below `target:`, two spaces further right."
        self._findings.add(Code.WRONG_TYPE, message, target, way_out=way_out)
        return True

    def _report_missing(self, entry: CheckedMapping) -> None:
        for key in REQUIRED_KEYS:
            if key in entry or key in entry.meant:
                continue
            example = {"id": "id: a-short-name", "target": "target: {paragraph: p8}"}
            line = example.get(key, "note: What the reader should know.")
            message = f"the annotation has no “{key}”"
            self._findings.add(
                Code.MISSING_KEY, message, entry.node, way_out=f"Add the line `{line}`."
            )

    def _check_id(self, entry: CheckedMapping, identifier: str) -> None:
        if not identifier or ANNOTATION_ID.fullmatch(identifier):
            return
        message = f"“{identifier}” cannot be an id"
        suggestion = as_id(identifier)
        own = "Write a short name in the letters a to z, as in `id: six-men`."
        way_out = f"Write `id: {suggestion}`." if suggestion else own
        self._findings.add(Code.INVALID_ID, message, entry.value("id"), way_out=way_out)

    def _target(self, entry: CheckedMapping) -> tuple[Target, CheckedMapping] | None:
        target = entry.mapping("target", TARGET_KEYS, _AROUND)
        if target is None:
            return None
        quote, prefix, suffix = (
            target.text(key, limit=MAX_QUOTE) for key in ("quote", "prefix", "suffix")
        )
        if "paragraph" not in target and "paragraph" not in target.meant:
            message = "the target has no “paragraph”"
            self._findings.add(
                Code.MISSING_KEY, message, target.node, way_out="Add the line `paragraph: p8`."
            )
        named = target.text("paragraph")
        if not named:
            return None
        first, _, last = named.partition("-")
        for paragraph in (first.strip(), last.strip() or first.strip()):
            if not self._check_paragraph(target, paragraph, named):
                # The words are looked for in what is meant: the second mistake is not a surprise.
                first, _, last = (range_meant(named) or named).partition("-")
                break
        return Target(first.strip(), last.strip(), quote, prefix, suffix), target

    def _check_paragraph(self, target: CheckedMapping, paragraph: str, named: str) -> bool:
        is_id = PARAGRAPH_ID.fullmatch(paragraph) is not None
        if not is_id:
            message = f"“{paragraph or named}” is not a paragraph id"
            meant = range_meant(named)
            way_out = f"Write `paragraph: {meant}`." if meant else ""
            self._findings.add(
                Code.UNKNOWN_PARAGRAPH, message, target.value("paragraph"), way_out=way_out
            )
        return is_id

    def _sources(self, entry: CheckedMapping) -> tuple[Source, ...]:
        sources = []
        for node in entry.sequence("sources"):
            source = CheckedMapping.of(node, SOURCE_KEYS, self._findings, "a source", bare="title")
            if source is None:
                continue
            if "title" not in source and "title" not in source.meant:
                message = "the source has no “title”"
                way_out = "Add the line `title: …`: what the source is called."
                self._findings.add(Code.MISSING_KEY, message, node, way_out=way_out)
            sources.append(self._source(source))
        return tuple(source for source in sources if source.title)

    def _source(self, source: CheckedMapping) -> Source:
        named = source.keys()
        read = {key: forms.read(source, key, SOURCE_KEYS[key]) for key in named}
        for key in ("date", "accessed"):
            self._check_year(source, key, read.get(key, ""))
        return Source(**{"title": "", **read})

    def _check_year(self, mapping: CheckedMapping, key: str, date: str) -> None:
        if any(int(end[:4]) > self._vocabulary.last_year for end in date.split("/") if end):
            message = f"“{date}” is years away"
            self._findings.add(Code.DATE_TO_COME, message, mapping.value(key))

    def _author(self, entry: CheckedMapping) -> str:
        if self._vocabulary.authors is None:
            return entry.text("author")
        return entry.one_of("author", self._vocabulary.authors, Code.UNKNOWN_AUTHOR)


_SPELT_OUT: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)
"""Letters of the Latin alphabet that are no letter with a sign above or below it."""


def as_id(text: str, words: int = 12) -> str:
    """The nearest legal id, from the first `words` words: lower case, hyphens for all else."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c for c in apart if not unicodedata.combining(c)).translate(_SPELT_OUT)
    characters = (c if c.isascii() and c.isalnum() else " " for c in letters)
    return "-".join("".join(characters).split()[:words])
