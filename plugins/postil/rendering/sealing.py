"""The last step on a page's tree: whatever a contributor wrote is made harmless, and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from postil.core.diagnostics import Code, Diagnostic
from postil.core.note_markup import note_id
from postil.rendering import sanitising
from postil.rendering.stash import Stash

if TYPE_CHECKING:
    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage
    from postil.rendering.page_context import PageInput


def seal(
    root: Element, md: Markdown, page: PageInput, result: AnnotatedPage
) -> tuple[Diagnostic, ...]:
    """Clean the tree below `root` in place; what was taken out, each with the file it stood in."""
    sealer = _Sealer(md)
    findings = []
    asides = {aside.get("id"): aside for aside in root.iter("aside")}
    for note in result.notes:
        aside = asides.get(note_id(note.annotation))
        removed = sealer.clean(aside) if aside is not None else []
        if removed:
            place = note.annotation.places.entry
            message = f"{_listed(removed)} taken out of the note “{note.annotation.id}”"
            findings.append(Diagnostic(Code.HTML_REMOVED, message, note.annotation.path, *place))
    if removed := sealer.clean(root):
        line = page.transcript.body_line
        message = f"{_listed(removed)} taken out of the text"
        findings.append(Diagnostic(Code.HTML_REMOVED, message, page.transcript.path, line))
    return tuple(findings)


class _Sealer:
    def __init__(self, md: Markdown) -> None:
        self._md = md
        self._stash = Stash(md)
        self._has_html = any("<" in entry for entry in self._stash.entries())

    def clean(self, element: Element) -> list[str]:
        """Clean everything below `element`; what was removed, in words."""
        removed = sanitising.clean_tree(element, self._stash)
        if self._has_html:
            for child in list(element):
                removed += self._clean_raw_html(element, child)
        return removed

    def _clean_raw_html(self, parent: Element, block: Element) -> list[str]:
        """Replace a block that holds raw HTML by its sanitised whole.

        A whole block, because an element's two tags are stashed apart. The blocks of a note are
        cleaned before the page is, so that an unclosed tag in a note ends with the note.
        """
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


def _listed(removed: list[str]) -> str:
    return ", ".join(dict.fromkeys(removed))
