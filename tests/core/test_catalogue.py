"""The lists of a publication."""

from postil.core.catalogue import catalogue, excerpt
from postil.core.model import Annotation, FrontMatter, Person, Target, Transcript


def note(identifier, kind="context", status="published", **target):
    return Annotation(
        id=identifier, target=Target("p1", **target), note="x", kind=kind, status=status
    )


TRANSCRIPTS = {
    "t/a.md": Transcript(
        "docs/t/a.md", FrontMatter(title="A", people=(Person("x", "X Y"), Person("z", "Z")))
    ),
    "t/b.md": Transcript("docs/t/b.md", FrontMatter()),
}


def test_published_notes_by_kind_in_the_order_of_kinds():
    notes = [note("one", "source"), note("two"), note("draft", status="draft"), note("three")]
    lists = catalogue(TRANSCRIPTS, {"t/a.md": notes}, ["t/b.md", "t/a.md"])
    assert [entry.title for entry in lists.transcripts] == ["t/b.md", "A"]
    assert lists.transcripts[1].people == "X Y, Z"
    assert lists.transcripts[1].kinds == {"context": 2, "source": 1}
    by_kind = lists.by_kind(["context", "definition", "source"])
    assert {k: [n.annotation.id for n in v] for k, v in by_kind.items()} == {
        "context": ["two", "three"],
        "source": ["one"],
    }


def test_drafts_only_in_a_preview_and_withdrawn_notes_never():
    notes = [note("draft", status="draft"), note("gone", status="withdrawn")]
    lists = catalogue(TRANSCRIPTS, {"t/a.md": notes}, ["t/a.md"], drafts=True)
    assert [n.annotation.id for n in lists.notes] == ["draft"]
    assert catalogue(TRANSCRIPTS, {"t/a.md": notes}, ["t/a.md"]).notes == []


def test_of_two_notes_with_one_id_the_first_is_listed():
    notes = [note("same", quote="first"), note("same", quote="second")]
    lists = catalogue(TRANSCRIPTS, {"t/a.md": notes}, ["t/a.md"])
    assert [n.name for n in lists.notes] == ["“first”"]


def test_names_of_notes_say_what_they_are_about():
    notes = [note("a"), note("b", last="p3"), note("c", quote="six men")]
    lists = catalogue(TRANSCRIPTS, {"t/a.md": notes}, ["t/a.md"])
    assert [(n.name, n.where) for n in lists.notes] == [
        ("On paragraph 1", "paragraph 1"),
        ("On paragraphs 1 to 3", "paragraphs 1 to 3"),
        ("“six men”", "paragraph 1"),
    ]


def test_excerpts_are_cut_at_a_word():
    assert excerpt("short\n words") == "short words"
    cut = excerpt("word " * 60)
    assert cut.endswith("word …")
    assert len(cut) <= 162


def test_facets_are_counted_over_all_transcripts():
    lund = Person("l", "Hal Lund")
    heads = {
        "a.md": FrontMatter(
            "A", type="speech", date="1974/1975", people=(Person("l", "Hal Lund"),)
        ),
        "b.md": FrontMatter("B", type="speech", date="1974", people=(lund,)),
        "c.md": FrontMatter(),
    }
    transcripts = {path: Transcript(path, head) for path, head in heads.items()}
    notes = {"a.md": [Annotation("x", Target("p1"), "X.", kind="source")]}
    facets = catalogue(transcripts, notes, transcripts).facets()
    assert facets == {
        "person": {"Hal Lund": 2},
        "year": {"1974": 2, "1975": 1},
        "type": {"speech": 2},
        "kind": {"source": 1},
    }
