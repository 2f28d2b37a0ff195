"""Text folded for comparison, with a way back to the offsets of the original.

Two texts that differ only in the shape of quotation marks, dashes and spaces, in ligatures, in the
script or width of digits, in the width of letters and signs, in invisible characters, in the points
of Hebrew and Arabic or in their Unicode form fold to the same text. Letters keep their case:
“Polish” and “polish” are different words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

from postil.core.characters import is_mark

_ZEROS: Final = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០"
"""Of Arabic, Persian, N’Ko, the scripts of India, Thailand, Laos, Tibet, Burma and Cambodia."""

_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_HALF_WIDTH: Final = [*range(0xFF61, 0xFFA0), 0xFFE0, 0xFFE1, 0xFFE5, 0xFFE6]
"""Latin letters, digits and signs as wide as Han, and kana as narrow as Latin; currencies."""

_SAME_LENGTH: Final = {
    **{chr(n): unicodedata.normalize("NFKC", chr(n)) for n in (*_FULL_WIDTH, *_HALF_WIDTH)},
    **{chr(ord(zero) + n): str(n) for zero in _ZEROS for n in range(10)},
    **dict(zip("٪٫٬", "%.,", strict=True)),
    **dict.fromkeys("‘’‚‛′ʼ´`‹›׳＇｀", "'"),
    **dict.fromkeys("“”„‟″«»״＂「」『』｢｣", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃－", "-"),
    **dict.fromkeys("\t\n\r\x0b\x0c\x85\u2028\u2029", " "),
    **dict.fromkeys("\xa0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys((chr(c) for c in range(0x2000, 0x200B)), " "),
}
_REPLACED: Final = re.compile(f"[{re.escape(''.join(_SAME_LENGTH))}]")
_INVISIBLE: Final = frozenset(
    "\xad\u0640\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067"
    "\u2068\u2069\ufeff"
)
"""With the Arabic tatweel, which only makes a word longer, and what turns the direction of text."""

_POINTS: Final = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
"""Vowel points and reading marks of Hebrew and Arabic, which editors put in and leave out; not the
hamza and madda, which compose to letters. And what chooses a form of the character before it."""

_POINT: Final = re.compile(f"[{_POINTS}]+")
_SPELT_OUT: Final = {
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_SPECIAL: Final = "".join(_SPELT_OUT) + "".join(sorted(_INVISIBLE))
_NEEDS_MAP: Final = re.compile(f"[{_SPECIAL}{_POINTS}\u0300-\u036f]")
_LONGEST_CLUSTER: Final = 32
"""To bring n marks in their order takes n² steps; Unicode's own stream-safe text has 30 at most
(https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format)."""

_SIMPLE: Final = (
    "\0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2025\u3001-\u3029\u3041-\u3096\u30a1-\u30fa"
    "\u3400-\u4dbf\u4e00-\u9fff"
)
"""Characters that change nothing before them: Latin, Greek, Cyrillic, kana, Han, their signs."""

_UNEVEN: Final = re.compile(f" {{2,}}(?![^{_SIMPLE}])|-{{2,}}(?![^{_SIMPLE}])|[^{_SIMPLE}]+")
"""What may fold to a text of another length, with the character before it if it is none of these
itself. All between such places is copied as it is."""

_RUNS: Final = re.compile(" {2,}|-{2,}")
_COMPOSED: Final = re.compile(f"[^{_SIMPLE}]+")
"""The same in ASCII, and where nothing stands twice, which is found faster."""


class Piece(NamedTuple):
    """From `start` of the folded text on, it stands for `first:last` of the original.

    All of it as one if `is_whole`, else each character for its own.
    """

    start: int
    first: int
    last: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded text, made of `pieces` of the original in their order.

    `pieces` is None where both texts have the same length and every character its own place.
    """

    text: str
    pieces: tuple[Piece, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original (code points) that `text[start:end]`, not empty, stands for."""
        if self.pieces is None:
            return start, end
        head, tail = self._piece(start), self._piece(end - 1)
        first = head.first if head.is_whole else head.first + start - head.start
        return first, tail.last if tail.is_whole else tail.first + end - tail.start

    def stripped(self) -> Folded:
        """The same without spaces at its ends."""
        text = self.text.strip(" ")
        cut = len(self.text) - len(self.text.lstrip(" "))
        if len(text) == len(self.text):
            return self
        pieces = self.pieces or (Piece(0, 0, len(self.text), is_whole=False),)
        moved = [piece._replace(start=piece.start - cut) for piece in pieces]
        return Folded(text, tuple(moved))

    def _piece(self, offset: int) -> Piece:
        pieces = self.pieces or ()
        return pieces[bisect_right(pieces, offset, key=lambda piece: piece.start) - 1]


def fold(text: str) -> Folded:
    """Fold `text`; linear in its length."""
    translated = _translated(text)
    if "  " in translated or "--" in translated:
        return _Folding(translated).folded()
    if translated.isascii():
        return Folded(translated)
    if not _NEEDS_MAP.search(translated) and unicodedata.is_normalized("NFC", translated):
        return Folded(translated)
    return _Folding(translated).folded()


def _translated(text: str) -> str:
    """With plain marks and spaces; all of ASCII is plain but for controls and one mark."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return text
    # A seventh of the time of `str.translate`, which looks every character up.
    return _REPLACED.sub(lambda match: _SAME_LENGTH[match[0]], text)


class _Folding:
    """Folds one text: at once what stays as it is, character by character the rest."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def folded(self) -> Folded:
        at = 0
        for match in _uneven(self._text).finditer(self._text):
            start, end = match.span()
            if self._text[start] in " -":
                self._even(at, start)
                self._put(self._text[start], start, start + 1)
            else:
                before = max(at, start - 1)
                self._even(at, before)
                self._uneven(before, self._text[before:end])
            at = end
        self._even(at, len(self._text))
        return Folded("".join(self._folded), tuple(self._pieces))

    def _even(self, start: int, end: int) -> None:
        """Copy from `start` to `end`, which has no places where the length may change."""
        text = self._text[start:end]
        if not unicodedata.is_normalized("NFC", text):
            self._uneven(start, text)
            return
        if text and text[0] in " -" and self._last == text[0]:
            start, text = start + 1, text[1:]
        if text:
            self._add(text, Piece(self._length, start, end, is_whole=False))

    def _uneven(self, start: int, text: str) -> None:
        for offset, cluster in _clusters(text):
            bare = _POINT.sub("", cluster)
            piece = _SPELT_OUT.get(bare) or unicodedata.normalize("NFC", bare)
            if bare and bare not in _INVISIBLE:
                self._put(piece, start + offset, start + offset + len(cluster))

    def _put(self, piece: str, start: int, end: int) -> None:
        """Add what stands for all of `start:end`; of several spaces or dashes, the first."""
        if piece not in " -" or piece != self._last:
            self._add(piece, Piece(self._length, start, end, is_whole=True))

    def _add(self, text: str, piece: Piece) -> None:
        self._folded.append(text)
        self._pieces.append(piece)
        self._length += len(text)

    @property
    def _last(self) -> str:
        return self._folded[-1][-1] if self._folded else ""


def _uneven(text: str) -> re.Pattern[str]:
    """What finds the places in a text that may fold to one of another length."""
    if text.isascii():
        return _RUNS
    return _UNEVEN if "  " in text or "--" in text else _COMPOSED


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each character with the marks and Hangul letters that may compose with it."""
    clusters: list[tuple[int, str]] = []
    start = 0
    for offset in range(1, len(text) + 1):
        is_short = offset - start < _LONGEST_CLUSTER
        if is_short and offset < len(text) and _composes(text[offset]):
            continue
        clusters.append((start, text[start:offset]))
        start = offset
    return clusters


def _composes(character: str) -> bool:
    """Whether it may become one with the character before it."""
    return character >= "\u0300" and (is_mark(character) or "\u1160" <= character <= "\u11ff")
