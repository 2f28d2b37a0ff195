"""The codes of findings, and what a check prints, for the page on diagnostics."""

from __future__ import annotations

import inspect
import shutil
import tempfile
from pathlib import Path
from typing import Final

from click.testing import CliRunner
from marking_up import UnexplainedError, fenced

from postil.cli.main import main as postil
from postil.core.diagnostics import Code

EXAMPLE: Final = Path(__file__).parent / "example"

MISTAKE: Final = ("quote: six men on the gates", "quote: six men at the gates")


def code_groups() -> list[tuple[str, list[Code]]]:
    """The codes under the comments that head them in the source."""
    by_name = {code.name: code for code in Code}
    groups: list[tuple[str, list[Code]]] = []
    for line in inspect.getsource(Code).splitlines():
        word = line.strip()
        if word.startswith("# "):
            groups.append((word.removeprefix("# "), []))
        elif code := by_name.pop(word.partition(" = ")[0], None):
            groups[-1][1].append(code)
    if by_name:
        message = f"codes without a group: {', '.join(by_name)}"
        raise UnexplainedError(message)
    return groups


def check(format_: str) -> str:
    """What `postil check` really prints about the example with one wrong word in a quote."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
        notes = Path(folder, "annotations", "1974-marsh.yml")
        notes.write_text(notes.read_text(encoding="utf-8").replace(*MISTAKE), encoding="utf-8")
        words = ["check", "--format", format_, "-C", folder]
        result = CliRunner().invoke(postil, words, catch_exceptions=False)
    return fenced("json" if format_ == "json" else "text", result.output)
