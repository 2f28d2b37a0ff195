"""Whether each annotation is on its page as its status says, beside its paragraph, findable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from postil.core.diagnostics import Code, Diagnostic
from postil.core.folding import fold
from postil.core.note_markup import note_id
from postil.core.placement import is_hidden, visible_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from postil.core.model import Annotation, Target
    from postil.verifying.page_facts import PageFacts


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A transcript's page: its path in the site, what is on it, and the anchors in the index.

    `searchable` is None where the site has no index of Postil's.
    """

    name: str
    facts: PageFacts
    searchable: AbstractSet[str] | None


class Places:
    """Where a page shows its notes, by their ids: the target there, or None for no place.

    Asked for only where a note does not stand as it says: notes are looked for anew then.
    """

    def __init__(self, find: Callable[[], Mapping[str, Target | None]], *, unplaced: bool) -> None:
        """Take what finds the places; `unplaced`: whether notes without one are shown."""
        self._find = find
        self._shows_unplaced = unplaced

    @cached_property
    def _found(self) -> Mapping[str, Target | None]:
        return self._find()

    def of(self, annotation: Annotation) -> Target | None:
        """Where the note is shown."""
        return self._found.get(annotation.id, annotation.target)

    def is_left_out(self, annotation: Annotation) -> bool:
        """Whether the note has no place, and such notes are not shown."""
        return not self._shows_unplaced and self.of(annotation) is None


def verify_notes(
    page: BuiltPage, annotations: Sequence[Annotation], places: Places, *, drafts: bool
) -> Iterator[Diagnostic]:
    """What is wrong with a page's notes. `drafts`: whether drafts are meant to be shown."""
    ordered = visible_first(annotations, drafts=drafts)
    unique: Mapping[str, Annotation] = {a.id: a for a in reversed(ordered)}
    for annotation in annotations:
        if annotation is not unique[annotation.id]:
            continue
        if is_hidden(annotation, drafts=drafts):
            yield from _hidden(page, annotation)
        else:
            yield from _shown(page, annotation, places)


def _hidden(page: BuiltPage, annotation: Annotation) -> Iterator[Diagnostic]:
    identifier = note_id(annotation)
    places = [page.name] if identifier in page.facts.notes else []
    places += ["the search index"] if identifier in (page.searchable or ()) else []
    if places:
        where = " and in ".join(places)
        message = f"the {annotation.status} note “{annotation.id}” is published in {where}"
        yield _finding(Code.BUILT_NOTE_SHOWN, message, annotation)


def _shown(page: BuiltPage, annotation: Annotation, places: Places) -> Iterator[Diagnostic]:
    identifier, facts = note_id(annotation), page.facts
    if identifier not in facts.notes:
        if places.is_left_out(annotation):
            return
        message = f"the note “{annotation.id}” is not in {page.name}"
        yield _finding(Code.BUILT_NOTE_MISSING, message, annotation)
        return
    faults = list(_faults(facts, identifier, annotation.target))
    if faults:
        faults = list(_faults(facts, identifier, places.of(annotation)))
    if faults:
        message = f"the note “{annotation.id}” in {page.name} {', and '.join(faults)}"
        yield _finding(Code.BUILT_NOTE_DAMAGED, message, annotation)
    if page.searchable is not None and identifier not in page.searchable:
        message = f"the note “{annotation.id}” in {page.name} is not in the search index"
        yield _finding(Code.BUILT_NOTE_NOT_FOUND, message, annotation)


def _faults(facts: PageFacts, identifier: str, target: Target | None) -> Iterator[str]:
    """What is wrong with a note that belongs to `target`, or has no place."""
    if not facts.words.get(identifier, "").strip():
        yield "has no words"
    if target is None or not {target.first, target.last} <= set(facts.paragraphs):
        return  # `check` reports it, and the page says so.
    order = facts.paragraphs
    covered = order[order.index(target.first) : order.index(target.last) + 1]
    if facts.notes[identifier] not in covered:
        yield f"does not stand beside paragraph {target.last}"
    if facts.markers.get(identifier) not in covered:
        yield "has no marker in its paragraph"
    is_lost = identifier in facts.lost
    passage = facts.passages.get(identifier, "")
    if target.quote and not is_lost and not _is_quoted(passage, target.quote):
        yield "does not have its passage marked"


def _is_quoted(passage: str, quote: str) -> bool:
    """Whether the marked words are the quote; breaks of lines and paragraphs are no difference."""
    return _bare(quote) in _bare(passage)


def _bare(text: str) -> str:
    return "".join(fold(text).text.split())


def _finding(code: Code, message: str, annotation: Annotation) -> Diagnostic:
    return Diagnostic(code, message, annotation.path, *annotation.places.entry)
