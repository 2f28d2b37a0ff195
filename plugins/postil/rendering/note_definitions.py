"""What a note defines apart from its sentences: links, abbreviations and footnotes.

Python-Markdown takes definitions out of the text and keeps them for the whole page, where one of a
note would turn words of the transcript into links or give them another sense. So they count for
their own note only, and those that do nothing there are reported: the reader would miss them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from postil.core.diagnostics import Code, Diagnostic
from postil.core.house_style import prose
from postil.core.model import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from postil.core.model import Annotation

_FOOTNOTE: Final = re.compile(r"\[\^([^\[\]\s]+)\]")
"""As it stands in a finished text: where it worked, it has become an element."""


class _Used(dict[Any, Any]):
    """Definitions of links, and which of them were asked for."""

    def __init__(self, known: dict[Any, Any]) -> None:
        super().__init__(known)
        self.asked: set[Any] = set()

    def __getitem__(self, key: Any) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)


class NoteDefinitions:
    """Sees to the definitions of one page's notes, beside those of its text."""

    def __init__(self, md: Markdown) -> None:
        """Remember what the text has defined."""
        self._md = md
        processors = md.parser.blockprocessors
        abbreviations: dict[Any, Any] = {}
        footnotes: dict[Any, Any] = {}
        if "abbr" in processors:
            abbreviations = processors["abbr"].abbrs  # type: ignore[attr-defined]
        if "footnote" in processors:
            footnotes = processors["footnote"].footnotes.footnotes  # type: ignore[attr-defined]
        known = (md.references, abbreviations, footnotes)
        self._known = [(each, each.copy()) for each in known]
        self._unused: dict[Annotation, list[str]] = {}
        self._footnotes: dict[Annotation, list[str]] = {}

    def settle(self, annotation: Annotation, body: Element) -> None:
        """Let the definitions of a note that was parsed do their work in it, and forget them."""
        links, abbreviations, footnotes = (
            [key for key, value in known.items() if before.get(key) != value]
            for known, before in self._known
        )
        # Without the extension for footnotes, one of a single word is a link of this name.
        marked = [key for key in links if key.startswith("^")]
        for key in marked:
            del self._md.references[key]
            links.remove(key)
        _restore(*self._known[1:])  # A footnote would be made, and have no place on the page.
        self._footnotes[annotation] = [*footnotes, *(key[1:] for key in marked)]
        asked = self._asked_in(body) if links else set()
        self._unused[annotation] = [
            *(f"the link [{key}], and has it nowhere" for key in links if key not in asked),
            *(f"the abbreviation {key}, and nothing comes of it" for key in abbreviations),
        ]
        _restore(self._known[0])

    def _asked_in(self, body: Element) -> set[Any]:
        """Make links of the body's words while the definitions are there; which were needed."""
        md = self._md
        known, used = md.references, _Used(md.references)
        md.references = used
        md.treeprocessors["inline"].run(body)
        md.references = known
        return used.asked

    def report(self, bodies: Iterable[tuple[Annotation, Element]]) -> Iterator[Diagnostic]:
        """What of the notes the reader will miss, once their bodies are finished."""
        for annotation, body in bodies:
            if annotation.status == WITHDRAWN:
                continue
            for what in self._unused.get(annotation, ()):
                yield _finding(Code.UNUSED_DEFINITION, annotation, f"defines {what}")
            labels = [*self._footnotes.get(annotation, ())]
            labels += (label for text in prose(body) for label in _FOOTNOTE.findall(text))
            for label in dict.fromkeys(labels):
                yield _finding(Code.NOTE_FOOTNOTE, annotation, f"has the footnote [^{label}]")


def _restore(*all_known: tuple[dict[Any, Any], dict[Any, Any]]) -> None:
    for known, before in all_known:
        known.clear()
        known.update(before)


def _finding(code: Code, annotation: Annotation, what: str) -> Diagnostic:
    message = f"“{annotation.id}” {what}"
    return Diagnostic(code, message, annotation.path, *annotation.places.entry)
