"""What front matter becomes for readers and machines: words, CSL-JSON, JSON-LD."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.vocabulary import faults
from postil.core.citation_data import Site, citation_item
from postil.core.front_matter import parse_transcript
from postil.core.model import FrontMatter, Media, Person
from postil.core.readable_dates import date_parts, duration_in_words, in_words
from postil.core.record_words import record_in_words, rights_words
from postil.core.structured_data import structured_data

ARCHIVE = Path(__file__).parents[1] / "sites/archive/docs/transcripts"
SITE = Site("Lock voices", "https://lock.example.org/voices/")
ADDRESS = "https://lock.example.org/voices/transcripts/marsh/"


@pytest.fixture
def full():
    """All that a head can say."""
    transcript, found = parse_transcript((ARCHIVE / "marsh.md").read_text("utf-8"), "marsh.md")
    assert found == []
    return transcript.front_matter


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1974", "1974"),
        ("1974-05", "May 1974"),
        ("1974-05-01", "1 May 1974"),
        ("1974-05-11/1975", "11 May 1974 to 1975"),
        ("", ""),
    ],
)
def test_a_date_in_words(date, words):
    assert in_words(date) == words


def test_a_span_of_dates_as_numbers():
    assert date_parts("1974-05-11/1975-01") == [[1974, 5, 11], [1975, 1]]


def test_a_length_of_time_in_words():
    assert duration_in_words("P1DT2H1M30S") == "1 day 2 hours 1 minute 30 seconds"


@pytest.mark.parametrize(
    ("record", "reviewed", "by", "words"),
    [
        ("verbatim", "", "", "Verbatim transcript"),
        ("machine", "", "", "Machine transcript, not reviewed"),
        ("machine", "true", "", "Machine transcript, reviewed"),
        ("summary", "false", "R. Lund", "Summary record, not reviewed"),
        ("summary", "", "R. Lund", "Summary record, reviewed by R. Lund"),
        ("", "", "", ""),
    ],
)
def test_a_reader_learns_how_near_the_text_is_to_what_was_said(record, reviewed, by, words):
    transcription = {"reviewed_by": by} if by else {}
    head = FrontMatter(record=record, reviewed=reviewed, transcription=transcription)
    assert record_in_words(head) == words


def test_a_rights_statement_has_its_name():
    assert rights_words("http://rightsstatements.org/vocab/InC/1.0/") == "In Copyright"
    assert rights_words("https://example.org/InC/1.0/") == ""


def test_the_item_of_a_citation(full):
    assert citation_item("transcripts/marsh.md", full, SITE, ADDRESS) == {
        "id": "marsh",
        "type": "interview",
        "title": full.title,
        "author": [{"family": "Marsh", "given": "Ada"}],
        "interviewer": [{"literal": "R. Quill"}],
        "genre": "oral history interview",
        "medium": "edited transcript",
        "issued": {"date-parts": [[1974, 5, 11]]},
        "event-place": "Upper Wharf",
        "version": "1.2",
        "archive_location": "WSM 74/4",
        "archive": "Wharf Street Museum",
        "publisher": "Lock voices",
        "language": "en",
        "URL": ADDRESS,
    }


def test_the_head_can_say_how_it_wants_to_be_cited(full):
    given = {
        "key": "marsh1974",
        "author": "Wharf project",
        "title": "The lock",
        "genre": "memoir",
        "publisher": "Wharf Press",
        "archive": "Archive",
        "location": "box 3",
    }
    item = citation_item("marsh.md", replace(full, citation=given), SITE, ADDRESS)
    assert item["id"] == "marsh1974"
    assert item["author"] == [{"literal": "Wharf project"}]
    for key, name in {
        "title": "title",
        "genre": "genre",
        "publisher": "publisher",
        "archive": "archive",
        "location": "archive_location",
    }.items():
        assert item[name] == given[key]


def test_a_meeting_is_cited_by_its_title():
    people = (Person("q", "R. Quill", role="chair"), Person("l", "H. Lund", role="interviewer"))
    item = citation_item("a.md", FrontMatter(title="A", type="meeting", people=people), Site(), "")
    assert item == {"id": "a", "type": "event", "title": "A", "genre": "meeting"}


def test_the_address_of_a_page_needs_that_of_the_site():
    assert SITE.page("a/b.html") == "https://lock.example.org/voices/a/b.html"
    assert Site("Lock voices").page("a/b.html") == ""


def test_s42_structured_data_is_valid_and_equals_the_head(full):
    full = replace(full, media=Media("https://example.org/4.mp3", "audio/mpeg", "PT1H2M"))
    data = structured_data(full, SITE, ADDRESS)
    assert data["@context"] == "https://schema.org"
    assert faults(data) == []
    assert data["name"] == full.title
    assert data["dateCreated"] == full.date
    roles = [(each["roleName"], each["contributor"]["name"]) for each in data["contributor"]]
    assert roles == [("narrator", "Ada Marsh"), ("interviewer", "R. Quill")]
    assert data["isBasedOn"]["holdingArchive"]["name"] == full.source["holder"]
    assert data["isBasedOn"]["archivedAt"] == full.source["archived_url"]
    assert data["usageInfo"] == full.rights["statement"]
    assert data["dateModified"] == "2026-11-22"
    assert [each["text"] for each in data["correction"]] == [each.what for each in full.edits]
    assert data["associatedMedia"]["duration"] == "PT1H2M"


@pytest.mark.parametrize(
    ("license_", "address"),
    [
        ("CC0-1.0", "https://spdx.org/licenses/CC0-1.0"),
        ("https://example.org/licence", "https://example.org/licence"),
        ("ask the museum", None),
    ],
)
def test_s42_a_licence_is_an_address(license_, address):
    data = structured_data(FrontMatter(title="A", rights={"license": license_}), Site(), "")
    assert data.get("license") == address
    assert faults(data) == []


def test_s42_a_speech_over_a_span_by_nobody_in_a_role():
    head = FrontMatter(
        title="A", type="speech", date="1974/1975", people=(Person("l", "Hal Lund"),)
    )
    data = structured_data(head, Site(), "")
    assert data == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": "A",
        "genre": ["Speech"],
        "temporalCoverage": "1974/1975",
        "contributor": [{"@type": "Person", "name": "Hal Lund"}],
    }
    assert faults(data) == []


def test_the_check_of_the_vocabulary_can_fail():
    assert faults({"@type": "Lock"})
    assert faults({"@type": "Person", "holdingArchive": "x"})
    assert faults({"@type": "Conversation", "isPartOf": {"@type": "Place", "name": "x"}})
    assert faults({"@type": "Conversation", "url": "marsh"})


def test_a_person_whose_name_could_not_be_read_is_nowhere():
    head = FrontMatter(title="A", people=(Person("l", "", role="speaker"),))
    assert "author" not in citation_item("a.md", head, Site(), "")
    assert "contributor" not in structured_data(head, Site(), "")
