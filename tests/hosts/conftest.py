"""A publication of three transcripts, and what `postil check` says of one."""

import pytest
from click.testing import CliRunner

from conftest import write_tree
from hosts.sites import LIBRARY
from postil.cli.main import main


@pytest.fixture
def site(publication):
    """Return a function: the minimal publication, changed by any number of trees in turn."""

    def make(*changes):
        root = publication()
        for tree in changes:
            write_tree(root, tree)
        return root

    return make


@pytest.fixture
def library(site):
    """Return a function: a publication of three transcripts with four notes, changed likewise."""
    return lambda *changes: site(LIBRARY, *changes)


@pytest.fixture
def postil_check():
    """Return a function: the output of `postil check` in a folder."""

    def run(root):
        return CliRunner().invoke(main, ["check", "-C", str(root)], catch_exceptions=False).output

    return run
