"""Commands, their arguments, options and exit codes, for the page on commands."""

from __future__ import annotations

from typing import Final

import click
from marking_up import first_sentence, table

from postil.cli.main import main as postil

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
        meaning = meaning.removesuffix(f" Default: {option.default}.")
        return names, choices, f"{meaning} Default: `{option.default}`."
    return names, f"`{option.metavar or option.type.name.upper()}`", meaning


def exit_codes(name: str) -> list[tuple[str, str]]:
    """What each exit code of a command means."""
    return [(str(number), words) for number, words in enumerate(EXIT_CODES[name])]
