"""The keys and values of files, and how large things may be, for the page on formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from marking_up import UnexplainedError, fenced, table

from postil.core import annotation_file, front_matter, model
from postil.core.forms import MAX_TEXT
from postil.core.record_words import RECORD_WORDS
from postil.project import MAX_BYTES, MAX_KEPT_BYTES
from postil.schemas import explanations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EXAMPLE: Final = Path(__file__).parent / "example"

SEE: Final = {
    ("head", "type"): ("types", "#types"),
    ("head", "record"): ("records", "#records"),
    ("head", "date"): ("dates", "#dates"),
    ("head", "people"): ("people", "#people"),
    ("head", "source"): ("source", "#source"),
    ("head", "rights"): ("rights", "#rights"),
    ("optional head", "transcription"): ("transcription", "#transcription"),
    ("optional head", "media"): ("recording", "#media"),
    ("optional head", "sessions"): ("sittings", "#sessions"),
    ("optional head", "edits"): ("edits", "#edits"),
    ("optional head", "citation"): ("citation", "#citation"),
    ("head source", "url"): ("addresses", "#addresses"),
    ("head source", "archived_url"): ("addresses", "#addresses"),
    ("head source", "accessed"): ("dates", "#dates"),
    ("rights", "statement"): ("addresses", "#addresses"),
    ("rights", "embargo_until"): ("dates", "#dates"),
    ("transcription", "date"): ("dates", "#dates"),
    ("media", "duration"): ("durations", "#durations"),
    ("session", "date"): ("dates", "#dates"),
    ("session", "duration"): ("durations", "#durations"),
    ("edit", "date"): ("dates", "#dates"),
    ("person", "role"): ("roles", "#roles"),
    ("annotation", "target"): ("target", "#target"),
    ("annotation", "kind"): ("kinds", "#kinds"),
    ("annotation", "sources"): ("sources of a note", "#note-sources"),
    ("annotation", "author"): ("contributors", "#contributors"),
    ("annotation", "date"): ("dates", "#dates"),
    ("annotation", "status"): ("status", "#status"),
    ("statuses", "draft"): ("the setting", "settings.md#drafts"),
}
"""Where the reference says more; the explanations themselves are also read in editors."""


def meanings() -> Mapping[str, Mapping[str, str]]:
    """What the package says about each key and value, by group."""
    return explanations().meanings


def explained(name: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Each key of the code with its meaning; fails where one side has more than the other."""
    known = list(known)
    if sorted(known) != sorted(meanings()[name]):
        message = f"{name}: the code knows {known}, the explanations {list(meanings()[name])}"
        raise UnexplainedError(message)
    return [(key, f"{meanings()[name][key]}{_see(name, key)}") for key in known]


def _see(group: str, key: str) -> str:
    words, address = SEE.get((group, key), ("", ""))
    return f" See [{words}]({address})." if words else ""


def keys(head: str, name: str, known: Iterable[str], meaning: str = "What it says") -> str:
    """The table of keys or values, which `keys.yml` explains under `name`."""
    return table((head, meaning), [(f"`{key}`", words) for key, words in explained(name, known)])


def required_rows() -> list[tuple[str, str, str]]:
    """The keys a head must have, each with a line to begin with."""
    required = front_matter.REQUIRED
    return [(f"`{k}`", words, f"`{required[k]}`") for k, words in explained("head", required)]


def record_rows() -> list[tuple[str, str, str]]:
    """The records, with the words the page shows."""
    rows = explained("records", model.RECORDS)
    return [(f"`{key}`", f"“{RECORD_WORDS[key]}”", words) for key, words in rows]


def kind_rows() -> list[tuple[str, str, str]]:
    """The kinds, with the words the page shows."""
    shown = model.DEFAULT_KINDS
    return [(f"`{k}`", f"“{shown[k]}”", words) for k, words in explained("kinds", shown)]


def limit_rows() -> list[tuple[str, str]]:
    """How large things may be."""
    return [
        ("a file", f"{MAX_BYTES >> 20} MB"),
        ("a kept text", f"{MAX_KEPT_BYTES >> 20} MB"),
        ("a note", f"{annotation_file.MAX_NOTE:,} characters"),
        ("a quote, `prefix` or `suffix`", f"{annotation_file.MAX_QUOTE:,} characters"),
        ("any other text", f"{MAX_TEXT:,} characters"),
    ]


def example(path: str) -> str:
    """A file of the example publication."""
    text = (EXAMPLE / path).read_text(encoding="utf-8")
    return fenced("yaml" if path.endswith(".yml") else "markdown", text)
