"""The keys of a transcript's head, each with the form of its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core import forms
from postil.core.model import RECORDS, ROLES, TRANSCRIPT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.forms import Form, Plain

PERSON_KEYS: Final[Mapping[str, Form]] = {
    "id": forms.Text(),
    "name": forms.Text(),
    "sort_name": forms.Text(),
    "label": forms.Text(),
    "role": forms.Choice(ROLES, "roles"),
    "note": forms.Text(),
    "uri": forms.Url(),
}
SOURCE_KEYS: Final[Mapping[str, Plain]] = {
    "title": forms.Text(),
    "publisher": forms.Text(),
    "holder": forms.Text(),
    "collection": forms.Text(),
    "identifier": forms.Text(),
    "url": forms.Url(),
    "archived_url": forms.Url(),
    "accessed": forms.Date(),
    "sha256": forms.Text(),
    "note": forms.Text(),
}
RIGHTS_KEYS: Final[Mapping[str, Plain]] = {
    "statement": forms.Url(),
    "license": forms.Text(),
    "holder": forms.Text(),
    "release": forms.Text(),
    "restrictions": forms.Text(),
    "embargo_until": forms.Date(),
    "note": forms.Text(),
}
TRANSCRIPTION_KEYS: Final[Mapping[str, Plain]] = {
    "by": forms.Text(),
    "date": forms.Date(),
    "tool": forms.Text(),
    "guide": forms.Text(),
    "reviewed_by": forms.Text(),
    "note": forms.Text(),
}
MEDIA_KEYS: Final[Mapping[str, Form]] = {
    "file": forms.File(),
    "type": forms.Text(),
    "duration": forms.Duration(),
    "offset": forms.Seconds(),
}
SESSION_KEYS: Final[Mapping[str, Plain]] = {
    "date": forms.Date(),
    "place": forms.Text(),
    "media": forms.File(),
    "duration": forms.Duration(),
}
EDIT_KEYS: Final[Mapping[str, Form]] = {
    "date": forms.Date(),
    "by": forms.Text(),
    "what": forms.Text(),
    "paragraphs": forms.Listed(forms.Paragraph()),
}
CITATION_KEYS: Final[Mapping[str, Plain]] = {
    "key": forms.Text(),
    "author": forms.Text(),
    "title": forms.Text(),
    "genre": forms.Text(),
    "publisher": forms.Text(),
    "archive": forms.Text(),
    "location": forms.Text(),
}

REQUIRED_KEYS: Final[Mapping[str, Form]] = {
    "title": forms.Text(),
    "type": forms.Choice(TRANSCRIPT_TYPES, "types"),
    "record": forms.Choice(RECORDS, "records"),
    "date": forms.Date(),
    "people": forms.Listed(forms.Keys("person", PERSON_KEYS, required=("name",))),
    "source": forms.Keys("head source", SOURCE_KEYS),
    "rights": forms.Keys("rights", RIGHTS_KEYS),
}
OPTIONAL_KEYS: Final[Mapping[str, Form]] = {
    "subtitle": forms.Text(),
    "description": forms.Text(),
    "lang": forms.Text(),
    "place": forms.Text(),
    "version": forms.Text(),
    "reviewed": forms.TrueOrFalse(),
    "transcription": forms.Keys("transcription", TRANSCRIPTION_KEYS),
    "media": forms.Keys("media", MEDIA_KEYS, required=("file",)),
    "sessions": forms.Listed(forms.Keys("session", SESSION_KEYS)),
    "edits": forms.Listed(forms.Keys("edit", EDIT_KEYS, required=("date", "what"))),
    "citation": forms.Keys("citation", CITATION_KEYS),
    "content_note": forms.Text(),
}
