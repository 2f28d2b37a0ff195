"""The last step on a page's tree: whatever a contributor wrote is made harmless, and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from postil.core.diagnostics import Code, Diagnostic
from postil.core.note_markup import note_id
from postil.rendering import sanitising
from postil.rendering.stash import Stash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage
    from postil.core.model import Annotation
    from postil.rendering.page_context import PageInput


class Sealer:
    """Cleans one page in two steps: its elements, then, when the tree is complete, its raw HTML."""

    def __init__(self, md: Markdown, page: PageInput, result: AnnotatedPage) -> None:
        """Take the page and what became of it."""
        self._md = md
        self._page = page
        self._result = result
        self._stash = Stash(md)
        self.findings: list[Diagnostic] = []

    def clean_elements(self, root: Element) -> None:
        """Remove unsafe names, attributes and addresses from the tree below `root`."""
        removed = sanitising.clean_tree(root, self._stash)
        if not removed:
            return
        owners = {
            e: owner for owner, element in self._owners(root) if owner for e in element.iter()
        }
        found: dict[Annotation | None, list[str]] = {}
        for element, what in removed:
            found.setdefault(owners.get(element), []).append(what)
        for owner, parts in found.items():
            self._report(owner, parts)

    def clean_raw_html(self, root: Element) -> None:
        """Replace every block that holds raw HTML by its sanitised whole.

        A whole block, because an element's two tags are stashed apart. The blocks of a note are
        cleaned before the page is, so that an unclosed tag in a note ends with the note.
        """
        if not any("<" in entry for entry in self._stash.entries()):
            return
        for owner, element in self._owners(root):
            for child in list(element):
                self._report(owner, self._replace(element, child))

    def _owners(self, root: Element) -> Iterator[tuple[Annotation | None, Element]]:
        """Each note with what its author wrote of it, then the whole page."""
        asides = {aside.get("id"): aside for aside in root.iter("aside")}
        for note in self._result.notes:
            aside = asides.get(note_id(note.annotation))
            if aside is not None:
                yield note.annotation, aside
        yield None, root

    def _report(self, owner: Annotation | None, removed: list[str]) -> None:
        if not removed:
            return
        what = ", ".join(dict.fromkeys(removed))
        if owner is None:
            message, path = f"{what} taken out of the text", self._page.transcript.path
            line, column = self._page.transcript.body_line, 1
        else:
            message, path = f"{what} taken out of the note “{owner.id}”", owner.path
            line, column = owner.places.entry
        self.findings.append(Diagnostic(Code.HTML_REMOVED, message, path, line, column))

    def _replace(self, parent: Element, block: Element) -> list[str]:
        tail, block.tail = block.tail, None
        markup = self._md.serializer(block)
        block.tail = tail
        if not self._stash.holds_html(markup):
            return []
        restored = self._stash.restored(markup)
        # A paragraph of nothing but a placeholder becomes what the placeholder stands for:
        # https://github.com/Python-Markdown/markdown/blob/3.11/markdown/postprocessors.py
        sealed = Element("p")
        sealed.text = self._md.htmlStash.store(sanitising.clean_html(restored))
        sealed.tail = tail
        parent[list(parent).index(block)] = sealed
        return sanitising.unsafe_parts(restored)
