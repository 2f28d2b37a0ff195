"""Shared fixtures: a publication from text, real builds of it, a browser, a web server."""

import contextlib
import functools
import http.server
import logging
import os
import textwrap
import threading
from pathlib import Path

import pytest
from hypothesis import settings
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright

from install_browser import found

os.environ["NO_MKDOCS_2_WARNING"] = "1"

settings.register_profile("postil", deadline=None)  # How fast a machine is shows nothing.
settings.load_profile("postil")

REPOSITORY = Path(__file__).parents[1]

MINIMAL = """
    mkdocs.yml:
    | site_name: Test
    | theme: {name: material, font: false}
    | use_directory_urls: false
    | plugins: [search, postil]
    | markdown_extensions: [attr_list]
    | validation: {anchors: warn}
    docs/index.md:
    | # Home
    docs/transcripts/marsh.md:
    | ---
    | title: Ada Marsh
    | type: interview
    | record: verbatim
    | date: 1974-05-11
    | people: [{id: marsh, name: Ada Marsh, role: narrator}, {id: quill, name: R. Quill}]
    | source: {title: Tape 4, holder: County archive}
    | rights: {license: CC0-1.0, holder: County archive}
    | ---
    |
    | **R. Quill:** Who was on the gates?
    | { #p1 }
    |
    | **Ada Marsh:** The committee put six men on the gates and they were very polite.
    | { #p2 }
    |
    | They asked leave first.
    | { #p3 }
    annotations/marsh.yml:
    | annotations:
    |   - id: six-men
    |     target: {paragraph: p2, quote: six men on the gates}
    |     kind: correction
    |     note: The court list names *eight* men.
"""


def write_tree(root, tree):
    """Write files from indented text: `path:` lines, each followed by `| ` lines of content."""
    path, lines = None, []

    def flush():
        if path is not None:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("\n".join(lines) + "\n", encoding="utf-8")

    for line in textwrap.dedent(tree).strip("\n").split("\n"):
        if line.startswith("|"):
            lines.append(line[2:])
        elif line.strip():
            flush()
            path, lines = line.strip().rstrip(":"), []
    flush()
    return root


@pytest.fixture
def publication(tmp_path):
    """Return a function: a folder with the minimal publication, changed by more tree text."""

    def make(changes="", *, name="pub"):
        root = tmp_path / name
        write_tree(root, MINIMAL)
        return write_tree(root, changes) if changes else root

    return make


class Build:
    """The result of building a site: its folder and the warnings logged."""

    def __init__(self, site, warnings):
        self.site = site
        self.warnings = warnings

    def html(self, path="transcripts/marsh.html"):
        return (self.site / path).read_text(encoding="utf-8")


@pytest.fixture
def build():
    """Return a function that builds a publication with MkDocs, in this process."""

    def run(root):
        config = load_config(str(root / "mkdocs.yml"))
        return build_config(config, mkdocs_build)

    return run


def build_config(config, build_command):
    records = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: records.append(record.getMessage())
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build_command(config)
    finally:
        logger.removeHandler(handler)
    return Build(Path(config.site_dir), records)


CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # Without windows of its own, Chromium rounds letters' widths.
]


@pytest.fixture(scope="session")
def playwright():
    """What starts browsers, once for each worker: a second one beside it would not start."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright):
    """A headless Chromium, one for each worker."""
    browser = playwright.chromium.launch(executable_path=found(), args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium):
    """Return a function that opens an address in a new window of given size and scheme."""
    contexts = []

    def run(url, width=1440, height=900, scheme="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield run
    for context in contexts:
        context.close()


@pytest.fixture
def serve():
    """Return a function that serves a folder on a free port and returns its address."""
    with contextlib.ExitStack() as stack:

        def run(folder):
            handler = functools.partial(QuietHandler, directory=str(folder))
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}"

        yield run


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def showcase(tmp_path_factory):
    """The repository's own publication, built strict, once for each worker."""
    site = tmp_path_factory.mktemp("showcase")
    config = load_config(str(REPOSITORY / "mkdocs.yml"), site_dir=str(site))
    return build_config(config, mkdocs_build)
