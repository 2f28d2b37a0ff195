"""`postil bundle`: what is in the archive, and what is said."""

import hashlib
import re
import zipfile

import pytest
from click.testing import CliRunner

from conftest import write_tree
from hosts.sites import LIBRARY
from postil.cli.main import main

LICENSE = "LICENSE:\n| To be shared freely.\n"


@pytest.fixture
def bundle(publication, postil, tmp_path):
    """Return a function: the result of the command and the archive's path."""

    def run(*words, changes="", name="out.zip"):
        root = publication(LIBRARY)
        write_tree(root, changes)
        target = tmp_path / name
        return postil(root, "bundle", "-o", str(target), *words), target

    return run


def test_the_archive_has_one_obvious_file_to_open(bundle):
    result, target = bundle(changes=LICENSE)
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"\S+out\.zip: [\d.]+ MB in [\d.]+ MB, \d+ s\n", result.output)
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        texts = {name: archive.read(name).decode("utf-8", "replace") for name in names}
    top = [name for name in names if name.count("/") == 1]
    assert top == [
        "test/LICENSES.txt",
        "test/PROVENANCE.txt",
        "test/README.txt",
        "test/START-HERE.html",
        "test/MANIFEST.txt",
    ]
    assert {name.split("/")[1] for name in names} - {name[5:] for name in top} == {"site"}
    assert "3 transcripts with 4 notes" in texts["test/README.txt"]
    assert "To be shared freely." in texts["test/LICENSES.txt"]
    assert "Permission is hereby granted" in texts["test/LICENSES.txt"]
    assert "Rights, holder: County archive" in texts["test/PROVENANCE.txt"]


def test_the_manifest_names_every_file_with_its_digest(bundle):
    _, target = bundle()
    with zipfile.ZipFile(target) as archive:
        lines = archive.read("test/MANIFEST.txt").decode().splitlines()
        listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        names = {name.removeprefix("test/") for name in archive.namelist()}
        assert set(listed) == names - {"MANIFEST.txt"}
        for name, digest in listed.items():
            assert hashlib.sha256(archive.read(f"test/{name}")).hexdigest() == digest


def test_the_same_publication_makes_the_same_bytes(bundle, monkeypatch):
    _, one = bundle(name="one.zip")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    _, two = bundle(name="two.zip")
    assert one.read_bytes() == two.read_bytes()


def test_an_archive_is_verified_and_a_change_in_it_told(bundle, postil, publication, tmp_path):
    _, target = bundle()
    root = publication(LIBRARY, name="again")
    assert postil(root, "verify", str(target)).output == ""
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"very polite", b"very rude"))
    result = postil(root, "verify", str(changed))
    assert result.exit_code == 1
    assert "site/transcripts/marsh.html is not as MANIFEST.txt says" in result.output


def test_a_file_that_is_there_is_not_replaced_unasked(bundle, tmp_path):
    (tmp_path / "out.zip").write_text("mine")
    result, target = bundle()
    assert result.exit_code == 1
    assert "out.zip is there already; --force replaces it" in result.output
    assert target.read_text() == "mine"
    result, _ = bundle("--force")
    assert result.exit_code == 0
    assert zipfile.is_zipfile(target)


def test_that_a_file_is_there_is_said_before_anything_is_built(bundle, tmp_path, monkeypatch):
    monkeypatch.setattr("postil.cli.bundle._built", None)
    (tmp_path / "out.zip").write_text("mine")
    result, _ = bundle()
    assert "out.zip is there already" in result.output
    assert isinstance(result.exception, SystemExit)


REMOTE = """
    docs/index.md:
    | # Home
    |
    | ![A map](https://maps.example/map.png) See [the archive](https://archive.example/).
    docs/own.css:
    | @import "https://fonts.example/font.css";
    | b { background: url(//images.example/b.png) }
    mkdocs.yml:
    | site_name: Test
    | theme: {name: material}
    | plugins: [search, postil]
    | extra_css: [own.css]
    | extra_javascript: [https://math.example/mathjax.js]
"""


def test_what_would_need_a_network_is_told_and_strict_fails(bundle):
    result, target = bundle(changes=REMOTE)
    assert result.exit_code == 0
    found = re.findall(r"warning: (\S+) is loaded from the network", result.output)
    assert sorted(found) == [
        "//images.example/b.png",
        "https://fonts.example/font.css",
        "https://maps.example/map.png",
        "https://math.example/mathjax.js",
    ]
    assert target.exists()
    result, target = bundle("--strict", changes=REMOTE, name="strict.zip")
    assert result.exit_code == 1
    assert not target.exists()


def test_diagrams_that_the_theme_draws_with_a_program_from_elsewhere_are_told(bundle):
    changes = """
    docs/index.md:
    | # Home
    |
    | <pre class="mermaid"><code>graph LR</code></pre>
    """
    result, _ = bundle("--strict", changes=changes)
    assert result.exit_code == 1
    assert "Mermaid (it draws the diagrams) is loaded from the network" in result.output


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", {"min/lunr.multi.min.js", "min/lunr.stemmer.support.min.js"}),
        ("ja", {"min/lunr.ja.min.js", "tinyseg.js"}),
        ("hi", {"min/lunr.hi.min.js", "wordcut.js"}),
    ],
)
def test_what_only_servers_and_other_languages_need_stays_out(bundle, language, kept):
    changes = f"""
    mkdocs.yml:
    | site_name: Test
    | theme: {{name: material, font: false}}
    | plugins: [search: {{lang: {language}}}, postil]
    """
    result, target = bundle(changes=changes)
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(target) as archive:
        found = {name.partition("/lunr/")[2] for name in archive.namelist() if "/lunr/" in name}
        page = archive.read("test/site/transcripts/marsh.html").decode()
    assert kept <= found
    assert len(found) == len(kept | {"min/lunr.multi.min.js", "min/lunr.stemmer.support.min.js"})
    assert "Cite this transcript" in page
    assert "https://schema.org" not in page


def test_a_site_that_is_built_after_a_bundle_has_what_servers_need(bundle, build, publication):
    bundle()
    assert "https://schema.org" in build(publication(LIBRARY, name="again")).html()


def test_a_dropped_note_stops_the_bundle(bundle):
    hook = """
    hook.py:
    | def on_post_page(output, page, config):
    |     return output.replace('id="note-six-men"', "")
    mkdocs.yml:
    | site_name: Test
    | theme: {name: material, font: false}
    | plugins: [search, postil]
    | hooks: [hook.py]
    """
    result, target = bundle(changes=hook)
    assert result.exit_code == 1
    assert "the note “six-men” is not in transcripts/marsh.html" in result.output
    assert not target.exists()


def test_a_site_that_cannot_be_built_is_told_without_a_traceback(bundle):
    changes = """
    hook.py:
    | def on_env(env, config, files):
    |     raise RuntimeError("out of ink")
    mkdocs.yml:
    | site_name: Test
    | plugins: [postil]
    | hooks: [hook.py]
    """
    result, target = bundle(changes=changes)
    assert result.exit_code == 1
    assert "the site cannot be built: RuntimeError: out of ink" in result.output
    assert not target.exists()


def test_a_title_that_is_a_path_names_no_other_folder(publication, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    root = publication()
    write_tree(root, "mkdocs.yml:\n| site_name: ../../etc/passwd\n| plugins: [postil]\n")
    result = CliRunner().invoke(main, ["bundle", "-C", str(root)])
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "etc-passwd.zip") as archive:
        assert all(name.startswith("etc-passwd/") for name in archive.namelist())
        assert not [name for name in archive.namelist() if ".." in name]


def test_nothing_is_left_where_the_file_cannot_be_written(bundle, tmp_path):
    (tmp_path / "file").write_text("")
    result, _ = bundle(name="file/out.zip")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "pub"]
