"""By which text each note is looked for, and what is kept of those that do not stand."""

from dataclasses import replace

from postil.core.anchoring import Exact, Passage, resolve_each
from postil.core.document_text import DocumentText
from postil.core.last_seen import Left, amended, last_seen, renewed, unknown_to
from postil.core.model import Annotation, Target
from postil.core.snapshot import Part, Snapshot, kept, noted

OLD = [("p1", "Six men stood there."), ("p2", "Nobody came.")]
OLDER = [("p1", "Five men stood there."), ("p2", "Nobody came.")]
NEW = [("p1", "Entirely new."), ("p2", "Six men stood there."), ("p3", "Nobody came.")]


def note(identifier, paragraph, quote=""):
    return Annotation(identifier, Target(paragraph, quote=quote), "N")


MEN = note("men", "p1", "Six men")
FIVE = note("five", "p1", "Five men")
NOBODY = note("nobody", "p3", "Nobody")


def test_without_a_kept_text_there_is_none_for_any_note():
    assert last_seen(None, NEW, [MEN, NOBODY]) == [None, None]


def test_every_note_is_looked_for_by_the_newest_text_but_those_named():
    snapshot = Snapshot(NEW, (Part((noted(MEN),), OLD),), (noted(FIVE),))
    texts = last_seen(snapshot, list(NEW), [MEN, FIVE, NOBODY])
    assert texts == [OLD, None, NEW]
    document = [("p1", "A\nB.")]
    [same] = last_seen(Snapshot([("p1", "A B.")]), document, [MEN])
    assert same is document, "how lines are wrapped makes no other text"
    [same] = last_seen(Snapshot(OLD, (Part((noted(MEN),), [("p1", "A B.")]),)), document, [MEN])
    assert same is document


def test_a_note_with_another_target_is_not_the_one_that_was_named():
    snapshot = Snapshot(NEW, (Part((noted(MEN),), OLD),))
    repaired = replace(MEN, target=Target("p2", quote="Six men"))
    wrapped = replace(MEN, target=Target("p1", quote="Six\nmen"))
    assert last_seen(snapshot, NEW, [repaired, wrapped]) == [NEW, OLD]


def test_notes_that_stand_need_no_text_of_their_own():
    assert renewed(NEW, []) == Snapshot(NEW)


def test_equal_texts_are_one_part_and_the_order_is_that_of_the_notes():
    other = note("away", "p2", "Nobody")
    left = [Left(MEN, list(OLD)), Left(FIVE, OLDER), Left(other, list(OLD))]
    snapshot = renewed(NEW, left)
    assert snapshot.parts == (
        Part((noted(other), noted(MEN)), OLD),
        Part((noted(FIVE),), OLDER),
    )
    assert renewed(NEW, left[::-1]) == snapshot


def test_a_text_on_which_a_note_never_stood_is_not_kept_for_it():
    assert renewed(NEW, [Left(FIVE, OLD), Left(FIVE, None)]) == Snapshot(NEW)


def test_a_note_that_is_not_believed_where_its_words_stand_is_not_taken_to_stand_there():
    snapshot = renewed(NEW, [Left(NOBODY, None)])
    assert snapshot == Snapshot(NEW, (), (noted(NOBODY),))
    assert last_seen(snapshot, NEW, [NOBODY]) == [None]


def test_while_notes_cannot_be_read_the_text_stays_and_those_settled_are_named():
    unknown = note("unknown", "p2", "Nobody")
    snapshot = Snapshot(OLD, (Part((noted(unknown), noted(FIVE)), OLDER),), (noted(NOBODY),))
    moved = replace(MEN, target=Target("p2", quote="Six men"))
    after = amended(snapshot, NEW, [moved, NOBODY], [Left(FIVE, OLDER)])
    assert after == Snapshot(
        OLD,
        (Part((noted(FIVE), noted(unknown)), OLDER), Part((noted(moved), noted(NOBODY)), NEW)),
    )


def test_notes_whose_words_the_older_text_does_not_have_are_told():
    document = list(NEW)
    notes = [MEN, FIVE, FIVE, FIVE]
    assert unknown_to(document, notes, [OLD, OLD, document, None]) == [FIVE]


def test_a_note_known_to_stand_is_not_drawn_away_by_those_that_are_lost():
    document = [(f"p{n}", f"The strike of number {n} was over.") for n in range(1, 9)]
    known = note("known", "p2", "strike")
    lost = [note(f"lost{n}", f"p{n}", f"number {n - 3} was") for n in range(4, 9)]
    texts = [document, *(None for _ in lost)]
    found, *others = resolve_each(document, [known, *lost], texts)
    assert found == Exact(Passage("p2", 4, "p2", 10))
    assert not any(isinstance(each, Exact) for each in others)


def test_a_note_that_is_looked_for_by_the_text_that_stays_is_not_named():
    snapshot = Snapshot(OLD, (), (noted(MEN),))
    assert amended(snapshot, NEW, [], [Left(MEN, OLD)]) == Snapshot(OLD)


def test_each_text_is_read_once_however_many_notes_there_are(monkeypatch):
    read = []
    build = DocumentText.__init__

    def building(self, document):
        read.append(document)
        build(self, document)

    def keeping(document):
        read.append(document)
        return kept(document)

    monkeypatch.setattr(DocumentText, "__init__", building)
    monkeypatch.setattr("postil.core.last_seen.kept", keeping)
    notes = [note(f"n{number}", "p1", "Six men") for number in range(50)]
    snapshot = renewed(NEW, [Left(each, OLD) for each in notes])
    assert [len(part.notes) for part in snapshot.parts] == [50]
    assert unknown_to(NEW, notes, last_seen(snapshot, NEW, notes)) == []
    assert amended(snapshot, NEW, notes, []).parts == ()
    assert len(read) < 20
