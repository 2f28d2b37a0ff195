"""What `postil check` says: one file of `cases/check` for each behaviour, the text complete.

`before` are files of the revision `HEAD`, `files` those of today.

POSTIL_UPDATE_GOLDENS=1 writes what is said now into the files. Read the difference before you
believe it: does the message name the mistake in the author's words, does the caret stand under the
right character, is the help a way out?
"""

import codecs
import contextlib
import os
import re
import tempfile
from pathlib import Path

import pytest
import yaml

from postil.core.diagnostics import Code
from repositories import commit, git

CASES = sorted(Path(__file__).with_name("cases").glob("check/*.yml"))
NOBODY = 65534
# Files are read as somebody who may not read Python's own.
codecs.lookup("utf-8-sig")


def write_files(root, files):
    """Change a publication: by path a text, None for no file, or what the keys below say."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            path.unlink()
        if content is not None:
            write_entry(path, {"text": content} if isinstance(content, str) else content)


def write_entry(path, content):
    match content:
        case {"directory": True}:
            path.mkdir(exist_ok=True)
        case {"file": True}:
            path.rmdir()
            path.touch()
        case {"bytes": digits}:
            path.write_bytes(bytes.fromhex(digits))
        case {"link": target}:
            path.symlink_to(target)
        case {"pipe": True}:
            os.mkfifo(path)
        case {"megabytes": size}:
            with path.open("wb") as file:
                file.truncate(size << 20)
        case {"text": text}:
            for word, times in content.get("repeat", {}).items():
                text = text.replace(f"<{word}>", word * times)
            path.write_text(text, encoding="utf-8", newline="")
    if "mode" in content:
        path.chmod(int(content["mode"], 8))


@contextlib.contextmanager
def as_nobody():
    """Without the privileges of root, who may read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def readable_by_all():
    """A folder that nobody, too, may enter; pytest's own are private."""
    mask = os.umask(0o022)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        yield root
        for path in [root, *root.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755)
    os.umask(mask)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_check_says(path, postil, publication, readable_by_all):
    text = path.read_text(encoding="utf-8")
    case = yaml.safe_load(text)
    options = [key for key in ("before", "files", "args") if key in case]
    assert list(case) == [*options, "exit", "output"]
    root = publication(name=readable_by_all / "pub")
    if "before" in case:
        write_files(root, case["before"])
        git(root, "init", "--quiet")
        commit(root, {})
    files = case.get("files", {})
    needs_modes = any(isinstance(content, dict) and "mode" in content for content in files.values())
    if needs_modes:
        postil(root, "check")  # Imports what it needs: Python's own files may not be nobody's.
    write_files(root, files)
    with as_nobody() if needs_modes else contextlib.nullcontext():
        result = postil(root, "check", *case.get("args", []))
    said = result.stdout.replace(str(root.resolve()), "ROOT")
    if os.environ.get("POSTIL_UPDATE_GOLDENS"):
        path.write_text(with_output(text, said), encoding="utf-8")
        return
    assert said == case["output"]
    assert result.exit_code == case["exit"]


def with_output(text, said):
    before, found, _ = text.partition("\noutput:")
    assert found, "the file has no key “output”"
    if not said:
        return f'{before}\noutput: ""\n'
    lines = "".join(f"  {line}".rstrip(" ") + "\n" for line in said.rstrip("\n").split("\n"))
    return f"{before}\noutput: |\n{lines}"


def test_every_code_has_a_case():
    cases = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in CASES]
    finding = re.compile(r"^\S.*:\d+:\d+: (?:error|warning): .* \[([a-z0-9-]+)\]$", re.MULTILINE)
    shown = {code for case in cases for code in finding.findall(case["output"])}
    assert shown == {code.slug for code in Code if not code.slug.startswith(("import-", "built-"))}
