"""The list of a bundle's files with their SHA-256, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from postil.core.diagnostics import Code, Diagnostic
from postil.verifying.built_site import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.verifying.built_site import BuiltSite

NAME: Final = "MANIFEST.txt"


def manifest_line(name: str, data: bytes) -> str:
    """The line for a file."""
    return f"{hashlib.sha256(data).hexdigest()}  {name}\n"


def manifest_faults(site: BuiltSite) -> Iterator[Diagnostic]:
    """Files that are not as the manifest says, if there is one."""
    if NAME not in site.around:
        return
    listed = dict(_entries(site.read_around(NAME).decode("utf-8", "replace")))
    for name in sorted(set(listed) | (set(site.around) - {NAME})):
        fault = _fault(name, listed, site)
        if fault:
            yield Diagnostic(Code.BUILT_FILE_DAMAGED, fault, name)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _fault(name: str, listed: Mapping[str, str], site: BuiltSite) -> str:
    if name not in listed:
        return f"{name} is not in {NAME}"
    if name not in site.around:
        return f"{name} is in {NAME} and is not there"
    try:
        digest = hashlib.sha256(site.read_around(name)).hexdigest()
    except SiteError as error:
        return str(error)
    return "" if digest == listed[name] else f"{name} is not as {NAME} says"
