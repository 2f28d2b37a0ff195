"""A transcript's front matter in the vocabulary of https://schema.org, for search engines.

Only what the front matter says: a name does not tell whether it is a person's or a body's, so a
holder is given as text or in a type that fits both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from postil.core.record_words import RECORD_WORDS, TYPE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.citation_data import Site
    from postil.core.model import Edit, FrontMatter, Media, Person

Data = dict[str, Any]

_MONOLOGUES: Final = ("speech",)
_WEB: Final = ("https://", "http://")


def structured_data(front_matter: FrontMatter, site: Site, address: str) -> Data:
    """Return the JSON-LD object of the transcript at `address`; empty values are left out."""
    rights = front_matter.rights
    is_span = "/" in front_matter.date
    edits = front_matter.edits
    genre = [TYPE_WORDS.get(front_matter.type, ""), RECORD_WORDS.get(front_matter.record, "")]
    return {
        "@context": "https://schema.org",
        **_filled(
            "CreativeWork" if front_matter.type in _MONOLOGUES else "Conversation",
            {
                "name": front_matter.title,
                "alternativeHeadline": front_matter.subtitle,
                "description": front_matter.description,
                "genre": [word for word in genre if word],
                "inLanguage": front_matter.lang,
                "dateCreated": "" if is_span else front_matter.date,
                "temporalCoverage": front_matter.date if is_span else "",
                "locationCreated": _filled("Place", {"name": front_matter.place}),
                "contributor": [_role(person) for person in front_matter.people if person.name],
                "version": front_matter.version,
                "dateModified": max((edit.date for edit in edits), default=""),
                "correction": [_correction(edit) for edit in edits],
                "creditText": front_matter.transcription.get("by", ""),
                "license": _license_address(rights.get("license", "")),
                "usageInfo": rights.get("statement", ""),
                "copyrightNotice": rights.get("holder", ""),
                "conditionsOfAccess": rights.get("restrictions", ""),
                "isBasedOn": _source(front_matter.source),
                "associatedMedia": _media(front_matter.media),
                "url": address,
                "isPartOf": _filled("WebSite", {"name": site.name, "url": site.address}),
            },
        ),
    }


def _filled(type_: str, values: Mapping[str, object]) -> Data:
    """An object of the type, or nothing where no value is left."""
    filled = {key: value for key, value in values.items() if value}
    return {"@type": type_, **filled} if filled else {}


def _role(person: Person) -> Data:
    who = {"name": person.name, "description": person.note, "sameAs": person.uri}
    someone = _filled("Person", who)
    if not person.role:
        return someone
    return _filled("Role", {"roleName": person.role, "contributor": someone})


def _correction(edit: Edit) -> Data:
    return _filled(
        "CorrectionComment", {"text": edit.what, "dateCreated": edit.date, "creditText": edit.by}
    )


def _license_address(license_: str) -> str:
    """SPDX gives each identifier an address, https://spdx.org/licenses/."""
    if not license_ or license_.startswith(_WEB):
        return license_
    return f"https://spdx.org/licenses/{license_}" if " " not in license_ else ""


def _source(source: Mapping[str, str]) -> Data:
    return _filled(
        "ArchiveComponent",
        {
            "name": source.get("title", ""),
            "identifier": source.get("identifier", ""),
            "url": source.get("url", ""),
            "archivedAt": source.get("archived_url", ""),
            "holdingArchive": _filled("ArchiveOrganization", {"name": source.get("holder", "")}),
            "publisher": _filled("Organization", {"name": source.get("publisher", "")}),
            "isPartOf": _filled("Collection", {"name": source.get("collection", "")}),
        },
    )


def _media(media: Media | None) -> Data:
    """A recording with an address of its own; a file beside the text is linked on the page."""
    if media is None or not media.file.startswith(_WEB):
        return {}
    values = {"contentUrl": media.file, "encodingFormat": media.type, "duration": media.duration}
    return _filled("MediaObject", values)
