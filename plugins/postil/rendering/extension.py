"""The Python-Markdown extension: notes woven into a transcript while it is converted.

Works alone (`markdown.markdown(text, extensions=["postil"])` inside a host that names its page) and
under the MkDocs plugin, which passes its own `pages`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from postil.core.annotated_page import PageAnnotator, Style, surroundings_of
from postil.core.model import DEFAULT_KINDS
from postil.core.note_markup import NoteMarkup
from postil.project import Layout, read_publication
from postil.rendering import page_markup, sanitising
from postil.rendering.pages import PublicationPages
from postil.rendering.plain_text import mark_plain_text
from postil.rendering.sealing import Sealer
from postil.rendering.search_text import search_text
from postil.rendering.stash import Stash

if TYPE_CHECKING:
    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage
    from postil.core.reporting import Surroundings
    from postil.rendering.page_context import PageInput, Pages

NOTES_PRIORITY: Final = 25  # Before `inline` (20), so that note bodies become inline markup too.
PLAIN_PRIORITY: Final = 21  # Just before `inline` (20), which it spares most of its work.
WEAVE_PRIORITY: Final = 5.5  # After attr_list (8), abbr (7) and smarty (6): text is final. Before
# toc and the hosts' scan for anchors (5), which must see our ids.
SEAL_PRIORITY: Final = (
    -5
)  # After unescape and the hosts' links (0): nothing changes the tree later.

_BLANK_LINE: Final = re.compile(r"\n[ \t]+(?=\n)")


class PostilExtension(Extension):
    """Registers the three processors. Registering twice replaces: fixed names."""

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

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors on `md`."""
        pages = self._pages or self._pages_from_disk()
        bodies = NoteBodies(md, pages)
        md.treeprocessors.register(bodies, "postil_note_bodies", NOTES_PRIORITY)
        md.treeprocessors.register(PlainText(md, bodies), "postil_plain_text", PLAIN_PRIORITY)
        weave = Weave(md, bodies)
        md.treeprocessors.register(weave, "postil_weave", WEAVE_PRIORITY)
        md.treeprocessors.register(Seal(md, bodies, weave), "postil_seal", SEAL_PRIORITY)

    def _pages_from_disk(self) -> Pages:
        options = self.getConfigs()
        root = Path(options["root"])
        layout = Layout(
            root, root / options["docs"], options["transcripts"], root / options["annotations"]
        )
        self._pages = PublicationPages(read_publication(layout), Style(NoteMarkup(DEFAULT_KINDS)))
        return self._pages


class NoteBodies(Treeprocessor):
    """Parses note bodies as Markdown into the page's own tree, where the host sees their links."""

    def __init__(self, md: Markdown, pages: Pages) -> None:
        """Begin with no page."""
        super().__init__(md)
        self.pages = pages
        self.page: PageInput | None = None
        self.holder: Element | None = None

    def run(self, root: Element) -> None:
        """Append the bodies at the end of the tree, where `inline` will find them."""
        self.page = self.pages.page_for(self.md)
        self.holder = None
        if self.page is None:
            return
        self.holder = SubElement(root, "div")
        for annotation in self.page.annotations:
            body = SubElement(self.holder, "div", {"class": "postil-note-body"})
            text = _BLANK_LINE.sub("\n", annotation.note.expandtabs(self.md.tab_length))
            self.md.parser.parseChunk(body, text)


class PlainText(Treeprocessor):
    """Spares a transcript's plain words the search for inline markup."""

    def __init__(self, md: Markdown, bodies: NoteBodies) -> None:
        """Share the page with `bodies`."""
        super().__init__(md)
        self._bodies = bodies

    def run(self, root: Element) -> None:
        """Change the tree in place, on pages that are ours."""
        if self._bodies.page is not None:
            mark_plain_text(root, self.md)


class Weave(Treeprocessor):
    """Resolves, weaves and reports, once the text is final."""

    def __init__(self, md: Markdown, bodies: NoteBodies) -> None:
        """Share the page with `bodies`."""
        super().__init__(md)
        self._bodies = bodies
        self.forget()

    def forget(self) -> None:
        """Let go of the page: an instance that waits to be collected would keep its whole tree."""
        self.result: AnnotatedPage | None = None
        self.annotator: PageAnnotator | None = None

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        self.forget()
        page, pages = self._bodies.page, self._bodies.pages
        if page is None or self._bodies.holder is None:
            return
        root.remove(self._bodies.holder)
        stash = Stash(self.md)
        self.annotator = PageAnnotator(
            root, page.transcript, page.annotations, stash.decode, pages.style
        )
        self.result = self.annotator.run(
            self._take_bodies(page),
            lambda: self._surroundings(root, stash),
            lambda number: pages.place(page, number),
        )
        page_markup.add_head(root, page.transcript)
        page_markup.add_neighbours(root, page)

    def _take_bodies(self, page: PageInput) -> dict[str, Element]:
        bodies: dict[str, Element] = {}
        for annotation, body in zip(page.annotations, self._bodies.holder or (), strict=True):
            bodies.setdefault(annotation.id, body)
        self._bodies.holder = None
        return bodies

    def _surroundings(self, root: Element, stash: Stash) -> Surroundings:
        raw = [stash.restored(entry) for entry in stash.entries() if "<" in entry]
        code = [text for text in raw if "<pre" in text or "<code" in text]
        around = surroundings_of(
            root, stash.decode, [sanitising.text_of_html(text) for text in raw if text not in code]
        )
        highlighted = "\n".join(sanitising.text_of_html(text) for text in code)
        return type(around)(around.headings, f"{around.code}\n{highlighted}", around.html)


class Seal(Treeprocessor):
    """Makes the finished page safe, gives it its frame, and hands over what became of it."""

    def __init__(self, md: Markdown, bodies: NoteBodies, weave: Weave) -> None:
        """Share the page with the other two."""
        super().__init__(md)
        self._bodies = bodies
        self._weave = weave

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        page, result = self._bodies.page, self._weave.result
        annotator = self._weave.annotator
        self._weave.forget()
        if page is None or result is None or annotator is None:
            return
        sealer = Sealer(self.md, page, result)
        sealer.clean_elements(root)
        found = search_text(root, result)
        annotator.finish()
        sealer.clean_raw_html(root)
        page_markup.frame(root, page.transcript)
        diagnostics = (*result.diagnostics, *sealer.findings)
        self._bodies.pages.finish(page, replace(result, diagnostics=diagnostics), found)


def makeExtension(**options: Any) -> PostilExtension:  # noqa: N802
    """Make the extension for `markdown.Markdown(extensions=["postil"])`."""
    return PostilExtension(**options)
