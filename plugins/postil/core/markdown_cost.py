"""What a Markdown processor would need hours for, or more stack than there is.

Python-Markdown searches a block of text from every character that may begin markup, copies the
block for each find, and calls itself for each level of nesting. 20,000 opening brackets take it
minutes, a megabyte of them days. So the work is estimated first, in one pass: an estimate within
the allowance takes some seconds at the worst, and texts that people write stay far below.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Allowance(NamedTuple):
    """The work that a text may make: characters `copied`, and characters `searched` for an end."""

    copied: int
    searched: int


NOTE: Final = Allowance(40_000_000, 200_000)
"""A tenth of a second: a page may have hundreds of notes."""

TRANSCRIPT: Final = Allowance(600_000_000, 5_000_000)
"""A text of 2 MB in paragraphs needs a third of it."""

MAX_LINES: Final = 30_000
"""Ten thousand paragraphs with their ids. Each block is taken off the list of all that follow."""

MAX_DEPTH: Final = 50
"""Lists and quotations within one another. The processor's own stack ends at some 200."""

MAX_EMPHASIS: Final = 100
"""Emphasis within emphasis, or begun and not ended. The stack ends at some 500."""

MAX_REPEATED: Final = 200
"""References to one footnote, or definitions in one block: each is compared with all before."""

_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_SPECIAL: Final = "\\`*_[]<>&!{\"'~^=$|"
_LINK_TEXT: Final = re.compile(r"\[([^\[\]\\`<]*\])?")
_ADDRESS: Final = re.compile(r"\]\(([^()'\"\\`<]*\))?")
_EMPHASIS: Final = re.compile(r"(?<![^\s*_~^=])[*_~^=]+(?=\S)|(?<=[^\s*_~^=])[*_~^=]+")
_NESTED: Final = re.compile(
    rf"(?:[ \t]*+(?:>|(?:[-+*:]|[0-9]++[.)])[ \t])){{{MAX_DEPTH}}}"
    rf"|(?:[ \t]*+>)*+(?:[ ]{{4}}|[ ]*+\t){{{MAX_DEPTH}}}[ \t]*+\S"
)
"""Matched against each line: a search would try every character of the text."""

_FOOTNOTE: Final = re.compile(r"\[\^([^\]\n]{1,200})\]")
_DEFINITION: Final = re.compile(r"^[ ]{0,3}:", re.MULTILINE)
_PAIRS: Final = (("<", ">"), ("<!--", "-->"), ("<![", "]]>"), ("<?", "?>"), ("</", ">"))


def excess(text: str, allowance: Allowance) -> str:
    """Why `text` must not be handed to a Markdown processor, in words; nothing where it may."""
    if text.count("\n") > MAX_LINES:
        return f"the text has more than {MAX_LINES:,} lines"
    if any(map(_NESTED.match, text.split("\n"))):
        return f"lists or quotations are nested more than {MAX_DEPTH} levels deep"
    return "" if _is_harmless(text, allowance) else _excess_of_blocks(text, allowance)


def _is_harmless(text: str, allowance: Allowance) -> bool:
    """Whether a few counts prove that no limit is reached, as for nearly all that people write."""
    length = len(text)
    if length**2 <= min(allowance) and text.count("\n:") <= MAX_REPEATED:
        return True
    # What `_searches` and `_unclosed` look for, as if each were searched for in the whole text.
    searches = text.count("[") + text.count("](") + len(_PAIRS) * text.count("<")
    if (
        length**2 <= allowance.copied
        and length * searches <= allowance.searched
        and text.count("[^") <= MAX_REPEATED
        and text.count(":") <= MAX_REPEATED
        and _emphases_of_a_block(text) <= MAX_EMPHASIS
    ):
        return True
    return length * _marks(text) <= min(allowance) and text.count("\n:") <= MAX_REPEATED


def _emphases_of_a_block(text: str) -> int:
    """The most characters in any block that emphasis may begin with."""
    marks = [mark for mark in "*_~^=" if mark in text]
    if len(marks) == 1:
        return max(block.count(marks[0]) for block in text.split("\n\n"))
    return max(sum(map(block.count, marks)) for block in text.split("\n\n"))


def _marks(text: str) -> int:
    """How many characters there are that markup may begin with, line breaks included."""
    return sum(map(text.count, _SPECIAL)) + text.count("  \n")


def _excess_of_blocks(text: str, allowance: Allowance) -> str:
    copied, searched = 0, sum(_unclosed(text))
    for block in _BLANK_LINES.split(text):
        copied += len(block) * _marks(block)
        searched += sum(_searches(block))
        if _depth_of_emphasis(block) > MAX_EMPHASIS:
            return "emphasis is begun again and again and not ended"
        if len(_DEFINITION.findall(block)) > MAX_REPEATED:
            return "a paragraph holds too many definitions"
    if searched > allowance.searched:
        return "too many brackets are opened and not closed"
    if copied > allowance.copied:
        return "a paragraph is too long and has too many marks such as * or ["
    if max(Counter(_FOOTNOTE.findall(text)).values(), default=0) > MAX_REPEATED:
        return "a footnote is referred to too often"
    return ""


def _searches(block: str) -> Iterator[int]:
    """How far it is from each bracket and address of a link to its end.

    To the end of the block where that is not certain at a glance: after an escape, in code, where
    brackets are nested, or where a quotation mark may begin a title.
    """
    for pattern in (_LINK_TEXT, _ADDRESS):
        for match in pattern.finditer(block):
            yield len(match[0]) if match[1] else len(block) - match.start()


def _unclosed(text: str) -> Iterator[int]:
    """For elements, comments and the like that are opened and not closed until the text ends."""
    for opening, closing in _PAIRS:
        rest = text[text.rfind(closing) + 1 :]
        yield rest.count(opening) * len(rest)


def _depth_of_emphasis(block: str) -> int:
    depth = deepest = 0
    for match in _EMPHASIS.finditer(block):
        is_opening = match.start() == 0 or not block[match.start() - 1].strip()
        depth = depth + 1 if is_opening else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
