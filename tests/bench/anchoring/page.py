"""The page of the documentation that shows what was measured."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.algorithms import ALGORITHMS
from tests.bench.anchoring.modes import MODES
from tests.bench.anchoring.speed import SCENARIOS
from tests.bench.anchoring.tables import BREAKDOWNS, grouped, table
from tests.bench.anchoring.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.bench.anchoring.scores import Result
    from tests.bench.anchoring.speed import Cost


_PAGE: Final = """\
# How well notes stay on their words

A note must stay on its words when the text is edited, and say so when they are gone. This page \
says how often it does, on {notes} notes in {documents} invented transcripts, each edited in one \
of {edits} ways of which we know what became of every character.

## What is compared

- **Postil**: `postil.resolve`, given more and more: the quote and the paragraph’s id, as a \
person types them (with a word or two of context where the quote stands in its paragraph twice); \
then 32 characters before the quote and after it; then what `check` and `reanchor` store; then \
the whole old text, as git has it.
- **{exact}**: the quote stands in the paragraph of that id, word for word and once, or the note \
is given up.
- **{first}**: where the quote first stands in the document, word for word.
- **{fuzzy}**: the most similar words of the whole document, by `rapidfuzz.fuzz.partial_ratio`.

## How the cases are made

Transcripts of 20 kB are written by a grammar with slots, so that phrases, names, numbers and \
idioms recur as they do in speech: of three words in a row, 9 in 100 stand there a second time, of \
five 1 to 2 (in an interview as long, 10 and 2). One in four is in German, Russian or Chinese, and \
recurs more. On each there are some 35 notes: mostly on a quote of 1 to 40 words, the others on \
whole paragraphs or ranges. Each note but a few gets one edit of its own, on top of some changed \
words everywhere. The ids of the paragraphs are kept, renumbered, hashes of the text, all new, or \
the text is set anew with other paragraphs and typography. A copy says the note’s words in another \
sentence, or nearly the same words; one in twenty is of the whole sentence, to the letter.

Every character of the edited text knows the old character that it is or stands for. A note’s \
words are *there* when at least half of their letters have a place and half are still the same; \
they are *gone* when less than a quarter have a place. What lies between is not counted.

- **Right**: the answer shares at least half of itself, and half of the true place, with it.
- **Wrong**: the answer is on other words.
- **Needless orphan**: the words are there, and the note was given up.
- **Missed orphan**: the words are gone, and the note was placed nevertheless.
- **Bad**: wrong and missed orphans, of all notes.
- **True place suggested**: of needless orphans, where it is among the first three suggestions.
- **Both ends exact**: of right answers, to the character.

## Notes with a quote

{quoted}

## Notes on whole paragraphs and ranges

Such a note has no words of its own: where neither the store nor the old text is known, nothing \
but its paragraph’s id and its neighbours say where it belongs.

{whole}

## By edit

Postil with the quote and the paragraph’s id only:

{by_edit}

With 32 characters of context a side:

{by_edit_with_context}

## Time and memory

{speed}

Time is that of the processor, memory what the process grew by. Measured on {machine}.

## What must be reached

On notes with a quote; right, suggested and both ends exact at least, the others at most:

{targets}

Not reached, in this run:

{not_reached}

Some cases cannot be told by what is given. With quote and id only, nobody can tell words from the \
same words said once more in the paragraph, and where the id is gone, a move from a copy: so a \
part of a sentence is shown there, and asked about. One note in four is such a one, which is why \
fewer than 85 % are found in that row, and hardly any wrongly. With 32 characters of context, \
nobody can tell a sentence that was moved from one that was deleted while the same sentence stands \
elsewhere (“deleted, its sentence stands”). The old text tells them apart; it is worth keeping.

## Measure it yourself

```sh
python -m tests.bench.anchoring --write
```

This takes some minutes, writes this page anew, and fails when a figure is not reached. \
`--help` lists the options: another seed, more documents, a breakdown by edit or length, the \
cases that went wrong; and `--prose FILE FILE…`, which makes the same edits on texts of your own.
"""


def page(
    results: Sequence[Result],
    costs: Sequence[tuple[str, bool, Cost]],
    not_reached: Sequence[str],
) -> str:
    """The whole page, as Markdown; `not_reached` says of each target missed by how much."""
    documents = {result.case.number: result.case for result in results}
    notes = [note for case in documents.values() for note in case.notes]
    titles = {name: title[0].upper() + title[1:] for name, (title, _) in ALGORITHMS.items()}
    return _PAGE.format(
        notes=f"{len(notes):,}",
        documents=len(documents),
        edits=len({note.edit for note in notes}),
        quoted=by_evidence(r for r in results if not r.note.span.is_whole),
        whole=by_evidence(r for r in results if r.note.span.is_whole),
        by_edit=_by_edit(results, "quote"),
        by_edit_with_context=_by_edit(results, "context"),
        speed=speed_table(costs),
        machine=_machine(),
        targets=_targets(),
        not_reached="\n".join(f"- {line}" for line in not_reached) or "- nothing",
        **titles,
    )


def by_evidence(results: Iterable[Result]) -> str:
    """The table of all algorithms, each with what it is given."""
    return table(grouped(results, _row), "Algorithm, and what it is given")


def _by_edit(results: Sequence[Result], mode: str) -> str:
    """What Postil makes of each edit."""
    ours = [r for r in results if (r.algorithm, r.mode) == ("postil", mode)]
    return table(dict(sorted(grouped(ours, BREAKDOWNS["edit"]).items())), "Edit")


def _row(result: Result) -> str:
    title = ALGORITHMS[result.algorithm][0]
    return f"{title}: {MODES[result.mode].title}" if result.algorithm == "postil" else title


def speed_table(costs: Sequence[tuple[str, bool, Cost]]) -> str:
    """What each scenario costs, with context only and with the old text."""
    found = {(name, has_old): cost for name, has_old, cost in costs}
    rows = [["What", "With context", "With the old text", "At most", "Memory"], _marks("lrrrr")]
    for name, scenario in SCENARIOS.items():
        if (name, True) in found:
            both = [found[name, has_old] for has_old in (False, True)]
            limit = f"{scenario.limit:g} {scenario.unit}"
            memory = f"{max(cost.megabytes for cost in both):.0f} MB"
            rows.append([scenario.title, *(c.shown(scenario) for c in both), limit, memory])
    return _lines(rows)


def _targets() -> str:
    rows = [["Given", "Right", "Wrong", "Missed orphan", "Bad", "Suggested", "Both ends exact"]]
    rows.append(_marks("lrrrrrr"))
    for name, target in TARGETS.items():
        shares = (target.right, target.wrong, target.missed, target.bad, target.suggested)
        rows.append([MODES[name].title, *(f"{share:g} %" for share in (*shares, target.exact))])
    return _lines(rows)


def _marks(sides: str) -> list[str]:
    return ["---:" if side == "r" else "---" for side in sides]


def _lines(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _machine() -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("postil", "rapidfuzz"))
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}, with {versions}"
