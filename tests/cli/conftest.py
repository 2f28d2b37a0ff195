"""The command `postil`, run in this process from within a publication."""

import sys
import types

import pytest
from click.testing import CliRunner

try:
    import postil.importers.plain_text
except ModuleNotFoundError:  # TEMPORARY: a colleague is writing it
    stub = types.ModuleType("postil.importers.plain_text")
    stub.import_plain_text = None
    sys.modules["postil.importers.plain_text"] = stub


@pytest.fixture
def postil(monkeypatch):
    """Return a function that runs `postil ARGUMENTS` in a folder; a bug of ours raises."""
    from postil.cli.main import main

    def run(folder, *arguments, **options):
        monkeypatch.chdir(folder)
        words = [str(argument) for argument in arguments]
        return CliRunner().invoke(
            main, words, prog_name="postil", catch_exceptions=False, **options
        )

    return run


@pytest.fixture
def contents():
    """Return a function: every file below a folder, by path, as bytes."""

    def read(folder):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return read
