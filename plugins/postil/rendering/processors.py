"""The steps of converting a transcript with its notes, as Python-Markdown calls them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor

from postil.core import density, markdown_cost
from postil.core.annotated_page import PageAnnotator, surroundings_of
from postil.core.citation_data import citation_item
from postil.core.diagnostics import Code, Diagnostic
from postil.core.paragraph_markup import TEXT_ID
from postil.core.placement import visible_first
from postil.core.structured_data import structured_data
from postil.core.textview import HEADING_TAGS
from postil.rendering import page_markup, sanitising
from postil.rendering.citing import citations
from postil.rendering.data_links import add_alternates
from postil.rendering.head_markup import HeadParts
from postil.rendering.note_definitions import NoteDefinitions
from postil.rendering.notes_bar import add_notes_bar
from postil.rendering.pagefind_markup import mark_for_pagefind
from postil.rendering.plain_text import PlainText
from postil.rendering.sealing import Sealer
from postil.rendering.search_text import search_text
from postil.rendering.serializing import write_quickly
from postil.rendering.spoken_words import SpokenWords
from postil.rendering.stash import Stash
from postil.rendering.suggesting import suggestion_data
from postil.rendering.unconverted_text import add_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage
    from postil.core.model import Annotation
    from postil.core.resolution_reporting import Surroundings
    from postil.rendering.note_links import Withheld
    from postil.rendering.page_context import PageInput, Pages

    Report = Callable[[Iterable[tuple[Annotation, Element]]], Iterable[Diagnostic]]

_ONE_LINE: Final = re.compile(r"[^\W\d_][^\n|{]*[^\s|{]")
"""Begins with a letter; neither a table nor an attribute list."""

_BLANK_LINE: Final = re.compile(r"\n[ \t]+(?=\n)")


class Conversion:
    """What the steps share while one `Markdown` instance converts one page."""

    def __init__(self, md: Markdown, pages: Pages) -> None:
        """Begin with no page."""
        self.md = md
        self.pages = pages
        self.plain_text = PlainText(md)
        self.begin(None)

    def begin(self, page: PageInput | None) -> None:
        """Forget what was; an instance that waits to be collected would keep a whole tree."""
        self.page = page
        self.is_reading_text = page is not None
        self.spoken = SpokenWords()
        self.bodies: dict[str, Element] = {}
        self.final: set[str] = set()
        self.contributed: list[tuple[Annotation, Element]] = []
        self.withheld: list[Withheld] = []
        self.report: Report = lambda _: ()
        self.holder: Element | None = None
        self.annotator: PageAnnotator | None = None
        self.sealer: Sealer | None = None
        self.result: AnnotatedPage | None = None
        self.unconverted = ""
        self.findings: list[Diagnostic] = []


class BeginPage(Preprocessor):
    """Finds out which page is to be converted, and whether it can be."""

    def __init__(self, conversion: Conversion) -> None:
        """Share the conversion."""
        super().__init__(conversion.md)
        self._conversion = conversion

    def run(self, lines: list[str]) -> list[str]:
        """Leave nothing to convert of a transcript that would be too costly."""
        conversion = self._conversion
        page = conversion.pages.page_for(conversion.md)
        conversion.begin(page)
        if page is None:
            return lines
        text = "\n".join(lines)
        if not (why := markdown_cost.excess(text, markdown_cost.TRANSCRIPT)):
            return lines
        conversion.unconverted = text
        conversion.findings.append(
            _too_costly(why, page.transcript.path, page.transcript.body_line)
        )
        return []


def _too_costly(why: str, path: str, line: int, column: int = 1) -> Diagnostic:
    return Diagnostic(Code.MARKDOWN_TOO_COSTLY, f"not converted: {why}", path, line, column)


class _Step(Treeprocessor):
    """A step on a transcript's tree; other pages are left alone."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__(conversion.md)
        self.conversion = conversion

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        if self.conversion.page is not None:
            self.work(root, self.conversion.page)

    def work(self, root: Element, page: PageInput) -> None:
        """Do the step."""
        raise NotImplementedError


class NoteBodies(_Step):
    """Parses note bodies as Markdown into the page's own tree, where the host sees their links.

    Bodies of plain words, which are most, stay out of it until the end: every element that stands
    in the tree is visited by every step.
    """

    def work(self, root: Element, page: PageInput) -> None:
        """Append the other bodies at the end of the tree, where `inline` will find them."""
        conversion = self.conversion
        conversion.is_reading_text = False
        add_paragraphs(root, conversion.unconverted)
        conversion.holder = SubElement(root, "div")
        definitions = NoteDefinitions(self.md)
        conversion.report = definitions.report
        drafts = conversion.pages.style.drafts
        for annotation in visible_first(page.annotations, drafts=drafts):
            body = Element("div")
            is_final = self._parse(body, annotation, definitions)
            is_first = conversion.bodies.setdefault(annotation.id, body) is body
            if is_final and is_first:
                conversion.final.add(annotation.id)
            elif not is_final:
                conversion.holder.append(body)
                conversion.contributed.append((annotation, body))
        conversion.plain_text.mark_all(root)
        conversion.spoken.take_out()

    def _parse(self, body: Element, annotation: Annotation, definitions: NoteDefinitions) -> bool:
        """Put the note into `body`; whether nothing is left to do."""
        if why := markdown_cost.excess(annotation.note, markdown_cost.NOTE):
            self.conversion.findings.append(
                _too_costly(
                    f"the note “{annotation.id}”: {why}", annotation.path, *annotation.places.entry
                )
            )
            add_paragraphs(body, annotation.note)
            return False
        if _ONE_LINE.fullmatch(annotation.note):
            # What the block parser and `prettify` would make of it.
            paragraph = SubElement(body, "p")
            body.text = body.tail = paragraph.tail = "\n"
            return self.conversion.plain_text.set(paragraph, annotation.note)
        text = _BLANK_LINE.sub("\n", annotation.note.expandtabs(self.md.tab_length))
        self.md.parser.parseChunk(body, text)
        definitions.settle(annotation, body)
        return False


class Weave(_Step):
    """Resolves, weaves and reports, once the text is final."""

    def work(self, root: Element, page: PageInput) -> None:
        """Take the bodies out of the tree and weave them in as notes."""
        conversion, pages = self.conversion, self.conversion.pages
        conversion.spoken.put_back()
        if conversion.holder is not None:
            root.remove(conversion.holder)
        conversion.sealer = Sealer(self.md, page)
        conversion.sealer.clean_contributions(root, conversion.contributed)
        stash = Stash(self.md)
        conversion.findings += conversion.report(conversion.contributed)
        conversion.withheld = pages.take_links(page, conversion.contributed, stash)
        conversion.annotator = PageAnnotator(
            root,
            page.transcript,
            page.annotations,
            stash.decode,
            pages.style,
            page.snapshot,
            page.unfinished,
            page.damage,
        )
        conversion.result = conversion.annotator.run(
            conversion.bodies,
            lambda: _surroundings(root, stash),
            lambda number, words: pages.place(page, number, words),
            conversion.final,
        )
        page_markup.add_neighbours(root, page)
        page_markup.add_recordings(root, page.transcript)
        conversion.spoken.take_out()


class BeginningOfText(Treeprocessor):
    """Gives a page without headings something for the theme's skip link to lead to."""

    def __init__(self, conversion: Conversion) -> None:
        """Share the conversion, which knows whether the page is a transcript: these have theirs."""
        super().__init__(conversion.md)
        self._conversion = conversion

    def run(self, root: Element) -> None:
        """Name the first block."""
        is_page = "relpath" in self.md.treeprocessors and self._conversion.page is None
        has_heading = any(element.tag in HEADING_TAGS for element in root.iter())
        if is_page and len(root) and not has_heading and not root[0].get("id"):
            root[0].set("id", TEXT_ID)


class Seal(_Step):
    """Makes the finished page safe, gives it its frame, and hands over what became of it."""

    def work(self, root: Element, page: PageInput) -> None:
        """Finish the tree, and let go of it."""
        conversion = self.conversion
        annotator, sealer, result = conversion.annotator, conversion.sealer, conversion.result
        findings = conversion.findings
        conversion.spoken.put_back()
        for part in conversion.withheld:
            part.give_back()
        conversion.begin(None)
        if annotator is None or sealer is None or result is None:
            return
        sealer.clean_elements(root, result)
        recordings = page_markup.take_recordings(root)
        found = search_text(root, result) if conversion.pages.is_in_theme_search else b""
        annotator.finish()
        parts = _parts(page, result, recordings)
        if conversion.pages.is_for_disk:
            parts = parts._replace(structured_data=None)
        page_markup.add_head(root, page.transcript, parts, result.texts)
        kinds = conversion.pages.style.markup.kinds
        before = page_markup.beginning_of_text(root)
        add_notes_bar(root, result.notes, kinds, before=before)
        sealer.clean_raw_html(root, result)
        add_alternates(root, conversion.pages.alternates(page.path, result))
        if page.suggesting is not None:
            root.append(suggestion_data(page.suggesting, page.annotations, result.shown))
        page_markup.frame(root, page.transcript)
        if conversion.pages.has_pagefind:
            mark_for_pagefind(root[0], page.transcript.front_matter)
        write_quickly(self.md)
        _empty_hands(self.md)
        diagnostics = (*result.diagnostics, *findings, *sealer.findings)
        conversion.pages.finish(page, replace(result, diagnostics=diagnostics), found)


def _empty_hands(md: Markdown) -> None:
    """Give an empty page to those who hold on to the last tree they saw.

    They stay in a ring with `md` until the garbage collector comes by, and so would the tree.
    """
    md.parser.parseDocument([])
    for processor in md.treeprocessors:
        if isinstance(processor, InlineProcessor):
            processor.run(Element("div"))


def _parts(page: PageInput, result: AnnotatedPage, recordings: list[Element]) -> HeadParts:
    front_matter = page.transcript.front_matter
    strip = density.drawing(density.segments(result)) if result.texts else None
    if page.site is None:
        return HeadParts(strip, recordings=recordings)
    item = citation_item(page.path, front_matter, page.site, page.address)
    data = structured_data(front_matter, page.site, page.address)
    cited = citations(item) if front_matter.title else ()
    return HeadParts(strip, cited, data, recordings)


def _surroundings(root: Element, stash: Stash) -> Surroundings:
    raw = [stash.restored(entry) for entry in stash.entries() if "<" in entry]
    code = [text for text in raw if "<pre" in text or "<code" in text]
    others = [sanitising.text_of_html(text) for text in raw if text not in code]
    around = surroundings_of(root, stash.decode, others)
    highlighted = "\n".join(sanitising.text_of_html(text) for text in code)
    return replace(around, code=f"{around.code}\n{highlighted}")
