"""Citations in every format: golden files, and what the libraries must not do to a title.

`POSTIL_UPDATE_GOLDENS=1` rewrites what is expected; the review is the difference.
"""

import json
import os
import warnings
from pathlib import Path

import bibtexparser
import pytest
import yaml
from citeproc import CitationStylesStyle
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.core.citation_data import Site, citation_item
from postil.core.front_matter import parse_transcript
from postil.rendering.citation_styles import prose
from postil.rendering.citing import citations

CASES = sorted(Path(__file__, "..", "cases", "citing").resolve().glob("*.yml"))
STYLES = sorted(Path(__file__).parents[2].glob("plugins/postil/templates/citation/*.csl"))
SITE = Site("Lock voices", "https://lock.example.org/voices/")
TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_citations(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    transcript, _ = parse_transcript(f"---\n{case['head']}---\n", "marsh.md")
    address = SITE.page("transcripts/marsh.html")
    item = citation_item("transcripts/marsh.md", transcript.front_matter, SITE, address)
    got = {each.format: {"page": each.text, "paragraph": each.template} for each in citations(item)}
    if os.environ.get("POSTIL_UPDATE_GOLDENS"):
        path.write_text(dump({**case, **got}), encoding="utf-8")
        case |= got
    assert got == {name: case.get(name) for name in got}


class Dumper(yaml.SafeDumper):
    pass


Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def dump(case):
    return yaml.dump(case, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10_000)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_style_is_valid(path):
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("error")
        CitationStylesStyle(file, validate=True)


def by_format(item):
    return {each.format: each for each in citations(item)}


@settings(deadline=None)  # The first example imports the libraries.
@given(TEXT)
def test_s40_a_title_is_cited_as_it_is(title):
    found = by_format({"id": "a", "type": "interview", "title": title})
    assert title in found["chicago"].text
    assert title in found["plain"].text
    assert json.loads(found["csl-json"].text)[0]["title"] == title


@settings(deadline=None)  # The first example imports the libraries.
@given(TEXT)
def test_s40_bibtex_stays_one_entry_whatever_the_title(title):
    (bibtex,) = (
        each
        for each in citations({"id": "a", "type": "speech", "title": title})
        if each.format == "bibtex"
    )
    library = bibtexparser.parse_string(bibtex.text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert set(entry.fields_dict) == {"title"}


def test_s40_a_template_has_the_places_that_a_paragraph_fills():
    for each in citations({"id": "a", "type": "speech", "title": "A"}):
        assert [each.template.count(name) for name in ("{locator}", "{url}", "{accessed}")] == [
            1,
            1,
            1,
        ]
        assert "Postil" not in each.template + each.text


def test_s40_a_template_of_csl_json_filled_is_csl_json():
    template = by_format({"id": "a", "type": "speech", "title": "A"})["csl-json"].template
    filled = (
        template.replace("{locator}", "8a")
        .replace("{url}", "https://example.org/#p8a")
        .replace("{accessed}", "2026-11-24")
    )
    (item,) = json.loads(filled)
    assert item["locator"] == "para. 8a"
    assert item["URL"] == "https://example.org/#p8a"
    assert item["accessed"] == {"raw": "2026-11-24"}


WORDS = st.text(st.sampled_from("ab.,:!?& “”\"'{2"), min_size=1, max_size=6).filter(str.strip)
ITEMS = st.fixed_dictionaries(
    {"id": st.just("a"), "type": st.sampled_from(["interview", "event"]), "title": WORDS},
    optional={
        "author": st.lists(
            st.builds(lambda name: {"literal": name}, WORDS), min_size=1, max_size=4
        ),
        "genre": st.sampled_from(["speech", "29 words", "7919"]),
        "issued": st.dates().map(lambda d: {"date-parts": [[d.year, d.month, d.day]]}),
        "archive": WORDS,
        "publisher": WORDS,
        "URL": st.just("https://example.org/29"),
    },
)


@settings(deadline=None)  # The first example imports the libraries.
@given(ITEMS)
def test_s40_words_put_back_read_as_if_they_had_been_set(item):
    found = by_format(item)
    assert found["chicago"].text == prose("chicago-note", item)
    assert found["plain"].text == prose("plain-text", item)


@pytest.mark.parametrize("address", [{}, {"URL": "https://example.org/a/"}])
def test_s40_what_a_paragraph_has_in_place_of_the_pages_words_makes_the_template(address):
    item = {"id": "a", "type": "interview", "title": "A “B” é, c", **address}
    for each in citations(item):
        start, end, words = each.locator().split(" ", 2)
        rest = each.text[len(each.text) - int(end) :]
        assert each.text[: int(start)] + words + rest == each.template
        assert len(words) < len(each.template)
