"""Parts of the index as script files.

A page opened from disk may load scripts and nothing else, so each part is a call of a function with
the part's JSON as its argument: compressed, because words compress to a third, and as the letters
of a string. The file is UTF-16, in which two bytes are a letter, whatever they are: base64 would
make it a third larger. Browsers know it by its first two bytes before anything a server says:
https://encoding.spec.whatwg.org/#decode.
"""

from __future__ import annotations

import codecs
import json
import re
import zlib
from typing import Any, Final

_CALL: Final = "postilSearchPart("
_ENCODING: Final = "utf-16-le"
_LEVEL: Final = 6
"""Level 9 takes twice as long for a hundredth of the size."""

_ESCAPE: Final = "!"
_SHIFT: Final = 0x8000
"""What turns each letter that needs an escape into one that needs none, and back."""

_BARRED: Final = re.compile('[\ud800-\udfff\u2028\u2029\n\r"\\\\\0<!]')
"""What a string of a script cannot hold; what a browser would replace, as halves of a letter; what
could end a script inside a page."""
_ESCAPED: Final = re.compile(f"{_ESCAPE}(.)", re.DOTALL)


class DamagedPartError(ValueError):
    """A file is no part of an index, or not all of one."""


def packed(value: object) -> bytes:
    """JSON, compressed without a head: what `DecompressionStream("deflate-raw")` reads."""
    return compressed(as_json(value))


def as_json(value: object) -> bytes:
    """What is compressed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def compressed(data: bytes, dictionary: bytes = b"") -> bytes:
    """The bytes, compressed as if they came behind those of the dictionary."""
    settings = (_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY)
    compressor = zlib.compressobj(*settings, *([dictionary] if dictionary else []))
    return compressor.compress(data) + compressor.flush()


def script(name: str, data: bytes) -> bytes:
    """The script file that hands over a part and how many bytes it has."""
    even = data if len(data) % 2 == 0 else data + b"\0"
    letters = even.decode(_ENCODING, "surrogatepass")
    text = _BARRED.sub(lambda found: f"{_ESCAPE}{_shifted(found[0])}", letters)
    return codecs.BOM_UTF16_LE + f'{_CALL}"{name}",{len(data)},"{text}");\n'.encode(_ENCODING)


def text_of(file: bytes) -> str:
    """The text of a script file of the index. Raises `UnicodeDecodeError`."""
    if file.startswith(codecs.BOM_UTF16_LE):
        return file[len(codecs.BOM_UTF16_LE) :].decode(_ENCODING)
    return file.decode()


def unpacked(file: bytes, dictionary: str = "") -> Any:
    """What `script` packed. Raises `DamagedPartError`."""
    try:
        parts = text_of(file).rstrip().split('"')
        if len(parts) != 5 or parts[0] != _CALL or parts[4] != ");":  # noqa: PLR2004 - two strings
            raise DamagedPartError("this is no part of an index, or a part cut off")
        letters = _ESCAPED.sub(lambda found: _shifted(found[1]), parts[3])
        data = letters.encode(_ENCODING, "surrogatepass")[: int(parts[2].strip(","))]
        stream = zlib.decompressobj(-zlib.MAX_WBITS, dictionary.encode())
        return json.loads(stream.decompress(data) + stream.flush())
    except (zlib.error, ValueError) as error:
        raise DamagedPartError(str(error)) from error


def _shifted(letter: str) -> str:
    return chr(ord(letter) ^ _SHIFT)
