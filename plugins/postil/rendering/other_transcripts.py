"""Where the words of lost notes stand now, if they went to another transcript with their ids."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from postil.core.divided import longest_word, stands_in
from postil.core.reporting import range_name
from postil.project import read_text
from postil.rendering.texts import paragraph_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.model import Annotation
    from postil.core.snapshot import Document
    from postil.project import Layout, Publication
    from postil.rendering.settings import Settings


class Missing(NamedTuple):
    """A note whose paragraphs its transcript, `source`, does not have, and the text it stood on."""

    source: str
    annotation: Annotation
    old: Document | None


def elsewhere(
    settings: Settings, publication: Publication, missing: Sequence[Missing]
) -> list[str]:
    """For each note the sentence that says where its words stand, and where to take the note.

    Empty where they stand in no other transcript, or in several. Each transcript is read once,
    and converted only if it has a word of one of the notes.
    """
    words = [longest_word(note.annotation.target, note.old) for note in missing]
    found: defaultdict[int, list[str]] = defaultdict(list)
    for source in publication.transcripts if any(words) else ():
        text = read_text(publication.layout.docs / source, publication.layout)
        if not isinstance(text, str):
            continue
        others = [number for number, note in enumerate(missing) if note.source != source]
        asked = [number for number in others if words[number] and words[number] in text]
        document = list(paragraph_texts(settings, text, source).items()) if asked else []
        for number in asked:
            if stands_in(document, missing[number].annotation.target, missing[number].old):
                found[number].append(source)
    return [
        _sentence(publication.layout, note, *found[number]) if len(found[number]) == 1 else ""
        for number, note in enumerate(missing)
    ]


def _sentence(layout: Layout, note: Missing, source: str) -> str:
    target, transcript = note.annotation.target, layout.shown(layout.docs / source)
    where = range_name(target.first, target.last)
    path = _taken_along(layout, note, source)
    return f"These words stand in {transcript}, {where}: move the note to {path}."


def _taken_along(layout: Layout, note: Missing, source: str) -> str:
    """The file beside the transcript that answers to the one in which the note is."""
    path = PurePosixPath(note.annotation.path)
    before, now = (layout.shown(layout.notes_folder(name)) for name in (note.source, source))
    if path.is_relative_to(before):
        return f"{now}/{path.relative_to(before)}"
    return f"{now}{path.suffix}"
