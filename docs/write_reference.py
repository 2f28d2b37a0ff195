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
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click
from click.testing import CliRunner
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from postil.cli.main import main as postil
from postil.core import annotation_file, contributors, front_matter, head_keys, house_style, model
from postil.core.checked_mapping import URL_SCHEMES
from postil.core.diagnostics import Code
from postil.core.forms import MAX_TEXT
from postil.core.record_words import RECORD_WORDS
from postil.core.transcript import DEFAULT_EDITORIAL_MARKS
from postil.hosts import mkdocs_plugin
from postil.hosts.site_search import MODES
from postil.hosts.theme_meta import _PASSED_ON
from postil.project import MAX_BYTES, NOT_TRANSCRIPTS, YAML_SUFFIXES
from postil.rendering.extension import PostilExtension
from postil.schemas import explanations

sys.path.insert(0, str(Path(__file__).parent))
import python_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PAGES: Final = Path(__file__).parent / "reference"
SOURCES: Final = Path(__file__).parent / ".reference"
"""Hidden, so that MkDocs does not publish it: a template for each page, and `example/`, the
publication that pages and guides quote. What each key and value means, the package itself knows.
"""

WRITTEN: Final = "<!-- By docs/write_reference.py. Change the code and run `make reference`. -->"

MISTAKE: Final = ("quote: six men on the gates", "quote: six men at the gates")

ARGUMENTS: Final = {
    ("init", "DIRECTORY"): "The folder to make. It may exist, as long as no file is in the way.",
    ("import", "FILE"): "The raw transcript, a text file.",
    ("number", "PATHS"): "Transcripts, or folders of them. Without any: every transcript.",
    ("new", "TRANSCRIPT"): "The transcript's path, or the name of its file, with or without `.md`.",
    ("new", "PARAGRAPH"): "The paragraph's id, or a range: `p8`, `p8-p11`.",
    ("reanchor", "PATHS"): "Transcripts, annotation files or folders. Without any: everything.",
    ("diff", "BASE"): "A revision of git: a branch, a tag, `HEAD~3`, the number of a commit.",
    ("verify", "SITE"): "The folder of a built site, or the zip of a bundle.",
    ("check", "PATHS"): "Transcripts, annotation files or folders. Without any: everything.",
}
OPTIONS_WITHOUT_HELP: Final = {
    ("check", "--format"): "How findings are written: see [formats of findings](#formats).",
    ("verify", "--format"): "How findings are written: see [formats of findings](#formats).",
}
EXIT_CODES: Final = {
    "diff": (
        "The comparison was made, whatever it says.",
        "Never.",
        "Wrong usage: no publication, no repository, no such revision.",
    ),
    "schema": (
        "The schemas are written, or were already there.",
        "A file cannot be written.",
        "Wrong usage: no publication.",
    ),
    "init": (
        "The publication, or the file for a code host, was made.",
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
        "`postil check` would find fault with the note, or its file or the given `--id` exists.",
        "Wrong usage: no publication, or no such transcript.",
    ),
    "reanchor": (
        "Nothing is left to do.",
        "Proposals or lost notes are left, or a file could not be changed.",
        "Wrong usage: no publication, no such path or revision, or no repository for `--since`.",
    ),
    "check": (
        "No error was found. There may be warnings.",
        "An error was found, or with `--strict` a warning; with `--fix`, there is a thing to mend.",
        "Wrong usage: no publication, or a path that is not there.",
    ),
    "verify": (
        "Everything that was written is in what was built.",
        "Something is missing, damaged or published by mistake, or SITE cannot be read.",
        "Wrong usage: no publication.",
    ),
    "bundle": (
        "The file was written.",
        (
            "The site cannot be built or is not in order, or the file is there or cannot be "
            "written; with `--strict`, something would be loaded from the network."
        ),
        "Wrong usage: no publication, or no such transcript.",
    ),
}

DEFAULT_MEANINGS: Final = {
    "house_style": "no rules",
    "kinds": "the five [default kinds](formats.md#kinds)",
    "editorial_marks": "the [default list](formats.md#editorial-marks)",
}
TYPE_WORDS: Final = {"str": "text", "bool": "`true` or `false`", "dict": "mapping", "list": "list"}


SEE: Final = {
    ("head", "type"): ("types", "#types"),
    ("head", "record"): ("records", "#records"),
    ("head", "date"): ("dates", "#dates"),
    ("head", "people"): ("people", "#people"),
    ("head", "source"): ("source", "#source"),
    ("head", "rights"): ("rights", "#rights"),
    ("optional head", "transcription"): ("transcription", "#transcription"),
    ("optional head", "media"): ("recording", "#media"),
    ("optional head", "sessions"): ("sittings", "#sessions"),
    ("optional head", "edits"): ("edits", "#edits"),
    ("optional head", "citation"): ("citation", "#citation"),
    ("head source", "url"): ("addresses", "#addresses"),
    ("head source", "archived_url"): ("addresses", "#addresses"),
    ("head source", "accessed"): ("dates", "#dates"),
    ("rights", "statement"): ("addresses", "#addresses"),
    ("rights", "embargo_until"): ("dates", "#dates"),
    ("transcription", "date"): ("dates", "#dates"),
    ("media", "duration"): ("durations", "#durations"),
    ("session", "date"): ("dates", "#dates"),
    ("session", "duration"): ("durations", "#durations"),
    ("edit", "date"): ("dates", "#dates"),
    ("person", "role"): ("roles", "#roles"),
    ("annotation", "target"): ("target", "#target"),
    ("annotation", "kind"): ("kinds", "#kinds"),
    ("annotation", "sources"): ("sources of a note", "#note-sources"),
    ("annotation", "author"): ("contributors", "#contributors"),
    ("annotation", "date"): ("dates", "#dates"),
    ("annotation", "status"): ("status", "#status"),
    ("statuses", "draft"): ("the setting", "settings.md#drafts"),
}
"""Where the reference says more; the explanations themselves are also read in editors."""


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
    context = click.Context(command, info_name=f"postil {name}".strip(), terminal_width=200)
    context.help_option_names = postil.context_settings["help_option_names"]
    return command.get_usage(context).removeprefix("Usage: ")


def command_rows() -> list[tuple[str, str]]:
    """Every command with what it does, in one sentence."""
    return [
        (f"[`postil {name}`](#{name})", first_sentence(str(command.help)))
        for name, command in sorted(postil.commands.items())
    ]


def arguments(name: str) -> str:
    """The table of a command's arguments, or nothing."""
    params = [p for p in postil.commands[name].params if isinstance(p, click.Argument)]
    given = [str(argument.name).upper() for argument in params]
    rows = [(f"`{g}`", ARGUMENTS[name, g]) for g in given]
    return table(("Argument", "What it is"), rows) if rows else ""


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
        type_ = _type_of(node.value)
        found[name] = Setting(name, type_, ast.literal_eval(default), words)
    return found


def _type_of(declaration: ast.Call) -> str:
    """What an author may write for a setting that is declared so."""
    what = ast.unparse(declaration.func)
    if what == mkdocs_plugin.Share.__name__:
        return "number from 0 to 1"
    if what == "c.Choice":
        listed = ast.unparse(declaration.args[0])
        names = MODES if listed == "MODES" else ast.literal_eval(listed)
        return " or ".join(f"`{name}`" for name in names)
    return TYPE_WORDS[ast.unparse(declaration.args[0])]


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


def meanings() -> Mapping[str, Mapping[str, str]]:
    """What the package says about each key and value, by group."""
    return explanations().meanings


def explained(name: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Each key of the code with its meaning; fails where one side has more than the other."""
    known = list(known)
    if sorted(known) != sorted(meanings()[name]):
        message = f"{name}: the code knows {known}, the explanations {list(meanings()[name])}"
        raise UnexplainedError(message)
    return [(key, f"{meanings()[name][key]}{_see(name, key)}") for key in known]


def _see(group: str, key: str) -> str:
    words, address = SEE.get((group, key), ("", ""))
    return f" See [{words}]({address})." if words else ""


def keys(head: str, name: str, known: Iterable[str], meaning: str = "What it says") -> str:
    """The table of keys or values, which `keys.yml` explains under `name`."""
    return table((head, meaning), [(f"`{key}`", words) for key, words in explained(name, known)])


def required_rows() -> list[tuple[str, str, str]]:
    """The keys a head must have, each with a line to begin with."""
    required = front_matter.REQUIRED
    return [(f"`{k}`", words, f"`{required[k]}`") for k, words in explained("head", required)]


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
        python=python_names,
        CONTRIBUTORS=contributors.FILE_NAME,
        CONTRIBUTOR_KEYS=contributors.KEYS,
        DEFAULT_EDITORIAL_MARKS=DEFAULT_EDITORIAL_MARKS,
        DEFAULT_KIND=model.DEFAULT_KIND,
        ENTRY_KEYS=annotation_file.ENTRY_KEYS,
        HEAD_SOURCE_KEYS=head_keys.SOURCE_KEYS,
        NEED_SOURCES=house_style.NEED_SOURCES,
        NOTE_SOURCE_KEYS=annotation_file.SOURCE_KEYS,
        NOT_TRANSCRIPTS=NOT_TRANSCRIPTS,
        PERSON_KEYS=head_keys.PERSON_KEYS,
        CITATION_KEYS=head_keys.CITATION_KEYS,
        EDIT_KEYS=head_keys.EDIT_KEYS,
        MEDIA_KEYS=head_keys.MEDIA_KEYS,
        RIGHTS_KEYS=head_keys.RIGHTS_KEYS,
        SESSION_KEYS=head_keys.SESSION_KEYS,
        TRANSCRIPTION_KEYS=head_keys.TRANSCRIPTION_KEYS,
        OPTIONAL_KEYS=head_keys.OPTIONAL_KEYS,
        ROLES=model.ROLES,
        STATUSES=model.STATUSES,
        TARGET_KEYS=annotation_file.TARGET_KEYS,
        TRANSCRIPT_TYPES=model.TRANSCRIPT_TYPES,
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
