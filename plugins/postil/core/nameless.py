"""Paragraphs without an id of their own, and what they mean for notes: where they are, what first.

No note can stand on one, so words that are there are neither found nor lost until it has its id.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from postil.core.anchoring import Lost, Moved
from postil.core.diagnostics import Code, Diagnostic
from postil.core.folding import fold
from postil.core.reporting import range_name, short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.anchoring import Resolution
    from postil.core.model import Annotation, Place
    from postil.core.paragraph_ids import ParagraphName

ID_FAULTS: Final = frozenset(
    (Code.PARAGRAPH_UNNUMBERED, Code.PARAGRAPH_TWICE, Code.PARAGRAPH_ID_INSIDE)
)
"""Findings about a transcript whose notes are left as they are until these are mended."""

# Who reads one of these need not see the findings about the ids.
_FIRST: Final = (
    "First mend the ids of paragraphs that `postil check {}` names: the note may belong to these."
)
_AGAIN: Final = (
    "Give it one first, with `postil number --write` if it has none, else as `postil check {}` "
    "says; then look at the note again."
)


class Nameless:
    """The paragraphs of one page that have no id of their own."""

    def __init__(
        self,
        names: Sequence[ParagraphName],
        path: str,
        place: Callable[[int, str], Place],
        *,
        has_faults: bool,
    ) -> None:
        """Take the names of all, their places in the file `path`, and whether ids are wrong."""
        self._numbers = {name.id: n for n, name in enumerate(names) if not name.is_own}
        self._own = {name.id for name in names if name.is_own}
        self._uncertain = {name.id for name in names if not name.is_certain}
        self._path = path
        self._place = place
        self.has_faults = has_faults

    def confidence(self, resolution: Resolution, confidence: float) -> float:
        """How certain a place must be to be shown: one in such a paragraph never is."""
        return math.inf if self._in(resolution) else confidence

    def explained(
        self, finding: Diagnostic | None, annotation: Annotation, resolution: Resolution
    ) -> Diagnostic | None:
        """The finding about a note, with what is to be done about ids first."""
        if finding is None or not self.has_faults:
            return finding
        if paragraph := self._in(resolution):
            return self._standing_in(paragraph, finding, annotation, resolution)
        leads_to_others = finding.code is Code.UNKNOWN_PARAGRAPH or finding.retargets
        if not leads_to_others and "postil reanchor" not in finding.way_out:
            return finding
        is_misled = finding.retargets or isinstance(resolution, Lost)
        first = _FIRST.format(self._path)
        return replace(finding, help=first if is_misled else f"{first} {finding.way_out}")

    def _in(self, resolution: Resolution) -> str:
        """The first of the paragraphs in which the note would stand, if there is one."""
        passage = resolution.passage if isinstance(resolution, Moved) else None
        if isinstance(resolution, Lost) and resolution.likeness == 1.0:
            passage = resolution.nearest
        ends = (passage.first, passage.last) if passage else ()
        return next((end for end in ends if end in self._numbers), "")

    def _standing_in(
        self, paragraph: str, finding: Diagnostic, annotation: Annotation, resolution: Resolution
    ) -> Diagnostic:
        target = annotation.target
        where = f"{self._path}:{self._place(self._numbers[paragraph], '').line}"
        again = _AGAIN.format(self._path)
        found = resolution.quote if isinstance(resolution, Moved) else target.quote
        if not target.quote or fold(found).text != fold(target.quote).text:
            way_out = f"{paragraph} is to be the paragraph without an id of its own at {where}."
            return replace(finding, help=f"{way_out} {again}")
        message = f"“{short(target.quote)}” stands in a paragraph without an id of its own, {where}"
        if {target.first, target.last} <= self._own:
            message += f", and not in {range_name(target.first, target.last)}"
        way_out = _FIRST.format(self._path) if paragraph in self._uncertain else again
        return Diagnostic(
            Code.QUOTE_LOST, message, finding.path, *annotation.places.quote, help=way_out
        )
