"""Contents of pages between their conversion and the template.

A host converts every page before it writes the first. The contents of an archive wait until then,
60 kB a transcript: those of a large one do so in a temporary file.
"""

from __future__ import annotations

import os
import tempfile
from functools import cached_property
from typing import IO, Final

IN_MEMORY: Final = 8_000_000
"""Bytes: those of a hundred transcripts and more."""


class WaitingContents:
    """HTML by page."""

    def __init__(self) -> None:
        """Begin with none."""
        self._places: dict[str, tuple[int, int]] = {}

    @cached_property
    def _file(self) -> IO[bytes]:
        return tempfile.SpooledTemporaryFile(IN_MEMORY)

    def __contains__(self, path: str) -> bool:
        """Whether the page's contents are kept here."""
        return path in self._places

    def keep(self, path: str, html: str) -> None:
        """Keep a page's contents."""
        data = html.encode()
        self._places[path] = self._file.seek(0, os.SEEK_END), len(data)
        self._file.write(data)

    def take(self, path: str) -> str:
        """Give them back, once."""
        if path not in self._places:
            return ""
        start, length = self._places.pop(path)
        self._file.seek(start)
        return self._file.read(length).decode()

    def close(self) -> None:
        """Forget all that nobody took."""
        self._places.clear()
        self._file.close()
        del self._file
