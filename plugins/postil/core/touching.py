"""Which notes a change of the text touches: what they are about does not read as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.diagnostics import Code, Diagnostic
from postil.core.folding import fold
from postil.core.inline_difference import marked
from postil.core.reporting import range_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.model import Annotation, Target

_AROUND = 20
"""Characters shown on each side of a change."""


def touched(
    annotations: Sequence[Annotation],
    old: Mapping[str, str],
    new: Mapping[str, str],
    path: str,
    revision: str,
) -> Iterator[Diagnostic]:
    """A finding for each note whose paragraphs are not what they were at `revision`.

    `old` and `new` are texts by paragraph id, `path` is the transcript's. A note whose words are
    not in the old text was written later, and is not touched.
    """
    old_text, new_text = _Text(old), _Text(new)
    for annotation in annotations:
        target = annotation.target
        before, after = old_text.words(target), new_text.words(target)
        is_withdrawn = annotation.status == "withdrawn"
        if before is None or before == after or is_withdrawn or not _holds(before, target):
            continue
        where = range_name(target.first, target.last)
        if after is None:
            message = f"{where} was in {path} at {revision}, and is not now"
        else:
            message = f"{where} of {path} does not read as it did at {revision}"
        place = annotation.places.paragraph
        change = "" if after is None else marked(before, after, _AROUND)
        yield Diagnostic(
            Code.NOTE_TOUCHED, f"“{annotation.id}”: {message}", annotation.path, *place, change
        )


class _Text:
    """A text by paragraph id, in reading order."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = [" ".join(text.split()) for text in texts.values()]
        self._order = {name: number for number, name in enumerate(texts)}

    def words(self, target: Target) -> str | None:
        """The words of the target's paragraphs; None where they are not all there, in order."""
        first, last = self._order.get(target.first), self._order.get(target.last)
        if first is None or last is None or last < first:
            return None
        return " ".join(self._texts[first : last + 1])


def _holds(words: str, target: Target) -> bool:
    return fold(target.quote).text.strip() in fold(words).text
