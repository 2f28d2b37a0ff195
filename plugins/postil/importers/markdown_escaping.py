"""Plain text to Markdown that shows the same characters, with as few escapes as that takes.

Python-Markdown knows backslash escapes for ``\\`*_{}[]()>#+-.!`` only; the other characters are
written as entities. The rules hold with the extensions of Python-Markdown and PyMdown that a
MkDocs site usually has: a character is escaped where *any* of them would eat it.
"""

from __future__ import annotations

import re
from typing import Final

from postil.importers.characters import tidy

_BRACKETS: Final = (
    (re.compile(r"\](?=\()"), r"]\\"),
    (re.compile(r"\[(?=[\[^])"), r"\\["),
)
_ENTITY: Final = re.compile(r"&(?=#|[0-9A-Za-z]+;)")
_TAG: Final = re.compile(r"<(?=\S)")
_ASTERISK: Final = re.compile(r"(?<!\s)\*|\*(?!\s)")
_UNDERSCORES: Final = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_EMOJI: Final = re.compile(r":(?=(?:[+-]1|100|1234|[\w+-]*[A-Za-z][\w+-]*):)")
_MARKS: Final = re.compile(r"={2,}")
_LONE_RULE: Final = re.compile(r"[-=_*+:|~ ]+")

_LINE_STARTS: Final = (
    (re.compile(r"[-+*](?=\s|$)|[#>]|!(?=!!)"), r"\\\g<0>"),
    (re.compile(r"(\d+)\.(?=\s|$)"), r"\1\\."),
    (re.compile(r"\[(?=[^\[\]]*\]\s?:)|\[(?=TOC\]$)"), r"\\["),
    (re.compile(r":(?=[\s:]|$)"), "&#58;"),
    (re.compile(r"\?(?=\?\?)"), "&#63;"),
    (re.compile(r"/(?=//)"), "&#47;"),
    (re.compile(r"=(?==)"), "&#61;"),
)


def escape(text: str) -> str:
    """The Markdown of a paragraph or line that shows `text`, white space collapsed.

    `text` is one line and begins one; characters that do not print are dropped (the caller says
    so). Nothing is escaped for typographic extensions such as smarty.
    """
    tidied = tidy(text)
    return _at_line_start(escape_inline(tidied), tidied)


def escape_inline(text: str) -> str:
    """Like `escape`, for text that does not stand at the start of its line."""
    text = tidy(text).replace("\\", "\\\\").replace("`", r"\`").replace("{", r"\{")
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    for pattern, replacement in _BRACKETS:
        text = pattern.sub(replacement, text)
    text = _ASTERISK.sub(r"\\*", text)
    text = _UNDERSCORES.sub(_underscores, text)
    text = _EMOJI.sub("&#58;", text)
    return _paired_marks(text)


def _underscores(run: re.Match[str]) -> str:
    """Escape underscores at the edge of a word; a blank to be filled in stays as it is."""
    before, after = run.string[: run.start()], run.string[run.end() :]
    stands_alone = before[-1:].isspace() and (not after or after[0].isspace())
    return run[0] if stands_alone else r"\_" * len(run[0])


def _paired_marks(text: str) -> str:
    """Take the meaning of `~~…~~`, `~…~`, `^^…^^`, `^…^` and `==…==`, which need a pair."""
    for character, entity in (("~", "&#126;"), ("^", "&#94;")):
        doubled = character * 2 in text
        if doubled or any(word.count(character) > 1 for word in text.split()):
            text = text.replace(character, entity)
    if len(_MARKS.findall(text)) > 1:
        text = _MARKS.sub(lambda run: "&#61;" * len(run[0]), text)
    return text


def _at_line_start(markdown: str, text: str) -> str:
    """Escape what begins a block: list, heading, quotation, rule, definition, admonition …"""
    if _LONE_RULE.fullmatch(text) and markdown[0] == text[0]:
        return _entity(text[0]) + markdown[1:]
    for pattern, replacement in _LINE_STARTS:
        start = pattern.match(markdown)
        if start:
            return start.expand(replacement) + markdown[start.end() :]
    return markdown


def _entity(character: str) -> str:
    return f"\\{character}" if character in "-_*+" else f"&#{ord(character)};"
