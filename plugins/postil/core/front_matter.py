"""The head of a transcript: split from its text, read, and checked for what a reader needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core import forms, yaml_document
from postil.core.block_indentation import name_unindented_texts
from postil.core.checked_mapping import CheckedMapping, Findings, slip_for
from postil.core.diagnostics import Code, Diagnostic
from postil.core.head_keys import (
    CITATION_KEYS,
    EDIT_KEYS,
    MEDIA_KEYS,
    OPTIONAL_KEYS,
    PERSON_KEYS,
    REQUIRED_KEYS,
    RIGHTS_KEYS,
    SESSION_KEYS,
    SOURCE_KEYS,
    TRANSCRIPTION_KEYS,
)
from postil.core.model import (
    PARAGRAPH_ID,
    RECORDS,
    ROLES,
    TRANSCRIPT_TYPES,
    Edit,
    FrontMatter,
    Media,
    Person,
    Place,
    Session,
    Transcript,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.forms import Form, Plain
    from postil.core.yaml_document import Node

REQUIRED: Final = {
    "title": "title: What the transcript is called",
    "type": "type: interview",
    "record": "record: verbatim",
    "date": "date: 1974-05-11",
    "people": "people: [{id: marsh, name: Ada Marsh, role: narrator}]",
    "source": "source: {title: What the text was taken from, holder: Who keeps it}",
    "rights": "rights: {statement: http://rightsstatements.org/vocab/CNE/1.0/, holder: unknown}",
}
"""Keys that a transcript must have, and a line to add where one is missing."""

_KNOWN: Final = frozenset((*REQUIRED_KEYS, *OPTIONAL_KEYS))
_FENCE: Final = "---"
_BELOW_THE_FENCE: Final = Place(2, 1)
_USUAL_LENGTH: Final = 4_000
"""Characters in which a head ends, so that no more of the text need be cut into lines."""

_HEAD: Final = f"""\
Begin the file with `{_FENCE}`, the lines {", ".join(f"`{line}`" for line in REQUIRED.values())}, \
and `{_FENCE}` again."""
_CLOSE: Final = f"Write `{_FENCE}` on a line of its own below the last key of the front matter."
_MOVE_UP: Final = f"Delete the blank lines and spaces before the first `{_FENCE}`."


class Parts(NamedTuple):
    """A Markdown file cut in two; `head` is None where it has no front matter."""

    head: str | None
    body: str
    body_line: int


def split(text: str) -> Parts:
    """Cut the text after its front matter, as MkDocs does; `body_line` counts from 1."""
    for length in (_USUAL_LENGTH, len(text)):
        lines = text[:length].splitlines(keepends=True)
        if length < len(text):
            lines.pop()  # It may be cut short.
        if lines and lines[0].rstrip() != _FENCE:
            break
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() in (_FENCE, "..."):
                return _cut(text, lines[: number + 1])
    return Parts(None, text, 1)


def _cut(text: str, head: list[str]) -> Parts:
    rest = text[sum(map(len, head)) :]
    body = rest.lstrip("\r\n") or rest
    blank = rest[: len(rest) - len(body)].splitlines()
    return Parts("".join(head[1:-1]), body, len(head) + len(blank) + 1)


def parse_transcript(text: str, path: str) -> tuple[Transcript, list[Diagnostic]]:
    """Read a transcript file. Never raises for what the author wrote."""
    head, _, body_line = split(text)
    if head is None:
        transcript = Transcript(path, FrontMatter(), body_line, is_head_open(text))
        return transcript, [_why_there_is_no_head(text, path)]
    front_matter, diagnostics = parse_head(head, path, _BELOW_THE_FENCE)
    return Transcript(path, front_matter, body_line), diagnostics


def is_head_open(text: str) -> bool:
    """Whether `text` begins with a head that is never closed."""
    first = text[:_USUAL_LENGTH].splitlines()[:1]
    return [line.rstrip() for line in first] == [_FENCE] and split(text).head is None


def _why_there_is_no_head(text: str, path: str) -> Diagnostic:
    """Say what became of the front matter: nobody is to write a second one above it."""
    words = text.split()
    if not words:
        return Diagnostic(Code.FILE_EMPTY, "the file is empty", path, help=_HEAD)
    message, way_out = "the transcript has no front matter", _HEAD
    if is_head_open(text):
        message, way_out = "the front matter is opened and never closed", _CLOSE
    elif words[0] == _FENCE:
        message, way_out = "the front matter does not begin where the file begins", _MOVE_UP
    return Diagnostic(Code.FRONT_MATTER_MISSING, message, path, help=way_out)


def parse_head(head: str, path: str, origin: Place) -> tuple[FrontMatter, list[Diagnostic]]:
    """Read a head alone, which begins at `origin` of its file."""
    root = yaml_document.compose(head, path, origin)
    if isinstance(root, Diagnostic):
        return FrontMatter(), [root]
    findings = Findings(path, origin)
    if root is None:
        missing = Diagnostic(
            Code.FRONT_MATTER_MISSING, "the front matter is empty", path, help=_HEAD
        )
        return FrontMatter(), [missing]
    top = CheckedMapping.of(root, None, findings, "the front matter")
    if top is None:
        return FrontMatter(), findings.diagnostics
    front_matter = _FrontMatterReader(top, findings).read()
    return front_matter, name_unindented_texts(findings.diagnostics, head, path, origin)


class _FrontMatterReader:
    def __init__(self, top: CheckedMapping, findings: Findings) -> None:
        self._top = top
        self._findings = findings

    def read(self) -> FrontMatter:
        top = self._top
        self._require()
        return FrontMatter(
            title=top.text("title"),
            type=top.one_of("type", TRANSCRIPT_TYPES, Code.UNKNOWN_VALUE),
            record=top.one_of("record", RECORDS, Code.UNKNOWN_VALUE),
            date=top.date("date"),
            people=self._people(),
            source=self._texts("source", SOURCE_KEYS),
            rights=self._texts("rights", RIGHTS_KEYS),
            subtitle=top.text("subtitle"),
            description=top.text("description"),
            lang=top.text("lang"),
            place=top.text("place"),
            version=top.text("version"),
            reviewed=top.true_or_false("reviewed"),
            transcription=self._texts("transcription", TRANSCRIPTION_KEYS),
            media=self._media(),
            sessions=self._sessions(),
            edits=self._edits(),
            citation=self._texts("citation", CITATION_KEYS),
            content_note=top.text("content_note"),
            extra=self._extra(),
        )

    def _require(self) -> None:
        missing = [key for key in REQUIRED if key not in self._top]
        for node in self._top.key_nodes():
            name = str(node.value)
            meant = "" if name in _KNOWN else slip_for(name, missing)
            if meant:
                missing.remove(meant)
                message = f"“{name}” is not a key of the front matter"
                way_out = f"Write `{meant}:`."
                self._findings.add(Code.UNKNOWN_KEY, message, node, nearest=meant, way_out=way_out)
        for key in missing:
            message = f"the front matter has no “{key}”"
            way_out = f"Add the line `{REQUIRED[key]}`."
            self._findings.add(Code.FRONT_MATTER_KEY, message, self._top.node, way_out=way_out)

    def _people(self) -> tuple[Person, ...]:
        people: dict[str, Person] = {}
        for node in self._top.sequence("people"):
            person = self._person(node)
            if person and person.id in people:
                self._findings.add(Code.DUPLICATE_ID, f"two people have the id “{person.id}”", node)
            elif person:
                people[person.id] = person
        return tuple(people.values())

    def _person(self, node: Node) -> Person | None:
        entry = CheckedMapping.of(node, PERSON_KEYS, self._findings, "a person", bare="name")
        if entry is None:
            return None
        if "name" not in entry:
            line = "Add the line `name: …`."
            self._findings.add(Code.MISSING_KEY, "the person has no “name”", node, way_out=line)
            return None
        name = entry.text("name")
        if not name:
            return None
        return Person(
            id=entry.text("id") or name,
            name=name,
            label=entry.text("label"),
            role=entry.one_of("role", ROLES, Code.UNKNOWN_VALUE),
            note=entry.text("note"),
            uri=entry.url("uri"),
            sort_name=entry.text("sort_name"),
        )

    def _media(self) -> Media | None:
        entry = self._top.mapping("media", MEDIA_KEYS)
        if entry is None or not self._has(entry, "file", "the recording", "../media/tape-4.mp3"):
            return None
        read = Media(
            file=entry.file("file"),
            type=entry.text("type"),
            duration=entry.duration("duration"),
            offset=entry.seconds("offset"),
        )
        return read if read.file else None

    def _sessions(self) -> tuple[Session, ...]:
        entries = self._entries("sessions", SESSION_KEYS, "a session")
        return tuple(
            Session(
                date=entry.date("date"),
                place=entry.text("place"),
                media=entry.file("media"),
                duration=entry.duration("duration"),
            )
            for entry in entries
        )

    def _edits(self) -> tuple[Edit, ...]:
        entries = self._entries("edits", EDIT_KEYS, "an edit")
        return tuple(
            Edit(
                date=entry.date("date"),
                what=entry.text("what"),
                by=entry.text("by"),
                paragraphs=self._paragraphs(entry),
            )
            for entry in entries
            if self._has(entry, "date", "the edit", "2026-11-24")
            and self._has(entry, "what", "the edit", "A name corrected.")
        )

    def _paragraphs(self, edit: CheckedMapping) -> tuple[str, ...]:
        ids = edit.texts("paragraphs")
        for wrong in (each for each in ids if not PARAGRAPH_ID.fullmatch(each)):
            message = f"“{wrong}” is not the id of a paragraph"
            way_out = "Write it as in `[p8, p9]`; a paragraph taken out may be named as well."
            self._findings.add(Code.INVALID_ID, message, edit.value("paragraphs"), way_out=way_out)
        return tuple(filter(PARAGRAPH_ID.fullmatch, ids))

    def _entries(self, key: str, keys: Mapping[str, Form], what: str) -> list[CheckedMapping]:
        nodes = self._top.sequence(key)
        read = (CheckedMapping.of(node, keys, self._findings, what) for node in nodes)
        return [entry for entry in read if entry is not None]

    def _has(self, entry: CheckedMapping, key: str, what: str, example: str) -> bool:
        if key not in entry:
            message, way_out = f"{what} has no “{key}”", f"Add the line `{key}: {example}`."
            self._findings.add(Code.MISSING_KEY, message, entry.node, way_out=way_out)
        return key in entry

    def _texts(self, key: str, keys: Mapping[str, Plain]) -> dict[str, str]:
        mapping = self._top.mapping(key, keys)
        if mapping is None:
            return {}
        names = mapping.keys()
        return {name: text for name in names if (text := forms.read(mapping, name, keys[name]))}

    def _extra(self) -> dict[str, object]:
        extra = {
            key: yaml_document.plain(self._top.value(key))
            for key in self._top.keys()  # noqa: SIM118
            if key not in _KNOWN
        }
        if "tags" in extra:
            extra["tags"] = self._top.texts("tags")
        return extra
