"""Keeps what a contributor wrote from running on the reader's page, and from breaking it.

Elements that Python-Markdown built are checked against a list of what may stand in a page; raw
HTML goes through `nh3` (the Rust library ammonia), which parses as browsers do.

Names that the page's own scripts and styles go by (ids of notes, classes of the theme, roles) are
ours alone. Where raw HTML and elements of ours stand in one piece of markup, ours carry a secret
that no contributor can know, and lose it in the cleaner.
"""

from __future__ import annotations

import re
import secrets
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3

from postil.core.model import PARAGRAPH_ID
from postil.core.textview import HEADING_TAGS, PARAGRAPH_TAGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.rendering.stash import Stash

URL_SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))

_INLINE_TAGS: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_BLOCK_TAGS: Final = frozenset(
    [
        "aside",
        "blockquote",
        "caption",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_TAGS: Final = _INLINE_TAGS | _BLOCK_TAGS

_OURS: Final = frozenset(
    ("role", "tabindex", "aria-labelledby", "aria-details", "aria-describedby")
)
"""What tells scripts and screen readers what a thing is: only we say so."""

_NAMES: Final = frozenset(("id", "class"))
_GENERAL: Final = (
    frozenset(("title", "lang", "dir", "aria-label", "aria-hidden", "style")) | _NAMES | _OURS
)
_SPECIAL: Final = {
    "a": frozenset(("href", "rel")),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "time": frozenset(("datetime",)),
    "ol": frozenset(("start", "reversed")),
    "td": frozenset(("colspan", "rowspan", "align")),
    "th": frozenset(("colspan", "rowspan", "align", "scope")),
    "details": frozenset(("open",)),
}
_ADDRESSES: Final = frozenset(("href", "src"))
_NEEDED: Final = {"a": "href", "img": "src"}
_HARMLESS: Final = {tag: _GENERAL | names - _ADDRESSES for tag, names in _SPECIAL.items()}
"""Attributes of a tag whose values need no look: most elements have no others."""

_STYLE: Final = frozenset(("text-align",))
"""What the tables extension writes."""

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_IGNORED_BY_BROWSERS: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")

_FREE_ID: Final = re.compile(
    r"(?!__|mkdocs|(?:note|ref|postil)-|notes-without-a-place$|p[0-9]+[a-z]*$)\w[\w:.-]*"
)
"""Not ours, and none that a theme's script looks for: Material's begin with two underscores."""

_FOOTNOTE_ID: Final = re.compile(r"fn(?:ref[0-9]*)?:[\w.:-]+")
_FREE_CLASS: Final = re.compile(r"(?!md-|postil-|mermaid$)[\w-]+")
"""Material loads a script from elsewhere for `mermaid`, and covers the page with some `md-`."""

_OURS_MARK: Final = secrets.token_hex(16)
_PLACEHOLDER_ENDS: Final = {2: None, 3: None}


def clean_html(markup: str) -> str:
    """A block of HTML without anything that could run or pass for ours."""
    return _BLOCK_CLEANER.clean(markup).translate(_PLACEHOLDER_ENDS)


def clean_inline_html(markup: str) -> str:
    """The same for HTML within a paragraph, where no block may begin or end."""
    return _INLINE_CLEANER.clean(markup).translate(_PLACEHOLDER_ENDS)
    # What “&#2;” has become would be taken for Python-Markdown's own placeholder.


def mark_as_ours(element: Element) -> None:
    """Let the names of `element` and all below it pass the cleaners, which take the mark off."""
    for each in element.iter():
        for name in _NAMES | _OURS:
            if name in each.attrib:
                each.set(name, _OURS_MARK + each.attrib[name])


def text_of_html(markup: str) -> str:
    """The text of a piece of HTML, entities kept."""
    return _NO_MARKUP.clean(markup)


def _checked(tag: str, name: str, value: str) -> str | None:
    """What remains of an attribute in raw HTML."""
    if value.startswith(_OURS_MARK):
        return value.removeprefix(_OURS_MARK)
    return _checked_name(tag, name, value) if name in _NAMES or name in _OURS else value


def _checked_inline(tag: str, name: str, value: str) -> str | None:
    """The same within a paragraph, where ids are ours: a second one would lead readers astray."""
    is_foreign_id = name == "id" and not value.startswith(_OURS_MARK)
    return None if is_foreign_id else _checked(tag, name, value)


def _checked_name(tag: str, name: str, value: str) -> str | None:
    """What remains of a contributor's id, class or role."""
    if name == "class":
        return " ".join(filter(_FREE_CLASS.fullmatch, value.split())) or None
    if name == "id":
        is_number = tag in PARAGRAPH_TAGS and PARAGRAPH_ID.fullmatch(value)
        return value if is_number or _FREE_ID.fullmatch(value) else None
    return None


def _raw_id_is_no_number(tag: str, name: str, value: str) -> str | None:
    """Raw HTML cannot number paragraphs: nobody looks for them there."""
    is_number = name == "id" and PARAGRAPH_ID.fullmatch(value)
    return None if is_number else _checked(tag, name, value)


def _cleaner(
    tags: frozenset[str], attribute_filter: Callable[[str, str, str], str | None]
) -> nh3.Cleaner:
    special = {tag: set(names) for tag, names in _SPECIAL.items() if tag in tags}
    return nh3.Cleaner(
        tags=set(tags),
        attributes={"*": set(_GENERAL), **special},
        attribute_filter=attribute_filter,
        url_schemes=set(URL_SCHEMES),
        filter_style_properties=set(_STYLE),
        link_rel=None,
    )


_BLOCK_CLEANER: Final = _cleaner(_TAGS, _raw_id_is_no_number)
_INLINE_CLEANER: Final = _cleaner(_INLINE_TAGS, _checked_inline)
_NO_MARKUP: Final = nh3.Cleaner(tags=set(), attributes={})


class _Finder(HTMLParser):
    """Lists what a cleaner takes out, for the message; safety does not rest on it."""

    def __init__(self, tags: frozenset[str]) -> None:
        super().__init__()
        self._tags = tags
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._tags:
            self.found.append(f"<{tag}>")
            return
        allowed = _GENERAL | _SPECIAL.get(tag, frozenset())
        for name, value in attrs:
            is_address = name in _ADDRESSES and not is_safe_address(value or "")
            is_name = name in _NAMES | _OURS and _checked(tag, name, value or "") is None
            if name not in allowed or is_address or (value and is_name):
                self.found.append(f"{name} of <{tag}>")


def unsafe_parts(markup: str, *, inline: bool = False) -> list[str]:
    """What in a piece of HTML will be taken out, in words."""
    finder = _Finder(_INLINE_TAGS if inline else _TAGS)
    finder.feed(markup)
    finder.close()
    return finder.found


def clean_contribution(root: Element, stash: Stash, *, is_note: bool) -> list[str]:
    """Make what a contributor wrote safe, below `root`, before anything of ours stands in it.

    Changes the tree; returns what was taken out, in words. Raw HTML is not in the tree, except in
    headings, from which it is taken out here: themes copy headings into their navigation.
    """
    removed = [what for _, what in clean_tree(root, stash)]
    for element in root.iter():
        if element is not root and element.attrib:
            removed += _clean_names(element, stash, is_note=is_note)
        if element.tag in HEADING_TAGS:
            removed += _without_html(element, stash)
        elif element.tag in _NEEDED and _NEEDED[element.tag] not in element.attrib:
            _make_plain(element)
    if is_note:
        _lower_headings(root)
    return removed


def _make_plain(element: Element) -> None:
    """Leave the words of a link or picture that has no address; hosts stop at one without."""
    if element.tag == "img":
        element.text = element.get("alt")
    element.tag = "span"
    for name in set(element.attrib) - _GENERAL:
        del element.attrib[name]


def _clean_names(element: Element, stash: Stash, *, is_note: bool) -> list[str]:
    removed = []
    for name, value in list(element.items()):
        if value is None:  # A name without a value: `{: hidden }`.
            del element.attrib[name]
            continue
        checked: str | None = stash.text(value) if stash.holds_html(value) else value
        if name in _OURS or name in _NAMES:
            checked = _checked_name(element.tag, name, value)
            if is_note and name == "id" and not _FOOTNOTE_ID.fullmatch(value):
                checked = None
        if checked is None:
            del element.attrib[name]
        else:
            element.set(name, checked)
        if checked != value:
            removed.append(f"{name} of <{element.tag}>")
    return removed


def _without_html(heading: Element, stash: Stash) -> list[str]:
    removed = []
    for element in heading.iter():
        for slot, text in (("text", element.text), ("tail", element.tail)):
            if text and stash.holds_html(text) and not (slot == "tail" and element is heading):
                setattr(element, slot, stash.without_html(text))
                removed.append(f"HTML of <{heading.tag}>")
    return removed


def _lower_headings(body: Element) -> None:
    """Make a note's headings bold lines: a heading is a chapter of the page, and may name it."""
    for element in list(body.iter()):
        if element.tag in HEADING_TAGS:
            bold = Element("strong")
            bold.text, element.text = element.text, None
            bold.extend(element)
            element[:] = [bold]
            element.tag = "p"


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
            tag in HEADING_TAGS
            or not _HARMLESS.get(tag, _GENERAL).issuperset(names := element.keys())
            or "style" in names
        ):
            removed += [(element, what) for what in _clean_attributes(element, stash)]
    return removed


def _clean_attributes(element: Element, stash: Stash) -> list[str]:
    special = _SPECIAL.get(element.tag, frozenset())
    bad = [
        name
        for name, value in element.items()
        if not (name in _GENERAL or name in special)
        or (name in _ADDRESSES and not _may_be_linked(value or "", stash))
        or (name == "style" and not _is_safe_style(value or ""))
        or (name == "id" and element.tag in HEADING_TAGS and (value or "").startswith("__"))
    ]
    for name in bad:
        del element.attrib[name]
    return [f"{name} of <{element.tag}>" for name in bad]


def is_safe_address(address: str) -> bool:
    """Whether the address is relative or of a scheme that only opens something."""
    # Browsers skip control characters and spaces while they look for the scheme.
    scheme = _SCHEME.match(_IGNORED_BY_BROWSERS.sub("", address))
    return scheme is None or scheme[0].lower() in URL_SCHEMES


def _may_be_linked(address: str, stash: Stash) -> bool:
    """Whether the address does no harm to readers, nor to the host, which sees it as it is here."""
    in_full = stash.text(address)
    return is_safe_address(in_full) and _can_be_split(address) and _can_be_split(in_full)


def _can_be_split(address: str) -> bool:
    """Whether a host can take the address apart; it stops the build where not."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _is_safe_style(style: str) -> bool:
    declarations = (d.partition(":") for d in style.split(";") if d.strip())
    return all(name.strip() in _STYLE and "(" not in value for name, _, value in declarations)
