"""What became of words, on one line: `six men [-on-]{+at+} the gates`, as `git diff` marks it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_PIECE: Final = re.compile(r"\w+|\s+|.", re.DOTALL)

_LONGEST: Final = 2_000
"""Words and signs up to which texts are compared; longer ones are shown one after the other."""


class Part(NamedTuple):
    """Words that are only in the old text, only in the new one, or in both (`old == new`)."""

    old: str
    new: str


def parts(old: str, new: str) -> list[Part]:
    """The texts in parts that are equal or not, in order; `old` and `new` joined are the texts."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if len(before) + len(after) > _LONGEST:
        return [Part(old, new)]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Part("".join(before[i:j]), "".join(after[m:n])) for _, i, j, m, n in matcher.get_opcodes()
    ]


def marked(old: str, new: str, around: int | None = None) -> str:
    """The difference in marks; of what is equal, `around` characters at each change, or all."""
    return "".join(_marked(part, around) for part in parts(old, new))


def _marked(part: Part, around: int | None) -> str:
    if part.old != part.new:
        removed = f"[-{part.old}-]" if part.old else ""
        return removed + (f"{{+{part.new}+}}" if part.new else "")
    return shortened(part.old, around)


def shortened(text: str, around: int | None) -> str:
    """The ends of a text, `around` characters each, where more than that is between them."""
    if around is None or len(text) <= 2 * around:
        return text
    return f"{text[:around]}…{text[-around:]}"
