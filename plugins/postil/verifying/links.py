"""Whether every link from page to page of a built site leads somewhere."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from postil.core.diagnostics import Code, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from postil.verifying.page_facts import PageFacts


def broken_links(
    pages: Mapping[str, PageFacts], names: Collection[str], root: str = "/"
) -> Iterator[Diagnostic]:
    """Links of `pages` to files that are not in `names`, or to ids that the page has not.

    `root` is the path at which the site is served.
    """
    known = frozenset(names)
    ids = {name: facts.ids for name, facts in pages.items()}
    for name, facts in pages.items():
        seen = set()
        for address, line in (*facts.links, *facts.assets):
            if address in seen:
                continue
            seen.add(address)
            fault = _fault(address, name, known, ids, root)
            if fault:
                yield Diagnostic(Code.BUILT_LINK_BROKEN, fault, name, line)


def is_internal(address: str) -> bool:
    """Whether an address names a place in the site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _fault(
    address: str,
    page: str,
    names: frozenset[str],
    ids: Mapping[str, AbstractSet[str]],
    root: str,
) -> str:
    if not is_internal(address):
        return ""
    parts = urlsplit(address)
    target = _target(unquote(parts.path), page, root) if parts.path else page
    if target not in names:
        target = posixpath.join(target, "index.html").lstrip("/")
    if target not in names:
        return f"the link {address} leads to no file of the site"
    fragment = unquote(parts.fragment).partition(":~:")[0]
    if fragment in ("", "top") or target not in ids or fragment in ids[target]:
        return ""
    # The theme makes anchors of its own: `__tabbed_1`, `__code_0`.
    return "" if fragment.startswith("__") else f"the link {address} leads to no place on that page"


def _target(path: str, page: str, root: str) -> str:
    if path.startswith("/"):
        inside = f"{root.rstrip('/')}/"
        return _normal(path.removeprefix(inside) if path.startswith(inside) else path[1:])
    return _normal(posixpath.join(posixpath.dirname(page), path))


def _normal(path: str) -> str:
    normal = posixpath.normpath(path)
    return "" if normal == "." else normal
