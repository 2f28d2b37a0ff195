"""One finding with its place, and findings in order. The list of codes is in `codes`."""

from __future__ import annotations

from dataclasses import dataclass

from postil.core.codes import Code, Explanation, Severity

__all__ = ["Code", "Diagnostic", "Explanation", "Severity", "in_order"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a place, a code, what is wrong in the author's own words, and a way out.

    `path` is relative to the publication; `line` and `column` count from 1, in code points.
    `nearest` is the most similar text or name there is; `help` replaces the code's general advice.
    """

    code: Code
    message: str
    path: str
    line: int = 1
    column: int = 1
    nearest: str = ""
    help: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.code.severity

    @property
    def way_out(self) -> str:
        """What to do, in one sentence."""
        return self.help or self.code.value.mend

    @property
    def retargets(self) -> bool:
        """Whether the way out has another paragraph written as the target of the note."""
        return "`paragraph: " in self.way_out

    def __str__(self) -> str:
        """`path:line:col: severity: message [code]`."""
        return (
            f"{self.path}:{self.line}:{self.column}: {self.severity}: "
            f"{self.message} [{self.code.slug}]"
        )


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, without repeats."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.path, d.line, d.column, d.code.slug, d.message))
