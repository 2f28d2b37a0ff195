"""Citations of a transcript, and templates for those of its paragraphs.

How a citation reads is laid down in Citation Style Language, in `templates/citation/`, and set by
citeproc-py; BibTeX is written by bibtexparser. Both are imported when the first page asks, because
that takes a tenth of a second and most commands cite nothing.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from postil.core.readable_dates import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.citation_data import Item

_PLACEHOLDERS: Final = {
    "PostilLocator": "{locator}",
    "PostilUrl": "{url}",
    "PostilAccessed": "{accessed}",
}
"""What is set in place of a paragraph's number, its address and the day, and what it becomes: the
libraries would escape braces. In one word, so that nothing in them comes apart."""

_LOCATOR, _URL, _ACCESSED = _PLACEHOLDERS

_SPECIAL: Final = {
    **{ord(character): f"\\{character}" for character in "&%$#_{}"},
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}
"""The ten characters that TeX takes for commands, https://ctan.org/pkg/comprehensive; all others
stay as they are, since BibTeX's successors read UTF-8."""


class Citation(NamedTuple):
    """A page's citation in one format.

    `template` is the citation of one paragraph, with `{locator}` for its number, `{url}` for its
    address and `{accessed}` for the day a reader looked at it. `date_form` says how to write that
    day: `long` as in “November 24, 2026”, `iso` as in “2026-11-24”.
    """

    format: str
    label: str
    date_form: str
    text: str
    template: str


def citations(item: Item) -> tuple[Citation, ...]:
    """The citation of `item`, which is CSL-JSON, in every format."""
    return _citations(json.dumps(item))


@lru_cache(maxsize=4096)  # A preview builds the same pages again and again.
def _citations(item: str) -> tuple[Citation, ...]:
    page: Item = json.loads(item)
    paragraph = {**page, "URL": _URL}
    return tuple(
        Citation(
            name,
            label,
            date_form,
            write(page, "", ""),
            _template(write(paragraph, _LOCATOR, _ACCESSED)),
        )
        for name, label, date_form, write in (
            ("chicago", "Chicago note", "long", partial(_set, "chicago-note")),
            ("plain", "Plain text", "long", partial(_set, "plain-text")),
            ("bibtex", "BibTeX", "iso", _bibtex),
            ("csl-json", "CSL-JSON", "iso", _csl_json),
        )
    )


def _template(text: str) -> str:
    for placeholder, name in _PLACEHOLDERS.items():
        text = text.replace(placeholder, name)
    return text


@cache
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle  # noqa: PLC0415 - see above.

    path = resources.files("postil") / "templates" / "citation" / f"{name}.csl"
    with path.open("rb") as file:
        return CitationStylesStyle(file, validate=False)


def _set(style: str, item: Item, locator: str, accessed: str) -> str:
    """The citation in a style of ours."""
    from citeproc import (  # noqa: PLC0415
        Citation as Cluster,
    )
    from citeproc import (  # noqa: PLC0415
        CitationItem,
        CitationStylesBibliography,
        formatter,
    )
    from citeproc.source import Locator  # noqa: PLC0415
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    data: Item = {**item, "id": "cited"}  # The library looks ids up in lower case.
    parts = item.get("issued", {}).get("date-parts", [])
    if parts[1:]:
        # citeproc-py 0.11 sets a span as “May 11,–June 2, 1974”.
        data["issued"] = {"literal": in_words(_iso(parts))}
    if accessed:
        data["accessed"] = {"literal": accessed}
    bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([data]), formatter.plain)
    given = {"locator": Locator("paragraph", locator)} if locator else {}
    cluster = Cluster([CitationItem("cited", **given)])
    bibliography.register(cluster)
    return str(bibliography.cite(cluster, lambda _: None))


def _iso(parts: list[list[int]]) -> str:
    return "/".join("-".join(map(str, each)) for each in parts)


def _csl_json(item: Item, locator: str, accessed: str) -> str:
    given = {
        # The schema of CSL-JSON has no label for a locator; processors read it off its first word.
        **({"locator": f"para. {locator}"} if locator else {}),
        **({"accessed": {"raw": accessed}} if accessed else {}),
    }
    return json.dumps([{**item, **given}], ensure_ascii=False, indent=1)


def _bibtex(item: Item, locator: str, accessed: str) -> str:
    from bibtexparser.entrypoint import write_string  # noqa: PLC0415
    from bibtexparser.library import Library  # noqa: PLC0415
    from bibtexparser.middlewares import MergeCoAuthors, MergeNameParts  # noqa: PLC0415
    from bibtexparser.model import Entry, Field  # noqa: PLC0415
    from bibtexparser.writer import BibtexFormat  # noqa: PLC0415

    year, month, day = [*item.get("issued", {}).get("date-parts", [[]])[0], 0, 0, 0][:3]
    noted = {name: item[name] for name in _NOTED if name in item}
    fields: dict[str, Any] = {
        "author": list(map(_bibtex_name, item.get("author", ()))),
        "title": _escaped(item.get("title", "")),
        "year": str(year or ""),
        "month": str(month or ""),
        "day": str(day or ""),
        "howpublished": _escaped(item.get("medium", "").capitalize()),
        "note": _escaped(_bibtex_note(json.dumps(noted), locator)),
        "organization": _escaped(item.get("archive", "")),
        "publisher": _escaped(item.get("publisher", "")),
        "url": item.get("URL", ""),
        "urldate": accessed,
    }
    filled = [Field(name, value) for name, value in fields.items() if value]
    library = Library([Entry("misc", item["id"], filled)])
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    joined = [MergeNameParts(), MergeCoAuthors()]
    return write_string(library, prepend_middleware=joined, bibtex_format=form).strip()


_NOTED: Final = ("genre", "interviewer", "version")


@cache  # A publication has few interviewers.
def _bibtex_note(item: str, locator: str) -> str:
    """What BibTeX has no field for."""
    return _set("bibtex-note", {"type": "document", **json.loads(item)}, locator, "")


def _bibtex_name(name: Mapping[str, str]) -> Any:
    """In braces where nothing tells family and given name apart: BibTeX would guess."""
    from bibtexparser.middlewares import NameParts  # noqa: PLC0415

    if "literal" in name:
        return NameParts(last=[f"{{{_escaped(name['literal'])}}}"])
    return NameParts(first=[_escaped(name["given"])], last=[_escaped(name["family"])])


def _escaped(text: str) -> str:
    return str(_encoder().unicode_to_latex(text))


@cache
def _encoder() -> Any:
    from pylatexenc.latexencode import (  # noqa: PLC0415
        RULE_DICT,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
    )

    rule = UnicodeToLatexConversionRule(RULE_DICT, _SPECIAL)
    return UnicodeToLatexEncoder(
        conversion_rules=[rule],
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="none",
    )
