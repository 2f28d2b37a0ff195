"""Commas in `{key: text, key: text}`: what stands behind one is a key to YAML, and was a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core import yaml_document

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from postil.core.yaml_document import Node

Pair = tuple["Node", "Node"]


_WITHOUT_COMMAS: Final = ("id", "paragraph", "kind", "status", "date", "accessed")
"""Keys whose value can hold no comma: quotation marks would be no way out."""


class Cut(NamedTuple):
    """A text that a comma ended: its key, the whole of it, and where the rest begins."""

    key: str
    whole: str
    rest: Node


def rejoined(
    node: yaml_document.Mapping, keys: Collection[str] | None
) -> tuple[list[Pair], list[Cut]]:
    """The keys and values as they were meant, and what had to be joined for it."""
    if not node.flow_style:
        return node.value, []
    groups: list[list[Pair]] = []
    for pair in node.value:
        if groups and keys and _goes_on(groups[-1][0], pair, keys):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    pairs = [_joined(group) for group in groups]
    return pairs, [
        Cut(key.value, value.value, group[1][0])
        for group, (key, value) in zip(groups, pairs, strict=True)
        if len(group) > 1 and key.value not in _WITHOUT_COMMAS
    ]


def _joined(group: Sequence[Pair]) -> Pair:
    """A key with all of its text, of which the rest was read as keys and values."""
    (key, value), *rests = group
    if not rests:
        return key, value
    parts = [f"{word.value}: {said.value}" if said.value else word.value for word, said in rests]
    whole = ", ".join([value.value, *parts])
    return key, yaml_document.Scalar("", whole, value.start_mark, rests[-1][1].end_mark)


def _goes_on(first: Pair, pair: Pair, keys: Collection[str]) -> bool:
    """Whether a key and its value are no such, but the rest of the text of the `first` before."""
    key, value = pair
    are_plain = all(yaml_document.is_text(n) and not n.style for n in (first[1], key, value))
    if not are_plain or not yaml_document.is_text(first[0]):
        return False
    if first[0].value not in keys or key.value in keys:
        return False
    has_colon = value.start_mark.index > key.end_mark.index
    return bool(first[1].value) and (not has_colon or " " in key.value)


def in_quotation_marks(text: str) -> str:
    """The text within such marks as need no escapes."""
    if '"' in text or "\\" in text:
        return "'{}'".format(text.replace("'", "''"))
    return f'"{text}"'
