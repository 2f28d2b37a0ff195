"""Contents of paragraphs that nobody has to look at any more, kept beside the tree.

Python-Markdown, its extensions and the host go through the whole tree a dozen times, and most of a
transcript is words that are final: they hold nothing that any step looks for. So their paragraphs
stand empty while others work. What a transcript has of its own, the ids of markers, is left there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class SpokenWords:
    """The paragraphs of one page whose words are final."""

    def __init__(self) -> None:
        """Begin with none."""
        self._paragraphs: list[Element] = []
        self._contents: list[list[Element]] = []

    def add(self, paragraph: Element) -> None:
        """Remember a paragraph that holds final words and nothing else."""
        self._paragraphs.append(paragraph)

    def take_out(self) -> None:
        """Empty the paragraphs, but for the elements that have an id. Changes the tree."""
        self._contents = [list(paragraph) for paragraph in self._paragraphs]
        for paragraph in self._paragraphs:
            paragraph[:] = [element for element in paragraph.iter("span") if element.get("id")]

    def put_back(self) -> None:
        """Fill the paragraphs again. Changes the tree."""
        for paragraph, contents in zip(self._paragraphs, self._contents, strict=False):
            paragraph[:] = contents
        self._contents = []
