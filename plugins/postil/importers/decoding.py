"""Bytes of a file to text, by its byte order mark, as UTF-8, or by a guess that is reported."""

from __future__ import annotations

import codecs
import re
from typing import Final

from postil.core.diagnostics import Code, Diagnostic
from postil.importers.characters import UNPRINTABLE, with_plain_line_ends

_MARKS: Final = (
    # The mark of UTF-32 begins with that of UTF-16, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DOCUMENTS: Final = (
    (b"{\\rtf", "a rich-text document (RTF)"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zipped document (Word, OpenDocument or another archive)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
)
_MARKED_UP: Final = (
    (re.compile(rb"WEBVTT\b"), "subtitles (WebVTT)"),
    (re.compile(rb"\d+\s*\n\d{1,2}:\d\d:\d\d[,.]\d{3} --> "), "subtitles (SubRip)"),
    (re.compile(rb"<(?:!doctype html|html)\b", re.IGNORECASE), "a web page (HTML)"),
)
"""Text, but what it holds besides words would be taken for speech."""
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_UNDECODED: Final = re.compile("[\udc80-\udcff]")
_DOS_END: Final = "\x1a"


def decode(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Read the bytes of a text file: its text with line feeds only, and what was guessed.

    Bytes that are not text give an empty text and one error. No byte is passed over in silence:
    one that means nothing in the encoding shows as U+FFFD and is reported.
    """
    if kind := _kind(data):
        return "", [_not_text(f"the file is {kind}, not plain text", path)]
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data.removeprefix(mark), encoding, path)
    if b"\0" in data:
        return _wide_without_mark(data, path)
    return _narrow(data, path)


def _kind(data: bytes) -> str:
    """What the file is, if it is known to be no plain text."""
    for signature, words in _DOCUMENTS:
        if data.startswith(signature):
            return words
    beginning = data[:1000].removeprefix(codecs.BOM_UTF8).lstrip()
    return next((words for mark, words in _MARKED_UP if mark.match(beginning)), "")


def _not_text(message: str, path: str) -> Diagnostic:
    way_out = "Save the transcript as plain text in the program that made it; import that file."
    return Diagnostic(Code.NOT_UTF8, message, path, help=way_out)


def _binary(path: str) -> tuple[str, list[Diagnostic]]:
    return "", [_not_text("the file is not text: it holds bytes that no text has", path)]


def _marked(data: bytes, encoding: str, path: str) -> tuple[str, list[Diagnostic]]:
    if encoding == "utf-8":
        return _narrow(data, path)
    try:
        return _checked(data.decode(encoding), [], path)
    except UnicodeDecodeError as error:
        text = with_plain_line_ends(data.decode(encoding, "replace"))
        whole = with_plain_line_ends(data[: error.start].decode(encoding, "replace"))
        message = (
            f"the file says that it is {encoding.upper()}, but some bytes are not; "
            "they show as “\ufffd”"
        )
        return _checked(text, [_guess(message, text, len(whole), path)], path)


def _wide_without_mark(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Try UTF-32 and UTF-16: Latin letters, spaces and line ends of both are full of NULs."""
    low_first = data[1::2].count(0) >= data[::2].count(0)
    end = "le" if low_first else "be"
    for encoding in (f"utf-32-{end}", f"utf-16-{end}"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not UNPRINTABLE.search(text):
            message = f"the file does not name its encoding; it was read as {encoding.upper()}"
            text = with_plain_line_ends(text)
            return text, [_guess(message, text, 0, path)]
    return _binary(path)


def _narrow(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    text = with_plain_line_ends(data.decode("utf-8", "surrogateescape"))
    wrong = len(_UNDECODED.findall(text))
    if not wrong:
        return _checked(text, [], path)
    if len(_NOT_ASCII.findall(text)) - wrong >= wrong:
        return _mixed(text, path)
    message = "the file is not UTF-8; it was read as Windows-1252"
    text = with_plain_line_ends(data.decode("cp1252", "replace"))
    first = _NOT_ASCII.search(text)
    offset = first.start() if first else 0
    return _checked(text, [_guess(message + _nothing(text), text, offset, path)], path)


def _mixed(text: str, path: str) -> tuple[str, list[Diagnostic]]:
    """UTF-8 into which something of another encoding was pasted; `text` has it as surrogates."""
    first = _UNDECODED.search(text)
    offset = first.start() if first else 0
    message = "the file is UTF-8 with bytes that are not; they were read as Windows-1252"
    mended = _UNDECODED.sub(_as_windows, text)
    return _checked(mended, [_guess(message + _nothing(mended), mended, offset, path)], path)


def _as_windows(surrogate: re.Match[str]) -> str:
    byte = ord(surrogate[0]) - 0xDC00
    return bytes([byte]).decode("cp1252", "replace")


def _nothing(text: str) -> str:
    """The end of the message where Windows-1252 has no letter for a byte."""
    count = text.count("\ufffd")
    if not count:
        return ""
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return f", where {count} of its bytes mean nothing and show as “\ufffd” (first on line {line})"


def _guess(message: str, text: str, offset: int, path: str) -> Diagnostic:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Diagnostic(Code.IMPORT_ENCODING, message, path, line, column)


def _checked(text: str, diagnostics: list[Diagnostic], path: str) -> tuple[str, list[Diagnostic]]:
    # DOS programs end a file with this character; anywhere else it is reported by the importer.
    text = with_plain_line_ends(text).removesuffix(_DOS_END)
    unprintable = len(UNPRINTABLE.findall(text))
    # Text damaged in one place has a handful of such characters; a compiled file has a third.
    if "\0" in text or unprintable * 10 > len(text):
        return _binary(path)
    return text, diagnostics
