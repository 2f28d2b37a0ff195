"""Changes of notes as Markdown, for a comment on a pull request.

What contributors wrote stands in code spans: in a robot's comment, somebody else's @name, link or
image must not do anything.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from postil.core.markdown_text import code_span
from postil.core.note_changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postil.core.model import Contributor
    from postil.core.note_changes import NoteChange, TranscriptChanges

LISTED: Final = 50
"""Notes listed of each change. A comment on GitHub has at most 65,536 characters."""

_LONGEST: Final = 200
"""Characters of a passage shown."""

NOTHING: Final = "No note is touched by this change.\n"


def as_markdown(
    transcripts: Sequence[TranscriptChanges], contributors: Mapping[str, Contributor]
) -> str:
    """The comment. Says in one sentence that there is nothing to say, if so."""
    parts = ["## What this change does to the notes", *map(_paragraphs, transcripts)]
    notes = [(t.path, note) for t in transcripts for note in t.notes]
    if not notes and any(t.unread for t in transcripts):
        return "\n\n".join(parts) + "\n"
    if not notes:
        return "\n\n".join([*parts, NOTHING])
    for change in Change:
        found = [(path, note) for path, note in notes if note.change is change]
        if found:
            parts.append(_section(change, found, contributors))
    concerned = [note for _, note in notes if note.change in _TO_BE_LOOKED_AT]
    if concerned:
        parts.append(_authors(concerned, contributors))
    return "\n\n".join(parts) + "\n"


_TO_BE_LOOKED_AT: Final = (Change.LOST, Change.AMBIGUOUS, Change.MOVED)


def _paragraphs(changes: TranscriptChanges) -> str:
    if changes.unread:
        why = f"{code_span(changes.unread)}; what becomes of its notes is not known until then"
        return f"{code_span(changes.path)} cannot be read before this is mended: {why}."
    counts = {
        "changed": changes.changed,
        "added": changes.added,
        "removed": changes.removed,
    }
    told = [f"{len(ids)} {what} ({_some(ids)})" for what, ids in counts.items() if ids]
    said = f"paragraphs {', '.join(told)}" if told else "no paragraph differs"
    return f"{code_span(changes.path)}: {said}."


def _some(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:8])
    return f"{shown}, …" if len(ids) > 8 else shown  # noqa: PLR2004 - fits a line


def _section(
    change: Change,
    found: Sequence[tuple[str, NoteChange]],
    contributors: Mapping[str, Contributor],
) -> str:
    lines = [f"### {change.value} ({len(found)})", ""]
    for path, note in found[:LISTED]:
        lines += _item(path, note, contributors)
    if len(found) > LISTED:
        lines.append(f"- and {len(found) - LISTED} more")
    return "\n".join(lines)


def _item(path: str, note: NoteChange, contributors: Mapping[str, Contributor]) -> Iterator[str]:
    annotation = note.annotation
    by = _author(annotation.author, contributors)
    standing = note.after if note.after.paragraph else note.before
    where = f"{code_span(standing.paragraph)} of {code_span(path)}"
    yield f"- {code_span(annotation.id)}, {by}, on {where}"
    if note.change is Change.CHANGED:
        yield f"  - differs in: {', '.join(note.keys)}"
    elif note.change in _TO_BE_LOOKED_AT:
        yield from _passages(note)
    elif standing.words:
        yield f"  - about: {_shown(standing.words)}"


def _passages(note: NoteChange) -> Iterator[str]:
    before, after = note.before, note.after
    if before.paragraph:
        yield f"  - before, in {code_span(before.paragraph)}: {_shown(before.words)}"
    if note.change is Change.MOVED:
        yield f"  - now, in {code_span(after.paragraph)}: {_shown(after.words)}"
    elif after.words != before.words:
        yield f"  - quoted: {_shown(after.words)}"
    if after.why:
        yield f"  - {after.why}"
    if after.nearest:
        yield f"  - most similar now: {_shown(after.nearest)}"


def _shown(words: str) -> str:
    if not words:
        return "the whole paragraph"
    return code_span(words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…")


def _author(identifier: str, contributors: Mapping[str, Contributor]) -> str:
    if not identifier:
        return "whose author is not named"
    known = contributors.get(identifier)
    return f"by {code_span(known.name if known else identifier)}"


def _authors(notes: Iterable[NoteChange], contributors: Mapping[str, Contributor]) -> str:
    """Whose notes should be looked at, so that they can be asked."""
    counts = Counter(note.annotation.author for note in notes)
    told = [
        f"{code_span(contributors[i].name if i in contributors else i)} ({count})"
        for i, count in counts.most_common()
        if i
    ]
    unnamed = f"{counts['']} without an author" if counts[""] else ""
    return f"Notes to look at again, by author: {', '.join(filter(None, [*told, unnamed]))}."
