"""Publications that browser tests open, built once for each worker."""

import shutil

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from browser.reading import D, F, L, copy_site
from conftest import REPOSITORY, build_config


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """`tests/sites/archive`: four transcripts, one of them with all a head can say."""
    root = tmp_path_factory.mktemp("archive") / "pub"
    shutil.copytree(REPOSITORY / "tests/sites/archive", root)
    return build_config(load_config(str(root / "mkdocs.yml")), build)


@pytest.fixture(scope="session")
def reading_site(tmp_path_factory):
    """`tests/sites/reading`: the transcripts F, D and L of the page's specification."""
    root = copy_site(tmp_path_factory.mktemp("reading") / "pub")
    return build_config(load_config(str(root / "mkdocs.yml")), build)


@pytest.fixture
def read(reading_site, showcase, open_page):
    """Return a function that opens a transcript from disk: of the fixtures, or of the showcase."""

    def run(path, *, fragment="", **options):
        site = reading_site if path in (F, D, L, "index.html", "notes.html") else showcase
        page = open_page((site.site / path).as_uri() + fragment, **options)
        page.wait_for_load_state()
        page.wait_for_timeout(60)  # For the serif: without script, no promise can tell.
        return page

    return run
