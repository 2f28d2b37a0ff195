"""Optional rules for notes, as warnings: what the policy of a publication asks of contributors.

The policy itself is for people, in `docs/guide/what-makes-a-note.md`. All rules are off unless the
publication names them, because a warning stops a strict build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from postil.core.checked_mapping import closest, listing, slip_for
from postil.core.diagnostics import Code, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from postil.core.model import Annotation

NEED_SOURCES: Final = ("correction", "disputed")
"""Kinds whose notes contradict somebody."""

EMPTY_LINK_TEXTS: Final = frozenset(
    (
        "here",
        "click here",
        "this",
        "this link",
        "this page",
        "link",
        "more",
        "read more",
        "see here",
    )
)
"""Links that say nothing out of their sentence, which is how screen readers list them."""

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>]+")
_BETWEEN_WORDS: Final = re.compile(r"[\s–—-]+")
_NOT_PROSE: Final = ("a", "code", "pre")


class HouseStyleError(ValueError):
    """The settings name a rule that does not exist, or give one a value it cannot have."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The rules that a publication has chosen."""

    sources: bool = False
    words: int = 0
    bare_urls: bool = False
    link_texts: bool = False
    single_words: bool = False

    @classmethod
    def of(cls, options: Mapping[str, object]) -> HouseStyle:
        """The rules as `mkdocs.yml` has them. Raises `HouseStyleError`."""
        known = {f.name: f.default for f in fields(cls)}
        for name, value in options.items():
            if name not in known:
                nearest = slip_for(str(name), known) or closest(str(name), known)
                way_out = f"did you mean {nearest}?" if nearest else f"there are {listing(known)}"
                raise HouseStyleError(f"house_style has no rule “{name}”; {way_out}")
            if name == "words":
                if type(value) is not int or value < 0:
                    raise HouseStyleError("house_style: words must be a number, 0 for no limit")
            elif type(value) is not bool:
                raise HouseStyleError(f"house_style: {name} must be true or false")
        checked: dict[str, Any] = dict(options)
        return cls(**checked)


def report_house_style(
    annotation: Annotation, body: Element, words: str, style: HouseStyle
) -> Iterator[Diagnostic]:
    """What in a note goes against the rules.

    `body` is the note's parsed Markdown, `words` its text as the reader sees it.
    """
    path, entry = annotation.path, annotation.places.entry
    if style.sources and annotation.kind in NEED_SOURCES and not annotation.sources:
        message = f"“{annotation.id}” is of kind {annotation.kind} and names no source"
        yield Diagnostic(Code.NO_SOURCE, message, path, *entry)
    count = len(words.split())
    if style.words and count > style.words:
        message = f"“{annotation.id}” has {count} words; at most {style.words} are wanted"
        yield Diagnostic(Code.LONG_NOTE, message, path, *entry)
    if style.bare_urls:
        for address in dict.fromkeys(_bare_urls(annotation, body)):
            message = f"“{annotation.id}” shows the bare address {address}"
            yield Diagnostic(Code.BARE_URL, message, path, *entry)
    if style.link_texts:
        for text in dict.fromkeys(_empty_link_texts(body)):
            message = f"“{annotation.id}” has a link on “{text}”"
            yield Diagnostic(Code.LINK_TEXT, message, path, *entry)
    quote = [word for word in _BETWEEN_WORDS.split(annotation.target.quote) if word]
    if style.single_words and len(quote) == 1 and annotation.kind != "definition":
        message = f"“{annotation.id}” stands on the one word “{quote[0]}”"
        yield Diagnostic(Code.SINGLE_WORD, message, path, *annotation.places.quote)


def _bare_urls(annotation: Annotation, body: Element) -> Iterator[str]:
    """Addresses that a reader sees: in the text, as a link's text, as the title of a source."""
    for text in prose(body):
        yield from _ADDRESS.findall(text)
    for link in body.iter("a"):
        yield from _ADDRESS.findall("".join(link.itertext()))
    for source in annotation.sources:
        yield from _ADDRESS.findall(source.title)


def prose(element: Element) -> Iterator[str]:
    """The pieces of text that are neither in a link nor in code."""
    if element.tag in _NOT_PROSE:
        return
    yield element.text or ""
    for child in element:
        yield from prose(child)
        yield child.tail or ""


def _empty_link_texts(body: Element) -> Iterator[str]:
    for link in body.iter("a"):
        text = " ".join("".join(link.itertext()).split())
        if text.casefold().strip(" .,:;!?()") in EMPTY_LINK_TEXTS:
            yield text
