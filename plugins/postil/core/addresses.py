"""Addresses of the web, as far as hosts must be able to read them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

BRACKETS: Final = r"[^/?#]*[\[\]]"
"""What may not follow the scheme: a bracket in the name of the server."""

_BRACKETS: Final = re.compile(BRACKETS)
_END_OF_SERVER: Final = re.compile(r"[/?#]")
_PARTING: Final = "/?#@:"


def names_a_server(address: str) -> bool:
    """Whether hosts can take an address with a scheme apart; they stop the build where not.

    They refuse a server with one bracket, and one with a letter that stands for a slash or the
    like, as “℀” does.
    """
    rest = address.partition(":")[2].removeprefix("//")
    server = _END_OF_SERVER.split(rest, maxsplit=1)[0]
    read = unicodedata.normalize("NFKC", server)
    is_plain = all(read.count(mark) == server.count(mark) for mark in _PARTING)
    return is_plain and not _BRACKETS.match(rest)
