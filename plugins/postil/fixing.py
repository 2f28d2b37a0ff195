"""Mends what has one right answer in notes and heads: slips in keys and words, ids, dates.

Text in, text out. What a person must decide is left alone: where a quote belongs, which of two
days `05/06/2026` is, what a word means that resembles two others.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from postil.core import forms, front_matter, yaml_document
from postil.core.annotation_file import ENTRY_KEYS, as_id, parse_annotations
from postil.core.checked_mapping import slip_for
from postil.core.diagnostics import Code, Diagnostic
from postil.core.head_keys import OPTIONAL_KEYS, REQUIRED_KEYS
from postil.core.model import START, Place
from postil.core.paragraph_names import paragraphs_of
from postil.core.splicing import Edit, NodePath, Renaming, Replacement, splice
from postil.core.typographic_marks import MARKS
from postil.importers.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from postil.core.annotation_file import Vocabulary
    from postil.core.forms import Form
    from postil.core.yaml_document import Node

_ROUNDS: Final = 4
"""A slip in a key hides what stands below it, and an entry has three levels."""

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_SPAN_OF_YEARS: Final = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A key or value of the file: its path, whether it is a key, and its neighbours' keys.

    `holds_text`: whether the value, or that of the key, is one piece of text.
    """

    path: NodePath
    is_key: bool
    text: str
    beside: Collection[str]
    holds_text: bool = True


@dataclass(frozen=True, slots=True)
class _Format:
    """A kind of YAML file: the forms of its keys, what is wrong with a text, kinds of notes."""

    keys: Mapping[str, Form]
    findings: Callable[[str], Sequence[Diagnostic]]
    kinds: Collection[str] = ()

    def form_at(self, path: NodePath) -> Form | None:
        """The form of the value at a path, if one is declared."""
        form: Form | None = forms.Keys("", self.keys)
        for step in path:
            if isinstance(form, forms.Listed) and isinstance(step, int):
                form = form.item
            else:
                form = form.forms.get(str(step)) if isinstance(form, forms.Keys) else None
        return form

    def keys_at(self, path: NodePath) -> Collection[str]:
        """The keys that may stand in the mapping at a path."""
        form = self.form_at(path)
        return form.forms if isinstance(form, forms.Keys) else ()

    def choices_at(self, path: NodePath) -> Collection[str]:
        """The words that may stand at a path."""
        form = self.form_at(path)
        return form.values if isinstance(form, forms.Choice) else ()


def fixed(text: str, vocabulary: Vocabulary) -> str:
    """A file of annotations with everything mended that has one right answer.

    The same text if there is nothing. Raises `SplicingError` where a change would touch more than
    it should.
    """

    def findings(text: str) -> Sequence[Diagnostic]:
        return parse_annotations(text, "", vocabulary).diagnostics

    keys = {"annotations": forms.Listed(forms.Keys("annotation", ENTRY_KEYS))}
    return _mended(text, _Format(keys, findings, vocabulary.kinds))


def fixed_transcript(text: str) -> str:
    """A transcript with the same done to its head; as `fixed`."""
    head = front_matter.split(text).head
    if not head:
        return text
    start = text.index(head, text.index("\n"))

    def findings(text: str) -> Sequence[Diagnostic]:
        return front_matter.parse_head(text, "", START)[1]

    new_head = _mended(head, _Format({**REQUIRED_KEYS, **OPTIONAL_KEYS}, findings))
    return text[:start] + new_head + text[start + len(head) :]


def _mended(text: str, format_: _Format) -> str:
    for _ in range(_ROUNDS):
        before, text = text, _mended_once(text, format_)
        if text == before:
            break
    return text


def _mended_once(text: str, format_: _Format) -> str:
    root = yaml_document.compose(text, "")
    if root is None or isinstance(root, Diagnostic):
        return text
    spots = _spots(root)
    taken = {spot.text for spot in spots.values() if spot.path[-1:] == ("id",) and not spot.is_key}
    edits: list[Edit] = []
    for finding in format_.findings(text):
        spot = spots.get((Place(finding.line, finding.column), finding.code is Code.UNKNOWN_KEY))
        edit = _edit(finding.code, spot, format_, taken) if spot else None
        edits += [edit] if edit else []
    return splice(text, edits) if edits else text


def _spots(root: Node) -> dict[tuple[Place, bool], _Spot]:
    """Every piece of text in the tree, by its place and whether it is a key."""
    found: dict[tuple[Place, bool], _Spot] = {}
    stack: list[tuple[NodePath, Node, Collection[str]]] = [((), root, ())]
    while stack:
        path, node, beside = stack.pop()
        if isinstance(node, yaml_document.Sequence):
            stack += [((*path, number), item, ()) for number, item in enumerate(node.value)]
        elif isinstance(node, yaml_document.Mapping):
            keys = [str(key.value) for key, _ in node.value]
            for key, value in node.value:
                here = (*path, str(key.value))
                place = yaml_document.place_of(key)
                holds_text = yaml_document.is_text(value)
                found[place, True] = _Spot(
                    here, is_key=True, text=str(key.value), beside=keys, holds_text=holds_text
                )
                stack.append((here, value, keys))
        else:
            place = yaml_document.place_of(node)
            found[place, False] = _Spot(path, is_key=False, text=node.value.strip(), beside=beside)
    return found


def _edit(code: Code, spot: _Spot, format_: _Format, taken: set[str]) -> Edit | None:
    """What mends a finding, if one thing alone does. Adds a new id to `taken`."""
    text = spot.text.strip(MARKS)
    if code is Code.UNKNOWN_KEY:
        key = slip_for(text, set(format_.keys_at(spot.path[:-1])) - set(spot.beside))
        form = format_.form_at((*spot.path[:-1], key))
        needs_more = spot.holds_text and isinstance(form, forms.Listed | forms.Keys)
        return Renaming(spot.path, key) if key and not needs_more else None
    value = ""
    if code is Code.INVALID_ID and spot.path[-1] == "id":
        value = as_id(text)
        if value in taken:
            return None
        taken.add(value)
    elif code is Code.INVALID_DATE:
        value = date_of(text)
    elif code is Code.UNKNOWN_KIND:
        value = slip_for(text, format_.kinds)
    elif code in (Code.UNKNOWN_STATUS, Code.UNKNOWN_VALUE):
        value = slip_for(text, format_.choices_at(spot.path))
    elif code is Code.UNKNOWN_PARAGRAPH:
        value = paragraphs_of(text)
    return Replacement(spot.path, value) if value else None


def date_of(text: str) -> str:
    """A date in the one form that is read, where the text can mean no other; else nothing."""
    if match := _YEAR_FIRST.fullmatch(text):
        try:
            return dt.date(*map(int, match.groups())).isoformat()
        except ValueError:
            return ""
    if match := _SPAN_OF_YEARS.fullmatch(text):
        return "/".join(match.groups())
    found = find_date(text)
    return found.iso if found and found.is_whole else ""
