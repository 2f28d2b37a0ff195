"""Where on a page the notes are, as a strip: one segment for each paragraph.

Drawn when the site is built. Width says how long a paragraph is, shade how many notes it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from postil.core.note_markup import paragraph_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.annotated_page import AnnotatedPage

HEIGHT: Final = 10
"""Units of the drawing, and pixels on the page."""

_WIDTH: Final = 1000
"""Units for all paragraphs together: finer than the widest screen shows the strip."""

_MOST_SHADES: Final = 4
"""Four or more notes look the same; beyond that, eyes do not tell shades apart."""

_MOST_NAMED: Final = 20
"""Paragraphs named in the alternative text, which is heard as a whole: those with most notes."""


class Segment(NamedTuple):
    """A paragraph: its id, its length in characters, the number of its notes."""

    paragraph: str
    length: int
    notes: int


def segments(page: AnnotatedPage) -> tuple[Segment, ...]:
    """The paragraphs of a page that has its texts."""
    counts = dict.fromkeys(page.texts, 0)
    for note in page.notes:
        if note.home:
            counts[note.home] += 1
    return tuple(Segment(i, len(text), counts[i]) for i, text in page.texts.items())


def alternative(strip: Sequence[Segment]) -> str:
    """The strip in words: `4 notes on 3 of 9 paragraphs: 2 on paragraph 8; 1 on 3 and 5`."""
    places: dict[int, list[str]] = {}
    for segment in strip:
        places.setdefault(segment.notes, []).append(paragraph_number(segment.paragraph))
    places.pop(0, None)
    count = sum(map(len, places.values()))
    total = _counted(sum(notes * len(names) for notes, names in places.items()), "note")
    if not places:
        return f"No notes on {_counted(len(strip), 'paragraph')}"
    where = "; ".join(_named(sorted(places.items(), reverse=True), count))
    return f"{total} on {count} of {_counted(len(strip), 'paragraph')}: {where}"


def _named(places: Sequence[tuple[int, list[str]]], left: int) -> Iterator[str]:
    """For each number of notes, the highest first, where they are; those many of few in one."""
    allowed = _MOST_NAMED
    for position, (notes, names) in enumerate(places):
        if len(names) > allowed:
            others = f"{left} others" if position else "them"
            yield f"1 on each of {others}" if notes == 1 else f"at most {notes} on {others}"
            return
        word = "" if position else "paragraph " if len(names) == 1 else "paragraphs "
        yield f"{notes} on {word}{_listed(names)}"
        left -= len(names)
        allowed -= len(names)


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def drawing(strip: Sequence[Segment]) -> Element:
    """The strip as an SVG image, one path for each shade: a path a paragraph would fill the page.

    Lines of the height of the strip, from left to right, with a gap after each paragraph.
    """
    total = sum(segment.length for segment in strip) or 1
    widths = [max(2, round(segment.length * _WIDTH / total)) for segment in strip]
    size = f"0 0 {sum(widths) or 1} {HEIGHT}"
    image = Element(
        "svg",
        {
            "class": "postil-strip",
            "role": "img",
            "aria-label": alternative(strip),
            "viewBox": size,
            "preserveAspectRatio": "none",
            "stroke-width": str(HEIGHT),
        },
    )
    shades = [min(segment.notes, _MOST_SHADES) for segment in strip]
    for shade in sorted(set(shades)):
        lines = "".join(_lines(widths, shades, shade))
        SubElement(image, "path", {"class": f"postil-strip-{shade}", "d": lines})
    return image


def _lines(widths: Sequence[int], shades: Sequence[int], wanted: int) -> Iterator[str]:
    """One line after the other, each from where the last one ended: distances are short."""
    left, end = 0, None
    for width, shade in zip(widths, shades, strict=True):
        if shade == wanted:
            yield f"M{left} {HEIGHT // 2}" if end is None else f"m{left - end} 0"
            yield f"h{width - 1}"
            end = left + width - 1
        left += width
