"""All of it: a publication against its built site."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from postil.core.diagnostics import Code, Diagnostic, in_order
from postil.verifying.built_site import SiteError
from postil.verifying.index_facts import searchable_anchors
from postil.verifying.links import broken_links
from postil.verifying.manifest import manifest_faults
from postil.verifying.network import needs_network
from postil.verifying.notes import BuiltPage, Places, verify_notes
from postil.verifying.page_facts import page_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from postil.core.model import Target
    from postil.project import Publication
    from postil.verifying.built_site import BuiltSite
    from postil.verifying.page_facts import PageFacts


class Policy(NamedTuple):
    """What of a publication its settings publish; `root` is the path the site is served at.

    `places` tells where the notes of a transcript are shown, by their ids; None for no place.
    `is_offline`: whether the site must do without a network.
    """

    places: Callable[[str], Mapping[str, Target | None]]
    shows_unplaced: bool = True
    drafts: bool = False
    is_published: Callable[[str], bool] = lambda _: True
    is_searchable: bool = True
    root: str = "/"
    is_offline: bool = False


def verify(
    publication: Publication,
    site: BuiltSite,
    policy: Policy,
    track: Callable[[Iterable[str]], Iterable[str]] = lambda names: names,
) -> list[Diagnostic]:
    """Everything that is wrong. Raises `SiteError` for a site that cannot be read at all."""
    findings: list[Diagnostic] = list(manifest_faults(site))
    pages = read_pages(site, findings, track)
    findings += _notes(publication, site, policy, pages)
    findings += needs_network(site, pages) if policy.is_offline else ()
    inner = {name: facts for name, facts in pages.items() if name != "404.html"}
    findings += broken_links(inner, site.names, policy.root)
    # Notes that nobody read are written, too, and on no page.
    findings += [d for d in publication.diagnostics if d.code is Code.FILE_NAME]
    return in_order(findings)


def read_pages(
    site: BuiltSite, findings: list[Diagnostic], track: Callable[[Iterable[str]], Iterable[str]]
) -> dict[str, PageFacts]:
    """Every page of the site; those that cannot be read are added to `findings`."""
    pages: dict[str, PageFacts] = {}
    for name in track([name for name in site.names if name.endswith(".html")]):
        try:
            pages[name] = page_facts(site.text(name))
        except SiteError as error:
            findings.append(Diagnostic(Code.BUILT_FILE_DAMAGED, str(error), name))
    return pages


def _notes(
    publication: Publication, site: BuiltSite, policy: Policy, pages: dict[str, PageFacts]
) -> Iterator[Diagnostic]:
    index = None
    if policy.is_searchable and publication.transcripts:
        try:
            index = searchable_anchors(site)
        except SiteError as error:
            yield Diagnostic(Code.BUILT_FILE_DAMAGED, str(error), "assets/postil/search/table.js")
    for path in filter(policy.is_published, publication.transcripts):
        name = _page_of(path, pages)
        if not name:
            message = f"there is no page for {publication.transcripts[path].path}"
            shown = publication.transcripts[path].path
            yield Diagnostic(Code.BUILT_PAGE_MISSING, message, shown)
            continue
        searchable = None
        if index is not None:
            searchable = index.get(name) or index.get(name.removesuffix("index.html"), set())
        page = BuiltPage(name, pages[name], searchable)
        annotations = publication.annotations.get(path, ())
        places = Places(partial(policy.places, path), unplaced=policy.shows_unplaced)
        yield from verify_notes(page, annotations, places, drafts=policy.drafts)


def _page_of(path: str, pages: dict[str, PageFacts]) -> str:
    """The page that a Markdown file became, with either way of making addresses."""
    stem = path.removesuffix(".md")
    return next((name for name in (f"{stem}.html", f"{stem}/index.html") if name in pages), "")
