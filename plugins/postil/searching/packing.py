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
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CALL: Final = "postilSearchPart("
_ENCODING: Final = "utf-16-le"
_LEVEL: Final = 4
"""Level 6 takes twice as long for a hundredth of the size."""

_BARRED: Final = re.compile(b"[\x00\x20\xd8-\xdf]")
"""Second halves of what a script cannot hold: quotes and ends of lines, and halves of letters."""

_FLIPPED: Final = 0x80
_FLIP: Final = bytes(n ^ _FLIPPED if _BARRED.match(bytes((n,))) else n for n in range(256))
"""Makes of the barred others, which are not. Where it did so is written behind the letters."""

_STEP: Final = 0x4000
"""A letter of the places is the distance from the one before, beginning with this; twice this is a
distance of as much with no place there."""


class DamagedPartError(ValueError):
    """A file is no part of an index, or not all of one."""


def packed(value: object) -> bytes:
    """JSON, compressed without a head: what `DecompressionStream("deflate-raw")` reads."""
    return compressed(as_json(value))


def as_json(value: object) -> bytes:
    """What is compressed."""
    # The parts are tens of thousands of lists: to look for circles takes a sixth of the time.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return text.encode()


def compressed(data: bytes, dictionary: bytes = b"") -> bytes:
    """The bytes, compressed as if they came behind those of the dictionary."""
    settings = (_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY)
    compressor = zlib.compressobj(*settings, *([dictionary] if dictionary else []))
    return compressor.compress(data) + compressor.flush()


def script(name: str, data: bytes) -> bytes:
    """The script file that hands over a part, how many bytes it has, and which are flipped."""
    units = bytearray(data if len(data) % 2 == 0 else data + b"\0")
    high = units[1::2]
    places = "".join(_steps(found.start() for found in _BARRED.finditer(high)))
    units[1::2] = high.translate(_FLIP)
    before, after = f'{_CALL}"{name}",{len(data)},"', f'","{places}");\n'
    return codecs.BOM_UTF16_LE + before.encode(_ENCODING) + units + after.encode(_ENCODING)


def _steps(places: Iterable[int]) -> Iterator[str]:
    last = 0
    for place in places:
        far, step = divmod(place - last, _STEP)
        yield chr(2 * _STEP) * far + chr(_STEP + step)
        last = place


def _places(steps: str) -> Iterator[int]:
    place = 0
    for letter in steps:
        step = ord(letter) - _STEP
        place += step
        if step < _STEP:
            yield place


def text_of(file: bytes) -> str:
    """The text of a script file of the index. Raises `UnicodeDecodeError`."""
    if file.startswith(codecs.BOM_UTF16_LE):
        return file[len(codecs.BOM_UTF16_LE) :].decode(_ENCODING)
    return file.decode()


def unpacked(file: bytes, dictionary: str = "") -> Any:
    """What `script` packed. Raises `DamagedPartError`."""
    try:
        stream = zlib.decompressobj(-zlib.MAX_WBITS, dictionary.encode())
        return json.loads(stream.decompress(data_of(file)) + stream.flush())
    except (zlib.error, ValueError, IndexError) as error:
        raise DamagedPartError(str(error)) from error


def data_of(file: bytes) -> bytearray:
    """The bytes that a script file hands over."""
    parts = text_of(file).rstrip().split('"')
    if len(parts) != 7 or parts[0] != _CALL or parts[6] != ");":  # noqa: PLR2004 - strings
        raise DamagedPartError("this is no part of an index, or a part cut off")
    data = bytearray(parts[3].encode(_ENCODING))
    for place in _places(parts[5]):
        data[2 * place + 1] ^= _FLIPPED
    return data[: int(parts[2].strip(","))]
