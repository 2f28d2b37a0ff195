"""A bundle: a built site as one archive that says what it is and can be checked.

lock-keepers/
  START-HERE.html     leads to the site
  README.txt          what this is, how to read and check it
  PROVENANCE.txt      where each transcript comes from, and its rights
  LICENSES.txt        licences of the programs in it, and the publication's own
  MANIFEST.txt        SHA-256 of every file
  site/
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
import zipfile
from html import escape
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from postil.verifying.manifest import NAME as MANIFEST
from postil.verifying.manifest import manifest_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import FrontMatter
    from postil.project import Publication

START: Final = "START-HERE.html"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_OWN_LICENSES: Final = ("license", "licence", "copying")
_PROGRAMS: Final = ("postil", "mkdocs", "mkdocs-material")

_README: Final = """\
{title}
{rule}

This folder holds a publication of {transcripts} with {notes}. It needs no network and no server.

To read it, open START-HERE.html in a web browser, by double click. Unpack the archive first:
some systems show what is in an archive without unpacking it, and links do not work there.

  START-HERE.html   the way in
  PROVENANCE.txt    where each transcript comes from, and who has rights in it
  LICENSES.txt      licences
  MANIFEST.txt      SHA-256 of every file; `sha256sum --check MANIFEST.txt` compares them
  site/             the pages

Made with Postil {version}.
"""
_START: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url=site/index.html">
<title>{title}</title>
</head>
<body>
<p><a href="site/index.html">Open {title}</a></p>
</body>
</html>
"""


def folder_name(title: str) -> str:
    """A name for files and folders on any system: `Lock-keepers of X` gives `lock-keepers-of-x`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:60].strip("-") or "transcripts"


def write_bundle(path: Path, title: str, site: Path, publication: Publication) -> int:
    """Write the archive to `path`; the size of its files together, in bytes.

    The same site makes the same bytes: names in order, no dates, no owners. Raises `OSError`.
    """
    folder = folder_name(title)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    size, manifest = 0, []
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            for name, data in _contents(title, site, publication):
                manifest.append(manifest_line(name, data))
                size += len(data)
                _put(archive, f"{folder}/{name}", data)
            _put(archive, f"{folder}/{MANIFEST}", "".join(manifest).encode())
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return size


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # As on Unix, wherever it is made.
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


def _contents(title: str, site: Path, publication: Publication) -> Iterator[tuple[str, bytes]]:
    yield "LICENSES.txt", "".join(_licenses(publication.layout.root)).encode()
    heads = [publication.transcripts[p].front_matter for p in publication.in_order()]
    yield "PROVENANCE.txt", "\n".join(map(_provenance, heads)).encode()
    yield "README.txt", _readme(title, publication).encode()
    yield START, _START.format(title=escape(title)).encode()
    files = (path for path in site.rglob("*") if path.is_file())
    for name, path in sorted((path.relative_to(site).as_posix(), path) for path in files):
        yield f"site/{name}", path.read_bytes()


def _readme(title: str, publication: Publication) -> str:
    notes = sum(
        1 for found in publication.annotations.values() for a in found if a.status == "published"
    )
    return _README.format(
        title=title,
        rule="=" * len(title),
        transcripts=_counted(len(publication.transcripts), "transcript"),
        notes=_counted(notes, "note"),
        version=metadata.version("postil"),
    )


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _provenance(head: FrontMatter) -> str:
    lines = [head.title, f"  Date: {head.date}"]
    for name, values in (("Source", head.source), ("Rights", head.rights)):
        lines += [f"  {name}, {key}: {value}" for key, value in _told(values)]
    return "\n".join(lines) + "\n"


def _told(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    yield from ((key, " ".join(str(value).split())) for key, value in values.items() if value)


def _licenses(root: Path) -> Iterator[str]:
    for path in sorted(root.iterdir()):
        if path.is_file() and path.stem.lower() in _OWN_LICENSES:
            yield _heading("This publication") + path.read_text("utf-8", "replace") + "\n"
    for name in _PROGRAMS:
        text = _license_of(name)
        yield _heading(f"{name} {metadata.version(name)}") + text + "\n"
    package = resources.files("postil")
    for name, parts in (
        ("Snowball stemmers", ("searching", "stemmers", "LICENSE")),
        ("iframe-worker", ("vendored", "iframe-worker-LICENSE")),
    ):
        yield _heading(name) + package.joinpath(*parts).read_text("utf-8") + "\n"


def _license_of(name: str) -> str:
    distribution = metadata.distribution(name)
    for file in distribution.metadata.get_all("License-File") or ():
        for place in (file, f"licenses/{file}"):
            if text := distribution.read_text(place):
                return text
    found = {*distribution.metadata} & {"License-Expression", "License"}
    words = ", ".join(sorted(distribution.metadata[key] for key in found))
    return f"Licence: {words or 'see its home page'}\n"


def _heading(words: str) -> str:
    return f"{words}\n{'-' * len(words)}\n\n"
