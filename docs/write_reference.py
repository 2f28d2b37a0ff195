"""Writes the reference pages from the code, so that they cannot say anything else.

`make reference` writes them anew; with `--check` nothing is written, the difference is printed and
the exit code is 1 where a page is out of date. Without a clock and without sets: the same code
gives the same pages.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import inspect
import itertools
import shutil
import sys
import tempfile
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click
import yaml
from click.testing import CliRunner
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from postil.cli.main import main as postil
from postil.core import annotation_file, contributors, front_matter, model
from postil.core.checked_mapping import MAX_TEXT, URL_SCHEMES
from postil.core.diagnostics import Code
from postil.core.record_words import RECORD_WORDS
from postil.core.transcript import DEFAULT_EDITORIAL_MARKS
from postil.hosts import mkdocs_plugin
from postil.hosts.theme_meta import _PASSED_ON
from postil.project import MAX_BYTES, NOT_TRANSCRIPTS, YAML_SUFFIXES
from postil.rendering.extension import PostilExtension

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGES: Final = Path(__file__).parent / "reference"
SOURCES: Final = Path(__file__).parent / ".reference"
"""Hidden, so that MkDocs does not publish it: a template for each page, `keys.yml` with one line
for each key and value of the formats, and `example/`, the publication that pages and guides quote.
"""

WRITTEN: Final = "<!-- By docs/write_reference.py. Change the code and run `make reference`. -->"

MISTAKE: Final = ("quote: six men on the gates", "quote: six men at the gates")

ARGUMENTS: Final = {
    ("init", "DIRECTORY"): "The folder to make. It may exist, as long as no file is in the way.",
    ("import", "FILE"): "The raw transcript, a text file.",
    ("number", "PATHS"): "Transcripts, or folders of them. Without any: every transcript.",
    ("new", "TRANSCRIPT"): "The transcript's path, or the name of its file, with or without `.md`.",
    ("new", "PARAGRAPH"): "The paragraph's id, or a range: `p8`, `p8-p11`.",
    ("check", "PATHS"): "Transcripts, annotation files or folders. Without any: everything.",
}
OPTIONS_WITHOUT_HELP: Final = {
    ("check", "--format"): "How findings are written: see [formats of findings](#formats).",
}
EXIT_CODES: Final = {
    "init": (
        "The publication was made.",
        "A file is in the way, or cannot be written.",
        "Wrong usage.",
    ),
    "import": (
        "The transcript was written. There may be findings to look at.",
        "FILE cannot be read, or OUT exists or cannot be written.",
        "Wrong usage.",
    ),
    "number": (
        "Every paragraph has an id, or the change was shown.",
        "A file could not be numbered.",
        "Wrong usage: no publication, or a path that is not there.",
    ),
    "new": (
        "The note was written. Its path is printed.",
        "`postil check` would find fault with the note, or its file exists.",
        "Wrong usage: no publication, or no such transcript.",
    ),
    "check": (
        "No error was found. There may be warnings.",
        "An error was found; with `--strict`, a warning is enough.",
        "Wrong usage: no publication, or a path that is not there.",
    ),
}

DEFAULT_MEANINGS: Final = {
    "kinds": "the five [default kinds](formats.md#kinds)",
    "editorial_marks": "the [default list](formats.md#editorial-marks)",
}
TYPE_WORDS: Final = {"str": "text", "bool": "`true` or `false`", "dict": "mapping", "list": "list"}


class UnexplainedError(Exception):
    """Something in the code has no explanation here, or the other way round."""


class Setting(NamedTuple):
    """One setting as the code declares it."""

    name: str
    type: str
    default: object
    meaning: str


# Diagnostics


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
        shutil.copytree(SOURCES / "example", folder, dirs_exist_ok=True)
        notes = Path(folder, "annotations", "1974-marsh.yml")
        notes.write_text(notes.read_text(encoding="utf-8").replace(*MISTAKE), encoding="utf-8")
        words = ["check", "--format", format_, "-C", folder]
        result = CliRunner().invoke(postil, words, catch_exceptions=False)
    return fenced("json" if format_ == "json" else "text", result.output)


# Commands


def usage(name: str = "") -> str:
    """The usage line of a command, unwrapped."""
    command = postil.commands[name] if name else postil
    # With the settings of the program: Click remembers a command's help option from its first use.
    settings = {**postil.context_settings, "terminal_width": 200}
    context = click.Context(command, info_name=f"postil {name}".strip(), **settings)
    return command.get_usage(context).removeprefix("Usage: ")


def command_rows() -> list[tuple[str, str]]:
    """Every command with what it does, in one sentence."""
    return [
        (f"[`postil {name}`](#{name})", first_sentence(str(command.help)))
        for name, command in sorted(postil.commands.items())
    ]


def arguments(name: str) -> str:
    """The table of a command's arguments."""
    params = [p for p in postil.commands[name].params if isinstance(p, click.Argument)]
    given = [str(argument.name).upper() for argument in params]
    return table(("Argument", "What it is"), [(f"`{g}`", ARGUMENTS[name, g]) for g in given])


def options(name: str) -> str:
    """The table of a command's options, or nothing."""
    params = [p for p in postil.commands[name].params if isinstance(p, click.Option)]
    rows = [_option_row(name, option) for option in params]
    return table(("Option", "Value", "What it does"), rows) if rows else ""


def _option_row(name: str, option: click.Option) -> tuple[str, str, str]:
    names = ", ".join(f"`{given}`" for given in option.opts)
    meaning = option.help or OPTIONS_WITHOUT_HELP[name, option.opts[-1]]
    if option.is_flag:
        return names, "", meaning
    if isinstance(option.type, click.Choice):
        choices = ", ".join(f"`{choice}`" for choice in option.type.choices)
        return names, choices, f"{meaning} Default: `{option.default}`."
    return names, f"`{option.metavar or option.type.name.upper()}`", meaning


def exit_codes(name: str) -> list[tuple[str, str]]:
    """What each exit code of a command means."""
    return [(str(number), words) for number, words in enumerate(EXIT_CODES[name])]


# Settings


@cache
def settings() -> dict[str, Setting]:
    """The attributes of the options' class, each with the docstring below it."""
    classes = [n for n in ast.parse(inspect.getsource(mkdocs_plugin)).body if _is_options(n)]
    body = classes[0].body
    found = {}
    for node, following in itertools.pairwise(body):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        name = ast.unparse(node.targets[0])
        if not isinstance(following, ast.Expr):
            message = f"the setting {name} has no docstring"
            raise UnexplainedError(message)
        default = next(k.value for k in node.value.keywords if k.arg == "default")
        words = inspect.cleandoc(str(ast.literal_eval(following.value)))
        type_ = TYPE_WORDS[ast.unparse(node.value.args[0])]
        found[name] = Setting(name, type_, ast.literal_eval(default), words)
    return found


def _is_options(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and node.name == mkdocs_plugin.PostilOptions.__name__


def setting_rows() -> list[tuple[str, str, str, str]]:
    """Every setting in short."""
    return [
        (f"[`{s.name}`](#{s.name})", s.type, _shown_default(s), first_sentence(s.meaning))
        for s in settings().values()
    ]


def _shown_default(setting: Setting) -> str:
    default = setting.default
    value = str(default).lower() if isinstance(default, bool) else default
    return DEFAULT_MEANINGS.get(setting.name, f"`{value}`")


def extension_rows() -> list[tuple[str, str, str]]:
    """Every option of the bare extension."""
    config = PostilExtension().config
    return [(f"`{k}`", f"`{default}`", meaning) for k, (default, meaning) in config.items()]


# Formats


@cache
def meanings() -> dict[str, dict[str, str]]:
    """What `keys.yml` says."""
    text = (SOURCES / "keys.yml").read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = yaml.safe_load(text)
    return words


def explained(name: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Each key of the code with its meaning; fails where one side has more than the other."""
    known = list(known)
    if sorted(known) != sorted(meanings()[name]):
        message = f"{name}: the code knows {known}, keys.yml {list(meanings()[name])}"
        raise UnexplainedError(message)
    return [(key, meanings()[name][key]) for key in known]


def keys(head: str, name: str, known: Iterable[str], meaning: str = "What it says") -> str:
    """The table of keys or values, which `keys.yml` explains under `name`."""
    return table((head, meaning), [(f"`{key}`", words) for key, words in explained(name, known)])


def required_rows() -> list[tuple[str, str, str]]:
    """The keys a head must have, each with a line to begin with."""
    required = front_matter.REQUIRED
    return [(f"`{k}`", words, f"`{required[k]}`") for k, words in explained("head", required)]


def optional_keys() -> list[str]:
    """The keys of a head that Postil reads and does not ask for."""
    names = [field.name for field in fields(model.FrontMatter)]
    return [name for name in names if name not in (*front_matter.REQUIRED, "extra")]


def record_rows() -> list[tuple[str, str, str]]:
    """The records, with the words the page shows."""
    rows = explained("records", model.RECORDS)
    return [(f"`{key}`", f"“{RECORD_WORDS[key]}”", words) for key, words in rows]


def kind_rows() -> list[tuple[str, str, str]]:
    """The kinds, with the words the page shows."""
    shown = model.DEFAULT_KINDS
    return [(f"`{k}`", f"“{shown[k]}”", words) for k, words in explained("kinds", shown)]


def limit_rows() -> list[tuple[str, str]]:
    """How large things may be."""
    return [
        ("a file", f"{MAX_BYTES >> 20} MB"),
        ("a note", f"{annotation_file.MAX_NOTE:,} characters"),
        ("a quote, `prefix` or `suffix`", f"{annotation_file.MAX_QUOTE:,} characters"),
        ("any other text", f"{MAX_TEXT:,} characters"),
    ]


def example(path: str) -> str:
    """A file of the example publication."""
    text = (SOURCES / "example" / path).read_text(encoding="utf-8")
    return fenced("yaml" if path.endswith(".yml") else "markdown", text)


# Markdown


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a line feed or a bar in a cell would break it."""
    lines = [head, ["---"] * len(head), *rows]
    if any("|" in cell or "\n" in cell for line in lines for cell in line):
        message = f"a cell of the table {head} holds a bar or a line feed"
        raise UnexplainedError(message)
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def fenced(language: str, text: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def in_words(words: Iterable[str], conjunction: str) -> str:
    """`a`, `b` and `c`."""
    *others, last = (f"`{word}`" for word in words)
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def first_sentence(text: str) -> str:
    """The first sentence of a help text or a docstring, on one line."""
    return f"{' '.join(text.split()).split('. ')[0].rstrip('.')}."


# Writing


def render(name: str) -> str:
    """A page's text."""
    environment = Environment(  # noqa: S701 - Markdown is written, not HTML.
        loader=FileSystemLoader(SOURCES), undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(
        globals(),
        cleaned=inspect.cleandoc,
        meaning=lambda setting: settings()[setting].meaning,
        passed_on=lambda: (*_PASSED_ON, "hide"),
        postil=postil,
        CONTRIBUTORS=contributors.FILE_NAME,
        CONTRIBUTOR_KEYS=contributors.KEYS,
        DEFAULT_EDITORIAL_MARKS=DEFAULT_EDITORIAL_MARKS,
        DEFAULT_KIND=model.DEFAULT_KIND,
        ENTRY_KEYS=annotation_file.ENTRY_KEYS,
        HEAD_SOURCE_KEYS=front_matter.SOURCE_KEYS,
        NOTE_SOURCE_KEYS=annotation_file.SOURCE_KEYS,
        NOT_TRANSCRIPTS=NOT_TRANSCRIPTS,
        PERSON_KEYS=front_matter.PERSON_KEYS,
        CITATION_KEYS=front_matter.CITATION_KEYS,
        EDIT_KEYS=front_matter.EDIT_KEYS,
        MEDIA_KEYS=front_matter.MEDIA_KEYS,
        RIGHTS_KEYS=front_matter.RIGHTS_KEYS,
        SESSION_KEYS=front_matter.SESSION_KEYS,
        TRANSCRIPTION_KEYS=front_matter.TRANSCRIPTION_KEYS,
        ROLES=model.ROLES,
        STATUSES=model.STATUSES,
        TARGET_KEYS=annotation_file.TARGET_KEYS,
        TRANSCRIPT_TYPES=model.TRANSCRIPT_TYPES,
        URL_KEYS=front_matter.URL_KEYS,
        URL_SCHEMES=URL_SCHEMES,
        YAML_SUFFIXES=YAML_SUFFIXES,
    )
    text = environment.get_template(name).render()
    paragraphs = [part.strip("\n") for part in text.split("\n\n") if part.strip()]
    return "\n\n".join([*paragraphs, WRITTEN]) + "\n"


def main(words: Sequence[str] | None = None) -> int:
    """Write the pages, or say which are out of date; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if out of date")
    is_check = parser.parse_args(words).check
    stale = False
    for template in sorted(SOURCES.glob("*.md")):
        path = PAGES / template.name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = render(template.name)
        if old == new:
            continue
        stale = True
        shown = f"docs/reference/{path.name}"
        if is_check:
            lines = (old.splitlines(keepends=True), new.splitlines(keepends=True))
            print("".join(difflib.unified_diff(*lines, shown, f"{shown}, from the code")), end="")
        else:
            PAGES.mkdir(exist_ok=True)
            path.write_text(new, encoding="utf-8")
            print(f"wrote {shown}")
    if stale and is_check:
        print("The reference is out of date: run `make reference`.", file=sys.stderr)
    return int(stale and is_check)


if __name__ == "__main__":
    sys.exit(main())
