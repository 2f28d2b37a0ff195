"""The wheel, and environments in which nothing but it and what it needs is installed."""

import fcntl
import os
import sys

import pytest

from conftest import REPOSITORY
from packaging_tests.environments import QUIET, Environment, run


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Return a function that makes a folder once for all workers of a test run."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if is_worker else shared

    def make(name, fill):
        folder = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / f"{name}.done").exists():
                fill(folder)
                (shared / f"{name}.done").touch()
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
def installed(made_once, wheel):
    """Return a function: the wheel in an environment of its own, by more words for pip."""

    def install(name, *pip_words):
        folder = made_once(name, lambda path: Environment(path).create(wheel, *pip_words))
        return Environment(folder)

    return install
