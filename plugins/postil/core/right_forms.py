"""The form in which a value is right that stands in another: the last line of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core import forms, yaml_document

if TYPE_CHECKING:
    from postil.core.forms import Form
    from postil.core.yaml_document import Node

_NEEDED: Final = ("id", "note", "target", "paragraph")
_OF_A_PASSAGE: Final = ("quote", "prefix", "suffix")


def as_one_text(key: str, node: Node, limit: int, *, is_item: bool) -> str:
    """How to write what is a list or a mapping to YAML."""
    in_brackets = getattr(node, "flow_style", False)
    if is_item:
        return "Write one text for each item of the list."
    if limit > forms.MAX_TEXT and in_brackets:
        return "Put straight quotation marks round it: a bracket begins a list to YAML."
    if limit > forms.MAX_TEXT or (isinstance(node, yaml_document.Mapping) and not in_brackets):
        return f"Write `{key}: |`, and the text below it."
    first = next((text.value for _, text in yaml_document.texts(node) if text.value), "…")
    return f"Write one text on the line of the key: `{key}: {first}`."


def instead_of_nothing(key: str) -> str:
    """What to do about a key without a value."""
    if key in _NEEDED:
        return f"Write the value behind `{key}:`."
    if key in _OF_A_PASSAGE:
        return f"Write the words, or delete the line: a note on a whole paragraph has no `{key}`."
    return f"Write the value behind `{key}:`, or delete the line."


def as_list(key: str, form: Form | None, value: Node) -> str:
    """How to write a text as the only item of a list of mappings; empty if it is no text."""
    first = forms.first_key(form)
    if not first or not yaml_document.is_text(value) or not value.value:
        return ""
    return f"Write `{key}:`, and on the line below it `  - {first}: {value.value}`."
