"""What is searched: transcripts with their paragraphs and notes, without markup."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `speaker` is the name of who speaks, `label` what the text calls them here.

    `text` is without the label. A paragraph that goes on with a turn has a speaker and no label.
    """

    id: str
    speaker: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `id` is that of its element; `home` the paragraph it stands beside, or empty.

    `more` is what else it can be found by: its sources.
    """

    id: str
    home: str
    kind: str
    title: str
    text: str
    more: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript. `path` names it; `about` is what its head says besides the title."""

    path: str
    title: str
    date: str
    about: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    tags: tuple[str, ...] = ()
