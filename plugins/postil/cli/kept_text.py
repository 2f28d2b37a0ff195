"""Keeping the text on which the notes of a transcript stand, and that of those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.last_seen import amended, renewed
from postil.core.snapshot import format_snapshot, kept
from postil.project import MAX_KEPT_BYTES, read_text, snapshot_path
from postil.rendering.standing import standing
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.model import Annotation
    from postil.core.snapshot import Snapshot
    from postil.project import Layout
    from postil.rendering.settings import Settings
    from postil.rendering.standing import Standing

Settled = dict[tuple[str, str], "Annotation | None"]
"""Notes that were decided, by file and id: as they are now, None if withdrawn."""


class NotKeptError(Exception):
    """The text was not kept; the message says why."""


def keep_text(layout: Layout, found: Standing, settled: Settled) -> None:
    """Write down the text of a transcript, if it is not the one that is kept already.

    Notes that do not stand and are not `settled` keep the text by which they were looked for.
    Raises `NotKeptError` where it is not known what stands, or evidence would go lost, or the
    file could not be read again, and `OSError`.
    """
    left = found.left(settled)
    if not found.is_complete:
        if found.snapshot is not None:
            decided = [note for note in settled.values() if note is not None]
            _write(layout, found, amended(found.snapshot, found.document, decided, left))
        message = "some of its notes cannot be read; see `postil check`"
        raise NotKeptError(message)
    if found.damage is not None and found.lacks_evidence:
        message = "the one that was kept is damaged; see `postil check`"
        raise NotKeptError(message)
    if not found.document:
        message = "it has no numbered paragraph"
        raise NotKeptError(message)
    _write(layout, found, renewed(found.document, left))


def secure_text(layout: Layout, found: Standing, moved: Iterable[Annotation]) -> None:
    """Before notes are changed: keep what is true of their old targets and of their new ones.

    `moved` are notes as they will be. A process that is killed between two files would else leave
    notes that are looked for by a text on which they never stood. Raises `NotKeptError` where that
    could not be read again, and `OSError`.
    """
    if found.snapshot is None or found.snapshot.document == kept(found.document):
        return
    if not found.is_complete:
        _write(layout, found, amended(found.snapshot, found.document, moved, found.left()))
    elif found.document:
        _write(layout, found, renewed(found.document, found.left()))


def _write(layout: Layout, found: Standing, snapshot: Snapshot) -> None:
    path = snapshot_path(layout, found.source)
    text = format_snapshot(snapshot)
    size = len(text.encode())
    if size > MAX_KEPT_BYTES:
        message = f"it would have {size >> 20} MB, and at most {MAX_KEPT_BYTES >> 20} are read"
        if snapshot.parts:
            message += ": decide about the notes that are lost, each of which keeps an older text"
        raise NotKeptError(message)
    if read_text(path, layout, MAX_KEPT_BYTES) != text:
        write_text(path, text, replace=True)


def keep_text_of(settings: Settings, source: str) -> bool:
    """Keep the text of a transcript if every note stands on it; whether that is so.

    Not where that of its old name was left behind, or paragraphs have no id. Reads the publication
    anew. Raises `OSError` where the text cannot be written.
    """
    found = standing(settings, settings.read(), source)
    if found is None or found.id_faults or found.former or found.moved or not found.is_complete:
        return False
    keep_text(settings.layout, found, {})
    return True
