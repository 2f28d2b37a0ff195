"""Diagnostics as SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from postil import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.diagnostics import Code, Diagnostic
    from postil.project import Layout


def as_sarif(diagnostics: Sequence[Diagnostic], layout: Layout) -> str:  # noqa: ARG001
    """One run with every finding."""
    codes = sorted({d.code for d in diagnostics}, key=lambda code: code.slug)
    driver = {"name": "postil", "version": __version__, "rules": list(map(_rule, codes))}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, codes.index(d.code)) for d in diagnostics],
    }
    document = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        "sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.slug,
        "shortDescription": {"text": code.value.meaning},
        "help": {"text": code.value.mend},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(d: Diagnostic, rule: int) -> dict[str, object]:
    nearest = f" Nearest: {d.nearest}." if d.nearest else ""
    place = {
        "artifactLocation": {"uri": quote(d.path, errors="surrogateescape")},
        "region": {"startLine": d.line, "startColumn": d.column},
    }
    return {
        "ruleId": d.code.slug,
        "ruleIndex": rule,
        "level": d.severity.value,
        "message": {"text": f"{d.message}.{nearest} {d.way_out}"},
        "locations": [{"physicalLocation": place}],
    }
