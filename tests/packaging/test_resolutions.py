"""Both ends of what pyproject.toml allows: the oldest versions of everything, and the newest."""

import re
import tomllib
from pathlib import Path

from conftest import REPOSITORY

LOWEST = Path(__file__).with_name("lowest.txt")


def dependencies():
    """By name, the lower and the upper bound."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirement = re.compile(r"([a-z0-9-]+)>=([0-9.]+),<([0-9.]+)")
    found = [requirement.fullmatch(text) for text in project["dependencies"]]
    return {match[1]: (match[2], match[3]) for match in found}


def pinned():
    lines = LOWEST.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def numbers(version):
    return [int(number) for number in version.split(".")]


def test_the_list_of_oldest_versions_agrees_with_the_project():
    assert pinned() == {name: low for name, (low, _) in dependencies().items()}


def test_the_versions_we_test_with_are_allowed():
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    constraints = dict(line.lower().split("==") for line in lines if line)
    for name, (low, high) in dependencies().items():
        assert numbers(low) <= numbers(constraints[name]) < numbers(high)


def test_the_oldest_versions_are_of_use(environment, tmp_path):
    installed = environment("lowest", "-r", LOWEST)
    versions = installed.versions()
    assert {name: versions[name] for name in pinned()} == pinned()
    installed.is_of_use(tmp_path / "pub")


def test_the_newest_versions_are_of_use(environment, tmp_path):
    installed = environment("newest", "--upgrade", "--upgrade-strategy", "eager")
    versions = installed.versions()
    for name, (low, high) in dependencies().items():
        assert numbers(low) <= numbers(versions[name]) < numbers(high)
    installed.is_of_use(tmp_path / "pub")
