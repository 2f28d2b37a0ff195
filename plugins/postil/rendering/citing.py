"""Citations of a transcript, and templates for those of its paragraphs.

Setting one citation in all formats takes the libraries half the time of converting a page. Most
transcripts of a publication differ in words only, not in what is known about them. So a citation is
set once for each such pattern, with stand-ins in place of the words, and the words are put back.
"""

from __future__ import annotations

import json
import posixpath
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from postil.core.readable_dates import in_words
from postil.rendering.citation_styles import bibtex, escaped_for_tex, prose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from postil.core.citation_data import Item

_FILLED_IN: Final = {"{locator}": "PostilLocator", "{accessed}": "PostilAccessed"}
"""Places of a template that a paragraph fills, and what stands there while it is set: libraries
would take braces for their own."""

_STAND_IN: Final = re.compile("(Postil(?:Locator|Accessed|z[a-z]{3})|7919|29)")
_YEAR, _DAY = 7919, 29
"""Stand-ins for numbers that nothing else in a citation holds; the month is set as it is."""

_START: Final = "start"
"""Where a span of dates, which is set as words, keeps its beginning for BibTeX."""

_PUNCTUATION: Final = " .,;:!?…"
"""What a citation does not set twice in a row."""

_WORDS: Final = (
    "title",
    "event-place",
    "version",
    "archive_location",
    "archive",
    "publisher",
    "URL",
)
"""What stand-ins are used for; genre and medium are few, and set with a capital in places."""

_NAMES: Final = ("author", "interviewer")


class Citation(NamedTuple):
    """A page's citation in one format.

    `template` is the citation of one paragraph, with `{locator}` for its number, `{url}` for its
    address and `{accessed}` for the day a reader looked at it.
    """

    format: str
    label: str
    text: str
    template: str

    def locator(self) -> str:
        """What the template has where the text has other words, without saying the rest again.

        The number of characters before them, of those after them, and the template's words.
        """
        start = len(posixpath.commonprefix((self.text, self.template)))
        text, template = self.text[start:], self.template[start:]
        end = len(posixpath.commonprefix((text[::-1], template[::-1])))
        return f"{start} {end} {template[: len(template) - end]}"


def citations(item: Item) -> tuple[Citation, ...]:
    """The citation of `item`, which is CSL-JSON, in every format."""
    page, paragraph = _Pattern(item), _Pattern({**item, "URL": "{url}"})

    def set_in(name: str, label: str, escape: Callable[[str], str] = str) -> Citation:
        texts = page.filled(name, "page", escape), paragraph.filled(name, "paragraph", escape)
        return Citation(name, label, *texts)

    return (
        set_in("chicago", "Chicago note"),
        set_in("plain", "Plain text"),
        set_in("bibtex", "BibTeX", escaped_for_tex),
        Citation("csl-json", "CSL-JSON", _csl_json(item), _csl_json(_of_paragraph(item))),
    )


class _Pattern:
    """A CSL-JSON item whose words are stood in for, and the words."""

    def __init__(self, item: Item) -> None:
        self._words: dict[str, str] = {token: place for place, token in _FILLED_IN.items()}
        self._item = dict(item)
        for name in _WORDS:
            if name in item:
                self._item[name] = self._stand_in(item[name])
        for name in _NAMES:
            if name in item:
                self._item[name] = [self._stand_ins(person) for person in item[name]]
        if "issued" in item:
            self._item["issued"] = self._date(item)
        self._item["id"] = self._stand_in(item["id"])

    def filled(self, name: str, part: str, escape: Callable[[str], str]) -> str:
        """The citation in a format, of the page or as the template for a paragraph."""
        pieces = list(_set(name, self._key, part == "paragraph"))
        for number in range(1, len(pieces), 2):
            token = pieces[number]
            found = self._words.get(token, token)
            pieces[number] = found if token in self._verbatim else escape(found)
        return "".join(pieces)

    @cached_property
    def _key(self) -> str:
        return json.dumps(self._item)

    @cached_property
    def _verbatim(self) -> set[str]:
        """Stand-ins for what is escaped in no format: places to fill, and the address."""
        match = _STAND_IN.search(str(self._item.get("URL", "")))
        return {*_FILLED_IN.values(), match[0] if match else ""}

    def _stand_in(self, text: str) -> str:
        """A word for the text that begins and ends as it does: punctuation meets punctuation."""
        number = len(self._words)
        letters = "".join(chr(97 + number // 26**power % 26) for power in (2, 1, 0))
        core = text.strip(_PUNCTUATION)
        if not core:
            return text
        begin, _, end = text.partition(core)
        token = f"Postilz{letters}"
        self._words[token] = core
        return f"{begin}{token}{end}"

    def _stand_ins(self, name: Mapping[str, str]) -> dict[str, str]:
        return {part: self._stand_in(text) for part, text in name.items()}

    def _date(self, item: Item) -> Any:
        parts = item["issued"]["date-parts"]
        if parts[1:]:
            # citeproc-py 0.11 sets a span as “May 11,–June 2, 1974”.
            iso = "/".join("-".join(map(str, each)) for each in parts)
            return {"literal": self._stand_in(in_words(iso)), _START: parts[0]}
        (date,) = parts
        # Years before 1000 are set with their era, and digits of a genre look like stand-ins.
        if date[0] < 1000 or any(map(str.isdigit, item.get("genre", ""))):  # noqa: PLR2004
            return item["issued"]
        self._words |= {str(_YEAR): str(date[0]), str(_DAY): str(date[-1])}
        return {"date-parts": [[_YEAR, *date[1:2], *([_DAY] if date[2:] else [])]]}


@lru_cache(maxsize=1024)
def _set(name: str, item: str, is_paragraph: bool) -> tuple[str, ...]:  # noqa: FBT001 - a key.
    """A pattern in a format; every other piece of it is a stand-in."""
    return tuple(_STAND_IN.split(_as_text(name, json.loads(item), is_paragraph=is_paragraph)))


def _as_text(name: str, pattern: Item, *, is_paragraph: bool) -> str:
    locator, accessed = _FILLED_IN.values() if is_paragraph else ("", "")
    if name != "bibtex":
        style = {"chicago": "chicago-note", "plain": "plain-text"}[name]
        return prose(style, pattern, locator, accessed)
    issued = pattern.get("issued", {})
    date = issued.get(_START) or issued.get("date-parts", [[]])[0]
    year, month, day = [*map(str, date), "", "", ""][:3]
    fields = {
        "title": pattern["title"],
        "year": year,
        "month": month,
        "day": day,
        "howpublished": pattern.get("medium", "").capitalize(),
        "note": prose("bibtex-note", pattern, locator),
        "organization": pattern.get("archive", ""),
        "publisher": pattern.get("publisher", ""),
        "url": pattern.get("URL", ""),
        "urldate": accessed,
    }
    return bibtex(pattern["id"], pattern.get("author", []), fields)


def _of_paragraph(item: Item) -> Item:
    # The schema of CSL-JSON has no label for a locator; processors read it off its first word.
    place = {"URL": "{url}", "locator": "para. {locator}", "accessed": {"raw": "{accessed}"}}
    return {**item, **place}


def _csl_json(item: Item) -> str:
    return json.dumps([item], ensure_ascii=False, indent=1)
