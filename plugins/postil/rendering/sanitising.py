"""Keeps what a contributor wrote from running on the reader's page.

Elements that Python-Markdown built are checked against a list of what may stand in a page; raw
HTML goes through `nh3` (the Rust library ammonia), which parses as browsers do.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import nh3

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from postil.rendering.stash import Stash

URL_SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))

_TAGS: Final = frozenset(
    [
        "a",
        "abbr",
        "aside",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_GENERAL: Final = frozenset(
    [
        "id",
        "class",
        "title",
        "lang",
        "dir",
        "role",
        "tabindex",
        "aria-label",
        "aria-labelledby",
        "aria-details",
        "aria-hidden",
        "aria-describedby",
        "style",
    ]
)
_SPECIAL: Final = {
    "a": frozenset(("href", "rel", "name")),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "time": frozenset(("datetime",)),
    "ol": frozenset(("start", "reversed")),
    "td": frozenset(("colspan", "rowspan", "align")),
    "th": frozenset(("colspan", "rowspan", "align", "scope")),
    "details": frozenset(("open",)),
}
_ADDRESSES: Final = frozenset(("href", "src"))
_HARMLESS: Final = {tag: _GENERAL | names - _ADDRESSES for tag, names in _SPECIAL.items()}
"""Attributes of a tag whose values need no look: most elements have no others."""

_STYLE: Final = frozenset(("grid-row", "text-align"))
"""`grid-row` places our notes, `text-align` is what the tables extension writes."""

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_IGNORED_BY_BROWSERS: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")

_CLEANER: Final = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={"*": set(_GENERAL), **{tag: set(names) for tag, names in _SPECIAL.items()}},
    url_schemes=set(URL_SCHEMES),
    filter_style_properties=set(_STYLE),
    link_rel=None,
)
_NO_MARKUP: Final = nh3.Cleaner(tags=set(), attributes={})


def clean_html(markup: str) -> str:
    """HTML without anything that could run."""
    return _CLEANER.clean(markup)


def text_of_html(markup: str) -> str:
    """The text of a piece of HTML, entities kept."""
    return _NO_MARKUP.clean(markup)


class _Finder(HTMLParser):
    """Lists what `clean_html` takes out, for the message; safety does not rest on it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.found.append(f"<{tag}>")
            return
        allowed = _GENERAL | _SPECIAL.get(tag, frozenset())
        for name, value in attrs:
            is_address = name in _ADDRESSES
            if name not in allowed or (is_address and not is_safe_address(value or "")):
                self.found.append(f"{name} of <{tag}>")


def unsafe_parts(markup: str) -> list[str]:
    """What in a piece of HTML will be taken out, in words."""
    finder = _Finder()
    finder.feed(markup)
    finder.close()
    return finder.found


def clean_tree(root: Element, stash: Stash) -> list[tuple[Element, str]]:
    """Remove unsafe elements' names, attributes and addresses below `root`; return what and where.

    Changes the tree. Raw HTML is not in the tree: see `clean_html`.
    """
    removed = []
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag not in _TAGS and element is not root:
            removed.append((element, f"<{tag}>"))
            element.tag = "span"
            element.attrib.clear()
        elif (
            not _HARMLESS.get(tag, _GENERAL).issuperset(names := element.keys()) or "style" in names
        ):
            removed += [(element, what) for what in _clean_attributes(element, stash)]
    return removed


def _clean_attributes(element: Element, stash: Stash) -> list[str]:
    special = _SPECIAL.get(element.tag, frozenset())
    bad = [
        name
        for name, value in element.items()
        if not (name in _GENERAL or name in special)
        or (name in _ADDRESSES and not is_safe_address(stash.text(value)))
        or (name == "style" and not _is_safe_style(value))
    ]
    for name in bad:
        del element.attrib[name]
    return [f"{name} of <{element.tag}>" for name in bad]


def is_safe_address(address: str) -> bool:
    """Whether the address is relative or of a scheme that only opens something."""
    # Browsers skip control characters and spaces while they look for the scheme.
    scheme = _SCHEME.match(_IGNORED_BY_BROWSERS.sub("", address))
    return scheme is None or scheme[0].lower() in URL_SCHEMES


def _is_safe_style(style: str) -> bool:
    declarations = (d.partition(":") for d in style.split(";") if d.strip())
    return all(name.strip() in _STYLE and "(" not in value for name, _, value in declarations)
