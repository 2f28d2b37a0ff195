"""New targets for notes whose place has changed, and the edits of their file that say so.

Pure: the text of an annotation file in, its new text out, with every value untouched that is not
part of the new targets.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from postil.core import yaml_document
from postil.core.annotation_file import TARGET_KEYS, read_annotations
from postil.core.describing import describe
from postil.core.document_text import DocumentText
from postil.core.folding import fold
from postil.core.model import NOWHERE
from postil.core.splicing import (
    Insertion,
    Removal,
    Replacement,
    SplicingError,
    composed,
    spliced,
)
from postil.core.verbatim import verbatim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from postil.core.model import Annotation, Target
    from postil.core.resolutions import Passage
    from postil.core.splicing import Composed, Edit, NodePath
    from postil.core.yaml_document import Node

_CONTEXT_KEYS: Final = ("prefix", "suffix")
_CHANGED: Final = "it was changed meanwhile; run the command again"


class ReanchoringError(Exception):
    """The file cannot be changed as wanted without changing something else; says why."""


def target_at(covered: Sequence[tuple[str, str]], passage: Passage, old: Target) -> Target | None:
    """The target that `old` becomes at `passage`; None where none leads there and nowhere else.

    `covered` are the paragraphs of the passage, as (id, text). A note on whole paragraphs stays
    one. A quote and context that an author wrote stay while they fit; context that does not fit
    is brought up to date in as many words.
    """
    if not old.quote:
        return replace(old, first=passage.first, last=passage.last)
    new = describe(covered, passage)
    new = replace(new, quote=" ".join(new.quote.split()))
    before = covered[0][1][: passage.start]
    after = covered[-1][1][passage.end :]
    is_same = fold(new.quote).text.strip() == fold(old.quote).text.strip()
    kept = replace(
        new,
        quote=old.quote if is_same else new.quote,
        prefix=old.prefix if _ends_with(before, old.prefix) else _last(before, old.prefix),
        suffix=old.suffix if _begins_with(after, old.suffix) else _first(after, old.suffix),
    )
    document = DocumentText(covered)
    choices = (kept, replace(new, quote=kept.quote), new)
    return next((target for target in choices if _leads_to(passage, target, document)), None)


def _leads_to(passage: Passage, target: Target, document: DocumentText) -> bool:
    """Whether the target stands in one place of its paragraphs, and that is in the passage."""
    spans = verbatim(document, target, 0, len(document.ids) - 1)
    if len(spans) != 1:
        return False
    found = document.passage(spans[0])
    return (found.first, found.last) == (passage.first, passage.last) and (
        found.first != found.last or (found.start < passage.end and passage.start < found.end)
    )


def _ends_with(text: str, end: str) -> bool:
    return fold(text).text.rstrip().endswith(fold(end).text.strip())


def _begins_with(text: str, start: str) -> bool:
    return fold(text).text.lstrip().startswith(fold(start).text.strip())


def _last(text: str, like: str) -> str:
    return " ".join(text.split()[-len(like.split()) :])


def _first(text: str, like: str) -> str:
    return " ".join(text.split()[: len(like.split())])


def with_targets(text: str, targets: Mapping[str, tuple[Target, Target]]) -> str:
    """The annotation file with other targets: by annotation id, the one that is there, the new one.

    Raises `ReanchoringError` where a note is not there with that target, or not alone of its id,
    and where the file cannot be changed without changing more.
    """
    file = _composed(text)
    entries = list(_entries(file.root, targets))
    wanted = [
        replace(note, target=targets[note.id][1]) if note.id in targets else note
        for note in _notes(file, {identifier: old for identifier, (old, _) in targets.items()})
    ]
    edits: list[Edit] = []
    for path, identifier, entry in entries:
        old = _all_text(entry["target"], identifier)
        edits += _edits((*path, "target"), old, targets[identifier][1])
    return _proved(_spliced(file, edits), wanted)


def withdrawn(text: str, identifier: str, target: Target, reason: str = "") -> str:
    """The annotation file with the status `withdrawn` for the note of that id and target.

    A `reason` that is not empty is written too. Raises `ReanchoringError` as `with_targets` does.
    """
    file = _composed(text)
    changes: dict[str, Any] = {"status": "withdrawn", **({"reason": reason} if reason else {})}
    wanted = [
        replace(note, **changes) if note.id == identifier else note
        for note in _notes(file, {identifier: target})
    ]
    after = "target"
    for key, value in changes.items():
        edits: list[Edit] = [
            Replacement((*path, key), value)
            if key in entry
            else Insertion(path, key, value, after=after)
            for path, _, entry in _entries(file.root, (identifier,))
        ]
        file, after = _spliced(file, edits), key
    return _proved(file, wanted)


def _composed(text: str) -> Composed:
    try:
        return composed(text)
    except SplicingError as error:
        message = "it cannot be read"
        raise ReanchoringError(message) from error


def _read(file: Composed) -> list[Annotation]:
    """The notes of a file, wherever they stand in it."""
    found = read_annotations(file.root, file.text, "").annotations
    return [replace(note, places=NOWHERE) for note in found]


def _notes(file: Composed, expected: Mapping[str, Target]) -> list[Annotation]:
    """The notes of a file; those expected are there, once."""
    notes = _read(file)
    found = [note for note in notes if note.id in expected]
    _refuse_unless_once(expected, [note.id for note in found])
    if any(note.target != expected[note.id] for note in found):
        raise ReanchoringError(_CHANGED)
    return notes


def _refuse_unless_once(wanted: Iterable[str], found: Iterable[str]) -> None:
    times = Counter(found)
    for identifier in wanted:
        if not times[identifier]:
            message = f"“{identifier}” is not there any more; run the command again"
            raise ReanchoringError(message)
        if times[identifier] > 1:
            message = f"the id “{identifier}” stands twice; give one of the notes another"
            raise ReanchoringError(message)


def _proved(new: Composed, wanted: Sequence[Annotation]) -> str:
    """The text, if it reads back as it should."""
    if _read(new) != wanted:
        message = "other values would change as well"
        raise ReanchoringError(message)
    return new.text


def _entries(
    root: Node, wanted: Collection[str]
) -> Iterator[tuple[NodePath, str, Mapping[str, Mapping[str, object]]]]:
    """The entries with these ids, each once, and where they stand."""
    named = [
        (number, str(entry["id"]), entry)
        for number, entry in enumerate(_list_of_annotations(root))
        if isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"] in wanted
    ]
    # Counted here as well: of two, one may be such that it is not read as a note.
    _refuse_unless_once(wanted, [identifier for _, identifier, _ in named])
    for number, identifier, entry in named:
        if not isinstance(entry.get("target"), dict):
            raise ReanchoringError(_CHANGED)
        yield ("annotations", number), identifier, entry


def _list_of_annotations(root: Node) -> Sequence[object]:
    file = yaml_document.plain(root)
    found = file.get("annotations") if isinstance(file, dict) else None
    return found if isinstance(found, list) else ()


def _all_text(target: Mapping[str, object], identifier: str) -> Mapping[str, str]:
    """What of a target may be changed; a value that is no text is the author's to correct."""
    found = {key: value for key, value in target.items() if key in TARGET_KEYS}
    texts = {key: value for key, value in found.items() if isinstance(value, str)}
    for key in found:
        if key not in texts:
            message = f"“{key}” of “{identifier}” is not a piece of text; correct it first"
            raise ReanchoringError(message)
    return texts


def _edits(path: NodePath, old: Mapping[str, str], target: Target) -> Iterator[Edit]:
    """What changes in the mapping at `path`, which holds `old`."""
    paragraph = target.first if not target.is_range else f"{target.first}-{target.last}"
    if old["paragraph"].replace(" ", "") != paragraph:
        yield Replacement((*path, "paragraph"), paragraph)
    if target.quote and old.get("quote", "").strip() != target.quote.strip():
        yield Replacement((*path, "quote"), target.quote)
    for key in _CONTEXT_KEYS:
        value = getattr(target, key)
        if key in old and not value:
            yield Removal((*path, key))
        elif key in old and old[key].strip() != value:
            yield Replacement((*path, key), value)
        elif key not in old and value:
            yield Insertion(path, key, value, after="quote")


def _spliced(file: Composed, edits: Sequence[Edit]) -> Composed:
    try:
        return spliced(file, edits) if edits else file
    except SplicingError as error:
        raise ReanchoringError(str(error)) from error
