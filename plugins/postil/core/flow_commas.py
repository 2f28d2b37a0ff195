"""Commas in `{key: text, key: text}`: what stands behind one is a key to YAML, and was a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core import yaml_document

if TYPE_CHECKING:
    from collections.abc import Collection

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
    pairs: list[Pair] = []
    cuts: dict[int, Cut] = {}
    for key, value in node.value:
        last = pairs[-1] if pairs else None
        if last and keys and _goes_on(last, key, value, keys):
            whole = f"{last[1].value}, {key.value}"
            if value.value:
                whole += f": {value.value}"
            joined = yaml_document.Scalar("", whole, last[1].start_mark, value.end_mark)
            pairs[-1] = (last[0], joined)
            rest = cuts[len(pairs)].rest if len(pairs) in cuts else key
            cuts[len(pairs)] = Cut(last[0].value, whole, rest)
        else:
            pairs.append((key, value))
    return pairs, [cut for cut in cuts.values() if cut.key not in _WITHOUT_COMMAS]


def _goes_on(last: Pair, key: Node, value: Node, keys: Collection[str]) -> bool:
    """Whether a key and its value are no such, but the rest of the text before them."""
    are_plain = all(yaml_document.is_text(n) and not n.style for n in (last[1], key, value))
    if not are_plain or not yaml_document.is_text(last[0]):
        return False
    if last[0].value not in keys or key.value in keys:
        return False
    has_colon = value.start_mark.index > key.end_mark.index
    return bool(last[1].value) and (not has_colon or " " in key.value)


def in_quotation_marks(text: str) -> str:
    """The text within such marks as need no escapes."""
    if '"' in text or "\\" in text:
        return "'{}'".format(text.replace("'", "''"))
    return f'"{text}"'
