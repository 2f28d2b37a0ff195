"""The Markdown extension without the plugin: in a host that names its page, and in none."""

import re
from types import SimpleNamespace

import markdown
import pytest
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from hosts.sites import words_of

TEXT = "**Ada Marsh:** The committee put six men on the gates.\n{ #p2 }\n"
PLAIN = '<p id="p2"><strong>Ada Marsh:</strong> The committee put six men on the gates.</p>'


class RelativePaths(Treeprocessor):
    """What MkDocs and ProperDocs register under the name `relpath`."""

    def __init__(self, path):
        super().__init__()
        self.file = SimpleNamespace(src_uri=path)

    def run(self, root):
        pass


class ContextPreprocessor(Preprocessor):
    """What Zensical registers: a class of this name whose page has a path."""

    def __init__(self, md, path):
        super().__init__(md)
        self.page = SimpleNamespace(path=path)

    def run(self, lines):
        return lines


def mkdocs_page(md, path):
    md.treeprocessors.register(RelativePaths(path), "relpath", 0)


def zensical_page(md, path):
    md.preprocessors.register(ContextPreprocessor(md, path), "rendering_context", 0)


HOSTS = pytest.mark.parametrize("host", [mkdocs_page, zensical_page])


@pytest.fixture
def convert(site, monkeypatch):
    """Return a function that converts a text as a page of a host, from within a publication."""

    def run(text, name_page=None, path="", *changes, **options):
        monkeypatch.chdir(site(*changes))
        md = markdown.Markdown(
            extensions=["attr_list", "postil"], extension_configs={"postil": options}
        )
        if name_page is not None:
            name_page(md, path)
        return md.convert(text)

    return run


def test_without_a_host_nothing_is_changed(convert):
    assert convert(TEXT) == PLAIN


def test_without_a_publication_nothing_is_changed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert markdown.markdown(TEXT, extensions=["attr_list", "postil"]) == PLAIN


@HOSTS
def test_a_transcript_gets_its_notes_from_the_disk(convert, host):
    html = convert(TEXT, host, "transcripts/marsh.md")
    assert 'id="note-six-men"' in html
    assert re.search(r"<mark [^>]*>six men on the gates</mark>", html)
    assert "The court list names eight men." in words_of(html)
    assert html.count('class="postil-transcript"') == 1


@HOSTS
@pytest.mark.parametrize("path", ["index.md", "transcripts/nobody.md", "", "marsh.md"])
def test_a_page_that_is_no_transcript_is_not_changed(convert, host, path):
    assert convert(TEXT, host, path) == PLAIN


@HOSTS
def test_the_folders_are_options(convert, host):
    tree = """
    elsewhere/notes/marsh.yml:
    | annotations: [{id: other, target: {paragraph: p2}, note: From elsewhere.}]
    elsewhere/text/all/marsh.md:
    | ---
    | title: Marsh
    | ---
    | Words.
    """
    options = {"root": "elsewhere", "docs": "text", "transcripts": "all", "annotations": "notes"}
    html = convert(TEXT, host, "all/marsh.md", tree, **options)
    assert "From elsewhere." in html
    assert "six-men" not in html


@HOSTS
def test_drafts_are_hidden(convert, host):
    tree = """
    annotations/marsh.yml:
    | annotations:
    |   - {id: draft, target: {paragraph: p2}, note: Draft words., status: draft}
    """
    assert "Draft words" not in convert(TEXT, host, "transcripts/marsh.md", tree)


@HOSTS
def test_one_instance_converts_several_pages_in_turn(site, monkeypatch, host):
    monkeypatch.chdir(site())
    md = markdown.Markdown(extensions=["attr_list", "postil"])
    for path, is_transcript in (
        ("transcripts/marsh.md", True),
        ("index.md", False),
        ("transcripts/marsh.md", True),
    ):
        host(md, path)
        html = md.reset().convert(TEXT)
        assert ("note-six-men" in html) == is_transcript
        assert html.count("postil-number") == is_transcript


@HOSTS
def test_faults_in_the_files_stop_nothing(convert, host):
    tree = """
    annotations/marsh.yml:
    | annotations: [
    """
    html = convert(TEXT, host, "transcripts/marsh.md", tree)
    assert "six men on the gates" in words_of(html)


@HOSTS
def test_what_could_run_is_taken_out_here_too(convert, host):
    tree = """
    annotations/marsh.yml:
    | annotations:
    |   - id: a
    |     target: {paragraph: p2}
    |     note: "<img src=x onerror=alert(1)> [x](javascript:alert(1)) <script>alert(1)</script>"
    """
    html = convert(f"{TEXT}\n<script>alert(2)</script>\n", host, "transcripts/marsh.md", tree)
    assert "<script>" not in html  # The page's own data stand in one that runs nothing.
    assert "onerror" not in html
    assert "javascript:" not in html
