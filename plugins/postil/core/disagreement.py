"""Notes of which two old texts say different things: that of a revision, and the one kept since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.collecting import paused
from postil.core.document_text import each_once
from postil.core.resolutions import Exact
from postil.core.resolving import Resolver, Wanted, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.document_text import DocumentText
    from postil.core.model import Annotation, Target
    from postil.core.resolutions import Resolution
    from postil.core.snapshot import Document


class Witnessed(NamedTuple):
    """A note, what became of it by one text, that text, and the one that is kept of it."""

    annotation: Annotation
    resolution: Resolution
    text: Document | None
    kept: Document | None

    @property
    def is_in_question(self) -> bool:
        """Whether the note does not stand by a text that is not the kept one, and there is one."""
        is_known = self.kept is not None and self.kept is not self.text
        return is_known and not isinstance(self.resolution, Exact)


def contested(document: Document, notes: Iterable[Witnessed]) -> list[bool]:
    """For each note whether it stands in `document` as it is by the kept text, and only by that.

    Somebody may have decided so: to keep a note as it is leaves no trace but in the kept text. An
    older one, which knows nothing of it, must not undo it.
    """
    notes = list(notes)
    texts = each_once([document, *(note.kept for note in notes if note.is_in_question)])
    resolver = Resolver(texts[id(document)])
    with paused():
        return [
            note.is_in_question and _stands(resolver, note.annotation.target, texts[id(note.kept)])
            for note in notes
        ]


def _stands(resolver: Resolver, target: Target, kept: DocumentText) -> bool:
    """Whether the kept text knows the target, and leads to where it says."""
    if len(standing(kept, target)) != 1:
        return False
    (found,) = resolver.resolve([Wanted(target, kept)], lambda: None)
    return isinstance(found, Exact)
