"""Writes the reference pages from the code, so that they cannot say anything else.

`make reference` writes them anew; with `--check` nothing is written, the difference is printed and
the exit code is 1 where a page is out of date. Without a clock and without sets: the same code
gives the same pages.
"""

from __future__ import annotations

import argparse
import difflib
import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from postil.core import annotation_file, contributors, head_keys, house_style, model
from postil.core.checked_mapping import URL_SCHEMES
from postil.core.transcript import DEFAULT_EDITORIAL_MARKS
from postil.hosts.theme_meta import _PASSED_ON
from postil.project import NOT_TRANSCRIPTS, YAML_SUFFIXES

sys.path.insert(0, str(Path(__file__).parent / ".reference"))
import commands
import diagnostics
import formats
import marking_up
import python_names
import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGES: Final = Path(__file__).parent / "reference"
SOURCES: Final = Path(__file__).parent / ".reference"
"""Hidden, so that MkDocs does not publish it: a template for each page, what it asks of the code,
and `example/`, the publication that pages and guides quote. What each key and value means, the
package itself knows.
"""

WRITTEN: Final = "<!-- By docs/write_reference.py. Change the code and run `make reference`. -->"

NAMES: Final = {
    **vars(marking_up),
    **vars(commands),
    **vars(diagnostics),
    **vars(formats),
    **vars(settings),
    "cleaned": inspect.cleandoc,
    "passed_on": lambda: (*_PASSED_ON, "hide"),
    "python": python_names,
    "CONTRIBUTORS": contributors.FILE_NAME,
    "CONTRIBUTOR_KEYS": contributors.KEYS,
    "DEFAULT_EDITORIAL_MARKS": DEFAULT_EDITORIAL_MARKS,
    "DEFAULT_KIND": model.DEFAULT_KIND,
    "ENTRY_KEYS": annotation_file.ENTRY_KEYS,
    "HEAD_SOURCE_KEYS": head_keys.SOURCE_KEYS,
    "NEED_SOURCES": house_style.NEED_SOURCES,
    "NOTE_SOURCE_KEYS": annotation_file.SOURCE_KEYS,
    "NOT_TRANSCRIPTS": NOT_TRANSCRIPTS,
    "PERSON_KEYS": head_keys.PERSON_KEYS,
    "CITATION_KEYS": head_keys.CITATION_KEYS,
    "EDIT_KEYS": head_keys.EDIT_KEYS,
    "MEDIA_KEYS": head_keys.MEDIA_KEYS,
    "RIGHTS_KEYS": head_keys.RIGHTS_KEYS,
    "SESSION_KEYS": head_keys.SESSION_KEYS,
    "TRANSCRIPTION_KEYS": head_keys.TRANSCRIPTION_KEYS,
    "OPTIONAL_KEYS": head_keys.OPTIONAL_KEYS,
    "ROLES": model.ROLES,
    "STATUSES": model.STATUSES,
    "TARGET_KEYS": annotation_file.TARGET_KEYS,
    "TRANSCRIPT_TYPES": model.TRANSCRIPT_TYPES,
    "URL_SCHEMES": URL_SCHEMES,
    "YAML_SUFFIXES": YAML_SUFFIXES,
}
"""What the templates may ask for."""


def render(name: str) -> str:
    """A page's text."""
    environment = Environment(  # noqa: S701 - Markdown is written, not HTML.
        loader=FileSystemLoader(SOURCES), undefined=StrictUndefined, trim_blocks=True
    )
    text = environment.get_template(name, globals=NAMES).render()
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
