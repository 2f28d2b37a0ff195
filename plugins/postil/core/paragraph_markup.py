"""What the page adds to a paragraph besides notes: its number, times, editorial marks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from postil.core.note_markup import paragraph_number
from postil.core.weaving import Wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postil.core.model import Media
    from postil.core.textview import ParagraphView
    from postil.core.transcript import EditorialMarks, Timecode


TEXT_ID: Final = "postil-text"
"""The id of what a skip link leads to: where the text of a page begins."""


def number_link(paragraph_id: str) -> Element:
    """The visible number: a link to the paragraph itself."""
    number = paragraph_number(paragraph_id)
    link = Element(
        "a",
        {"class": "postil-number", "href": f"#{paragraph_id}", "aria-label": f"Paragraph {number}"},
    )
    link.text = number
    return link


def prepend(element: Element, link: Element) -> None:
    """Put `link` before everything in `element`. Changes `element`."""
    link.tail = f" {element.text or ''}"
    element.text = None
    element.insert(0, link)


def set_apart(
    paragraph: ParagraphView, marks: EditorialMarks, media: Media | None
) -> Iterator[Wrap]:
    """The wraps for times and editorial marks of a paragraph."""
    for time in paragraph.times:
        if media is not None:
            yield Wrap(time.start, time.end, partial(_media_link, media, time))
        yield Wrap(time.start, time.end, partial(_time, time), f"{time.clock} ")
    for span in marks.find(paragraph.whole):
        yield Wrap(span.start, span.end, lambda: Element("span", {"class": "postil-editorial"}))


def _time(time: Timecode) -> Element:
    return Element("time", {"class": "postil-time", "datetime": time.duration})


def _media_link(media: Media, time: Timecode) -> Element:
    """A link to this moment of the recording, a media fragment: https://www.w3.org/TR/media-frags/.

    Browsers begin to play there, without a script.
    """
    seconds = max(0.0, time.seconds + media.offset)
    return Element(
        "a",
        {
            "class": "postil-moment",
            "href": f"{media.file}#t={seconds:.10g}",
            "aria-label": f"Listen from {time.clock}",
        },
    )


def mark_speaker(paragraph: ParagraphView) -> None:
    """Turn the bold label into the speaker's element. Changes the tree."""
    if paragraph.label is not None:
        paragraph.label.tag = "b"
        paragraph.label.set("class", "postil-speaker")


def speakers_repeated(
    paragraphs: Iterable[ParagraphView], marks: EditorialMarks
) -> Iterator[tuple[ParagraphView, str]]:
    """The paragraphs that go on with a turn, each with the label of the turn's speaker.

    A paragraph that is nothing but an editor's bracket is nobody's.
    """
    speaker = ""
    for paragraph in paragraphs:
        if paragraph.speaker:
            speaker = paragraph.speaker
        elif speaker and not is_stage_direction(paragraph, marks):
            yield paragraph, speaker


def is_stage_direction(paragraph: ParagraphView, marks: EditorialMarks) -> bool:
    """Whether an editorial mark is all of the paragraph."""
    text = paragraph.text.strip()
    return any(mark.end - mark.start == len(text) for mark in marks.find(text))


def hidden_label(speaker: str) -> Element:
    """A speaker's label for those who come to the middle of a turn by a link, or hear it."""
    label = Element("b", {"class": "postil-speaker postil-again"})
    label.text = f"{speaker}:"
    return label
