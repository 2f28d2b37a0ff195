"""Edits of the element tree: stretches of a paragraph's text wrapped in elements, markers put in.

No matching happens here. A tree can only nest, so text is cut at every boundary, and where
several wraps cover a stretch they are nested, the one that starts first outermost. That draws
overlapping and crossing passages alike.
"""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from postil.core.textview import ParagraphView, Run

_CLOSING: Final = frozenset(".,;:!?…)]}”’»›")
_STRAIGHT: Final = frozenset("\"'")


@dataclass(frozen=True, slots=True)
class Wrap:
    """Wrap `start:end` of a paragraph's whole text in elements made by `make`.

    `text` replaces the wrapped text, for a stretch that is shown differently from how it is typed.
    """

    start: int
    end: int
    make: Callable[[], Element]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Insertion:
    """Put `element` at a place of a paragraph's whole text."""

    at: int
    element: Element


def weave(
    paragraph: ParagraphView, wraps: Sequence[Wrap], insertions: Sequence[Insertion] = ()
) -> None:
    """Change the paragraph's element in place. Its text as the reader sees it stays the same."""
    ordered = sorted(wraps, key=lambda wrap: (wrap.start, -wrap.end))
    by_run = _insertions_by_run(paragraph, insertions)
    new_texts: dict[tuple[Element, bool], list[str | Element]] = {}
    extents = ((run.start, run.end) for run in paragraph.runs)
    for run, covering in zip(paragraph.runs, _reaching_into(extents, ordered), strict=True):
        inserted = by_run.pop(id(run), [])
        if covering or inserted:
            new_texts[run.element, run.is_tail] = _woven(run, covering, inserted)
    for link, elements in _after_links(by_run, paragraph).items():
        tail = new_texts.get((link, True), [link.tail or ""])
        new_texts[link, True] = [*elements, *tail]
    _rebuild(paragraph.element, new_texts)


def _reaching_into(
    extents: Iterable[tuple[int, int]], ordered: Sequence[Wrap]
) -> Iterator[list[Wrap]]:
    """For each stretch, from left to right, the wraps that reach into it, in their order.

    One pass over both: a paragraph may hold thousands of times, each of them a wrap.
    """
    ahead = deque(ordered)
    begun: list[Wrap] = []
    for start, end in extents:
        while ahead and ahead[0].start < end:
            begun.append(ahead.popleft())
        begun = [wrap for wrap in begun if wrap.end > start]
        yield begun


def after_punctuation(text: str, end: int) -> int:
    """Where a marker for a passage that ends at `end` belongs: behind the closing punctuation."""
    while end < len(text):
        character = text[end]
        closes = character in _CLOSING or (
            character in _STRAIGHT and not text[end + 1 : end + 2].isalnum()
        )
        if not closes:
            break
        end += 1
    return end


def _insertions_by_run(
    paragraph: ParagraphView, insertions: Sequence[Insertion]
) -> dict[int, list[Insertion]]:
    """Assign each insertion to the run that ends there, or holds the place.

    A marker is a link, and links do not nest: within a link or code it goes behind the whole of it
    (the key is then the id of the link's element).
    """
    assigned: dict[int, list[Insertion]] = defaultdict(list)
    for insertion in sorted(insertions, key=lambda insertion: insertion.at):
        run = next((r for r in paragraph.runs if r.end >= insertion.at and r.end > r.start), None)
        run = run or paragraph.runs[-1]
        assigned[id(run.outer_link if run.outer_link is not None else run)].append(insertion)
    return assigned


def _after_links(
    leftover: dict[int, list[Insertion]], paragraph: ParagraphView
) -> dict[Element, list[Element]]:
    links = {id(run.outer_link): run.outer_link for run in paragraph.runs}
    return {
        link: [insertion.element for insertion in leftover[key]]
        for key, link in links.items()
        if link is not None and key in leftover
    }


def _woven(
    run: Run, covering: Sequence[Wrap], inserted: Sequence[Insertion]
) -> list[str | Element]:
    """Cut the run's raw text into strings and elements."""
    nodes: list[str | Element] = []
    waiting = list(inserted)
    cuts = _cuts(run, covering, inserted)
    stretches = list(itertools.pairwise(cuts))
    extents = ((start, end) for (start, _), (end, _) in stretches)
    reaching = _reaching_into(extents, covering)
    for ((start, raw_start), (end, raw_end)), active in zip(stretches, reaching, strict=True):
        while waiting and waiting[0].at <= start and start > run.start:
            nodes.append(waiting.pop(0).element)
        text = run.raw[raw_start:raw_end]
        nodes.append(_nested(text, active) if active and start < end else text)
    nodes += [insertion.element for insertion in waiting]
    return nodes


def _cuts(
    run: Run, covering: Sequence[Wrap], inserted: Sequence[Insertion]
) -> list[tuple[int, int]]:
    """Where the run is cut: (place in the paragraph's text, place in the raw text)."""
    seen = {run.start, run.end}
    seen.update(place for w in covering for place in (w.start, w.end))
    seen.update(insertion.at for insertion in inserted)
    within = (place for place in seen if run.start <= place <= run.end)
    if not run.pieces:
        return [(place, place - run.start) for place in sorted(within)]
    places = {(place, run.raw_offset(place)) for place in within if run.start < place < run.end}
    places |= {(run.start, 0), (run.end, len(run.raw))}
    places |= _tag_boundaries(run)
    return sorted(places)


def _tag_boundaries(run: Run) -> set[tuple[int, int]]:
    """Both sides of every placeholder that stands for a tag: no wrap may reach across one."""
    boundaries: set[tuple[int, int]] = set()
    place = run.start
    raw = 0
    for piece in run.pieces or ():
        place += piece.start - raw
        raw = piece.end
        if not piece.seen:
            boundaries |= {(place, piece.start), (place, piece.end)}
        place += len(piece.seen)
    return boundaries


def _nested(text: str, active: Sequence[Wrap]) -> Element:
    elements = [wrap.make() for wrap in active]
    for outer, inner in itertools.pairwise(elements):
        outer.append(inner)
    replaced = active[-1].text
    elements[-1].text = text if replaced is None else replaced
    return elements[0]


def _rebuild(element: Element, texts: dict[tuple[Element, bool], list[str | Element]]) -> None:
    """Install the new contents of the slots in one pass, so that long paragraphs stay linear."""
    stack = [element]
    while stack:
        parent = stack.pop()
        children = list(parent)
        stack += children
        if (parent, False) not in texts and not any((child, True) in texts for child in children):
            continue
        nodes: list[str | Element] = list(texts.get((parent, False), [parent.text or ""]))
        for child in children:
            nodes.append(child)
            nodes += texts.get((child, True), [child.tail or ""])
        _install(parent, nodes)


def _install(parent: Element, nodes: Sequence[str | Element]) -> None:
    parent[:] = []
    parent.text = None
    last: Element | None = None
    for node in nodes:
        if not isinstance(node, str):
            node.tail = None
            parent.append(node)
            last = node
        elif last is None:
            parent.text = (parent.text or "") + node
        else:
            last.tail = (last.tail or "") + node
