"""The command `postil`: arguments, the encoding of output and exit codes, nothing else.

Exit codes: 0 done or clean, 1 findings or refused, 2 wrong usage.
"""

from __future__ import annotations

import io
import sys

import click

from postil import __version__
from postil.cli.bundle import bundle
from postil.cli.check import check
from postil.cli.diff import diff
from postil.cli.import_ import import_
from postil.cli.init import init
from postil.cli.new import new
from postil.cli.number import number
from postil.cli.reanchor import reanchor
from postil.cli.schema import schema
from postil.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="postil")
def main() -> None:
    """Publish annotated transcripts whose notes stay on the words they were written about."""
    _let_every_letter_out()


def _let_every_letter_out() -> None:
    """Make output UTF-8 but on terminals, which keep their encoding and get the rest escaped.

    Windows has another encoding for files and pipes, in which transcripts of many languages cannot
    be written at all; and JSON, SARIF, JUnit and Markdown are read as UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


for command in (
    init,
    import_,
    number,
    new,
    check,
    reanchor,
    diff,
    schema,
    verify,
    bundle,
):
    main.add_command(command)
