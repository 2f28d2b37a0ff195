"""JSON Schemas of the files of a publication, from the tables by which these files are read.

Draft 7, the newest that the common language server of YAML reads. A schema says what can be said of
one file alone; whether a quote stands in the text, `postil check` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from postil.core import contributors, forms, front_matter
from postil.core.annotation_file import ENTRY_KEYS, REQUIRED_KEYS
from postil.core.checked_mapping import (
    CONTROL,
    DATE,
    DURATION,
    MAX_SECONDS,
    MAX_TEXT,
    ORCID,
    SECONDS,
    URL_SCHEMES,
    WEB_SCHEMES,
)
from postil.core.model import (
    ANNOTATION_ID,
    PARAGRAPH_ID,
    RECORDS,
    ROLES,
    TRANSCRIPT_TYPES,
    FrontMatter,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from postil.core.annotation_file import Vocabulary
    from postil.core.forms import Form

DIALECT: Final = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]

_CONTROLS: Final = CONTROL.pattern.removeprefix("[").removesuffix("]")
_WORDS: Final = f"^[^{_CONTROLS}]*[^\\s{_CONTROLS}][^{_CONTROLS}]*$"
"""Text that is neither empty nor holds a character that does not print."""

_PEOPLE: Final[Mapping[str, Form]] = {
    **dict.fromkeys(front_matter.PERSON_KEYS, forms.Text()),
    "role": forms.Choice(ROLES, "roles"),
    "uri": forms.Url(),
}
_RECORDING: Final[Mapping[str, Form]] = {
    "file": forms.FileOrUrl(),
    "type": forms.Text(),
    "duration": forms.Duration(),
    "offset": forms.Seconds(),
}
_SESSION: Final[Mapping[str, Form]] = {
    "date": forms.Date(),
    "place": forms.Text(),
    "media": forms.FileOrUrl(),
    "duration": forms.Duration(),
}
_EDIT: Final[Mapping[str, Form]] = {
    "date": forms.Date(),
    "by": forms.Text(),
    "what": forms.Text(),
    "paragraphs": forms.Listed(forms.ParagraphId()),
}


def _mapping(group: str, keys: Collection[str]) -> forms.Keys:
    """A mapping of texts, of which some names stand for addresses and dates wherever they are."""
    own: dict[str, Form] = dict.fromkeys(keys, forms.Text())
    own |= {key: forms.Url() for key in keys if key in front_matter.URL_KEYS}
    own |= {key: forms.Date() for key in keys if key in front_matter.DATE_KEYS}
    return forms.Keys(group, own)


_HEAD: Final[Mapping[str, Form]] = {
    "type": forms.Choice(TRANSCRIPT_TYPES, "types"),
    "record": forms.Choice(RECORDS, "records"),
    "date": forms.Date(),
    "people": forms.Listed(forms.Keys("person", _PEOPLE, required=("name",))),
    "reviewed": forms.Flag(),
    "transcription": _mapping("transcription", front_matter.TRANSCRIPTION_KEYS),
    "media": forms.Keys("media", _RECORDING, required=("file",)),
    "sessions": forms.Listed(forms.Keys("session", _SESSION)),
    "edits": forms.Listed(forms.Keys("edit", _EDIT, required=("date", "what"))),
    "citation": _mapping("citation", front_matter.CITATION_KEYS),
    "source": _mapping("head source", front_matter.SOURCE_KEYS),
    "rights": _mapping("rights", front_matter.RIGHTS_KEYS),
}
"""The keys of a transcript's head whose value is more than a piece of text."""


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
    entry = dict(ENTRY_KEYS)
    entry["kind"] = forms.Choice(vocabulary.kinds, "kinds")
    if vocabulary.authors is not None:
        entry["author"] = forms.Choice(vocabulary.authors)
    listed = forms.Listed(forms.Keys("annotation", entry, REQUIRED_KEYS))
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
    names = [f.name for f in fields(FrontMatter) if f.name != "extra"]
    table: dict[str, Form] = {name: _HEAD.get(name, forms.Text()) for name in names}
    required = {key: table[key] for key in front_matter.REQUIRED}
    optional = {key: form for key, form in table.items() if key not in required}
    maker = _Maker(words)
    top = maker.schema(forms.Keys("head", required, required, is_open=True))
    top["properties"] |= maker.schema(forms.Keys("optional head", optional))["properties"]
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
        return _scalar(form)

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


def _scalar(form: Form) -> Schema:
    """Values of YAML that look like numbers are texts to Postil, and numbers to an editor."""
    limit = {"maxLength": form.limit if isinstance(form, forms.Text) else MAX_TEXT}
    if isinstance(form, forms.Flag):
        return {"enum": [True, False, *front_matter.REVIEWED]}
    if isinstance(form, forms.Text):
        return {"type": ["string", "number", "boolean"], "pattern": _WORDS, **limit}
    if isinstance(form, forms.Identifier):
        pattern = _whole(ANNOTATION_ID.pattern)
        return {"type": ["string", "integer"], "pattern": pattern, "minimum": 0, **limit}
    if isinstance(form, forms.Date):
        years = {"minimum": 1000, "maximum": 9999}
        return {"type": ["string", "integer"], "pattern": _whole(DATE.pattern), **years, **limit}
    if isinstance(form, forms.Seconds):
        bounds = {"exclusiveMinimum": -MAX_SECONDS, "exclusiveMaximum": MAX_SECONDS}
        return {"type": ["string", "number"], "pattern": _whole(SECONDS.pattern), **bounds}
    return {"type": "string", "pattern": _PATTERNS[type(form)], **limit}


def _whole(pattern: str) -> str:
    return rf"^\s*(?:{pattern})\s*$"


def _in_any_case(scheme: str) -> str:
    return "".join(
        f"[{letter.upper()}{letter}]" if letter.isalpha() else re.escape(letter)
        for letter in scheme
    )


def _address_or_path() -> str:
    """A web address; or a path, which begins with no slash and has no colon in its first part."""
    schemes = "|".join(map(_in_any_case, WEB_SCHEMES))
    path = r"(?![/\\\s])(?:[^:/]*$|[^:]*/)"
    return rf"^(?=[^{_CONTROLS}]*$)\s*(?:(?:{schemes})|{path})"


_PATTERNS: Final = {
    forms.Orcid: _whole(ORCID.pattern),
    forms.ParagraphId: _whole(PARAGRAPH_ID.pattern),
    forms.Paragraphs: _whole(rf"{PARAGRAPH_ID.pattern}\s*(?:-\s*(?:{PARAGRAPH_ID.pattern})?)?"),
    forms.Duration: _whole(DURATION.pattern),
    forms.FileOrUrl: _address_or_path(),
    forms.Url: rf"^(?=[^{_CONTROLS}]*$)\s*(?:{'|'.join(map(_in_any_case, URL_SCHEMES))})",
}
