"""New targets, and files of notes in which they are the only change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core import reanchoring, yaml_document
from postil.core.anchoring import Exact, Passage, resolve
from postil.core.annotation_file import parse_annotations
from postil.core.model import Annotation, Target
from postil.core.reanchoring import ReanchoringError, target_at, with_targets, withdrawn
from postil.core.splicing import composed, spliced

P2 = [("p2", "We put six men on the gates, and six men at the lock.")]
P3 = [*P2, ("p3", "They asked leave first, all six men.")]


def passage(covered, words, start=0):
    at = covered[0][1].index(words, start)
    return Passage(covered[0][0], at, covered[0][0], at + len(words))


@pytest.mark.parametrize(
    ("old", "words", "new"),
    [
        (Target("p2", quote="six women"), "six men on", Target("p2", quote="six men on")),
        (Target("p1", quote="six  men on"), "six men on", Target("p2", quote="six  men on")),
        (
            Target("p2", quote="men on", prefix="put  six"),
            "men on",
            Target("p2", quote="men on", prefix="put  six"),
        ),
        (
            Target("p2", quote="men on", prefix="sent our"),
            "men on",
            Target("p2", quote="men on", prefix="put six"),
        ),
        (
            Target("p2", quote="men on", suffix="a gate"),
            "men on",
            Target("p2", quote="men on", suffix="the gates,"),
        ),
        (
            Target("p2", quote="the lock", suffix=", then"),
            "the lock",
            Target("p2", quote="the lock", suffix="."),
        ),
        (Target("p2", quote="You put", prefix="And"), "We put", Target("p2", quote="We put")),
    ],
)
def test_what_an_author_wrote_stays_while_it_fits(old, words, new):
    assert target_at(P2, passage(P2, words), old) == new


def test_words_that_stand_twice_get_what_tells_them_apart():
    second = passage(P2, "six men", 10)
    target = target_at(P2, second, Target("p2", quote="six women"))
    assert target.quote == "six men"
    assert resolve(P2, [Annotation("x", target, "N")]) == [Exact(second)]


def test_context_that_fits_both_of_two_places_is_replaced():
    covered = [("p2", "by six men or by six men")]
    old = Target("p2", quote="six men", prefix="by")
    target = target_at(covered, Passage("p2", 17, "p2", 24), old)
    assert target.quote == "six men"
    assert target.prefix != "by"


def test_a_note_on_whole_paragraphs_stays_one():
    whole = Passage("p2", 0, "p3", 10)
    assert target_at(P3, whole, Target("p7")) == Target("p2", "p3")


def test_a_passage_may_run_into_the_next_paragraph():
    across = Passage("p2", 44, "p3", 10)
    target = target_at(P3, across, Target("p2", quote="the lock."))
    assert target == Target("p2", "p3", "the lock. They asked")


FILE = """\
# Notes.
annotations:
  - id: a   # for ever
    target: {paragraph: p1, quote: 'six men', prefix: put}
    note: A
  - id: b
    target:
      paragraph: p2 - p3
      quote: the gates   # of the lock
      suffix: were
    status: draft
    note: |
      B
  - {id: c, target: {paragraph: p4}, note: C}
"""
A, B, C = (note.target for note in parse_annotations(FILE, "").annotations)


def changed(targets):
    lines = zip(FILE.splitlines(), with_targets(FILE, targets).splitlines(), strict=True)
    return [new for old, new in lines if old != new]


def test_one_value_changed_is_one_line_changed():
    assert changed({"a": (A, Target("p1", quote="eight men", prefix="put"))}) == [
        "    target: {paragraph: p1, quote: 'eight men', prefix: put}"
    ]
    assert changed({"b": (B, Target("p2", "p3", "a gate", suffix="were"))}) == [
        "      quote: a gate   # of the lock"
    ]
    assert changed({"b": (B, Target("p7", "p8", "the gates", suffix="were"))}) == [
        "      paragraph: p7-p8"
    ]
    assert changed({"c": (C, Target("p5"))}) == ["  - {id: c, target: {paragraph: p5}, note: C}"]


def test_context_comes_and_goes():
    assert changed({"a": (A, Target("p1", quote="six men", suffix="stood"))}) == [
        "    target: {paragraph: p1, quote: 'six men', suffix: stood}"
    ]
    new = with_targets(FILE, {"b": (B, Target("p2", "p3", "the gates", prefix="at"))})
    assert new == FILE.replace("      suffix: were\n", "      prefix: at\n")


def test_what_is_right_already_is_not_touched():
    assert with_targets(FILE, {"a": (A, A), "b": (B, B), "c": (C, C)}) == FILE
    assert with_targets(FILE, {}) == FILE


def test_a_note_is_withdrawn():
    assert withdrawn(FILE, "b", B) == FILE.replace("status: draft", "status: withdrawn")
    line = "  - {id: c, target: {paragraph: p4}, status: withdrawn, note: C}\n"
    assert withdrawn(FILE, "c", C).endswith(line)
    line = line.replace("note:", 'reason: "Wrong: it was 1931.", note:')
    assert withdrawn(FILE, "c", C, "Wrong: it was 1931.").endswith(line)
    again = withdrawn(withdrawn(FILE, "b", B, "Doubtful."), "b", B, "Wrong.")
    assert again == FILE.replace("status: draft\n", "status: withdrawn\n    reason: Wrong.\n")


@pytest.mark.parametrize(
    ("text", "targets", "why"),
    [
        ("", {"a": (A, B)}, "cannot be read"),
        ("- [", {"a": (A, B)}, "cannot be read"),
        ("- a list", {"a": (A, B)}, "“a” is not there any more"),
        ("annotations: none", {"a": (A, B)}, "“a” is not there any more"),
        (FILE, {"z": (A, B)}, "“z” is not there any more"),
        (FILE, {"a": (B, A)}, "changed meanwhile"),
        ("annotations: [{id: a, target: p1, note: A}]", {"a": (A, B)}, "changed meanwhile"),
        (FILE.replace("id: c", "id: a"), {"a": (A, B)}, "“a” stands twice"),
        (FILE, {"a": (A, Target("p1", quote="\ud800"))}, "half a character"),
        (
            FILE.replace("id: c, target: {paragraph: p4}", "id: a, target: {quote: gates}"),
            {"a": (A, B)},
            "“a” stands twice",
        ),
        (FILE.replace("{paragraph: p4}", "{quote: lock}"), {"c": (C, B)}, "“c” is not there any"),
        (FILE.replace("id: c", "id: [c]"), {"c": (C, B)}, "“c” is not there any more"),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text, targets, why):
    with pytest.raises(ReanchoringError, match=why):
        with_targets(text, targets)


@pytest.mark.parametrize("value", ["[put]", "{put: six}", "[]"])
@pytest.mark.parametrize("key", ["quote", "prefix", "suffix"])
def test_what_is_not_text_is_left_to_the_author(key, value):
    file = FILE.replace("{paragraph: p4}", f"{{paragraph: p4, {key}: {value}}}")
    for new in (Target("p5"), Target("p4", quote="a lock", prefix="the", suffix="gate")):
        with pytest.raises(ReanchoringError, match=f"“{key}” of “c” is not a piece of text"):
            with_targets(file, {"c": (C, new)})
    assert f"{key}: {value}}}, status: withdrawn" in withdrawn(file, "c", C)


def test_an_id_that_is_not_text_is_in_the_way_of_no_other():
    file = FILE.replace("id: c", "id: [c]")
    assert with_targets(file, {"a": (A, Target("p1", quote="men"))}) == file.replace(
        "quote: 'six men', prefix: put", "quote: 'men'"
    )


@pytest.mark.parametrize("value", ["[draft]", "{a: b}"])
def test_a_status_that_is_not_text_is_not_overwritten(value):
    with pytest.raises(ReanchoringError, match="only a piece of text can be replaced"):
        withdrawn(FILE.replace("status: draft", f"status: {value}"), "b", B)


def test_a_text_that_would_read_back_otherwise_is_refused(monkeypatch):
    def careless(old, edits):
        return composed(spliced(old, edits).text.replace("note: C", "note: D"))

    monkeypatch.setattr(reanchoring, "spliced", careless)
    with pytest.raises(ReanchoringError, match="other values would change as well"):
        with_targets(FILE, {"a": (A, Target("p7", quote="six men", prefix="put"))})


def test_a_long_file_is_composed_once_before_a_change_and_once_behind(monkeypatch):
    read, compose = [], yaml_document.compose

    def counting(text, *arguments):
        read.append(text)
        return compose(text, *arguments)

    monkeypatch.setattr(yaml_document, "compose", counting)
    new = with_targets(FILE, {"a": (A, Target("p7", quote="six men", prefix="put"))})
    assert read == [FILE, new]


IDS = st.integers(1, 9).map(lambda number: f"p{number}")
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1).filter(
    lambda text: text.strip() == text
)


@given(st.builds(Target, IDS, st.just(""), WORDS, st.just("") | WORDS, st.just("") | WORDS))
def test_only_the_target_meant_is_another_afterwards(target):
    new = with_targets(FILE, {"b": (B, target)})
    before, after = (parse_annotations(text, "").annotations for text in (FILE, new))
    assert after[1].target == target
    assert [note.note for note in after] == [note.note for note in before]
    assert (after[0].target, after[2].target) == (A, C)
    assert with_targets(new, {"b": (target, target)}) == new, "twice changes nothing more"
    kept = [line for line in new.splitlines() if line in FILE.splitlines()]
    assert len(kept) >= len(FILE.splitlines()) - 3
    assert "   # for ever" in new


TEXT = st.lists(st.sampled_from(["the", "gates", "of", "a", "lock"]), min_size=1, max_size=12)


@given(TEXT, st.data(), st.sampled_from(["", "the", "of a"]))
def test_the_target_leads_to_the_passage_or_there_is_none(words, data, context):
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join(words[:first])) + bool(first)
    there = Passage("p1", start, "p1", start + len(" ".join(words[first : last + 1])))
    target = target_at([("p1", text)], there, Target("p9", quote="a lock", prefix=context))
    if target is not None:
        found = resolve([("p1", text)], [Annotation("x", target, "N")])
        assert found == [Exact(there)]
