"""Changes of notes as Markdown, and the words by which places are told apart."""

from postil.core.anchoring import Passage
from postil.core.annotation_writing import annotation_text
from postil.core.changes_markdown import as_markdown
from postil.core.context_choice import nearest_words, told_apart
from postil.core.model import Annotation, Contributor, Source, Target
from postil.core.note_changes import Change, State, TranscriptChanges, changes_of

OLD = [("p1", "The committee put six men on the gates."), ("p2", "They asked leave first.")]
NEW = [("p1", "The committee put eight men on the gate."), *OLD[1:], ("p3", "Later.")]


def note(identifier, **target):
    return Annotation(identifier, Target(**target), "A note.", author="rq")


def test_words_that_changed_are_followed_from_the_old_text():
    note_on_six = note("a", first="p1", quote="six men on the gates")
    changes = changes_of("m.md", State(OLD, [note_on_six]), State(NEW, [note_on_six]))
    assert (changes.added, changes.changed, changes.removed) == (("p3",), ("p1",), ())
    (change,) = changes.notes
    assert change.change is Change.MOVED
    assert (change.before.words, change.after.words) == (
        "six men on the gates",
        "eight men on the gate",
    )
    text = as_markdown([changes], {"rq": Contributor("rq", "R. Quill")})
    assert " certain: the text as it was leads there\n" in text
    assert "by author: `R. Quill` (1)" in text


def test_a_lost_note_is_told_with_the_most_similar_words():
    lost = note("a", first="p2", quote="The committee sent eight women to the gate")
    changes = changes_of("m.md", State(OLD), State(NEW, [lost]))
    assert [change.change for change in changes.notes] == [Change.LOST, Change.ADDED]
    text = as_markdown([changes], {})
    assert "  - not in the target\n  - most similar now: `The committee put eight men" in text


def test_whole_paragraphs_and_long_lists_of_paragraphs():
    moved = [note("a", first="p1")], [note("a", first="p2")]
    many = [(f"q{n}", "x") for n in range(12)]
    changes = changes_of("m.md", State(OLD, moved[0]), State([*OLD, *many], moved[1]))
    text = as_markdown([changes], {})
    assert "paragraphs 12 added (q0, q1, q2, q3, q4, q5, q6, q7, …)." in text
    assert "  - before, in `p1`: the whole paragraph\n" in text
    assert "  - now, in `p2`: the whole paragraph" in text
    assert "by `rq`" in text


def test_a_long_passage_is_cut():
    long = [("p1", "word " * 100)]
    changes = changes_of("m.md", State(), State(long, [note("a", first="p1", quote="word " * 99)]))
    assert "…`" in as_markdown([changes], {})


def test_the_markdown_names_the_most_similar_words():
    old = [("p1", "The committee put seven men on the gates.")]
    new = [("p1", "Who was on the gates? Nobody, in the end, but us."), ("p2", "More.")]
    notes = [note("a", first="p1", quote="seven men on the gates")]
    markdown = as_markdown([changes_of("m.md", State(old, notes), State(new, notes))], {})
    assert "most similar now:" in markdown


def test_words_that_are_nearly_right_are_similar_to_what_they_were_meant_to_be():
    assert nearest_words(OLD, Target("p1", quote="Six Men On The Gates")) == "six men on the gates"


def test_nothing_is_similar_to_nothing():
    assert nearest_words(OLD, Target("p1", quote="zzzz qqqq")) == ""


def test_of_several_similar_places_the_words_of_the_first_are_shown():
    twice = [("p1", "We shut the gates."), *OLD[1:], ("p3", "We shut the gates.")]
    assert nearest_words(twice, Target("p2", "p3", "shut gates")) == "shut the gates"
    assert nearest_words(twice, Target("p1", "p3", "We shut the gate")) == "We shut the gate"


def test_a_place_is_told_by_the_words_that_others_do_not_have():
    document = [*OLD, ("p3", "so that, and so, and so on")]
    third = Passage("p3", 21, "p3", 23)
    assert told_apart(document, "so", third) == Target("p3", quote="so", suffix="on")
    across = Passage("p1", 36, "p2", 4)
    assert told_apart(document, "es. They", across) == Target("p1", "p2", "es. They")


def test_two_halves_of_one_sign_cannot_be_told_apart():
    document = [("p1", "We set o\N{LATIN SMALL LIGATURE FF}.")]
    assert told_apart(document, "f", Passage("p1", 8, "p1", 9)) is None


def test_a_note_without_kind_and_date_is_short():
    written = annotation_text(
        Annotation("a", Target("p1"), "b", kind="", sources=(Source("A list"),)), "# first"
    )
    assert written == (
        "# first\nannotations:\n  - id: a\n    target:\n      paragraph: p1\n"
        '    note: "b"\n    sources:\n      - title: "A list"\n'
    )


def test_a_text_that_cannot_be_read_stands_beside_what_is_known_of_others():
    unread = TranscriptChanges("n.md", unread="it is a pipe")
    added = changes_of("m.md", State(OLD), State(OLD, [note("a", first="p2")]))
    text = as_markdown([unread, added], {})
    assert "`n.md` cannot be read before this is mended: `it is a pipe`;" in text
    assert "### Added (1)" in text
