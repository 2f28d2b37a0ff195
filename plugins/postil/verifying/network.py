"""What a built site would load from the network."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from postil.core.diagnostics import Code, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.verifying.built_site import BuiltSite
    from postil.verifying.page_facts import PageFacts

_IN_STYLE: Final = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s;]+)")


def needs_network(site: BuiltSite, pages: dict[str, PageFacts]) -> Iterator[Diagnostic]:
    """One finding for each address that pages or style sheets load, at the first place."""
    places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, facts in pages.items():
        for address, line in facts.assets:
            if _is_remote(address):
                places[address].append((name, line))
        if facts.has_diagrams:
            places["Mermaid (it draws the diagrams)"].append((name, 1))
    for name in site.names:
        if name.endswith(".css"):
            for match in _IN_STYLE.finditer(site.text(name)):
                places[match[1]].append((name, 1))
    for address, found in places.items():
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        message = f"{address} is loaded from the network{more and f', here{more}'}"
        yield Diagnostic(Code.BUILT_NEEDS_NETWORK, message, *found[0])


def loaded_addresses(facts: PageFacts) -> list[str]:
    """What one page loads from the network."""
    return sorted({address for address, _ in facts.assets if _is_remote(address)})


def _is_remote(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") or (not parts.scheme and bool(parts.netloc))
