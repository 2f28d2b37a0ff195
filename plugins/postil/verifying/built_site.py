"""A built site's files, from a folder or a zip archive."""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 64 * 1024 * 1024
"""No page and no part of an index is larger; an archive that says so is meant to fill a memory."""


class SiteError(Exception):
    """The site, or a file of it, cannot be read; the message says why."""


class BuiltSite:
    """Files by path below the site's root, with slashes.

    A bundle holds its site in a folder of its own, beside what is about the bundle: `around`.
    """

    def __init__(self, place: Path) -> None:
        """Open a folder or an archive. Raises `SiteError`."""
        self._place = place
        self._archive: zipfile.ZipFile | None = None
        self._files = _below(place) if place.is_dir() else self._in_archive()
        homes = [name for name in self._files if f"/{name}".endswith("/index.html")]
        if not homes:
            raise SiteError(f"{place} holds no site: there is no index.html")
        home = min(homes, key=lambda name: (name.count("/"), name))
        self._below = home.removesuffix("index.html")
        self.names = self._named(self._below)
        outer, _, inner = self._below.rstrip("/").rpartition("/")
        self._around = f"{outer}/" if outer else ""
        self.around = self._named(self._around) if inner else []

    def _named(self, below: str) -> list[str]:
        names = (name for name in self._files if name.startswith(below))
        return sorted(name.removeprefix(below) for name in names)

    def _in_archive(self) -> list[str]:
        try:
            self._archive = zipfile.ZipFile(self._place)
        except FileNotFoundError as error:
            raise SiteError(f"there is no {self._place}") from error
        except (OSError, zipfile.BadZipFile) as error:
            message = f"{self._place} is neither a folder nor a zip archive, or it is damaged"
            raise SiteError(message) from error
        return [info.filename for info in self._archive.infolist() if not info.is_dir()]

    def read(self, name: str) -> bytes:
        """A file's contents. Raises `SiteError`."""
        return self._read(name, self._below)

    def read_around(self, name: str) -> bytes:
        """The contents of a file of the bundle. Raises `SiteError`."""
        return self._read(name, self._around)

    def _read(self, name: str, below: str) -> bytes:
        try:
            if self._archive is None:
                return (self._place / below / name).read_bytes()
            info = self._archive.getinfo(below + name)
            if info.file_size > MAX_BYTES:
                raise SiteError(f"{name} in {self._place} is too large to be part of a site")
            return self._archive.read(info)
        except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise SiteError(f"{name} in {self._place} cannot be read: it is damaged") from error
        except RuntimeError as error:
            raise SiteError(f"{name} in {self._place} cannot be read: it is locked") from error

    def text(self, name: str) -> str:
        """A file's text; what is no UTF-8 is shown as such. Raises `SiteError`."""
        return self.read(name).decode("utf-8", "replace")


def _below(folder: Path) -> list[str]:
    return [
        Path(parent, name).relative_to(folder).as_posix()
        for parent, _, names in os.walk(folder)
        for name in names
    ]
