"""The text of a paragraph as the reader sees it, with a way back into the element tree.

A tree that a Markdown processor is still working on holds placeholders where the reader will see
characters or nothing. The caller says what they stand for (`Decode`); this module knows no
processor. Timecodes are not part of the text: they are set apart on the page and never copied.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from postil.core.transcript import COLONS, label_of, timecodes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from postil.core.transcript import Timecode

PARAGRAPH_TAGS: Final = frozenset(("p", "li", "dd"))
HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD_TAGS: Final = frozenset(("strong", "b"))

_CONTAINERS: Final = frozenset(("aside", "table", "nav"))
"""Elements whose paragraphs are not the transcript's."""

_APPARATUS: Final = frozenset(("footnote", "admonition-title"))

_SIMPLE: Final = frozenset(("strong", "b", "em", "i"))
"""Elements that are nothing but their text, where they have no class and hold no others."""

_LINE_BREAK: Final = "\n"
_UNSEEN_CLASSES: Final = frozenset(("footnote-ref", "headerlink"))
"""Links that other extensions add to the text; not words of anybody."""


class Piece(NamedTuple):
    """A stretch `start:end` of raw text and what the reader sees for it; `""` for a tag."""

    start: int
    end: int
    seen: str


class Decode(Protocol):
    """Says which stretches of raw tree text are placeholders. None or no pieces: all is text."""

    def __call__(self, raw: str) -> Sequence[Piece] | None:
        """Return the placeholders in `raw`, in order, without overlaps."""


@dataclass(slots=True)
class Run:
    """The text in one slot of the tree: `element.text`, or `element.tail` within `parent`.

    `start` and `end` are its place in the whole text of the paragraph.
    """

    element: Element
    is_tail: bool
    raw: str
    start: int
    end: int
    pieces: Sequence[Piece] | None
    outer_link: Element | None = None

    def raw_offset(self, offset: int) -> int:
        """The place in `raw` of a place in the paragraph's whole text within this run."""
        seen, raw = offset - self.start, 0
        for piece in self.pieces or ():
            plain = piece.start - raw
            if seen <= plain:
                return raw + seen
            seen -= plain
            raw = piece.end
            if seen < len(piece.seen):
                return piece.start
            seen -= len(piece.seen)
        return raw + seen


@dataclass(slots=True)
class ParagraphView:
    """One citable paragraph: its element, its whole text, and the text for matching.

    `text` is `whole` without timecodes; `label` is the speaker's element, if the turn begins here.
    """

    id: str
    element: Element
    whole: str
    _decode: Decode
    _runs: list[Run] | None = None
    label: Element | None = None
    speaker: str = ""
    times: list[Timecode] = field(default_factory=list)
    text: str = ""
    _cuts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def runs(self) -> list[Run]:
        """The runs of its text. Ask before the element is changed: they may be read only now."""
        if self._runs is None:
            self._runs = _read(self.element, self._decode).runs
        return self._runs

    def whole_offset(self, offset: int, *, is_end: bool = False) -> int:
        """The place in `whole` of a place in `text`; an end stays before a timecode."""
        if not self._cuts:
            return offset
        starts = [cut[0] for cut in self._cuts]
        passed = bisect_right(starts, offset - 1 if is_end else offset)
        return offset + (self._cuts[passed - 1][1] if passed else 0)


def paragraph_elements(root: Element) -> list[Element]:
    """Every element that should be a citable paragraph, in order: any with an id, and each `p`."""
    blocks = []
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in _CONTAINERS or _is_apparatus(element):
            continue
        if element.tag == "p" or (element.tag in PARAGRAPH_TAGS and element.get("id")):
            blocks.append(element)
        else:
            stack += reversed(element)
    return blocks


def _is_apparatus(element: Element) -> bool:
    """Whether other extensions made the element around the text: footnotes, titles of boxes."""
    classes = element.get("class")
    return classes is not None and not _APPARATUS.isdisjoint(classes.split())


def view(element: Element, decode: Decode) -> ParagraphView:
    """Read one paragraph."""
    raw, runs = "".join(element.itertext()), None
    if decode(raw) or not _is_simple(element):
        reader = _read(element, decode)
        raw, runs = "".join(reader.seen), reader.runs
    paragraph = ParagraphView(element.get("id") or "", element, raw, decode, runs)
    _find_label(paragraph)
    _cut_timecodes(paragraph)
    return paragraph


def _is_simple(element: Element) -> bool:
    """Whether the reader sees the element's text and no more or less: most paragraphs are such."""
    for child in element:
        if child.tag not in _SIMPLE or len(child) or child.get("class") is not None:
            return False
    return True


def text_of(element: Element, decode: Decode) -> str:
    """The text of any element as the reader sees it."""
    return "".join(_read(element, decode).seen)


def _read(element: Element, decode: Decode) -> _Reader:
    reader = _Reader(decode)
    reader.read(element, None)
    return reader


class _Reader:
    def __init__(self, decode: Decode) -> None:
        self._decode = decode
        self._length = 0
        self.seen: list[str] = []
        self.runs: list[Run] = []

    def read(self, element: Element, outer_link: Element | None) -> None:
        if element.text:
            self._add(element, element.text, outer_link, is_tail=False)
        for child in element:
            if child.tag == "br":
                self._see(_LINE_BREAK)
            elif isinstance(child.tag, str) and not _is_unseen(child):
                is_link = child.tag in ("a", "code") and outer_link is None
                self.read(child, child if is_link else outer_link)
            if child.tail:
                self._add(child, child.tail, outer_link, is_tail=True)

    def _add(self, element: Element, raw: str, link: Element | None, *, is_tail: bool) -> None:
        pieces = self._decode(raw)
        seen = _decoded(raw, pieces) if pieces else raw
        start = self._length
        self._see(seen)
        self.runs.append(Run(element, is_tail, raw, start, self._length, pieces, link))

    def _see(self, text: str) -> None:
        self.seen.append(text)
        self._length += len(text)


def _decoded(raw: str, pieces: Sequence[Piece]) -> str:
    seen: list[str] = []
    position = 0
    for piece in pieces:
        seen += (raw[position : piece.start], piece.seen)
        position = piece.end
    return "".join(seen) + raw[position:]


def _is_unseen(element: Element) -> bool:
    classes = element.get("class")
    return classes is not None and not _UNSEEN_CLASSES.isdisjoint(classes.split())


def _find_label(paragraph: ParagraphView) -> None:
    """A bold run that opens the paragraph and ends in a colon names the speaker."""
    element = paragraph.element
    if not len(element) or (element.text and element.text.strip()):
        return
    first = element[0]
    if first.tag not in BOLD_TAGS:
        return
    bold = paragraph.whole[: _start_of_tail(paragraph, first)].strip()
    label = label_of(bold)
    if not label and (first.tail or "").startswith(COLONS):
        label = bold
    if label:
        paragraph.label, paragraph.speaker = first, label


def _start_of_tail(paragraph: ParagraphView, first: Element) -> int | None:
    """Where the text behind the first child begins, if there is any."""
    if paragraph._runs is None:  # noqa: SLF001 - a simple paragraph: there is no need to read it.
        return len(paragraph.element.text or "") + len(first.text or "")
    behind = (run.start for run in paragraph.runs if run.is_tail and run.element is first)
    return next(behind, None)


def _cut_timecodes(paragraph: ParagraphView) -> None:
    paragraph.text = whole = paragraph.whole
    if "[" not in whole:
        return
    ends = [found + 1 for colon in COLONS if (found := whole.find(colon)) >= 0]
    after = min(ends, default=0) if paragraph.label is not None else 0
    paragraph.times = list(timecodes(whole, after))
    if not paragraph.times:
        return
    kept = []
    position = 0
    for time in paragraph.times:
        kept.append(whole[position : time.start])
        position = time.end
    paragraph.text = "".join([*kept, whole[position:]])
    lengths = accumulate(time.end - time.start for time in paragraph.times)
    for time, removed in zip(paragraph.times, lengths, strict=True):
        paragraph._cuts.append((time.end - removed, removed))  # noqa: SLF001
