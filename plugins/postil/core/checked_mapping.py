"""Reads a YAML mapping key by key and reports, with its place, what is not as it should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz import process

from postil.core import yaml_document
from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import START, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from postil.core.yaml_document import Node

MAX_TEXT: Final = 2_000
"""Characters of a title, name or address."""

URL_SCHEMES: Final = ("https://", "http://", "mailto:")

_DATE: Final = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
    r"(?:/\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?"
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_CLOSE_ENOUGH: Final = 60
"""rapidfuzz score from which a name counts as a slip for another; below it, guesses confuse."""


def closest(word: str, words: Iterable[str]) -> str:
    """The most similar of `words`, or nothing when none is similar."""
    found = process.extractOne(word, list(words), score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else ""


def listing(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


class Findings:
    """The diagnostics of one file; `origin` is where the YAML starts in it."""

    def __init__(self, path: str, origin: Place = START) -> None:
        """Begin with none."""
        self.path = path
        self.origin = origin
        self.diagnostics: list[Diagnostic] = []

    def add(
        self, code: Code, message: str, node: Node, *, nearest: str = "", way_out: str = ""
    ) -> None:
        """Report something about a value."""
        place = yaml_document.place_of(node, self.origin)
        self.diagnostics.append(Diagnostic(code, message, self.path, *place, nearest, way_out))


class CheckedMapping:
    """One mapping. Each getter reports what is wrong and returns a usable value or an empty one."""

    def __init__(self, node: yaml_document.Mapping, findings: Findings) -> None:
        """Index the keys of `node`; use `of` to have them checked as well."""
        self.node = node
        self._findings = findings
        self._values: dict[str, Node] = {}

    @classmethod
    def of(
        cls, node: Node, keys: Collection[str] | None, findings: Findings, what: str
    ) -> CheckedMapping | None:
        """Check that `node` is a mapping with `keys` only (None: any).

        Messages call it `what`.
        """
        if not isinstance(node, yaml_document.Mapping):
            message = f"{what} must be written as “key: value” lines"
            findings.add(Code.WRONG_TYPE, message, node)
            return None
        mapping = cls(node, findings)
        scalar = yaml_document.Scalar
        values = {key.value: v for key, v in node.value if isinstance(key, scalar) and key.value}
        if len(values) == len(node.value) and (keys is None or not values.keys() - keys):
            mapping._values = values  # Nothing is wrong with any key.
            return mapping
        for key_node, value in node.value:
            mapping._take(key_node, value, keys, what)
        return mapping

    def _take(self, key_node: Node, value: Node, keys: Collection[str] | None, what: str) -> None:
        key = key_node.value if yaml_document.is_text(key_node) else ""
        if not key:
            self._findings.add(Code.WRONG_TYPE, "a key must be one word", key_node)
        elif key in self._values:
            self._findings.add(Code.DUPLICATE_KEY, f"“{key}” stands twice in {what}", key_node)
        elif keys is not None and key not in keys:
            nearest = closest(key, keys)
            way_out = f"Write `{nearest}:`." if nearest else f"The keys are {listing(keys)}."
            message = f"“{key}” is not a key of {what}"
            self._findings.add(
                Code.UNKNOWN_KEY, message, key_node, nearest=nearest, way_out=way_out
            )
        else:
            self._values[key] = value

    def __contains__(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def keys(self) -> Iterable[str]:
        """The keys that were accepted, in order."""
        return self._values.keys()

    def value(self, key: str) -> Node:
        """The node of a value, or of the mapping where there is none: a place for a message."""
        return self._values.get(key, self.node)

    def place(self, key: str = "") -> Place:
        """Where the value stands, or the mapping."""
        return yaml_document.place_of(self.value(key), self._findings.origin)

    def text(self, key: str, *, limit: int = MAX_TEXT) -> str:
        """One piece of text, stripped; empty when the key is missing or its value not usable."""
        node = self._values.get(key)
        if node is None:
            return ""
        return self._text(key, node, limit)

    def _text(self, key: str, node: Node, limit: int = MAX_TEXT) -> str:
        if not yaml_document.is_text(node):
            self._findings.add(Code.WRONG_TYPE, f"“{key}” must be one piece of text", node)
            return ""
        text = str(node.value).strip()
        if not text or (node.style is None and text in ("~", "null")):
            self._findings.add(Code.EMPTY_VALUE, f"“{key}” has no value", node)
            return ""
        if len(text) > limit:
            message = f"“{key}” has {len(text)} characters; at most {limit} are read"
            self._findings.add(Code.VALUE_TOO_LONG, message, node)
            return ""
        # Raw ones are refused with the file; double-quoted YAML can hold escapes such as "\\x02".
        if node.style == '"' and (match := _CONTROL.search(text)):
            message = f"“{key}” holds the control character U+{ord(match[0]):04X}"
            self._findings.add(Code.CONTROL_CHARACTER, message, node)
            return ""
        return text

    def texts(self, key: str) -> list[str]:
        """A list of pieces of text."""
        return [text for node in self.sequence(key) if (text := self._text(key, node))]

    def sequence(self, key: str) -> list[Node]:
        """The items of a list; none when the key is missing or something else stands there."""
        node = self._values.get(key)
        if node is None:
            return []
        if isinstance(node, yaml_document.Sequence):
            return list(node.value)
        if yaml_document.is_text(node) and not node.value:
            self._findings.add(Code.EMPTY_VALUE, f"“{key}” has no value", node)
        else:
            message = f"“{key}” must be a list: one “- ” for each item"
            self._findings.add(Code.WRONG_TYPE, message, node)
        return []

    def mapping(self, key: str, keys: Collection[str] | None) -> CheckedMapping | None:
        """A mapping within this one."""
        node = self._values.get(key)
        if node is None:
            return None
        return CheckedMapping.of(node, keys, self._findings, f"“{key}”")

    def one_of(self, key: str, values: Collection[str], code: Code) -> str:
        """One of `values`; empty when missing or none of them."""
        text = self.text(key)
        if not text or text in values:
            return text
        nearest = closest(text, values)
        way_out = f"Write `{key}: {nearest}`." if nearest else ""
        message = f"“{text}” is not one of {listing(values)}" if values else f"unknown “{text}”"
        self._findings.add(code, message, self.value(key), nearest=nearest, way_out=way_out)
        return ""

    def date(self, key: str) -> str:
        """An ISO 8601 date (year, month or day) or a range of two."""
        text = self.text(key)
        if text and not _DATE.fullmatch(text):
            message = f"“{text}” is not a date of the form 2026-11-23"
            self._findings.add(Code.INVALID_DATE, message, self.value(key))
            return ""
        return text

    def url(self, key: str) -> str:
        """An absolute address."""
        text = self.text(key)
        if text and not text.lower().startswith(URL_SCHEMES):
            message = f"“{text}” is not a web address"
            self._findings.add(Code.INVALID_URL, message, self.value(key))
            return ""
        return text
