"""The frame of a transcript page: its head, its neighbours, and the grid of text and margin."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import STX

from postil.rendering import head_markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.model import Transcript
    from postil.rendering.page_context import Neighbour, PageInput

_RECORDINGS: Final = "postil-recordings"
_NEIGHBOURS: Final = "postil-neighbours"
_OURS: Final = frozenset(("nav", "section", "aside"))
"""Elements that Markdown makes none of."""


def add_head(
    root: Element, transcript: Transcript, parts: head_markup.HeadParts, paragraphs: Iterable[str]
) -> None:
    """Put what a reader must know above the text, and the log of edits below. Changes `root`."""
    front_matter = transcript.front_matter
    block = head_markup.head(front_matter, parts)
    if len(block):
        root.insert(1 if len(root) and root[0].tag == "h1" else 0, block)
    if front_matter.edits:
        is_last = not len(root) or root[-1].get("class") != _NEIGHBOURS
        root.insert(
            len(root) if is_last else len(root) - 1, head_markup.edits_log(front_matter, paragraphs)
        )


def beginning_of_text(root: Element) -> int:
    """The place among the children of `root` where the title and the head are over."""
    ours = (child.tag == "h1" or child.get("class") == "postil-head" for child in root)
    return next((place for place, is_ours in enumerate(ours) if not is_ours), len(root))


def add_recordings(root: Element, transcript: Transcript) -> None:
    """Put links to the recordings into the tree, where the host will resolve them."""
    front_matter = transcript.front_matter
    media = [front_matter.media.file] if front_matter.media else []
    media += [sitting.media for sitting in front_matter.sessions if sitting.media]
    if media:
        holder = SubElement(root, "div", {"class": _RECORDINGS})
        for file in media:
            SubElement(holder, "a", {"href": file}).text = posixpath.basename(file) or file


def take_recordings(root: Element) -> list[Element]:
    """Take what `add_recordings` put there out again, and return the links."""
    holder = next((child for child in root if child.get("class") == _RECORDINGS), None)
    if holder is None:
        return []
    root.remove(holder)
    return list(holder)


def add_neighbours(root: Element, page: PageInput) -> None:
    """Link the transcripts before and after this one. Changes `root`."""
    links = (("prev", "Previous transcript", page.previous), ("next", "Next transcript", page.next))
    present = [(rel, words, neighbour) for rel, words, neighbour in links if neighbour]
    if not present:
        return
    navigation = SubElement(root, "nav", {"class": _NEIGHBOURS, "aria-label": "Other transcripts"})
    for rel, words, neighbour in present:
        _neighbour_link(navigation, rel, words, neighbour)


def _neighbour_link(navigation: Element, rel: str, words: str, neighbour: Neighbour) -> None:
    link = SubElement(navigation, "a", {"href": neighbour.href, "rel": rel})
    SubElement(link, "small").text = words
    link[0].tail = neighbour.title


def frame(root: Element, transcript: Transcript) -> None:
    """Put all of the page into one element and give each group of notes its rows. Changes `root`.

    Notes stand in a second column from the row of their paragraph down to the next group, so that
    they cannot overlap, with no script.
    """
    if transcript.front_matter.lang:
        _say_language(root, transcript.front_matter.lang)
    page = Element("div", {"class": "postil-transcript"})
    page.extend(root)
    page.text = "\n"
    root[:] = [page]
    _number_rows(page)


def _say_language(root: Element, language: str) -> None:
    """Say it of each block of the text: notes, head and controls speak the language of the site."""
    for block in root:
        is_ours = block.tag in _OURS or (block.get("class") or "").startswith("postil-")
        # What `markdown` put aside is only put back where the block has no attributes.
        if not is_ours and STX not in (block.text or ""):
            block.set("lang", block.get("lang") or language)


def _number_rows(page: Element) -> None:
    row = 0
    last: tuple[Element, int] | None = None
    for child in page:
        if child.get("class") == "postil-notes":
            if last:
                _span(*last, row)
            last = (child, row)
        else:
            row += 1
    if last:
        _span(*last, row + 1)


def _span(group: Element, first_row: int, next_row: int) -> None:
    group.set("style", f"grid-row:{first_row}/span {max(1, next_row - first_row)}")
