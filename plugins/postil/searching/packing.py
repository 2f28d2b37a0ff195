"""Parts of the index as script files.

A page opened from disk may load scripts and nothing else, so each part is a call of a function with
the part's JSON as its argument: compressed, because words compress to a third, and in letters.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Final

_CALL: Final = "postilSearchPart("
_LEVEL: Final = 4
"""Level 6 takes twice as long for a hundredth of the size."""


class DamagedPartError(ValueError):
    """A file is no part of an index, or not all of one."""


def packed(value: object) -> bytes:
    """JSON, compressed without a head: what `DecompressionStream("deflate-raw")` reads."""
    # The parts are tens of thousands of lists: to look for circles takes a sixth of the time.
    data = json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), check_circular=False
    ).encode()
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


def script(name: str, data: bytes) -> str:
    """The text of the script file that hands over a part."""
    return f'{_CALL}"{name}","{base64.b64encode(data).decode("ascii")}");\n'


def unpacked(text: str) -> object:
    """What `script` packed. Raises `DamagedPartError`."""
    parts = text.rstrip().split('"')
    if len(parts) != 5 or parts[0] != _CALL or parts[4] != ");":  # noqa: PLR2004 - two strings
        raise DamagedPartError("this is no part of an index, or a part cut off")
    try:
        data = zlib.decompress(base64.b64decode(parts[3], validate=True), -zlib.MAX_WBITS)
        return json.loads(data)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise DamagedPartError(str(error)) from error
