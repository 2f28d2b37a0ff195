"""`annotations/contributors.yml`: who writes notes."""

from __future__ import annotations

from typing import Final

from postil.core import yaml_document
from postil.core.checked_mapping import CheckedMapping, Findings
from postil.core.diagnostics import Diagnostic
from postil.core.model import Contributor

FILE_NAME: Final = "contributors.yml"
KEYS: Final = ("name", "url", "orcid")


def parse_contributors(text: str, path: str) -> tuple[dict[str, Contributor], list[Diagnostic]]:
    """Read the list of contributors, by id."""
    root = yaml_document.compose(text, path)
    if isinstance(root, Diagnostic):
        return {}, [root]
    findings = Findings(path)
    if root is None:
        return {}, []
    top = CheckedMapping.of(root, None, findings, "the list of contributors")
    contributors = {}
    for identifier in top.keys() if top else ():
        entry = top.mapping(identifier, KEYS) if top else None
        if entry is not None:
            name = entry.text("name") or identifier
            contributors[identifier] = Contributor(identifier, name, entry.url("url"))
    return contributors, findings.diagnostics
