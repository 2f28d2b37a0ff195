r"""Plain text to Markdown that shows the same characters, with as few escapes as that takes.

Python-Markdown knows backslash escapes for ``\\`*_{}[]()>#+-.!`` only; the other characters are
written as entities. The rules hold with the extensions of Python-Markdown and PyMdown that a
MkDocs site usually has: a character is escaped where *any* of them would eat it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from postil.importers.characters import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINK: Final = re.compile(r"\](?=\()")
_REFERENCE: Final = re.compile(r"\[(?=[\[^])")
_ENTITY: Final = re.compile(r"&(?=#|[0-9A-Za-z]+;)")
_TAG: Final = re.compile(r"<(?=\S)")
_ASTERISK: Final = re.compile(r"(?<!\s)\*|\*(?=\S)")
_UNDERSCORE: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_EMOJI: Final = re.compile(r":(?=([\w+-]+):)")
_EMOJI_NUMBERS: Final = frozenset(("+1", "-1", "100", "1234"))
_DOUBLED: Final = (
    (re.compile(r"={2,}"), re.compile(r"(?<==)=|=(?==)"), "&#61;"),
    (re.compile(r"\+{2,}"), re.compile(r"(?<=\+)\+|(?<!\\)\+(?=\+)"), r"\\+"),
)
_ADDRESS: Final = re.compile(r"((?:(?:https?|ftp)://|www\.)\S+)", re.IGNORECASE)
_LONE_RULE: Final = re.compile(r"[-=_*+:|~\\ ]+")

_HARD_BREAK: Final = "  \n"

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
    """The Markdown of a paragraph that shows `text`, white space collapsed to single spaces.

    Characters that do not print are dropped (the caller says so). Nothing is escaped for
    typographic extensions such as smarty.
    """
    return escape_lines([text])


def escape_lines(lines: Sequence[str]) -> str:
    """Like `escape`, for a paragraph whose `lines` are to stay lines: hard breaks between them."""
    tidied = [tidy(line) for line in lines]
    escaped = [_at_line_start(_without_markup(line), line) for line in tidied]
    # An address that is made a link would swallow a break that touches it.
    ends = [" " if _ADDRESS.search(line.split(" ")[-1]) else "" for line in tidied[:-1]]
    ended = [line + end for line, end in zip(escaped, [*ends, ""], strict=True)]
    return _without_pairs(_HARD_BREAK.join(ended))


def escape_inline(text: str) -> str:
    """Like `escape`, for text that does not stand at the start of its line."""
    return _without_pairs(_without_markup(tidy(text)))


def _without_markup(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("`", r"\`").replace("{", r"\{")
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    text = _LINK.sub(r"]\\", text)
    text = _REFERENCE.sub(r"\\[", text)
    text = _ASTERISK.sub(r"\\*", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    return _EMOJI.sub(_colon, text)


def _colon(colon: re.Match[str]) -> str:
    """Keep the colons of times; the short name of an emoji has a letter, but for four."""
    has_letter = any(character.isalpha() for character in colon[1])
    return "&#58;" if has_letter or colon[1] in _EMOJI_NUMBERS else ":"


def _without_pairs(text: str) -> str:
    """Take the meaning of `~~…~~`, `~…~`, `^^…^^`, `^…^`, `==…==`, `++…++`, which need a pair.

    A hard break does not end a word for the single marks, which may not hold a space.
    """
    words = text.replace(_HARD_BREAK, "").split()
    for character, entity in (("~", "&#126;"), ("^", "&#94;")):
        if character * 2 in text or any(word.count(character) > 1 for word in words):
            text = _outside_addresses(text, re.compile(re.escape(character)), entity)
    for runs, one, replacement in _DOUBLED:
        if len(runs.findall(text)) > 1:
            text = _outside_addresses(text, one, replacement)
    return text


def _outside_addresses(text: str, pattern: re.Pattern[str], replacement: str) -> str:
    """Substitute, but not in web addresses: made links, they would show an entity as typed."""
    pieces = _ADDRESS.split(text)
    pieces[::2] = [pattern.sub(replacement, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _at_line_start(markdown: str, text: str) -> str:
    """Escape what begins a block: list, heading, quotation, rule, definition, admonition …."""
    if _LONE_RULE.fullmatch(text):
        markdown = markdown.replace("|", "&#124;")
        return _entity(markdown[0]) + markdown[1:] if markdown[0] in "-=+:~" else markdown
    for pattern, replacement in _LINE_STARTS:
        start = pattern.match(markdown)
        if start:
            return start.expand(replacement) + markdown[start.end() :]
    return markdown


def _entity(character: str) -> str:
    return f"\\{character}" if character in "-+" else f"&#{ord(character)};"
