"""The wheel, and environments in which nothing but it and what it needs is installed."""

import fcntl
import os
import subprocess
import sys
import venv

import pytest

from conftest import REPOSITORY

QUIET = ("--disable-pip-version-check", "--quiet")


def run(command, *, cwd=None, code=0):
    """Run a program with nothing of this environment's Python; what it printed."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment = {**inherited, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Environment:
    """A folder with a Python of its own."""

    def __init__(self, folder):
        self._programs = folder / "bin"

    def run(self, program, *words, **options):
        return run([str(self._programs / program), *map(str, words)], **options)

    def versions(self):
        listed = self.run("python", "-m", "pip", *QUIET, "freeze").splitlines()
        pairs = (line.split("==") for line in listed if "==" in line)
        return {name.lower(): version for name, version in pairs}

    def is_of_use(self, folder):
        """Do what a new user does: a publication, a check, a note, a strict build, a mistake."""
        self.run("postil", "init", folder)
        assert self.run("postil", "check", "--strict", cwd=folder) == ""
        words = ["--quote", "a road to it", "--note", "Built in 1931."]
        self.run("postil", "new", "sample", "p2", *words, cwd=folder)
        self.run("mkdocs", "build", "--strict", cwd=folder)
        page = (folder / "site/transcripts/sample.html").read_text(encoding="utf-8")
        assert "nothing, because the bridge is invented too" in page
        assert "Built in 1931." in page
        assert page.count("<mark") == 2
        assert (folder / "site/assets/postil/postil.css").is_file()
        assert "Built in 1931." in (folder / "site/notes.html").read_text(encoding="utf-8")
        (folder / "annotations/sample.yml").write_text("annotations: [\n")
        assert "[yaml-syntax]" in self.run("postil", "check", cwd=folder, code=1)
        self.run("mkdocs", "build", "--strict", cwd=folder, code=1)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Return a function that fills a folder once for all workers of a test run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared

    def make(name, fill):
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                fill(folder)
                done.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def wheel(made_once):
    """The wheel, built from the repository."""

    def fill(folder):
        words = ["wheel", "--no-deps", "--wheel-dir", str(folder), str(REPOSITORY)]
        run([sys.executable, "-m", "pip", *QUIET, *words])

    (path,) = made_once("wheel", fill).glob("*.whl")
    return path


@pytest.fixture(scope="session")
def environment(made_once, wheel):
    """Return a function: an environment with the wheel, installed by more words for pip."""

    def make(name, *words):
        def fill(folder):
            venv.create(folder, with_pip=True)
            Environment(folder).run("python", "-m", "pip", *QUIET, "install", wheel, *words)

        return Environment(made_once(name, fill))

    return make
