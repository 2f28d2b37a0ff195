"""Keeping the text on which every note of a transcript stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import format_snapshot
from postil.project import read_text, snapshot_path
from postil.rendering.standing import standing
from postil.writing import write_text

if TYPE_CHECKING:
    from postil.project import Layout
    from postil.rendering.settings import Settings
    from postil.rendering.standing import Standing


class NotKeptError(Exception):
    """The text was not kept; the message says why."""


def keep_text(layout: Layout, found: Standing) -> None:
    """Write down the text of a transcript, if it is not the one that is kept already.

    To be called when every note stands on its words. Raises `NotKeptError` where that is not
    known, because notes could not be read or the text has changed since, and `OSError`.
    """
    if not found.is_complete:
        message = "some of its notes cannot be read; see `postil check`"
        raise NotKeptError(message)
    if found.is_kept:
        return
    if read_text(layout.docs / found.source, layout) != found.text:
        message = "it was changed meanwhile; run the command again"
        raise NotKeptError(message)
    write_text(snapshot_path(layout, found.source), format_snapshot(found.document), replace=True)


def keep_text_of(settings: Settings, source: str) -> bool:
    """Keep the text of a transcript if every note stands on it; whether that is so.

    Reads the publication anew. Raises `OSError` where the text cannot be written.
    """
    found = standing(settings, settings.read(), source)
    if found is None or found.moved or not found.is_complete:
        return False
    keep_text(settings.layout, found)
    return True
