"""The wheel: what is in it, and that it is of use where nothing of the repository is."""

import zipfile
from email import message_from_string

import pytest

import postil
from conftest import REPOSITORY

PACKAGE = REPOSITORY / "plugins/postil"
CONSTRAINTS = ("-c", str(REPOSITORY / "constraints.txt"))


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(names):
    paths = (path.relative_to(PACKAGE.parent) for path in PACKAGE.rglob("*") if path.is_file())
    hidden = ("__pycache__", ".hypothesis")
    expected = {path.as_posix() for path in paths if not set(hidden) & set(path.parts)}
    shipped = {name for name in names if not name.startswith(f"postil-{postil.__version__}.")}
    assert shipped == expected


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "explanations/keys.yml",
        "explanations/examples.yml",
        "assets/text.css",
        "assets/page.js",
        "assets/literata.woff2",
        "assets/literata-licence.txt",
        "templates/fragments/postil/notes.html",
        "templates/fragments/postil/transcripts.html",
        "templates/publication/mkdocs.yml",
        "templates/publication/dot-gitignore",
        "templates/publication/docs/transcripts/sample.md",
        "templates/publication/annotations/sample.yml",
    ],
)
def test_the_wheel_holds_what_is_not_python(names, name):
    assert f"postil/{name}" in names


def test_the_wheel_says_what_it_is_and_how_it_is_found(wheel):
    folder = f"postil-{postil.__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        metadata = message_from_string(archive.read(f"{folder}/METADATA").decode())
        entry_points = archive.read(f"{folder}/entry_points.txt").decode()
        assert f"{folder}/licenses/LICENSE" in archive.namelist()
    assert metadata["Version"] == postil.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert "postil = postil.cli.main:main" in entry_points
    assert "postil = postil.hosts.mkdocs_plugin:PostilPlugin" in entry_points
    assert "postil = postil.rendering.extension:PostilExtension" in entry_points


def test_the_wheel_is_of_use_with_the_versions_we_test_with(environment, tmp_path):
    installed = environment("constrained", *CONSTRAINTS)
    assert "test" not in installed.run("postil", "--version")
    installed.is_of_use(tmp_path / "new publication")


def test_the_wheel_brings_no_tool_for_tests(environment):
    versions = environment("constrained", *CONSTRAINTS).versions()
    assert not {"pytest", "playwright", "hypothesis", "mypy", "ruff"} & set(versions)
