"""What is in the index, whatever the transcripts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.searching.blocks import LEARNT_FROM, MAX_BYTES, Blocks
from postil.searching.documents import Document, Note, Paragraph
from postil.searching.index import SearchIndex
from postil.searching.packing import (
    DamagedPartError,
    as_json,
    compressed,
    data_of,
    packed,
    script,
    unpacked,
)
from postil.searching.stemming import LANGUAGES, stemmer
from postil.searching.stemming import script as stemmer_script
from postil.searching.steps import as_letters, from_letters
from postil.searching.words import lowered, terms, words
from searching.reading import Built

KINDS = {"context": "Context", "correction": "Correction"}


def document(path="marsh.md", texts=("Six men on the gates.",), notes=(), **values):
    paragraphs = tuple(
        Paragraph(f"p{n}", "Ada Marsh", "Ada Marsh", text) for n, text in enumerate(texts, 1)
    )
    head = {"title": "Lock-keeper", "date": "1974-05-11", "about": "County archive"}
    return Document(path, paragraphs=paragraphs, notes=tuple(notes), **head | values)


def note(identifier="note-a", **values):
    defaults = {"home": "p1", "kind": "context", "title": "", "text": "Eight of them."}
    return Note(identifier, **defaults | values)


def built(*documents, language="en"):
    index = SearchIndex(language, KINDS)
    for one in documents:
        index.add(one)
    return Built(index)


def test_every_part_of_a_transcript_is_found():
    entry = note(title="Roll", more="Petty sessions", author="R. Quill", tags=("strike",))
    index = built(document(notes=[entry], tags=("canal",)))
    head, paragraph, of_note = {0}, {1}, {2}
    for words_, units in {
        "lock-keeper": head,
        "county archive": head,
        "canal": head,
        "gates": paragraph,
        "ada marsh": paragraph,
        "roll": of_note,
        "eight": of_note,
        "petty sessions": of_note,
        "quill": of_note,
        "strike": of_note,
    }.items():
        assert index.found(words_) == units, words_
    assert index.titles("roll") == of_note
    assert index.titles("lock") == head


def test_units_are_numbered_head_paragraphs_notes_one_transcript_after_the_other():
    index = built(
        document("a.md", texts=["One.", "Two."], notes=[note()]), document("b.md", texts=["Three."])
    )
    anchors = [record[0] for record in index.records]
    assert anchors == ["", "p1", "p2", "note-a", "", "p1"]
    assert sum(index.table["blocks"]) == 6
    assert [entry[2:] for entry in index.table["transcripts"]] == [[2, 1], [1, 0]]


def test_a_transcript_entered_twice_is_there_once():
    index = built(document(), document())
    assert len(index.table["transcripts"]) == 1
    assert len(index.records) == 2


TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=6)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_every_word_of_every_paragraph_is_found(transcripts):
    documents = [document(f"{n}.md", texts) for n, texts in enumerate(transcripts)]
    index = built(*documents)
    records = index.records
    unit = 0
    for one in documents:
        for paragraph in one.paragraphs:
            unit += 1
            assert records[unit][2] == paragraph.text
            for word in words(lowered(paragraph.text)):
                for term in terms(word):
                    assert unit in index.units(term)
        unit += 1


@given(st.lists(st.text(alphabet="abcdé 水門", max_size=200), min_size=1, max_size=30))
def test_an_index_in_many_parts_finds_what_one_in_a_single_part_finds(texts):
    whole = built(document(texts=texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("postil.searching.postings.SHARD_SIZE", 20)
        patch.setattr("postil.searching.index.BLOCK_SIZE", 50)
        parts = built(document(texts=texts))
    assert parts.records == whole.records
    for term in whole.beginning(""):
        assert parts.units(term) == whole.units(term)
        assert parts.titles(term) == whole.titles(term)


def test_texts_are_cut_into_parts_of_a_like_size(monkeypatch):
    monkeypatch.setattr("postil.searching.index.BLOCK_SIZE", 500)
    index = built(document(texts=["word " * 20] * 21))
    sizes = index.table["blocks"]
    assert len(sizes) > 3
    assert max(sizes) - min(sizes) <= 2


def test_words_of_one_stem_are_a_family():
    index = built(document(texts=["They struck.", "Strikes and striking.", "A strike."]))
    stem = stemmer("en")
    assert stem("strikes") == stem("striking") == stem("strike")
    assert set(index.family(stem("strikes"))) == {"strike", "strikes", "striking"}
    assert index.family("they") == []


def test_stems_are_folded_as_words_are():
    index = built(document(texts=["Häuser", "Haus", "haus"]), language="de")
    assert set(index.family(stemmer("de")("häuser"))) == {"hauser", "haus"}


@pytest.mark.parametrize("language", [*LANGUAGES, "de-AT", "pt_BR"])
def test_each_language_has_its_stemmer_for_the_page(language):
    name, program = stemmer_script(language)
    assert f"{name}=function" in program.replace(" ", "")
    assert "Redistribution" in program


def test_a_language_without_a_stemmer_is_found_as_it_is_spelt():
    index = built(document(texts=["水門の strikes"]), language="ja")
    assert index.found("水門の") == {1}
    assert index.table["stemmer"] == ""
    assert "stemmer.js" not in index.files


def test_filters_name_each_units_value():
    entry = note(kind="correction", author="rq", tags=("b", "a"))
    index = built(document(notes=[entry, note("note-b", home="", author="")], tags=("a",)))
    assert index.part("kind") == {"names": ["context", "correction"], "values": [[1, 0]]}
    assert index.part("person") == {"names": ["Ada Marsh"], "values": [[0, 0, -1]]}
    assert index.part("author") == {"names": ["rq"], "values": [[0, -1]]}
    assert index.part("tag") == {"names": ["a", "b"], "values": [[[0], [1, 0], []]]}


def test_the_same_transcripts_make_the_same_bytes_and_others_make_another_version():
    one, two, other = (SearchIndex("en", KINDS) for _ in range(3))
    for index, text in ((one, "Six men."), (two, "Six men."), (other, "Six women.")):
        index.add(document(texts=[text], notes=[note(tags=("x", "y"))]))
    assert dict(one.files()) == dict(two.files())
    assert list(other.files())
    assert one.version == two.version != other.version


def test_an_empty_index_has_its_parts():
    index = built()
    assert index.table["transcripts"] == []
    assert index.part("words-0")["words"] == []


def test_many_texts_are_compressed_with_words_they_share():
    texts = ["The gates stood open, and nobody of the harbour office said a word about it."] * 3
    documents = [document(f"{n:03}.md", texts=[*texts, f"Word {n}."]) for n in range(LEARNT_FROM)]
    without, index = built(*documents[:-1]), built(*documents)
    assert not without.table["dictionary"]
    assert "harbour" in index.table["dictionary"]
    assert index.records[:-5] == without.records
    assert index.records[-1] == ["p4", "Ada Marsh", f"Word {LEARNT_FROM - 1}."]
    assert len(index.files["texts-0.js"]) < len(without.files["texts-0.js"]) * 0.7


@given(st.lists(st.text(), min_size=1))
def test_a_text_is_read_with_its_dictionary(values):
    known = "and of the gates " * 9
    file = script("texts-0", compressed(as_json(values), known.encode()))
    assert unpacked(file, known) == json.loads(json.dumps(values))


def test_a_dictionary_is_short_and_its_best_words_last():
    many = [[" ".join(f"{n}{'x' * 90}" for n in range(200)), "the the gates"]] * LEARNT_FROM
    index = Blocks()
    for value in many:
        index.add(value)
    assert 0 < len(index.dictionary.encode()) <= MAX_BYTES
    assert len(index.dictionary.split(" ")[-1]) > 90


@given(st.lists(st.integers(0, 2**40)))
def test_steps_are_read_as_they_were_written(steps):
    letters = as_letters(steps)
    assert list(from_letters(letters)) == steps
    assert json.dumps(letters) == f'"{letters}"'
    assert letters.isascii()


def test_addresses_are_the_hosts():
    index = SearchIndex()
    index.add(document("a/b.md"))
    files = dict(index.files(lambda path: path.replace(".md", ".html")))
    assert unpacked(files["table.js"])["transcripts"][0][0] == "a/b.html"


@given(st.recursive(st.text() | st.integers(0, 2**40), st.lists))
def test_a_part_is_read_as_it_was_written(value):
    assert unpacked(script("words-0", packed(value))) == json.loads(json.dumps(value))


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file[: len(file) // 2],
        lambda file: file[: len(file) // 2 + 1],
        lambda file: file.replace(b"p\0o\0s\0t\0", b"p\0e\0s\0t\0", 1),
        lambda file: file[:-40] + file[-24:],
        lambda _: b"",
        lambda _: b"<!doctype html>",
        lambda _: 'postilSearchPart("a",4,"!!");'.encode("utf-16"),
        lambda _: 'postilSearchPart("a",many,"letters");'.encode("utf-16"),
    ],
)
def test_a_damaged_part_is_recognised(damage):
    with pytest.raises(DamagedPartError):
        unpacked(damage(script("words-0", packed(["six", "men"] * 50))))


def test_a_part_cannot_end_its_script():
    every = b"".join(unit.to_bytes(2, "little") for unit in range(0x10000))
    text = script("texts-0", every).decode("utf-16")
    _, name, size, letters, between, places, end = text.split('"')
    assert (name, size, between, end) == ("texts-0", ",131072,", ",", ");\n")
    assert not {*"\\\r\n\0<\u2028\u2029"} & {*letters, *places}


@pytest.mark.parametrize(
    "data", [b"", b"!", b"!\0", b"\0\xd8\0\xd8\0\xdc\0\xdc", b"\0\xdc!\0\0\xd8"]
)
def test_whatever_a_part_holds_is_whole_letters(data):
    script("words-0", data).decode("utf-16")


@pytest.mark.parametrize("length", [0, 1, 0x3FFF, 0x4000, 0x4001, 0x1A000])
def test_places_far_apart_are_found_again(length):
    data = b"ab" * length + b"!\0" + b"ab" * length + b"\0"
    assert data_of(script("words-0", data)) == data
