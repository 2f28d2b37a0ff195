"""Rebuilds: what was on the pages before an edit must not be there after it."""

import contextlib
import gc
import http.client
import logging
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from conftest import Build
from hosts.sites import article, broken_links, links_of, settings, words_of
from postil.hosts.collector import PAGES, Collector


@pytest.fixture
def preview(caplog):
    """Return a function that builds as `mkdocs serve` does: one plugin object, again and again."""
    plugins = []

    def build_again(root, command="build"):
        config = load_config(str(root / "mkdocs.yml"))
        plugins.append(config.plugins["postil"])
        assert plugins[-1] is plugins[0]
        if len(plugins) == 1:
            config.plugins.on_startup(command=command, dirty=False)
        caplog.clear()
        mkdocs_build(config)
        warnings = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
        return Build(Path(config.site_dir), warnings)

    return build_again


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edited_note_is_shown_and_the_old_one_gone(site, preview):
    root = site()
    assert "names eight men" in words_of(preview(root).html())
    edit(root / "annotations/marsh.yml", "names *eight* men", "gives no number")
    built = preview(root)
    assert built.warnings == []
    for page in ("transcripts/marsh.html", "notes.html"):
        assert "gives no number" in words_of(built.html(page))
        assert "eight" not in words_of(article(built.html(page)))


def test_a_deleted_note_leaves_nothing_behind(site, preview):
    root = site()
    preview(root)
    (root / "annotations/marsh.yml").unlink()
    built = preview(root)
    assert built.warnings == []
    assert "<mark" not in built.html()
    assert "six-men" not in built.html()
    assert "0 notes" in words_of(built.html("transcripts/index.html"))
    assert broken_links(built.site) == []


def test_a_renamed_transcript_is_listed_by_its_new_name_only(library, preview):
    root = library()
    preview(root)
    (root / "docs/transcripts/early.md").rename(root / "docs/transcripts/first.md")
    (root / "annotations/early").rename(root / "annotations/first")
    built = preview(root)
    assert built.warnings == []
    assert not (built.site / "transcripts/early.html").exists()
    links = [
        link
        for page in ("notes.html", "transcripts/index.html", "transcripts/marsh.html")
        for link in links_of(built.html(page))
    ]
    assert not any("early" in link for link in links)
    assert any("first.html#note-morning" in link for link in links)
    assert broken_links(built.site) == []


def test_a_transcript_that_becomes_unreadable_and_back(site, preview):
    root = site()
    path = root / "docs/transcripts/marsh.md"
    before = path.read_bytes()
    first = preview(root).html()
    path.write_bytes(b"\xff")
    broken = preview(root)
    assert [w.split(":")[1].strip() for w in broken.warnings] == ["docs/transcripts/marsh.md"]
    assert not (broken.site / "transcripts/marsh.html").exists()
    path.write_bytes(before)
    again = preview(root)
    assert again.warnings == []
    assert article(again.html()) == article(first)


def test_a_finding_is_said_once_in_each_build_and_not_after_it_is_mended(site, preview):
    root = site()
    path = root / "annotations/marsh.yml"
    edit(path, "six men on", "seven men on")
    for _ in range(3):
        assert [w.count("[quote-lost]") for w in preview(root).warnings] == [1]
    edit(path, "seven men on", "six men on")
    assert preview(root).warnings == []


def test_assets_and_lists_are_there_once_after_three_builds(library, preview):
    root = library()
    pages = [preview(root) for _ in range(3)]
    assert [built.warnings for built in pages] == [[], [], []]
    html = pages[-1].html()
    assert sum(link.endswith("postil.css") for link in links_of(html)) == 1
    assert sum(link.endswith("reading.js") for link in links_of(html)) == 1
    assert html.count('id="note-six-men"') == 1
    assert html.count('class="postil-number"') == 3


def test_a_change_of_the_settings_counts_in_the_next_build(site, preview):
    root = site()
    preview(root)
    edit(root / "mkdocs.yml", "postil]", "{postil: {kinds: {correction: Mended}}}]")
    assert "Mended" in words_of(preview(root).html())


def test_a_preview_that_is_built_again_still_shows_drafts(site, preview):
    root = site()
    edit(root / "annotations/marsh.yml", "kind: correction", "status: draft")
    for _ in range(2):
        assert "names eight men" in words_of(preview(root, "serve").html())


def test_a_finding_stops_no_preview_in_strict_mode(site, preview, caplog):
    caplog.set_level(logging.INFO, logger="mkdocs")
    root = site(settings(more="| strict: true"))
    edit(root / "annotations/marsh.yml", "six men on", "seven men on")
    assert "names eight men" in words_of(preview(root, "serve").html())
    assert "[quote-lost]" in caplog.text


# The server


@contextlib.contextmanager
def served(root, *options):
    """`mkdocs serve` as a process of its own; yields its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with (root.parent / "serve.log").open("w+b") as log:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/transcripts/marsh.html"
            until(lambda: b"six men" in fetched(address), process, log)
            yield address, process, log
        finally:
            process.terminate()
            process.wait(timeout=10)


def fetched(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.read()
    except (urllib.error.URLError, http.client.HTTPException, OSError):
        return b""


def until(condition, process, log, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end or process.poll() is not None:
            log.seek(0)
            pytest.fail(f"the server did not get there: {log.read().decode()}")
        time.sleep(0.1)


def test_the_server_shows_an_edited_note(site):
    root = site()
    with served(root, "--livereload") as (address, process, log):
        edit(root / "annotations/marsh.yml", "names *eight* men", "gives no number")
        until(lambda: b"gives no number" in fetched(address), process, log)
        new = root / "annotations/marsh/leave.yml"
        new.parent.mkdir()
        new.write_text(
            "annotations:\n  - {id: leave, target: {paragraph: p3}, note: Nobody refused.}\n"
        )
        until(lambda: b"Nobody refused." in fetched(address), process, log)
        edit(root / "docs/transcripts/marsh.md", "very polite", "most polite")
        until(lambda: b"most polite" in fetched(address), process, log)
        assert b"Nobody refused." in fetched(address)


def test_a_build_leaves_the_garbage_collector_as_it_was(site, preview):
    usual = gc.get_threshold()
    root = site()
    preview(root)
    assert gc.get_threshold() == usual
    hook = "def on_env(*_, **__):\n    raise ArithmeticError\n"
    (root / "hook.py").write_text(hook, encoding="utf-8")
    edit(root / "mkdocs.yml", "site_name", "hooks: [hook.py]\nsite_name")
    with pytest.raises(ArithmeticError):
        preview(root)
    assert gc.get_threshold() == usual


def test_the_garbage_collector_looks_after_every_few_pages(monkeypatch):
    looks = []
    monkeypatch.setattr(gc, "collect", looks.append)
    collector = Collector()
    for _ in range(2 * PAGES + 1):
        collector.page_done()
    assert looks == [1, 1]
    gc.disable()
    try:
        for _ in range(PAGES):
            collector.page_done()
    finally:
        gc.enable()
    assert len(looks) == 2
