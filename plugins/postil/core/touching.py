"""Which notes a change of the text touches: what they are about does not read as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.diagnostics import Code, Diagnostic
from postil.core.folding import fold
from postil.core.inline_difference import marked
from postil.core.reporting import range_name
from postil.core.snapshot import noted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from postil.core.model import Annotation, Target
    from postil.core.snapshot import Noted

_AROUND = 20
"""Characters shown on each side of a change."""


class AtRevision(NamedTuple):
    """A transcript at a revision: its text by paragraph id, and its notes as they were."""

    name: str
    texts: Mapping[str, str]
    notes: Collection[Noted]


def touched(
    annotations: Sequence[Annotation], texts: Mapping[str, str], then: AtRevision, path: str
) -> Iterator[Diagnostic]:
    """A finding for each note whose paragraphs are not what those were that it had `then`.

    `texts` is the text now by paragraph id, `path` is the transcript's. A note that was not there
    then was written later, and is not touched.
    """
    old, new = _Text(then.texts), _Text(texts)
    targets = {note.id: note.target for note in then.notes}
    for annotation in annotations:
        note = noted(annotation)
        target = note.target if note in then.notes else targets.get(note.id)
        if target is None or annotation.status == "withdrawn":
            continue
        if not _holds(old.words(target), target):
            target = note.target  # It had gone astray: its new target says where it belonged.
        before, after = old.words(target), new.words(note.target)
        if before is None or before == after:
            continue
        where = _Where(target, note.target, path, then.name)
        message = where.gone() if after is None else where.changed()
        change = "" if after is None else marked(before, after, _AROUND)
        message, place = f"“{annotation.id}”: {message}", annotation.places.paragraph
        yield Diagnostic(Code.NOTE_TOUCHED, message, annotation.path, *place, change)


class _Where:
    """What is said of a note's paragraphs, whose names may be others than they were."""

    def __init__(self, target_then: Target, target: Target, path: str, revision: str) -> None:
        self._was = range_name(target_then.first, target_then.last)
        self._is = range_name(target.first, target.last)
        self._path = path
        self._revision = revision

    def gone(self) -> str:
        if self._is == self._was:
            return f"{self._is} was in {self._path} at {self._revision}, and is not now"
        return f"{self._is}, which was {self._was} at {self._revision}, is not in {self._path}"

    def changed(self) -> str:
        did = "it did" if self._is == self._was else f"{self._was} did"
        return f"{self._is} of {self._path} does not read as {did} at {self._revision}"


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


def _holds(words: str | None, target: Target) -> bool:
    return words is not None and fold(target.quote).text.strip() in fold(words).text
