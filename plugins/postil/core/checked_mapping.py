"""Reads a YAML mapping key by key and reports, with its place, what is not as it should be."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from postil.core import flow_commas, right_forms, yaml_document
from postil.core.addresses import names_a_server
from postil.core.blank_text import is_blank
from postil.core.diagnostics import Code, Diagnostic
from postil.core.forms import MAX_TEXT
from postil.core.key_names import meant_key, same_word
from postil.core.model import START, Place
from postil.core.typographic_marks import MARKS, as_yaml_reads, marks_round

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from postil.core.forms import Form
    from postil.core.yaml_document import Node

WEB_SCHEMES: Final = ("https://", "http://")
URL_SCHEMES: Final = (*WEB_SCHEMES, "mailto:")

_MONTH_AND_DAY: Final = (
    r"(?:02(?:-(?:0[1-9]|1[0-9]|2[0-8]))?|(?:0[469]|11)(?:-(?:0[1-9]|[12][0-9]|30))?"
    r"|(?:0[13578]|1[02])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)"
)
_LEAP: Final = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY: Final = rf"(?:[0-9]{{4}}(?:-{_MONTH_AND_DAY})?|{_LEAP}-02-29)"
DATE: Final = re.compile(rf"{_DAY}(?:/{_DAY})?")
_NO_DATE: Final = "is not a date of the form 2026-11-23"
_LIKE_A_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DURATION: Final = re.compile(
    r"P(?=[0-9]|T[0-9])(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?"
)
SECONDS: Final = re.compile(r"-?0*[0-9]{1,6}(?:\.[0-9]*)?")
MAX_SECONDS: Final = 10**6
"""Twelve days; no recording is longer."""

ORCID: Final = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_NOTHING: Final = ("~", "null", "Null", "NULL")
"""Plain words that YAML reads as no value."""

_CLOSE_ENOUGH: Final = 60
"""rapidfuzz score from which a name counts as a slip for another; below it, guesses confuse."""

_LETTERS_FOR_A_SLIP: Final = 4
"""One slip for so many letters is obvious: `qoute`, `pargraph`, `autor`; not `role` for `note`."""


_OF_THE_SPELLING: Final = frozenset(
    (
        *(Code.UNKNOWN_KEY, Code.UNKNOWN_KIND, Code.UNKNOWN_STATUS, Code.UNKNOWN_VALUE),
        *(Code.UNKNOWN_AUTHOR, Code.UNKNOWN_PARAGRAPH, Code.INVALID_ID, Code.INVALID_DATE),
        *(Code.INVALID_URL, Code.INVALID_ORCID, Code.INVALID_DURATION),
    )
)
"""Findings about a value that printed quotation marks alone can be the fault of."""


def closest(word: str, words: Iterable[str]) -> str:
    """The most similar of `words`, or nothing when none is similar."""
    known = list(words)
    found = process.extractOne(word, known, score_cutoff=_CLOSE_ENOUGH)
    return same_word(word, known) or (found[0] if found else "")


def slip_for(word: str, words: Iterable[str]) -> str:
    """The one of `words` that `word` is an obvious slip for, or nothing where there are two."""
    typed = word.strip().casefold()
    slips = max(1, len(typed) // _LETTERS_FOR_A_SLIP)
    known = list(words)
    near = [one for one in known if OSA.distance(typed, one.casefold()) <= slips]
    return same_word(word, known) or (near[0] if len(near) == 1 else "")


def is_orcid(text: str) -> bool:
    """Whether the text has the form of an ORCID and its last digit is right.

    That digit is of ISO 7064 11,2: https://support.orcid.org/hc/en-us/articles/360006897674.
    """
    if not ORCID.fullmatch(text):
        return False
    digits = text.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def _days_of_month(day: str) -> str:
    """Why a day that is written as it should be is none."""
    year, month, _ = map(int, day.split("-"))
    if not 1 <= month <= 12:  # noqa: PLR2004
        return "The months have the numbers 01 to 12, and stand before the day."
    return f"Correct the day: this month has {calendar.monthrange(year, month)[1]} days."


def listing(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


class Findings:
    """The diagnostics of one file; `origin` is where the YAML starts in it."""

    def __init__(self, path: str, origin: Place = START) -> None:
        """Begin with none."""
        self.path = path
        self.origin = origin
        self.diagnostics: list[Diagnostic] = []

    def add(
        self, code: Code, message: str, node: Node, *, nearest: str = "", way_out: str = ""
    ) -> None:
        """Report something about a value."""
        place = yaml_document.place_of(node, self.origin)
        text = node.value if yaml_document.is_text(node) and not node.style else ""
        if (marks := marks_round(text)) and code in _OF_THE_SPELLING:
            message = f"{message}: {as_yaml_reads(marks)}"
            way_out = f"Write `{text.strip(MARKS)}`, or put straight quotation marks round it."
        self.diagnostics.append(Diagnostic(code, message, self.path, *place, nearest, way_out))

    def add_cut(self, cut: flow_commas.Cut) -> None:
        """Report a text that goes on behind a comma in braces."""
        message = f"a comma ends a text in braces: “{cut.key}” ends before “{cut.rest.value}”"
        whole = flow_commas.in_quotation_marks(cut.whole)
        way_out = f"Put quotation marks round the whole text: `{cut.key}: {whole}`."
        self.add(Code.YAML_SYNTAX, message, cut.rest, way_out=way_out)


class CheckedMapping:
    """One mapping. Each getter reports what is wrong and returns a usable value or an empty one."""

    def __init__(self, node: yaml_document.Mapping, findings: Findings) -> None:
        """Index the keys of `node`; use `of` to have them checked as well."""
        self.node = node
        self._findings = findings
        self._values: dict[str, Node] = {}
        self._forms: Mapping[str, Form] = {}
        self.meant: set[str] = set()
        """Keys that are there by another name, which has been reported."""

    @classmethod
    def of(  # noqa: PLR0913 - all that messages speak of
        cls,
        node: Node,
        keys: Collection[str] | None,
        findings: Findings,
        what: str,
        homes: Mapping[str, str] | None = None,
        *,
        bare: str = "",
    ) -> CheckedMapping | None:
        """Check that `node` is a mapping with `keys` only (None: any).

        Messages call it `what`. `homes` says of keys of other mappings where they belong, `bare`
        for which key a text is likely to be meant that stands alone.
        """
        if not isinstance(node, yaml_document.Mapping):
            message = f"{what} must be written as “key: value” lines"
            text = node.value if yaml_document.is_text(node) else ""
            way_out = f"Write `- {bare}: {text or '…'}`." if bare else ""
            findings.add(Code.WRONG_TYPE, message, node, way_out=way_out)
            return None
        mapping = cls(node, findings)
        mapping._forms = keys if isinstance(keys, Mapping) else {}
        pairs, cuts = flow_commas.rejoined(node, keys)
        for cut in cuts:
            findings.add_cut(cut)
        values = mapping._values
        for key_node, value in pairs:
            key = key_node.value if key_node.__class__ is yaml_document.Scalar else ""
            if key and key not in values and (keys is None or key in keys):
                values[key] = value
            else:
                mapping._report(key_node, value, keys, what, homes or {})
        return mapping

    def _report(
        self,
        key_node: Node,
        value: Node,
        keys: Collection[str] | None,
        what: str,
        homes: Mapping[str, str],
    ) -> None:
        key = key_node.value if yaml_document.is_text(key_node) else ""
        if not key:
            self._findings.add(Code.WRONG_TYPE, "a key must be one word", key_node)
        elif key in self._values:
            self._findings.add(Code.DUPLICATE_KEY, f"“{key}” stands twice in {what}", key_node)
        else:
            self._report_unknown(key_node, value, keys or (), what, homes)

    def _report_unknown(
        self,
        key_node: Node,
        value: Node,
        keys: Collection[str],
        what: str,
        homes: Mapping[str, str],
    ) -> None:
        key = key_node.value
        meant = meant_key(key, keys)
        other = key if key in homes else meant_key(key, homes)
        nearest = meant or ("" if other else closest(key, keys))
        if meant or slip_for(key, keys) == nearest:
            self.meant.add(nearest)
        if nearest:
            way_out = (
                right_forms.as_list(nearest, self._forms.get(nearest), value)
                or f"Write `{nearest}:`."
            )
        elif other:
            renamed = "" if other == key else f"Write `{other}:`. "
            way_out = f"{renamed}It belongs {homes[other]}; see to the indentation."
        else:
            only = f"The only key is `{next(iter(keys))}:`."
            way_out = only if len(keys) == 1 else f"The keys are {listing(keys)}."
        message = f"“{key}” is not a key of {what}"
        self._findings.add(Code.UNKNOWN_KEY, message, key_node, nearest=nearest, way_out=way_out)

    def __contains__(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def keys(self) -> Iterable[str]:
        """The keys that were accepted, in order."""
        return self._values.keys()

    def key_nodes(self) -> Iterable[Node]:
        """The nodes of all keys, in order: places for messages."""
        return (key for key, _ in self.node.value if yaml_document.is_text(key))

    def value(self, key: str) -> Node:
        """The node of a value, or of the mapping where there is none: a place for a message."""
        return self._values.get(key, self.node)

    def place(self, key: str = "") -> Place:
        """Where the value stands, or the mapping."""
        return yaml_document.place_of(self.value(key), self._findings.origin)

    def text(self, key: str, *, limit: int = MAX_TEXT) -> str:
        """One piece of text, stripped; empty when the key is missing or its value not usable."""
        node = self._values.get(key)
        if node is None:
            return ""
        return self._text(key, node, limit)

    def _text(self, key: str, node: Node, limit: int = MAX_TEXT, *, is_item: bool = False) -> str:
        if not yaml_document.is_text(node):
            message = f"“{key}” must be one piece of text"
            way_out = right_forms.as_one_text(key, node, limit, is_item=is_item)
            self._findings.add(Code.WRONG_TYPE, message, node, way_out=way_out)
            return ""
        text = str(node.value).strip()
        if is_blank(text) or (not node.style and text in _NOTHING):
            self._findings.add(
                Code.EMPTY_VALUE,
                f"“{key}” has no value",
                node,
                way_out=right_forms.instead_of_nothing(key),
            )
            return ""
        length = len(node.value)
        if length > limit:
            message = f"“{key}” has {length} characters; at most {limit} are read"
            self._findings.add(Code.VALUE_TOO_LONG, message, node)
            return ""
        # Raw ones are refused with the file; double-quoted YAML can hold escapes such as "\\x02".
        if node.style == '"' and (match := CONTROL.search(node.value)):
            message = f"“{key}” holds the control character U+{ord(match[0]):04X}"
            self._findings.add(Code.CONTROL_CHARACTER, message, node)
            return ""
        return text

    def texts(self, key: str) -> list[str]:
        """A list of pieces of text."""
        read = (self._text(key, node, is_item=True) for node in self.sequence(key))
        return [text for text in read if text]

    def sequence(self, key: str) -> list[Node]:
        """The items of a list; none when the key is missing or something else stands there."""
        node = self._values.get(key)
        if node is None:
            return []
        if isinstance(node, yaml_document.Sequence):
            return list(node.value)
        if yaml_document.is_text(node) and not node.value:
            self._findings.add(Code.EMPTY_VALUE, f"“{key}” has no value", node)
        else:
            message = f"“{key}” must be a list: one “- ” for each item"
            below = f"Write each item on a line of its own below `{key}:`, with `- ` before it."
            way_out = right_forms.as_list(key, self._forms.get(key), node) or below
            self._findings.add(Code.WRONG_TYPE, message, node, way_out=way_out)
        return []

    def mapping(
        self, key: str, keys: Collection[str] | None, homes: Mapping[str, str] | None = None
    ) -> CheckedMapping | None:
        """A mapping within this one; `homes` as in `of`."""
        node = self._values.get(key)
        if node is None:
            return None
        return CheckedMapping.of(node, keys, self._findings, f"“{key}”", homes)

    def true_or_false(self, key: str) -> str:
        """One of the two words; empty when missing or another."""
        return self.one_of(key, ("true", "false"), Code.UNKNOWN_VALUE)

    def one_of(self, key: str, values: Collection[str], code: Code) -> str:
        """One of `values`; empty when missing or none of them."""
        text = self.text(key)
        if not text or text in values:
            return text
        nearest = closest(text, values)
        way_out = f"Write `{key}: {nearest}`." if nearest else ""
        message = f"“{text}” is not one of {listing(values)}" if values else f"unknown “{text}”"
        self._findings.add(code, message, self.value(key), nearest=nearest, way_out=way_out)
        return ""

    def date(self, key: str) -> str:
        """An ISO 8601 date (year, month or day) or a range of two."""
        text = self.text(key)
        if text and not DATE.fullmatch(text):
            is_like_one = _LIKE_A_DATE.fullmatch(text) is not None
            what = "is no day of the calendar" if is_like_one else _NO_DATE
            way_out = _days_of_month(text) if is_like_one else ""
            message = f"“{text}” {what}"
            self._findings.add(Code.INVALID_DATE, message, self.value(key), way_out=way_out)
            return ""
        return text

    def orcid(self, key: str) -> str:
        """An ORCID: four groups of four digits, the last of which proves the others."""
        text = self.text(key)
        if not text or is_orcid(text):
            return text
        message = f"“{text}” is not an ORCID"
        is_slip = ORCID.fullmatch(text) is not None
        way_out = "One of the digits is wrong: copy it from the profile." if is_slip else ""
        self._findings.add(Code.INVALID_ORCID, message, self.value(key), way_out=way_out)
        return ""

    def url(self, key: str) -> str:
        """An absolute address."""
        text = self.text(key)
        if text and not (text.lower().startswith(URL_SCHEMES) and names_a_server(text)):
            message = f"“{text}” is not a web address"
            self._findings.add(Code.INVALID_URL, message, self.value(key))
            return ""
        if len(text.split()) > 1:
            message = f"“{text}” holds a space, which no web address does"
            way_out = "Delete the space; write `%20` if it is part of the address."
            self._findings.add(Code.INVALID_URL, message, self.value(key), way_out=way_out)
            return ""
        return text

    def duration(self, key: str) -> str:
        """An ISO 8601 duration of days, hours, minutes and seconds: `PT1H12M`."""
        text = self.text(key)
        if text and not DURATION.fullmatch(text):
            message = f"“{text}” is not a duration of the form PT1H12M"
            self._findings.add(Code.INVALID_DURATION, message, self.value(key))
            return ""
        return text

    def seconds(self, key: str) -> float:
        """A number of seconds; 0 when missing."""
        text = self.text(key)
        if text and not SECONDS.fullmatch(text):
            message = f"“{text}” is not a number of seconds"
            way_out = f"Write a number, as in `{key}: 2.5`."
            self._findings.add(Code.INVALID_DURATION, message, self.value(key), way_out=way_out)
            return 0.0
        return float(text or 0)

    def file(self, key: str) -> str:
        """A web address, or the path of a file as a link in the text would give it."""
        text = self.text(key)
        scheme, colon, _ = text.partition(":")
        is_path = not colon or "/" in scheme
        is_web = text.lower().startswith(WEB_SCHEMES) and names_a_server(text)
        if text and (not (is_path or is_web) or text.startswith(("/", "\\"))):
            message = f"“{text}” is neither a web address nor the path of a file beside the text"
            way_out = f"Write `https://…`, or the path from the text: `{key}: ../media/4.mp3`."
            self._findings.add(Code.INVALID_URL, message, self.value(key), way_out=way_out)
            return ""
        return text
