"""Citations set by libraries: citeproc-py for prose, bibtexparser for BibTeX.

How a citation reads is laid down in Citation Style Language, in `templates/citation/`. The
libraries are imported when the first page asks, because that takes a tenth of a second and most
commands cite nothing.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.citation_data import Item

_SPECIAL: Final = {
    **{ord(character): f"\\{character}" for character in "&%$#_{}"},
    ord("\\"): r"\textbackslash{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}
"""The ten characters that TeX takes for commands (D. Knuth, The TeXbook, chapter 7). All others
stay as they are, since BibTeX's successors read UTF-8."""

_COMMANDS: Final = frozenset(map(chr, _SPECIAL))


def prose(style: str, item: Item, locator: str = "", accessed: str = "") -> str:
    """The citation of a CSL-JSON item in a style of ours, of one paragraph if `locator` names it.

    `accessed` is put where the day of access belongs.
    """
    from citeproc import Citation, CitationItem  # noqa: PLC0415 - see above, here and below.
    from citeproc import CitationStylesBibliography as Bibliography  # noqa: PLC0415
    from citeproc.formatter import plain  # noqa: PLC0415
    from citeproc.source import Locator  # noqa: PLC0415
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    data: Item = {**item, "id": "cited"}  # The library looks ids up in lower case.
    if accessed:
        data["accessed"] = {"literal": accessed}
    bibliography = Bibliography(_style(style), CiteProcJSON([data]), plain)
    given = {"locator": Locator("paragraph", locator)} if locator else {}
    citation = Citation([CitationItem("cited", **given)])
    bibliography.register(citation)
    return str(bibliography.cite(citation, lambda _: None))


@cache
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle  # noqa: PLC0415

    path = resources.files("postil") / "templates" / "citation" / f"{name}.csl"
    with path.open("rb") as file:
        return CitationStylesStyle(file, validate=False)


def bibtex(key: str, names: list[Mapping[str, str]], fields: Mapping[str, str]) -> str:
    """A BibTeX entry with authors, in the form of CSL-JSON, and fields; empty ones are left out.

    Nothing is escaped here: see `escaped_for_tex`.
    """
    from bibtexparser.entrypoint import write_string  # noqa: PLC0415
    from bibtexparser.library import Library  # noqa: PLC0415
    from bibtexparser.middlewares import MergeCoAuthors, MergeNameParts  # noqa: PLC0415
    from bibtexparser.model import Entry, Field  # noqa: PLC0415
    from bibtexparser.writer import BibtexFormat  # noqa: PLC0415

    authors = [Field("author", list(map(_name, names)))] if names else []
    filled = [Field(name, value) for name, value in fields.items() if value]
    library = Library([Entry("misc", key, [*authors, *filled])])
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    joined = [MergeNameParts(), MergeCoAuthors()]
    return write_string(library, prepend_middleware=joined, bibtex_format=form).strip()


def _name(name: Mapping[str, str]) -> Any:
    """In braces where nothing tells family and given name apart: BibTeX would guess."""
    from bibtexparser.middlewares import NameParts  # noqa: PLC0415

    if "literal" in name:
        return NameParts(last=[f"{{{name['literal']}}}"])
    return NameParts(first=[name["given"]], last=[name["family"]])


def escaped_for_tex(text: str) -> str:
    """The text with the characters that TeX takes for commands made harmless."""
    return text if _COMMANDS.isdisjoint(text) else str(_encoder().unicode_to_latex(text))


@cache
def _encoder() -> Any:
    from pylatexenc.latexencode import (  # noqa: PLC0415
        RULE_DICT,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
    )

    return UnicodeToLatexEncoder(
        conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, _SPECIAL)],
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="none",
    )
