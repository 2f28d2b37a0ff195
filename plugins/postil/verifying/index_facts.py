"""What the search index of a built site can find."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from postil.searching.packing import DamagedPartError, unpacked
from postil.verifying.built_site import SiteError

if TYPE_CHECKING:
    from postil.verifying.built_site import BuiltSite

FOLDER: Final = "assets/postil/search/"


def searchable_anchors(site: BuiltSite) -> dict[str, set[str]]:
    """For each transcript's address, the ids that a hit can lead to.

    Raises `SiteError` where a part is missing or damaged.
    """
    if f"{FOLDER}table.js" not in site.names:
        raise SiteError("the site has no search index")
    table: Any = _part(site, "table")
    for number in range(len(table["words"])):
        _part(site, f"words-{number}")
    known = table["dictionary"]
    blocks = (_part(site, f"texts-{number}", known) for number in range(len(table["blocks"])))
    records = (record for _, *records in blocks for record in records)
    found: defaultdict[str, set[str]] = defaultdict(set)
    try:
        for url, _, paragraphs, notes in table["transcripts"]:
            for _ in range(1 + paragraphs + notes):
                found[url].add(next(records)[0])
    except StopIteration as error:
        raise SiteError("the search index is not complete") from error
    return found


def _part(site: BuiltSite, name: str, dictionary: str = "") -> Any:
    path = f"{FOLDER}{name}.js"
    try:
        return unpacked(site.read(path), dictionary)
    except DamagedPartError as error:
        raise SiteError(f"{path} is damaged: {error}") from error
