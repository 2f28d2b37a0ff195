"""The Python-Markdown extension: notes woven into a transcript while it is converted.

Works alone (`markdown.markdown(text, extensions=["postil"])` inside a host that names its page) and
under the MkDocs plugin, which passes its own `pages`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markdown.extensions import Extension

from postil.core.annotated_page import Style
from postil.core.model import DEFAULT_KINDS
from postil.core.note_markup import NoteMarkup
from postil.project import Layout, read_publication
from postil.rendering.pages import PublicationPages
from postil.rendering.processors import (
    BeginningOfText,
    BeginPage,
    Conversion,
    NoteBodies,
    Seal,
    Weave,
)
from postil.rendering.speech_blocks import SpeechBlocks

if TYPE_CHECKING:
    from markdown import Markdown

    from postil.rendering.page_context import Pages

BEGIN_PRIORITY: Final = 100  # Before any other preprocessor (30).
SPEECH_PRIORITY: Final = 110  # Before every other kind of block (100).
NOTES_PRIORITY: Final = 25  # Before `inline` (20), so that note bodies become inline markup too.
WEAVE_PRIORITY: Final = 5.5  # After attr_list (8), abbr (7) and smarty (6): text is final. Before
# toc and the hosts' scan for anchors (5), which must see our ids.
SEAL_PRIORITY: Final = (
    -5
)  # After unescape and the hosts' links (0): nothing changes the tree later.


class PostilExtension(Extension):
    """Registers the processors. Registering twice replaces: fixed names."""

    def __init__(self, *, pages: Pages | None = None, **options: Any) -> None:
        """Take `pages` from a host's adapter, or options for reading a publication from disk."""
        self.config = {
            "root": [".", "Folder of the publication."],
            "docs": ["docs", "Folder of the Markdown files, below the root."],
            "transcripts": ["transcripts", "Folder of transcripts, below `docs`."],
            "annotations": ["annotations", "Folder of annotation files, below the root."],
        }
        super().__init__(**options)
        self._pages = pages
        self._is_of_a_host = pages is not None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors on `md`."""
        conversion = Conversion(md, self._pages or self._pages_from_disk())
        speech = SpeechBlocks(md.parser, conversion)
        md.preprocessors.register(BeginPage(conversion), "postil_begin", BEGIN_PRIORITY)
        md.parser.blockprocessors.register(speech, "postil_speech", SPEECH_PRIORITY)
        md.treeprocessors.register(NoteBodies(conversion), "postil_notes", NOTES_PRIORITY)
        md.treeprocessors.register(Weave(conversion), "postil_weave", WEAVE_PRIORITY)
        if self._is_of_a_host:
            beginning = BeginningOfText(conversion)
            md.treeprocessors.register(beginning, "postil_beginning", WEAVE_PRIORITY)
        md.treeprocessors.register(Seal(conversion), "postil_seal", SEAL_PRIORITY)

    def _pages_from_disk(self) -> Pages:
        options = self.getConfigs()
        root = Path(options["root"])
        layout = Layout(
            root, root / options["docs"], options["transcripts"], root / options["annotations"]
        )
        self._pages = PublicationPages(read_publication(layout), Style(NoteMarkup(DEFAULT_KINDS)))
        return self._pages


def makeExtension(**options: Any) -> PostilExtension:  # noqa: N802
    """Make the extension for `markdown.Markdown(extensions=["postil"])`."""
    return PostilExtension(**options)
