"""How to take back a kept text that cannot be read: commands of git, and what is lost without them.

To delete it is a way out only with a revision that takes its place: else whatever stands now where
the notes say would be taken for what they are about.
"""

from __future__ import annotations

import shlex
from typing import Final

_ONE_SIDE: Final = (
    "Take this file whole from one side of the merge, from the one that renumbered paragraphs if "
    "one did: `git checkout --ours -- {path}`. Then run `postil reanchor --since MERGE_HEAD`, or "
    "`--since HEAD` if you took `--theirs`, and look at what it shows before you add `--write`. "
    "Without `--since`, that the side you did not take kept a note as it is would be lost."
)

_BEFORE: Final = (
    "Take it back: `git checkout HEAD -- {path}`, or after a merge that mixed it, from the first "
    "parent, `git checkout HEAD^1 -- {path}`, and run `postil reanchor --since HEAD^2`. If no "
    "commit has it whole, delete it and run `postil reanchor --write --since REV`: REV is the last "
    "revision at which the notes stood, for a merge what `git merge-base HEAD^1 HEAD^2` prints."
)


def from_one_side(path: str) -> str:
    """The way out for a kept text with the marks of a merge; `path` as people see it."""
    return _ONE_SIDE.format(path=shlex.quote(path))


def from_before(path: str) -> str:
    """The way out for one that is cut off, or holds lines of several; `path` as people see it."""
    return _BEFORE.format(path=shlex.quote(path))
