"""What programs read of a built site: annotations as JSON-LD, feeds, the sitemap."""

import json
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from hosts.sites import Reader, settings

SCHEMA = Path(__file__).parents[1] / "exporters/web-annotation.schema.json"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MORE = """
    annotations/contributors.yml:
    | rq: {name: R. Quill, url: https://quill.example/}
    | someone: {name: Some One}
    annotations/marsh.yml:
    | annotations:
    |   - id: six-men
    |     target: {paragraph: p2, quote: six men on the gates}
    |     kind: correction
    |     title: How many
    |     note: The court list names *eight* <b>men</b> & more.
    |     author: rq
    |     date: 2026-11-23
    |     tags: [strike]
    |     sources: [{title: Petty sessions, url: https://archive.example/1}]
    |   - id: both
    |     target: {paragraph: p1-p2, quote: the gates? Ada Marsh}
    |     note: Across two paragraphs.
    |     date: 2026-11-24
    |     author: someone
    |   - id: range
    |     target: {paragraph: p1-p3}
    |     note: On all of it.
    |   - id: lost
    |     target: {paragraph: p2, quote: seven men}
    |     note: Not found.
    |   - id: gone
    |     target: {paragraph: p9}
    |     note: No such paragraph.
    |   - id: secret
    |     target: {paragraph: p3}
    |     note: Not yet.
    |     status: draft
    |     date: 2026-11-25
"""
WITH_ADDRESS = "| site_url: https://archive.example/pub/"


@pytest.fixture
def built(library, build):
    def run(more=WITH_ADDRESS, directories="false"):
        return build(library(settings(more=more, directories=directories), MORE)).site

    return run


def annotations(site, path="transcripts/marsh/annotations.jsonld"):
    return json.loads((site / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("more", [WITH_ADDRESS, ""], ids=["address", "no address"])
@pytest.mark.parametrize("directories", ["true", "false"])
def test_annotations_keep_to_the_model_and_are_linked_from_their_page(built, more, directories):
    site = built(more, directories)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for path in ("marsh", "early", "1975/evening"):
        export = site / f"transcripts/{path}/annotations.jsonld"
        jsonschema.validate(json.loads(export.read_text(encoding="utf-8")), schema)
        name = f"{path}/index.html" if directories == "true" else f"{path}.html"
        page = site / "transcripts" / name
        links = [
            link for link in Reader(page.read_text(encoding="utf-8")).links if "jsonld" in link
        ]
        assert [(page.parent / link).resolve() for link in links] == [export.resolve()]
        data = json.loads(export.read_text(encoding="utf-8"))
        base = urljoin("https://archive.example/pub/", f"transcripts/{path}/annotations.jsonld")
        for item in data["items"]:
            address, _, fragment = urljoin(base, item["id"]).partition("#")
            there = site / address.removeprefix("https://archive.example/pub/")
            there = there / "index.html" if there.is_dir() else there
            assert there.resolve() == page.resolve()
            assert f'id="{fragment}"' in page.read_text(encoding="utf-8")


def test_the_schema_can_refuse(built):
    data = annotations(built())
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    data["items"][0]["created"] = "yesterday"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_an_annotation_says_what_it_is_about_and_who_wrote_it(built):
    data = annotations(built())
    found = {item["id"].rpartition("#note-")[2]: item for item in data["items"]}
    page = "https://archive.example/pub/transcripts/marsh.html"
    assert set(found) == {"six-men", "both", "range", "lost", "gone"}
    assert found["six-men"] == {
        "id": f"{page}#note-six-men",
        "type": "Annotation",
        "motivation": "editing",
        "creator": {"id": "https://quill.example/", "type": "Person", "name": "R. Quill"},
        "created": "2026-11-23T00:00:00Z",
        "body": [
            {"type": "TextualBody", "value": "How many", "purpose": "identifying"},
            {
                "type": "TextualBody",
                "value": "The court list names *eight* <b>men</b> & more.",
                "format": "text/markdown",
            },
            {"type": "TextualBody", "value": "strike", "purpose": "tagging"},
            {
                "type": "SpecificResource",
                "source": "https://archive.example/1",
                "purpose": "linking",
            },
        ],
        "target": {
            "source": page,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "six men on the gates",
                    "prefix": "Ada Marsh: The committee put ",
                    "suffix": " and they were very polite.",
                },
                {
                    "type": "FragmentSelector",
                    "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                    "value": "p2",
                    "refinedBy": {"type": "TextPositionSelector", "start": 29, "end": 49},
                },
            ],
        },
    }
    types = {name: [s["type"] for s in item["target"]["selector"]] for name, item in found.items()}
    assert types["both"] == ["TextQuoteSelector", "RangeSelector"]
    assert types["range"] == ["RangeSelector"]
    assert types["lost"] == ["TextQuoteSelector", "FragmentSelector"]
    assert types["gone"] == ["FragmentSelector"]
    assert found["both"]["target"]["selector"][0]["exact"] == "the gates?\nAda Marsh"


def entries(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    updated = root.findtext("a:updated", namespaces=ATOM)
    return updated, [
        {child.tag.partition("}")[2]: child.text or child.get("href") for child in entry}
        | {"authors": [name.text for name in entry.iterfind("a:author/a:name", ATOM)]}
        for entry in root.iterfind("a:entry", ATOM)
    ]


def test_feeds_tell_of_dated_notes_newest_first(built):
    site = built()
    updated, found = entries(site / "feed.xml")
    page = "https://archive.example/pub/transcripts/marsh.html"
    assert [entry["id"] for entry in found] == [f"{page}#note-both", f"{page}#note-six-men"]
    assert updated == "2026-11-24T00:00:00+00:00"
    assert found[1]["title"] == "Correction: How many (Ada Marsh)"
    assert found[1]["summary"] == "The court list names eight men &amp; more."
    assert found[1]["authors"] == ["R. Quill"]
    assert entries(site / "transcripts/marsh/feed.xml") == (updated, found)
    assert (site / "feed.xml").read_bytes() == (built() / "feed.xml").read_bytes()


def test_without_an_address_and_without_dates_there_are_no_feeds(built):
    assert not list(built("").rglob("feed.xml"))
    assert not (built() / "transcripts/early/feed.xml").exists()


def test_pages_link_to_feeds_that_there_are(built):
    site = built()
    pages = {path: path.read_text(encoding="utf-8") for path in site.glob("transcripts/**/*.html")}
    linked = {
        path.parent / link
        for path, html in pages.items()
        for link in Reader(html).links
        if link.endswith("feed.xml")
    }
    assert linked == {*site.glob("transcripts/**/feed.xml")}


def test_a_publication_may_do_without(library, build):
    site = build(library(settings(postil="postil: {exports: false}", more=WITH_ADDRESS), MORE)).site
    assert not [*site.rglob("*.jsonld"), *site.rglob("feed.xml")]
    page = Reader((site / "transcripts/marsh.html").read_text(encoding="utf-8"))
    assert not [link for link in page.links if "jsonld" in link]


def test_the_sitemap_names_the_transcripts(built):
    sitemap = (built() / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://archive.example/pub/transcripts/1975/evening.html" in sitemap


def test_pagefind_is_told_what_to_index_when_it_is_asked_for(library, build):
    plain = build(library(settings())).html()
    assert "pagefind" not in plain
    html = build(library(settings(postil="postil: {pagefind: true}"))).html()
    assert 'data-pagefind-meta="title:Ada Marsh"' in html
    assert 'data-pagefind-filter="year:1974"' in html
    # Two who speak, and one of them again in a paragraph that goes on.
    assert html.count('data-pagefind-filter="person:') == 3
    assert 'data-pagefind-filter="person:Ada Marsh"' in html
    assert html.count('data-pagefind-filter="kind:Correction"') == 1
    assert "data-pagefind-body" in html
