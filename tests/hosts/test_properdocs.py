"""ProperDocs, which goes on where MkDocs 1.6 stopped: the same pages from the same files."""

import os
import re
import subprocess
import sys

import pytest

from hosts.sites import article, broken_links, settings


def built_by(host, root):
    site = root.parent / host
    command = [sys.executable, "-m", host, "build", "-f", "mkdocs.yml", "-d", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return site, warnings_in(done.stderr)


def warnings_in(output):
    """Each warning as one line; the hosts wrap them to the width of the terminal."""
    output = re.sub(r"\n {10,}", " ", output)
    return re.findall(r"^WARNING +-? +(.*)", output, re.MULTILINE)


def page_content(path):
    """The main part of a page without the names of the host and of its version."""
    html = article(path.read_text(encoding="utf-8"))
    return re.sub("MkDocs|ProperDocs", "HOST", html)


@pytest.mark.parametrize("directories", ["true", "false"])
def test_the_pages_are_the_same_as_those_of_mkdocs(library, directories):
    root = library(settings(directories=directories))
    expected, no_warnings = built_by("mkdocs", root)
    site, warnings = built_by("properdocs", root)
    assert warnings == no_warnings == []
    pages = ["transcripts/marsh", "transcripts/early", "transcripts/1975/evening"]
    for page in [*pages, "transcripts/index", "notes", "index"]:
        at_root = directories == "false" or page.endswith("index")
        path = f"{page}.html" if at_root else f"{page}/index.html"
        assert page_content(site / path) == page_content(expected / path)
        assert ('id="note-six-men"' in page_content(site / path)) == (page == "transcripts/marsh")
    assert broken_links(site) == []


def test_the_findings_are_the_same_as_those_of_mkdocs(library):
    root = library(settings())
    path = root / "annotations/marsh.yml"
    path.write_text(path.read_text().replace("six men on", "seven men on"))
    (root / "annotations/torn.yml").write_text("annotations: [\n")
    _, expected = built_by("mkdocs", root)
    _, warnings = built_by("properdocs", root)
    assert warnings == expected
    assert len(warnings) == 3


def test_a_strict_build_fails_on_a_finding(library):
    root = library(settings())
    (root / "annotations/torn.yml").write_text("annotations: [\n")
    command = [sys.executable, "-m", "properdocs", "build", "-f", "mkdocs.yml", "--strict"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "annotations/torn.yml" in done.stderr
