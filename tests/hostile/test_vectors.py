"""Each vector through every door of a publication, and what a browser then finds on its pages.

All vectors stand in one publication, built once for each set of extensions and opened page by page
in one window, where everything is hovered over, focused and clicked.
"""

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from conftest import build_config
from hostile.conftest import CANARY, EXTENSIONS, SAFE_NOTES, Vector, vectors, write_publication

HARMLESS = Vector(999, "harmless", "plain words")
LISTS = ("index.html", "transcripts/index.html", "notes.html", "contributors.html")
PARTS = 6
"""Into which the vectors are divided, so that all workers have some: pages take the most time."""

OURS = ("ran", "handlers", "addresses", "strangers", "twice", "foreign", "styles", "covering")


@pytest.fixture(params=EXTENSIONS, scope="module")
def site(request, tmp_path_factory):
    """The built publication, with the vectors and one harmless text."""
    root = write_publication(
        tmp_path_factory.mktemp("hostile"), EXTENSIONS[request.param], [*vectors(), HARMLESS]
    )
    return build_config(load_config(str(root / "mkdocs.yml")), mkdocs_build)


def test_vectors_are_many_and_told_apart():
    names = [vector.name for vector in vectors()]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_vector_runs_or_breaks_a_page(site, serve, confess, part):
    address = serve(site.site)
    usual = confess(f"{address}/{HARMLESS.page}")
    assert usual.of(*OURS, "broken") == {}
    assert usual.scripts
    assert usual.groups.items() >= {f"note-{i}": p for i, (p, _) in SAFE_NOTES.items()}.items()
    faults = {}
    for vector in vectors()[part::PARTS]:
        page = confess(f"{address}/{vector.page}", usual)
        if found := dict(faults_of(page, vector, usual, address)):
            faults[vector.name] = found
    assert not faults, "\n".join(f"{name}: {found}" for name, found in faults.items())


def faults_of(page, vector, usual, address):
    yield from page.of(*OURS, "broken").items()
    if page.url.partition("#")[0] != f"{address}/{vector.page}":
        yield "left the page for", page.url
    for name in ("scripts", "head"):
        if page.__dict__[name] != usual.__dict__[name]:
            yield name, page.__dict__[name]
    if elsewhere := foreign_requests(page, vector, address):
        yield "requests", elsewhere
    yield from lost_notes(page, vector)


def foreign_requests(page, vector, address):
    own = (f"{address}/", "data:", "blob:")
    return [
        (kind, url)
        for kind, url in page.requests
        if not url.startswith(own) and not (vector.picture and kind == "image")
    ]


def lost_notes(page, vector):
    """The harmless notes: all there, unchanged, and on their words if their author left these."""
    for identifier, (paragraph, words) in SAFE_NOTES.items():
        note = page.notes.get(f"note-{identifier}", "")
        if f"Harmless: {words}" not in note:
            yield identifier, note or "is gone"
        is_swallowed = vector.swallows and identifier != "safe-first"
        if not is_swallowed and page.groups.get(f"note-{identifier}") != paragraph:
            yield f"place of {identifier}", page.groups.get(f"note-{identifier}")
        if not is_swallowed and words not in page.paragraphs.get(paragraph, ""):
            yield f"words of {identifier}", page.paragraphs.get(paragraph)


def test_no_vector_runs_or_breaks_a_list(site, serve, confess):
    address = serve(site.site)
    faults = {}
    for path in LISTS:
        page = confess(f"{address}/{path}")
        found = page.of(*OURS)
        allowed = [v for v in vectors() if v.picture]
        if elsewhere := foreign_requests(page, allowed[0], address):
            found["requests"] = elsewhere
        if found:
            faults[path] = found
    assert not faults, "\n".join(f"{name}: {found}" for name, found in faults.items())


def test_no_vector_runs_in_the_results_of_a_search(site, serve, open_page):
    page = open_page("about:blank")
    page.add_init_script(CANARY)
    for words in ("script", "onerror", "Known", "javascript", "evil"):
        page.goto(f"{serve(site.site)}/index.html")
        page.evaluate("document.getElementById('__search').click()")
        page.locator(".md-search__input").press_sequentially(words)
        results = page.locator(".md-search-result__item")
        results.first.wait_for()
        assert page.evaluate("window.__ran") == []
        assert page.evaluate("window.__pwned") is None
        inside = page.locator(".md-search-result__list :is(script, img, iframe, object, embed)")
        assert inside.count() == 0
        assert page.locator(".md-search-result__list a[href^=javascript]").count() == 0


def test_no_vector_runs_in_the_results_of_our_search(site, serve, open_page):
    page = open_page("about:blank")
    page.add_init_script(CANARY)
    for words in ("script", "onerror", "Known", "javascript", "evil"):
        page.goto(f"{serve(site.site)}/search.html?q={words}")
        hits = page.locator("ol.postil-hits")
        hits.get_by_role("link").first.wait_for()
        page.get_by_text("Kind of note", exact=True).first.click()
        page.get_by_text("Transcript", exact=True).first.click()
        assert page.evaluate("window.__ran") == []
        assert page.evaluate("window.__pwned") is None
        assert page.locator(".postil-search :is(script, img, iframe, object, embed)").count() == 0
        assert page.locator(".postil-search a[href^=javascript]").count() == 0
