"""Diagnostics as JUnit's XML, which GitLab, Forgejo's runners and Jenkins show as test results.

There is no standard. The elements are those that all of them read, as collected at
https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from postil.core.diagnostics import Diagnostic, Severity
from postil.core.reporting import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.project import Layout


def as_junit(diagnostics: Sequence[Diagnostic], layout: Layout) -> str:  # noqa: ARG001
    """One test for each finding: an error is a failure, a warning passes and is told in its output.

    Without findings there is one test that passes, because a report without tests counts as broken.
    """
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    counts = {"tests": str(max(len(diagnostics), 1)), "failures": str(errors), "errors": "0"}
    suites = Element("testsuites", {"name": "postil", **counts})
    suite = SubElement(suites, "testsuite", {"name": "postil check", **counts})
    if not diagnostics:
        words = {"classname": "postil", "name": "every note stands on its words"}
        SubElement(suite, "testcase", words)
    for d in diagnostics:
        suite.append(_case(d))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, "unicode") + "\n"


def _case(d: Diagnostic) -> Element:
    path = printable(d.path)
    name = f"{d.code.slug} in line {d.line}, column {d.column}"
    place = {"classname": path, "name": name, "file": path, "line": str(d.line)}
    case = Element("testcase", place)
    nearest = f"\nnearest: {printable(d.nearest)}" if d.nearest else ""
    details = f"{printable(str(d))}{nearest}\nhelp: {printable(d.way_out)}"
    if d.severity is Severity.ERROR:
        failure = {"type": d.code.slug, "message": printable(d.message)}
        SubElement(case, "failure", failure).text = details
    else:
        SubElement(case, "system-out").text = details
    return case
