"""The paragraphs of one transcript's text as its reader sees them, of whatever revision it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.annotated_page import Style
from postil.core.front_matter import parse_transcript, split
from postil.core.model import DEFAULT_KINDS, START, Place
from postil.core.note_markup import NoteMarkup
from postil.rendering.extension import PostilExtension
from postil.rendering.page_context import PageInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage
    from postil.core.diagnostics import Diagnostic
    from postil.core.model import Transcript
    from postil.core.snapshot import Document
    from postil.rendering.note_links import Withheld
    from postil.rendering.page_context import Alternate
    from postil.rendering.settings import Settings


class _OneText:
    """Implements `Pages` for a text without notes, and keeps its paragraphs."""

    is_in_theme_search = False
    has_pagefind = False
    is_for_disk = False

    def __init__(self, transcript: Transcript) -> None:
        self.style = Style(NoteMarkup(DEFAULT_KINDS))
        self.found = TranscriptText({}, [], ())
        self._page = PageInput(transcript.path, transcript, ())

    def page_for(self, md: Markdown) -> PageInput:  # noqa: ARG002 - there is one page.
        """The text."""
        return self._page

    def take_links(self, *_: object) -> list[Withheld]:
        """There are no notes."""
        return []

    def alternates(self, *_: object) -> list[Alternate]:
        """Nobody reads the page."""
        return []

    def place(self, page: PageInput, number: int, words: str) -> Place:  # noqa: ARG002
        """Nobody reads where the findings are."""
        return START

    def finish(self, page: PageInput, result: AnnotatedPage, search_text: bytes) -> None:  # noqa: ARG002
        """Keep the paragraphs."""
        self.found = TranscriptText(dict(result.texts), result.document, result.id_faults)


class TranscriptText(NamedTuple):
    """A transcript's text: `numbered` are the words of each numbered paragraph, by id.

    `document` holds every paragraph, those without an id of their own by the one to give them;
    `id_faults` are the findings about these.
    """

    numbered: dict[str, str]
    document: Document
    id_faults: Sequence[Diagnostic]


def transcript_text(settings: Settings, text: str, path: str) -> TranscriptText:
    """The words of a transcript file, in reading order."""
    transcript, _ = parse_transcript(text, path)
    pages = _OneText(transcript)
    settings.converter(PostilExtension(pages=pages)).convert(split(text).body)
    return pages.found


def paragraph_texts(settings: Settings, text: str, path: str) -> dict[str, str]:
    """The words of each numbered paragraph of a transcript file, by id, in reading order."""
    return transcript_text(settings, text, path).numbered
