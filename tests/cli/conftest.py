"""The command `postil`, run in this process from within a publication."""

import pytest
from click.testing import CliRunner

from postil.cli.main import main


@pytest.fixture(autouse=True)
def _no_summary(monkeypatch):
    """Keep what tests report out of the summary of the job that runs them."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@pytest.fixture
def postil(monkeypatch):
    """Return a function that runs `postil ARGUMENTS` in a folder; a bug of ours raises."""

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
