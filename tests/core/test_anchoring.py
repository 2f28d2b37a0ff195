"""Resolution: exact, ambiguous, lost; and the properties that hold for every text."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import postil
from postil.core.anchoring import Ambiguous, Exact, Loss, Lost, Moved, Passage

CASES = sorted(Path(__file__, "..", "cases", "resolve").resolve().glob("*.yml"))


def annotation(first, quote="", last="", prefix="", suffix=""):
    target = postil.Target(first, last, quote, prefix, suffix)
    return postil.Annotation(id="n", target=target, note="x")


def resolve_one(document, *args, **kwargs):
    return postil.resolve(document, [annotation(*args, **kwargs)])[0]


def described(resolution, document):
    """The resolution in words, with the text it found."""
    texts = dict(document)

    def words(passage):
        if passage.first == passage.last:
            return f"{passage.first}: {texts[passage.first][passage.start : passage.end]}"
        return (
            f"{passage.first}: {texts[passage.first][passage.start :]} // "
            f"{passage.last}: {texts[passage.last][: passage.end]}"
        )

    match resolution:
        case Exact(passage):
            return f"exact {words(passage)}"
        case Ambiguous(candidates):
            return f"ambiguous {len(candidates)}"
        case Moved(passage):
            return f"moved {words(passage)}"
        case Lost(reason):
            nearest, likeness = resolution.nearest, resolution.likeness
            near = f", {likeness:.0%} {words(nearest)}" if nearest else ""
            return f"lost {reason.name}{near}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_resolves(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = list(case["document"].items())
    for expected in case["targets"]:
        target = {"first": "p1", **expected["target"]}
        assert described(resolve_one(document, **target), document) == expected["is"], target


def test_one_resolution_for_each_annotation_in_order():
    document = [("p1", "one two three"), ("p2", "four five")]
    wanted = [annotation("p2", "five"), annotation("p1", "one"), annotation("p9", "one")]
    found = postil.resolve(document, wanted)
    assert [type(r) for r in found] == [Exact, Exact, Lost]
    assert found == [postil.resolve(document, [a])[0] for a in wanted]


DOCUMENTS = st.lists(
    st.text(alphabet="ab c’“é…-\u0301", min_size=1, max_size=30), min_size=1, max_size=4
).map(lambda texts: [(f"p{n}", text) for n, text in enumerate(texts, start=1)])


@given(DOCUMENTS, st.data())
def test_an_exact_resolution_holds_the_words_of_the_quote(document, data):
    number = data.draw(st.integers(0, len(document) - 1))
    identifier, text = document[number]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = resolve_one(document, identifier, text[start:end])
    if isinstance(found, Exact) and text[start:end].strip():
        passage = found.passage
        assert passage.first == passage.last == identifier
        folded = postil.core.folding.fold
        # A passage never cuts a letter from its accent, so it may be longer by the accent.
        assert (
            folded(text[start:end]).text.strip() in folded(text[passage.start : passage.end]).text
        )


@given(DOCUMENTS, st.text(max_size=40))
def test_every_quote_gets_an_answer(document, quote):
    assert isinstance(resolve_one(document, "p1", quote), Exact | Ambiguous | Lost)


def test_passage_over_two_paragraphs():
    document = [("p1", "the end of one"), ("p2", "and the start")]
    found = resolve_one(document, "p1", "of one and the", last="p2")
    assert found == Exact(Passage("p1", 8, "p2", 7))


def test_equal_ids_count_once_and_first():
    document = [("p1", "first text"), ("p1", "second text")]
    assert resolve_one(document, "p1", "first") == Exact(Passage("p1", 0, "p1", 5))
    assert resolve_one(document, "p1", "second").reason is Loss.ELSEWHERE


def test_empty_document():
    assert resolve_one([], "p1", "words") == Lost(Loss.NO_PARAGRAPH)
    assert resolve_one([("p1", "")], "p1", "words") == Lost(Loss.NOT_FOUND)


@pytest.mark.parametrize(
    ("document", "annotations"),
    [
        ([("p1", "a " * 500_000)], [annotation("p1", "a", prefix="b")] * 20),
        ([("p1", "same words. " * 20_000)], [annotation("p1", "same words")] * 20),
        ([(f"p{n}", "same words.") for n in range(4_000)], [annotation("p1", "other")] * 1000),
        ([("p1", "x" * 1_000_000)], [annotation("p1", "y" * 10_000)] * 50),
    ],
)
def test_no_text_takes_long(document, annotations):
    # A guard against quadratic behaviour, which would take hours: the bound is generous.
    begin = time.process_time()
    postil.resolve(document, annotations)
    assert time.process_time() - begin < 30
