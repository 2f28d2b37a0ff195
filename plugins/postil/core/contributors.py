"""`annotations/contributors.yml`: who writes notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core import forms, yaml_document
from postil.core.annotation_file import as_id
from postil.core.checked_mapping import CheckedMapping, Findings, slip_for
from postil.core.diagnostics import Code, Diagnostic
from postil.core.model import ANNOTATION_ID, Contributor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.forms import Plain

FILE_NAME: Final = "contributors.yml"
KEYS: Final[Mapping[str, Plain]] = {
    "name": forms.Text(),
    "url": forms.Url(),
    "orcid": forms.Orcid(),
}


def parse_contributors(text: str, path: str) -> tuple[dict[str, Contributor], list[Diagnostic]]:
    """Read the list of contributors, by id."""
    root = yaml_document.compose(text, path)
    if isinstance(root, Diagnostic):
        return {}, [root]
    findings = Findings(path)
    if root is None:
        return {}, []
    top = CheckedMapping.of(root, None, findings, "the list of contributors")
    if top is None:
        return {}, findings.diagnostics
    entries = ((identifier, top.mapping(identifier, KEYS)) for identifier in top.keys())  # noqa: SIM118
    read = [_contributor(i, entry, findings) for i, entry in entries if entry is not None]
    return {contributor.id: contributor for contributor in read}, findings.diagnostics


def _contributor(identifier: str, entry: CheckedMapping, findings: Findings) -> Contributor:
    if not ANNOTATION_ID.fullmatch(identifier):
        suggestion = as_id(identifier)
        way_out = f"Write `{suggestion}:`." if suggestion else ""
        message = f"“{identifier}” cannot be an id"
        findings.add(Code.INVALID_ID, message, entry.node, way_out=way_out)
    about = {key: forms.read(entry, key, form) for key, form in KEYS.items()}
    return Contributor(identifier, about["name"] or identifier, about["url"], about["orcid"])


class Writer(NamedTuple):
    """Who writes a note: the `author` that it names, or a `stranger`, whom the list has not."""

    author: str
    stranger: str = ""


def writer_called(typed: str, contributors: Mapping[str, Contributor]) -> Writer:
    """Who is meant by an id or a name. A slip for an id stays the author, whom `check` refuses."""
    named = [known.id for known in contributors.values() if known.name == typed]
    if not contributors or typed in contributors or not typed.strip():
        return Writer(typed)
    if named or slip_for(typed, contributors):
        return Writer(named[0] if named else typed)
    return Writer("", typed)
