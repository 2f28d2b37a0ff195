"""A transcript's front matter as one item of CSL-JSON, the data that citations are made from.

The format: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html and the schema
csl-data.json of the Citation Style Language, version 1.0.2.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from postil.core.readable_dates import date_parts
from postil.core.record_words import RECORD_WORDS, TYPE_WORDS

if TYPE_CHECKING:
    from postil.core.model import FrontMatter, Person

Item = dict[str, Any]

_CSL_TYPES: Final = {
    "interview": "interview",
    "oral-history": "interview",
    "speech": "speech",
    "hearing": "hearing",
    "meeting": "event",
    "debate": "event",
}
_AUTHORS: Final = ("narrator", "interviewee", "speaker", "witness")
"""Roles whose words the transcript is; a meeting of participants is cited by its title."""


class Site(NamedTuple):
    """What a citation says of the publication: its name, its address, a page's own address."""

    name: str = ""
    address: str = ""

    def page(self, url: str) -> str:
        """The absolute address of a page, or nothing where the publication has none."""
        return posixpath.join(self.address, url) if self.address else ""


def citation_item(path: str, front_matter: FrontMatter, site: Site, address: str) -> Item:
    """Make the item; keys without a value are left out. `path` names it, `address` is the page's.

    `citation` of the front matter overrides what would be said otherwise.
    """
    given = front_matter.citation
    source = front_matter.source
    people = [person for person in front_matter.people if person.name]
    authors = [_name(person) for person in people if person.role in _AUTHORS]
    interviewers = [_name(person) for person in people if person.role == "interviewer"]
    words: Item = {
        "id": given.get("key") or posixpath.basename(path).removesuffix(".md"),
        "type": _CSL_TYPES.get(front_matter.type, "document"),
        "title": given.get("title") or front_matter.title,
        "author": [{"literal": given["author"]}] if "author" in given else authors,
        "interviewer": interviewers if authors or "author" in given else [],
        "genre": given.get("genre") or TYPE_WORDS.get(front_matter.type, "").lower(),
        "medium": RECORD_WORDS.get(front_matter.record, "").lower(),
        "issued": {"date-parts": date_parts(front_matter.date)} if front_matter.date else None,
        "event-place": front_matter.place,
        "version": front_matter.version,
        "archive_location": given.get("location") or source.get("identifier", ""),
        "archive": given.get("archive") or source.get("holder", ""),
        "publisher": given.get("publisher") or site.name,
        "language": front_matter.lang,
        "URL": address,
    }
    return {key: value for key, value in words.items() if value}


def _name(person: Person) -> dict[str, str]:
    """Family and given name where `sort_name` tells them apart; nobody can guess them."""
    family, comma, given = person.sort_name.partition(",")
    if not comma:
        return {"literal": person.name}
    return {"family": family.strip(), "given": given.strip()}
