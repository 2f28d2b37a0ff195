"""The page of the documentation that shows what was measured."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from statistics import median
from typing import TYPE_CHECKING, Final

from tests.bench.generator import NOTES
from tests.bench.sites import FOLDER_SIZE, VARIANTS
from tests.bench.targets import Target, cpu, memory, ratio, targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.bench.builds import Round

_PACKAGES: Final = ("postil", "mkdocs", "mkdocs-material", "markdown")

_PAGE: Final = """\
# How long a build takes

A publication with Postil should take no longer to build than the same transcripts without any \
notes do in plain MkDocs with the theme Material, and far less long than with the same notes \
written as Markdown footnotes. That is what we hold ourselves to; this page says what we measured, \
and whether it is reached.

## What is compared

The transcripts are invented interviews of 40 to 60 turns, 18 kB of Markdown each, with {notes} \
notes each: two on a whole paragraph, the others on two to nine words. The same interviews are \
built as four sites:

- **{annotated}**: Postil with `search: material`, so that all three have the same search. Readers \
find the transcripts in its lists, not in the navigation.
- **{plain}**: the same Markdown files without Postil and without notes. The navigation lists \
every page, in folders of {folder} and with `navigation.prune`, which is the quickest that \
Material has for many pages.
- **{footnotes}**: as before, with the notes and their sources as footnotes, and \
`content.footnote.tooltips`.
- **{searchable}**: Postil with its default settings. Its index of every paragraph and note, \
which the others have not, is measured by itself.

All use the theme Material, its search, and `attr_list`. Each build is a process of its \
own, and writes into a folder that was not there. The sites are built in turn, in {rounds} rounds, \
after one round that does not count. Time is that of the processor, so that other programs disturb \
little; memory is the most that the process held.

## What was measured

{measured}

Time is the median, with the least and the most in brackets. “Annotated against it” is the median \
of the rounds’ ratios: below 1, the annotated publication is quicker.

Measured on {machine}.

## What must be reached

{reached}

## Measure it yourself

```sh
make bench
```

This takes some minutes, writes this page anew, and fails when a figure is above its limit. \
`python -m tests.bench --help` lists the options: other numbers of transcripts, more rounds, a \
folder that keeps the sites.
"""


def page(rounds: Mapping[int, Sequence[Round]]) -> str:
    """The whole page, as Markdown."""
    titles = {name: variant.title for name, variant in VARIANTS.items()}
    return _PAGE.format(
        notes=NOTES,
        folder=FOLDER_SIZE,
        rounds=len(next(iter(rounds.values()))),
        measured=measured(rounds),
        machine=machine(),
        reached=reached(rounds),
        **titles,
    )


def measured(rounds: Mapping[int, Sequence[Round]]) -> str:
    """The table of times and memory."""
    head = ("Transcripts", "Site", "Time", "Each transcript", "Annotated against it", "Memory")
    rows = (_row(size, name, rounds[size]) for size in sorted(rounds) for name in VARIANTS)
    return table(head, rows, "rlrrrr")


def _row(size: int, name: str, rounds: Sequence[Round]) -> Sequence[str]:
    times = cpu(rounds, name)
    return (
        f"{size:,}",
        VARIANTS[name].title,
        f"{median(times):.1f} s ({min(times):.1f}–{max(times):.1f})",
        f"{median(times) / size * 1000:.1f} ms",
        "" if name == "annotated" else f"{ratio(rounds, name):.2f} ×",
        f"{memory(rounds, name):.0f} MB",
    )


def reached(rounds: Mapping[int, Sequence[Round]]) -> str:
    """The table of targets."""
    rows = (
        (
            f"{target.what[0].upper()}{target.what[1:]}",
            _shown(target, target.value),
            _shown(target, target.limit),
            met,
        )
        for target in targets(rounds)
        for met in ["yes" if target.is_met else "**no**"]
    )
    return table(("The annotated publication’s", "Measured", "At most", "Reached"), rows, "lrrl")


def _shown(target: Target, value: float) -> str:
    return f"{value:.0f} {target.unit}" if target.unit == "MB" else f"{value:.2f} {target.unit}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], alignment: str) -> str:
    """A table in Markdown; `alignment` has `l` or `r` for each column."""
    marks = ["---:" if side == "r" else "---" for side in alignment]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def machine() -> str:
    """Where it was measured, and with what."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}, with {versions}"
