"""Mends what has one right answer in a file of annotations: slips in keys and words, ids, dates.

Text in, text out. What a person must decide is left alone: where a quote belongs, which of two
days `05/06/2026` is, what a word means that resembles two others.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from postil.core import yaml_document
from postil.core.annotation_file import (
    ENTRY_KEYS,
    SOURCE_KEYS,
    TARGET_KEYS,
    Vocabulary,
    as_id,
    parse_annotations,
)
from postil.core.checked_mapping import slip_for
from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import PARAGRAPH_ID, STATUSES, Place
from postil.core.splicing import Edit, NodePath, Renaming, Replacement, splice
from postil.importers.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Collection

    from postil.core.yaml_document import Node

_ROUNDS: Final = 4
"""A slip in a key hides what stands below it, and an entry has three levels."""

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_SPAN_OF_YEARS: Final = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
_NEARLY_A_PARAGRAPH: Final = re.compile(r"[#¶]?\s*[pP]?\.?\s*(\d{1,9})\s*([a-zA-Z]{0,9})")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A key or value of the file: its path, whether it is a key, and its neighbours' keys."""

    path: NodePath
    is_key: bool
    text: str
    beside: Collection[str]


def fixed(text: str, vocabulary: Vocabulary) -> str:
    """The text with everything mended that has one right answer; the same text if there is nothing.

    Raises `SplicingError` where a change would touch more than it should.
    """
    for _ in range(_ROUNDS):
        before, text = text, _mended(text, vocabulary)
        if text == before:
            break
    return text


def _mended(text: str, vocabulary: Vocabulary) -> str:
    root = yaml_document.compose(text, "")
    if root is None or isinstance(root, Diagnostic):
        return text
    spots = _spots(root)
    taken = {spot.text for spot in spots.values() if spot.path[-1:] == ("id",) and not spot.is_key}
    edits: list[Edit] = []
    for finding in parse_annotations(text, "", vocabulary).diagnostics:
        spot = spots.get((Place(finding.line, finding.column), finding.code is Code.UNKNOWN_KEY))
        edit = _edit(finding.code, spot, vocabulary, taken) if spot else None
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
                found[place, True] = _Spot(here, is_key=True, text=str(key.value), beside=keys)
                stack.append((here, value, keys))
        else:
            place = yaml_document.place_of(node)
            found[place, False] = _Spot(path, is_key=False, text=node.value.strip(), beside=beside)
    return found


def _edit(code: Code, spot: _Spot, vocabulary: Vocabulary, taken: set[str]) -> Edit | None:
    """What mends a finding, if one thing alone does. Adds a new id to `taken`."""
    if code is Code.UNKNOWN_KEY:
        key = slip_for(spot.text, set(_keys_at(spot.path)) - set(spot.beside))
        return Renaming(spot.path, key) if key else None
    value = ""
    if code is Code.INVALID_ID:
        value = as_id(spot.text)
        if value in taken:
            return None
        taken.add(value)
    elif code is Code.INVALID_DATE:
        value = date_of(spot.text)
    elif code is Code.UNKNOWN_KIND:
        value = slip_for(spot.text, vocabulary.kinds)
    elif code is Code.UNKNOWN_STATUS:
        value = slip_for(spot.text, STATUSES)
    elif code is Code.UNKNOWN_PARAGRAPH:
        value = paragraphs_of(spot.text)
    return Replacement(spot.path, value) if value else None


def _keys_at(path: NodePath) -> Collection[str]:
    match path:
        case ("annotations", int(), _):
            return ENTRY_KEYS
        case ("annotations", int(), "target", _):
            return TARGET_KEYS
        case ("annotations", int(), "sources", int(), _):
            return SOURCE_KEYS
        case (_,):
            return ("annotations",)
    return ()


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


def paragraphs_of(text: str) -> str:
    """`8`, `P8`, `¶ 8` and `p.8` are p8, and two of them with any dash a range."""
    ends = [_NEARLY_A_PARAGRAPH.fullmatch(end.strip()) for end in re.split("[-–—]", text)]
    named = [f"p{match[1]}{match[2].lower()}" for match in ends if match]
    is_clear = len(named) == len(ends) <= 2 and all(map(PARAGRAPH_ID.fullmatch, named))  # noqa: PLR2004
    return "-".join(named) if is_clear else ""
