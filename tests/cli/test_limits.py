"""Files made to fill the memory or to take for ever end in a finding, and soon.

Each runs in a process of its own, which the system ends when it takes more than it should: an
ordinary check needs some 70 MB and one second of computing.
"""

import json
import resource
import subprocess
import sys

import pytest

MEMORY = 700 << 20
SECONDS = 30
"""Hundreds of times less than the attacks would take, and enough for a slow machine."""

HEAD = """title: Ada Marsh
type: interview
record: verbatim
date: 1974-05-11
people: [{id: marsh, name: Ada Marsh}, {id: quill, name: R. Quill}]
source: {title: Tape 4}
rights: {license: CC0-1.0}
"""
BODY = "\n\nOne.\n{ #p1 }\n\nSix men on the gates.\n{ #p2 }\n\nThree.\n{ #p3 }\n"
ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
MERGES = "m0: &m0 {x: y}\n" + "".join(
    f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 10)}]}}\n" for n in range(1, 12)
)
MANY = 100_000
STEPS = "".join(" " * n + "a:\n" for n in range(2_000))
YAML = {
    "aliases": (ALIASES, "yaml-alias"),
    "merges": (MERGES, "yaml-alias"),
    "alias-of-itself": ("a: &a [*a]\n", "yaml-alias"),
    "brackets": ("a: " + "[" * MANY, "yaml-too-deep"),
    "braces": ("a: " + "{" * MANY, "yaml-too-deep"),
    "braces-with-keys": ("a: " + "{a: " * MANY, "yaml-too-deep"),
    "brackets-closed": ("a: " + "[" * MANY + "]" * MANY, "yaml-too-deep"),
    "hyphens": ("- " * MANY, "yaml-too-deep"),
    "question-marks": ("? " * MANY, "yaml-too-deep"),
    "steps": (STEPS, "yaml-too-deep"),
    "values": ("a: [" + "x," * 3_000_000 + "x]\n", "file-too-large"),
    "keys": ("".join(f"k{n}: x\n" for n in range(500_000)), "file-too-large"),
    "open-quotation": ("a: '" + "x\n" * 3_000_000, "yaml-syntax"),
    "ten-megabytes": ("a: " + "x" * (10 << 20), "file-too-large"),
    "tag": ("a: !!python/object/apply:os.system ['true']\n", "yaml-tag"),
}


def entry(**fields):
    target = {"paragraph": "p2", "quote": "Six men"}
    entries = [{"id": "a", "target": target, "note": "A note.", **fields}]
    return json.dumps({"annotations": entries})


LARGE = "x" * (7 << 20)
NOTES = {
    "note-of-7-mb": (entry(note=LARGE), "value-too-long"),
    "quote-of-7-mb": (entry(target={"paragraph": "p2", "quote": LARGE}), "value-too-long"),
    "id-of-7-mb": (entry(id=LARGE), "value-too-long"),
    "key-of-7-mb": (entry(**{LARGE: "x"}), "yaml-syntax"),
    "kind-of-7-mb": (entry(kind=LARGE), "value-too-long"),
    "note-of-brackets": (entry(note="[a](" * 4_500), "markdown-too-costly"),
    "note-of-tags": (entry(note="<a " * 6_000), "markdown-too-costly"),
    "quote-of-9-999": (entry(target={"paragraph": "p2", "quote": "ab " * 3_333}), "quote-lost"),
}
TEXTS = {
    "brackets": ("[" * MANY, "markdown-too-costly"),
    "pictures": ("![" * MANY, "markdown-too-costly"),
    "stars": ("*a " * MANY, "markdown-too-costly"),
    "quotations": (">" * MANY, "markdown-too-costly"),
    "tags": ("<a " * MANY, "markdown-too-costly"),
    "times": ("[00:00:01] " * MANY, "markdown-too-costly"),
    "lines": ("- a\n" * MANY, "markdown-too-costly"),
    "paragraph-of-7-mb": ("words " * (7 << 17), "paragraph-unnumbered"),
    "ten-megabytes": ("words " * (10 << 18), "file-too-large"),
}


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(root, *words):
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=root,
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
    )


def check_says(root, code):
    done = run(root, "postil", "check")
    assert done.returncode == 1, (done.returncode, done.stdout[-300:], done.stderr[-1000:])
    assert f"[{code}]" in done.stdout
    assert len(done.stdout) < 20_000
    assert done.stderr == ""


@pytest.mark.parametrize("name", YAML)
def test_a_file_of_annotations(publication, name):
    root = publication()
    text, code = YAML[name]
    (root / "annotations/marsh.yml").write_text(text, encoding="utf-8")
    check_says(root, code)


@pytest.mark.parametrize("name", YAML)
def test_a_head_of_a_transcript(publication, name):
    root = publication()
    text, code = YAML[name]
    path = root / "docs/transcripts/marsh.md"
    path.write_text(f"---\n{HEAD}{text}\n---\n{BODY}", encoding="utf-8")
    check_says(root, code)


@pytest.mark.parametrize("name", ["aliases", "brackets", "values"])
def test_a_list_of_contributors(publication, name):
    root = publication()
    text, code = YAML[name]
    (root / "annotations/contributors.yml").write_text(text, encoding="utf-8")
    check_says(root, code)


@pytest.mark.parametrize("name", NOTES)
def test_a_value_of_a_note(publication, name):
    root = publication()
    text, code = NOTES[name]
    (root / "annotations/marsh.yml").write_text(text, encoding="utf-8")
    check_says(root, code)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text(publication, name):
    root = publication()
    text, code = TEXTS[name]
    path = root / "docs/transcripts/marsh.md"
    path.write_text(f"---\n{HEAD}---\n{BODY}\n{text}\n", encoding="utf-8")
    check_says(root, code)


@pytest.mark.parametrize("name", ["aliases", "brackets", "hyphens", "values"])
def test_the_build_too(publication, name):
    root = publication()
    text, code = YAML[name]
    (root / "annotations/marsh.yml").write_text(text, encoding="utf-8")
    path = root / "docs/transcripts/marsh.md"
    path.write_text(f"---\n{HEAD}{text}\n---\n{BODY}\n{'[' * MANY}\n", encoding="utf-8")
    done = run(root, "mkdocs", "build")
    assert done.returncode == 0, (done.returncode, done.stderr[-1000:])
    assert "annotations/marsh.yml:1:" in done.stderr
    assert done.stderr.count(f"[{code}]") == 2
    assert "[markdown-too-costly]" in done.stderr
    assert "Six men on the gates." in (root / "site/transcripts/marsh.html").read_text()
