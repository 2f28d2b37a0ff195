"""What is printed is UTF-8 in files and pipes, whatever the system's encoding is."""

import json
import os
import pty
import subprocess
import sys

import pytest

QUOTE = "Никто не открыл 手紙"
LOST = f"""
    annotations/marsh.yml:
    | annotations:
    |   - id: letter
    |     target: {{paragraph: p2, quote: {QUOTE}}}
    |     note: Who?
"""


def run(root, *words, stdout=subprocess.PIPE):
    """Run the command as where files and pipes have the encoding of western Windows."""
    return subprocess.run(
        [sys.executable, "-m", "postil", *words],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--format", "github"),
        ("check", "--format", "sarif"),
        ("check", "--format", "junit"),
        ("reanchor",),
    ],
    ids=" ".join,
)
def test_findings_are_printed_in_every_script(words, publication):
    done = run(publication(LOST), *words)
    assert QUOTE in done.stdout.decode()
    assert b"Traceback" not in done.stderr


def test_json_is_utf8(publication):
    (finding,) = json.loads(run(publication(LOST), "check", "--format", "json").stdout.decode())
    assert QUOTE in finding["message"]


def test_an_imported_transcript_is_utf8(tmp_path):
    (tmp_path / "raw.txt").write_text(f"Ada: {QUOTE}.\n\nBo: Да.\n", encoding="utf-8")
    done = run(tmp_path, "import", "raw.txt", "-o", "-")
    assert QUOTE in done.stdout.decode()


def test_a_terminal_is_shown_what_it_can_show(publication):
    terminal, its_end = pty.openpty()
    run(publication(LOST), "check", "--format", "github", stdout=its_end)
    os.close(its_end)
    shown = os.read(terminal, 100_000)
    os.close(terminal)
    assert "“".encode("cp1252") in shown
    assert rb"\u041d\u0438\u043a\u0442\u043e" in shown
