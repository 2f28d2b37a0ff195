"""Whatever a contributor wrote is made harmless, and what was taken out is reported.

In three steps, because the tree is only complete at the end and only theirs at the beginning:
their elements before ours are woven in, all elements after the host has worked on them, and at
last the raw HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from postil.core.diagnostics import Code, Diagnostic
from postil.core.note_markup import note_id
from postil.rendering import sanitising
from postil.rendering.stash import Stash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown import Markdown

    from postil.core.annotated_page import AnnotatedPage
    from postil.core.model import Annotation
    from postil.rendering.page_context import PageInput

_WRAPPER: Final = "span"
_WRAPPER_TAGS: Final = (len(f"<{_WRAPPER}>"), -len(f"</{_WRAPPER}>"))


class Sealer:
    """Cleans one page; `findings` says what was taken out of the text and of which notes."""

    def __init__(self, md: Markdown, page: PageInput) -> None:
        """Take the page that `md` is converting."""
        self._md = md
        self._page = page
        self._stash = Stash(md)
        self._found: dict[Annotation | None, list[str]] = {}

    @property
    def findings(self) -> list[Diagnostic]:
        """One for each kind of thing taken out of the text or of a note."""
        return [
            self._finding(owner, what)
            for owner, removed in self._found.items()
            for what in dict.fromkeys(removed)
        ]

    def clean_contributions(
        self, root: Element, bodies: Iterable[tuple[Annotation, Element]]
    ) -> None:
        """Clean the text below `root` and the notes' bodies, before anything of ours is there."""
        for annotation, body in bodies:
            self._add(annotation, sanitising.clean_contribution(body, self._stash, is_note=True))
        self._add(None, sanitising.clean_contribution(root, self._stash, is_note=False))

    def clean_elements(self, root: Element, result: AnnotatedPage) -> None:
        """Clean the tree below `root` once more, after the host and its extensions."""
        removed = sanitising.clean_tree(root, self._stash)
        if not removed:
            return
        owners = {e: owner for aside, owner in _owners(root, result).items() for e in aside.iter()}
        for element, what in removed:
            self._add(owners.get(element), [what])

    def clean_raw_html(self, root: Element, result: AnnotatedPage) -> None:
        """Replace every stretch of text that holds raw HTML by its sanitised whole.

        A stretch reaches from one block to the next: an element's two tags are stashed apart, so
        they can only be judged together, but no tag of a contributor's can close or open a block of
        the page. Afterwards what was stashed is forgotten.
        """
        if all(map(_is_text, self._stash.entries())):
            return
        given = self._stash.count()
        owners = _owners(root, result)
        waiting: list[tuple[Element, Annotation | None]] = [(root, None)]
        while waiting:
            element, owner = waiting.pop()
            owner = owners.get(element, owner)
            waiting += [(child, owner) for child in element if self._is_block(child)]
            for stretch in list(self._stretches(element)):
                if self._stash.holds_html(stretch.markup(self._md)):
                    self._add(owner, self._seal(stretch, is_note=owner is not None))
        self._stash.forget_html(given)

    def _is_block(self, element: Element) -> bool:
        return any(self._md.is_block_level(each.tag) for each in element.iter())

    def _stretches(self, element: Element) -> Iterator[_Stretch]:
        """The text and inline elements in `element` before, between and after its blocks."""
        before: Element | None = None
        inline: list[Element] = []
        for child in element:
            if self._is_block(child):
                yield _Stretch(element, before, inline)
                before, inline = child, []
            else:
                inline.append(child)
        yield _Stretch(element, before, inline)

    def _seal(self, stretch: _Stretch, *, is_note: bool) -> list[str]:
        is_block = not (is_note or stretch.inline) and self._stash.is_one_block(stretch.text)
        for element in stretch.inline:
            sanitising.mark_as_ours(element)
        markup = self._stash.restored(stretch.markup(self._md))
        if is_block and stretch.parent.tag == "p":
            stretch.parent.tag = "div"  # A paragraph would end where the block begins.
        clean = sanitising.clean_html if is_block else sanitising.clean_inline_html
        stretch.replace(self._stash.store(clean(markup)))
        return sanitising.unsafe_parts(markup, inline=not is_block)

    def _add(self, owner: Annotation | None, removed: list[str]) -> None:
        self._found.setdefault(owner, []).extend(removed)

    def _finding(self, owner: Annotation | None, what: str) -> Diagnostic:
        if owner is None:
            message, path = f"{what} taken out of the text", self._page.transcript.path
            line, column = self._page.transcript.body_line, 1
        else:
            message, path = f"{what} taken out of the note “{owner.id}”", owner.path
            line, column = owner.places.entry
        return Diagnostic(Code.HTML_REMOVED, message, path, line, column)


class _Stretch:
    """Text and inline elements within `parent`, after the block `before` or from its beginning."""

    def __init__(self, parent: Element, before: Element | None, inline: list[Element]) -> None:
        self.parent = parent
        self.inline = inline
        self._before = before

    @property
    def text(self) -> str:
        """The text before the first inline element."""
        slot = self.parent.text if self._before is None else self._before.tail
        return slot or ""

    def markup(self, md: Markdown) -> str:
        """The stretch as HTML with placeholders."""
        wrapper = Element(_WRAPPER)
        wrapper.text = self.text
        wrapper.extend(self.inline)
        start, end = _WRAPPER_TAGS
        return md.serializer(wrapper)[start:end]

    def replace(self, text: str) -> None:
        """Put `text` in the place of all of it."""
        for element in self.inline:
            self.parent.remove(element)
        if self._before is None:
            self.parent.text = text
        else:
            self._before.tail = text


def _owners(root: Element, result: AnnotatedPage) -> dict[Element, Annotation]:
    """The element of each note on the page, with the note."""
    notes = {note_id(note.annotation): note.annotation for note in result.notes}
    asides = ((aside, notes.get(aside.get("id", ""))) for aside in root.iter("aside"))
    return {aside: annotation for aside, annotation in asides if annotation is not None}


def _is_text(entry: str) -> bool:
    return "<" not in entry
