"""Which place is believed when the old text is known: of what alignment and search find."""

from dataclasses import replace

import pytest
from tests.core.example_places import STANDING

import postil
from postil import Annotation, Exact, Passage
from postil.core.answers import Answers
from postil.core.document_text import DocumentText, FoldedSpan
from postil.core.following import Following
from postil.core.model import Target
from postil.core.old_text import Followed
from postil.core.resolutions import Loss, Lost, Moved
from postil.core.word_alignment import Alignment

DOCUMENT = DocumentText([("p1", "we sold the mill, and again we sold the mill to them")])

IN_LINE = replace(STANDING, start=0, end=16, before=0.5, after=0.5)
COPY = replace(IN_LINE, start=28, end=44, before=0.7, after=0.7)
"""The same words, in which some more of the surroundings stand."""


class Found:
    """An old text in which places stood as much as `stood` says, by where they begin."""

    old = DOCUMENT

    def __init__(self, in_line, elsewhere=(), stood=()):
        self.followed = Followed(in_line, list(elsewhere), list(elsewhere))
        self.stood = dict(stood)

    def follow(self, *_):
        return self.followed

    def back(self, place, *_):
        told = self.stood.get(place.start)
        return None if told is None else replace(place, told=told, around=0.0)


def resolve(old_text):
    following = Following(DOCUMENT, old_text, Answers(DOCUMENT))
    return following.resolve(Target("p1", quote="we sold the mill"), FoldedSpan(0, 0, 0, 16))


@pytest.mark.parametrize(
    ("stood", "start"),
    [({0: 40.0, 28: 50.0}, 28), ({0: 50.0, 28: 40.0}, 0), ({0: 50.0}, 0), ({28: 50.0}, 28)],
)
def test_of_two_places_the_one_that_stood_there_is_meant(stood, start):
    assert resolve(Found(IN_LINE, [COPY], stood)).passage.start == start


def test_words_with_more_between_them_than_they_are_were_rewritten():
    scattered = replace(IN_LINE, purity=0.4, likeness=0.6)
    assert resolve(Found(scattered)).reason is Loss.REWRITTEN


@pytest.mark.parametrize(("signs", "starts"), [(2, [0]), (1, [0, 28]), (0, [28, 0])])
def test_of_two_moves_the_one_with_the_old_signs_beside_it_is_meant(signs, starts):
    edited = replace(IN_LINE, share=0.9, signs=signs, before=None, after=None)
    copy = replace(COPY, signs=0, before=None, after=None)
    found = resolve(Found(None, [copy, edited], {0: 50.0, 28: 50.0}))
    places = [found.passage] if isinstance(found, Moved) else found.candidates
    assert [place.start for place in places] == starts


# Long ranges

WORDS = [
    "mill",
    "weir",
    "barge",
    "brewer",
    "ferry",
    "chapel",
    "orchard",
    "ledger",
    "pump",
    "rope",
    "candle",
    "harness",
]
LONG = [
    (f"p{n}", " ".join(f"{WORDS[(n * k) % len(WORDS)]}{n * k % 89}" for k in range(1, 60)) + ".")
    for n in range(1, 21)
]


def follow_range(new, first="p5", last="p16", old=LONG):
    note = Annotation("n", Target(first, last), "x")
    return postil.resolve(new, [note], old)[0]


def without(*numbers):
    return [pair for pair in LONG if pair[0] not in {f"p{n}" for n in numbers}]


def rewritten(numbers):
    return [(i, "Nobody ever said a thing." if int(i[1:]) in numbers else t) for i, t in LONG]


def test_a_long_range_stands_where_its_ends_stand():
    edited = [(i, text + " More was said." if i == "p9" else text) for i, text in LONG]
    assert follow_range(edited) == Exact(Passage("p5", 0, "p16", len(dict(LONG)["p16"])))


def test_a_long_range_follows_its_ends():
    renumbered = [(f"p{int(i[1:]) + 100}", text) for i, text in LONG]
    found = follow_range(renumbered)
    assert (found.passage.first, found.passage.last, found.score) == ("p105", "p116", 0.99)


@pytest.mark.parametrize(
    ("new", "ends", "score"),
    [
        (without(5, 6), ("p7", "p16"), 0.85),
        (without(16), ("p5", "p15"), 0.85),
        (without(5, 6, 7, 8), ("p9", "p16"), 0.85),
        ([("p5", ""), *without(5)], ("p6", "p16"), 0.85),
        ([*without(16), ("p99", dict(LONG)["p16"])], ("p5", "p15"), 0.85),
        ([("p99", dict(LONG)["p5"]), *without(5)], ("p6", "p16"), 0.85),
    ],
    ids=[
        "the first ones cut out",
        "the last one cut out",
        "a third",
        "emptied",
        "moved behind",
        "before",
    ],
)
def test_a_long_range_that_lost_an_end(new, ends, score):
    found = follow_range(new)
    assert (found.passage.first, found.passage.last, found.score) == (*ends, score)


@pytest.mark.parametrize(
    "new",
    [rewritten(range(4, 14)), rewritten(range(1, 21))],
    ids=["mostly", "altogether"],
)
def test_a_long_range_that_was_rewritten_is_lost(new):
    assert follow_range(new).reason is Loss.REWRITTEN


LEFT = [*without(3, 16)[:3], ("p16", dict(LONG)["p16"]), *without(3, 16)[3:]]


@pytest.mark.parametrize(
    "new",
    [
        [*without(9), ("p9", dict(LONG)["p9"])],
        LEFT,
        [(i, dict(LONG)[{"p9": "p2", "p2": "p9"}.get(i, i)]) for i, _ in LONG],
    ],
    ids=["from its middle", "its end", "for another"],
)
def test_a_range_is_asked_about_of_which_a_paragraph_is_elsewhere(new):
    found = follow_range(new)
    assert isinstance(found, Lost) or found.score < 0.9
    # The same of a short one, of which all words are followed.
    found = follow_range(new, "p8", "p10")
    assert isinstance(found, Exact) == (dict(new)["p9"] == dict(LONG)["p9"] and new[-1][0] != "p9")


@pytest.mark.parametrize("end", ["p5", "p16"])
def test_a_long_range_keeps_an_end_that_was_edited_in_its_place(end):
    edited = [(i, "Mm-hm." if i == end else text) for i, text in LONG]
    assert follow_range(edited) == Exact(Passage("p5", 0, "p16", len(dict(edited)["p16"])))


SHORT = [
    ("p1", "When did you go in?"),
    ("p2", "I went in when I was thirteen."),
    ("p3", "Yes."),
    ("p4", "And my aunt had two looms."),
    ("p5", "Yes."),
    ("p6", "Then the pump froze and we all went home."),
]


@pytest.mark.parametrize("said", ["[nods] Yes.", "Mm-hm.", "Yes. I told you so, did I not?"])
def test_what_was_said_outside_of_a_range_before_was_not_moved_there(said):
    edited = [(i, said if i == "p3" else text) for i, text in SHORT]
    found = follow_range(edited, "p2", "p4", old=SHORT)
    assert found == Exact(Passage("p2", 0, "p4", len(SHORT[3][1])))


def test_a_range_may_begin_with_a_paragraph_without_text():
    old = [(i, "" if i == "p5" else text) for i, text in LONG]
    assert follow_range([*old, ("p21", "And that was all.")], old=old) == Exact(
        Passage("p5", 0, "p16", len(dict(LONG)["p16"]))
    )


def test_many_ranges_over_one_text_need_no_more_of_it_than_one(monkeypatch):
    met = []
    pairs = Alignment.pairs

    def counted(self, start, end, spelt):
        met.append(end - start)
        return pairs(self, start, end, spelt)

    monkeypatch.setattr(Alignment, "pairs", counted)
    edited = [(i, text + " More was said." if i == "p9" else text) for i, text in LONG]
    notes = [Annotation(f"n{n}", Target(f"p{n}", f"p{n + 10}"), "x") for n in range(1, 10)] * 9
    postil.resolve(edited, notes, LONG)
    assert sum(met) < 3 * sum(len(text.split()) for _, text in LONG)


def test_what_is_lost_is_shown_where_it_stands_as_it_says():
    """Nothing shows that ids were kept, and the old text calls the first of the two cut out."""
    said = "Listen, we never saw the mill again after that winter."
    note = Annotation("n", Target("p2", quote="we never saw"), "x")
    [found] = postil.resolve([("p2", said)], [note], [("p1", said), ("p2", said)])
    assert isinstance(found, Lost)
    assert found.candidates[0].passage.first == "p2"
    said = "We carried the coal to the mill and back again."
    old = [(f"p{number}", said) for number in range(1000)]
    new = [(own, said if number % 9 else said.replace("coal", "bread"))
           for number, (own, _) in enumerate(old)]  # fmt: skip
    notes = [Annotation("n", Target(own, quote="carried the coal"), "x") for own, _ in old]
    found = postil.resolve(new, notes, old)
    for each, (own, text) in zip(found, new, strict=True):
        if isinstance(each, Lost) and text == said:
            assert each.candidates[0].passage.first == own
