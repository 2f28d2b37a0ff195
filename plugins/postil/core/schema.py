"""JSON Schemas of the files of a publication, from the tables by which these files are read.

Draft 7, the newest that the common language server of YAML reads. A schema says what can be said of
one file alone; whether a quote stands in the text, `postil check` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from postil.core import annotation_file, contributors, forms
from postil.core.addresses import BRACKETS
from postil.core.checked_mapping import (
    CONTROL,
    DATE,
    DURATION,
    MAX_SECONDS,
    ORCID,
    SECONDS,
    URL_SCHEMES,
    WEB_SCHEMES,
)
from postil.core.head_keys import OPTIONAL_KEYS, REQUIRED_KEYS
from postil.core.model import ANNOTATION_ID, PARAGRAPH_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from postil.core.annotation_file import Vocabulary
    from postil.core.forms import Form

FOLDER: Final = "schema"
"""Beside `mkdocs.yml`, where annotation files look for schemas."""

ANNOTATIONS: Final = "annotations.schema.json"

MODELINE: Final = "# yaml-language-server: $schema="
"""The beginning of a line that tells an editor where a file's schema is."""

DIALECT: Final = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]


def _in_any_case(scheme: str) -> str:
    return "".join(
        f"[{letter.upper()}{letter}]" if letter.isalpha() else re.escape(letter)
        for letter in scheme
    )


def _schemes(schemes: Collection[str]) -> str:
    return "|".join(map(_in_any_case, schemes))


def _whole(pattern: str) -> str:
    return rf"^\s*(?:{pattern})\s*$"


_CONTROLS: Final = CONTROL.pattern.removeprefix("[").removesuffix("]")
_UNSEEN: Final = r"\xad\u200b-\u200f\u2060-\u2064\u2800\u3164\ufeff"
"""What is typed or copied unseen; editors' expressions know no classes of characters."""
_WORDS: Final = f"^[^{_CONTROLS}]*[^\\s{_UNSEEN}{_CONTROLS}][^{_CONTROLS}]*$"
"""Text that is neither empty nor holds a character that does not print."""
_PRINTED: Final = f"(?=[^{_CONTROLS}]*$)"
_URL: Final = f"^{_PRINTED}\\s*(?:{_schemes(URL_SCHEMES)})(?!{BRACKETS})\\S*\\s*$"
_WEB: Final = f"(?:{_schemes(WEB_SCHEMES)})(?!{BRACKETS})"
_FILE: Final = f"^{_PRINTED}\\s*(?:{_WEB}|(?=[^\\s/\\\\])(?:[^:]*$|[^:]*/[^:]*:))"
"""What has a colon before its first slash is an address; of these, only those of the web."""
_RANGE: Final = rf"{PARAGRAPH_ID.pattern}\s*(?:-\s*(?:{PARAGRAPH_ID.pattern})?)?"

_ANY_WORD: Final = {"type": ["string", "number", "boolean"]}
_SCALARS: Final[Mapping[type[Form], Schema]] = {
    forms.Text: {**_ANY_WORD, "pattern": _WORDS},
    forms.File: {**_ANY_WORD, "pattern": _FILE},
    forms.Url: {"type": "string", "pattern": _URL},
    forms.Duration: {"type": "string", "pattern": _whole(DURATION.pattern)},
    forms.Orcid: {"type": "string", "pattern": _whole(ORCID.pattern)},
    forms.Paragraph: {"type": "string", "pattern": _whole(PARAGRAPH_ID.pattern)},
    forms.Paragraphs: {"type": "string", "pattern": _whole(_RANGE)},
    forms.TrueOrFalse: {"type": ["boolean", "string"], "pattern": _whole("true|false")},
    forms.Identifier: {
        "type": ["string", "integer"],
        "pattern": _whole(ANNOTATION_ID.pattern),
        "minimum": 0,
    },
    forms.Date: {
        "type": ["string", "integer"],
        "pattern": _whole(DATE.pattern),
        "minimum": 1000,
        "maximum": 9999,
    },
    forms.Seconds: {
        "type": ["string", "number"],
        "pattern": _whole(SECONDS.pattern),
        "exclusiveMinimum": -MAX_SECONDS,
        "exclusiveMaximum": MAX_SECONDS,
    },
}
"""Values of YAML that look like numbers are texts to Postil, and numbers to an editor."""


class UnexplainedError(Exception):
    """A key has no explanation or no example, or there is one of a key that does not exist."""


@dataclass(frozen=True, slots=True)
class Explanations:
    """What each key and value means, and an example of each key, by group and name."""

    meanings: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, Mapping[str, str]]

    def of(self, group: str, names: Collection[str], *, examples: bool = True) -> None:
        """Raise `UnexplainedError` unless exactly these names are explained in the group."""
        known = [self.meanings, self.examples] if examples else [self.meanings]
        for table in known:
            if set(table.get(group, ())) != set(names):
                odd = sorted(set(table.get(group, ())) ^ set(names))
                message = f"{group}: not both known and explained: {', '.join(odd)}"
                raise UnexplainedError(message)


def annotations_schema(words: Explanations, vocabulary: Vocabulary) -> Schema:
    """A file of annotations, with the kinds and the authors of a publication."""
    entry = dict(annotation_file.ENTRY_KEYS)
    entry["kind"] = forms.Choice(vocabulary.kinds, "kinds")
    if vocabulary.authors is not None:
        entry["author"] = forms.Choice(vocabulary.authors)
    listed = forms.Listed(forms.Keys("annotation", entry, annotation_file.REQUIRED_KEYS))
    top = {
        "type": ["object", "null"],
        "properties": {"annotations": _Maker(words).schema(listed)},
        "required": ["annotations"],
        "additionalProperties": False,
    }
    return _headed("Annotations", "The notes on one transcript.", top)


def contributors_schema(words: Explanations) -> Schema:
    """The list of contributors."""
    person = _Maker(words).schema(forms.Keys("contributor", contributors.KEYS))
    names = {"pattern": f"^{ANNOTATION_ID.pattern}$"}
    top = {"type": ["object", "null"], "propertyNames": names, "additionalProperties": person}
    return _headed("Contributors", "Who writes notes, by id.", top)


def transcript_schema(words: Explanations) -> Schema:
    """The head of a transcript. Keys that Postil does not know are the theme's or the author's."""
    maker = _Maker(words)
    top = maker.schema(forms.Keys("head", REQUIRED_KEYS, tuple(REQUIRED_KEYS), is_open=True))
    top["properties"] |= maker.schema(forms.Keys("optional head", OPTIONAL_KEYS))["properties"]
    top["properties"]["tags"] = {
        "description": "Words for sorting, which are handed to the theme.",
        "examples": ["[strike, lock-keepers]"],
        **maker.schema(forms.Listed(forms.Text())),
    }
    return _headed("Head of a transcript", "What a reader needs to judge the text by.", top)


def _headed(title: str, description: str, schema: Schema) -> Schema:
    return {"$schema": DIALECT, "title": title, "description": description, **schema}


class _Maker:
    """Forms to schemas. A schema of a key says what the key means and shows an example."""

    def __init__(self, words: Explanations) -> None:
        self._words = words

    def schema(self, form: Form) -> Schema:
        """The schema of a value of that form."""
        if isinstance(form, forms.Keys):
            return self._keys(form)
        if isinstance(form, forms.Listed):
            return {"type": "array", "items": self.schema(form.item)}
        if isinstance(form, forms.Choice):
            return self._choice(form)
        limit = {"maxLength": form.limit if isinstance(form, forms.Text) else forms.MAX_TEXT}
        return {**_SCALARS[type(form)], **limit}

    def _keys(self, form: forms.Keys) -> Schema:
        self._words.of(form.group, form.forms)
        meanings, examples = self._words.meanings[form.group], self._words.examples[form.group]
        properties = {
            key: {"description": meanings[key], "examples": [examples[key]], **self.schema(value)}
            for key, value in form.forms.items()
        }
        schema: Schema = {"type": "object", "properties": properties}
        if form.required:
            schema["required"] = list(form.required)
        return schema if form.is_open else {**schema, "additionalProperties": False}

    def _choice(self, form: forms.Choice) -> Schema:
        schema: Schema = {"enum": list(form.values)}
        meanings = self._words.meanings.get(form.group, {})
        if meanings:
            # Not of the standard; editors show it beside each value.
            schema["enumDescriptions"] = [meanings.get(value, "") for value in form.values]
        return schema
