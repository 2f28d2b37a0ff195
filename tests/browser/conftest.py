"""Publications that browser tests open, built once for each worker."""

import shutil

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from conftest import REPOSITORY, build_config


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """`tests/sites/archive`: four transcripts, one of them with all a head can say."""
    root = tmp_path_factory.mktemp("archive") / "pub"
    shutil.copytree(REPOSITORY / "tests/sites/archive", root)
    return build_config(load_config(str(root / "mkdocs.yml")), build)
