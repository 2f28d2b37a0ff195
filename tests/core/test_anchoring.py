"""Resolution: exact, ambiguous, lost; and the properties that hold for every text."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import postil
from postil.core import deciding, describing
from postil.core.anchoring import Ambiguous, Evidence, Exact, Loss, Lost, Moved, Passage
from postil.core.candidates import ranked
from postil.core.describing import describe
from postil.core.document_text import DocumentText
from postil.core.placement import Policy
from postil.core.places import spelt_place
from postil.core.resolving import Resolver
from postil.core.verbatim import verbatim

CASES = sorted(Path(__file__, "..", "cases", "resolve").resolve().glob("*.yml"))


def annotation(first, quote="", last="", prefix="", suffix=""):
    target = postil.Target(first, last, quote, prefix, suffix)
    return postil.Annotation(id="n", target=target, note="x")


def resolve_one(document, *args, old=None, **kwargs):
    return postil.resolve(document, [annotation(*args, **kwargs)], old)[0]


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
        case Moved(passage, score, evidence):
            return f"moved {score:.0%} {evidence.name} {words(passage)}"
        case Ambiguous(candidates):
            return f"ambiguous {len(candidates)}"
        case Lost(reason, [nearest, *_]):
            return f"lost {reason.name}, {nearest.likeness:.0%} {words(nearest.passage)}"
        case Lost(reason):
            return f"lost {reason.name}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_resolves(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = list(case["document"].items())
    for expected in case["targets"]:
        target = {"first": "p1", **expected["target"]}
        old = list(case["old"].items()) if "old" in case else None
        found = resolve_one(document, **target, old=old)
        assert described(found, document) == expected["is"], target


def test_one_resolution_for_each_annotation_in_order():
    document = [("p1", "one two three"), ("p2", "four five")]
    wanted = [annotation("p2", "five"), annotation("p1", "one"), annotation("p9", "one")]
    found = postil.resolve(document, wanted)
    assert [type(r) for r in found] == [Exact, Exact, Lost]
    assert found == [postil.resolve(document, [a])[0] for a in wanted]


WORDS = st.sampled_from(["the", "mill", "gave", "us", "bread", "in", "and", "my", "aunt", "geese"])
TEXTS = st.lists(WORDS, min_size=6, max_size=20).map(" ".join)
DOCUMENTS = st.lists(
    st.text(alphabet="ab c’“é…-\u0301", min_size=1, max_size=30), min_size=1, max_size=4
).map(lambda texts: [(f"p{n}", text) for n, text in enumerate(texts, start=1)])


@settings(deadline=None)
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


@settings(deadline=None)
@given(DOCUMENTS, st.text(max_size=40))
def test_every_quote_gets_an_answer(document, quote):
    assert isinstance(resolve_one(document, "p1", quote), Exact | Moved | Ambiguous | Lost)


@given(DOCUMENTS, st.text(max_size=40))
def test_of_candidates_for_a_lost_note_the_most_similar_is_first(document, quote):
    found = resolve_one(document, "p1", quote)
    assume(isinstance(found, Lost))
    likeness = [candidate.likeness for candidate in found.candidates]
    assert likeness == sorted(likeness, reverse=True)
    assert found.likeness == max(likeness, default=0.0)


@settings(deadline=None)
@given(st.data())
def test_a_quote_cut_anywhere_gets_an_answer_from_any_old_text(data):
    old, new = (
        [
            (f"p{n}", text)
            for n, text in enumerate(data.draw(st.lists(TEXTS, min_size=1, max_size=4)))
        ]
        for _ in range(2)
    )
    identifier, text = data.draw(st.sampled_from(old))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for known in (old, None):
        found = resolve_one(new, identifier, text[start:end], old=known)
        assert isinstance(found, Exact | Moved | Ambiguous | Lost)


def test_passage_over_two_paragraphs():
    document = [("p1", "the end of one"), ("p2", "and the start")]
    found = resolve_one(document, "p1", "of one and the", last="p2")
    assert found == Exact(Passage("p1", 8, "p2", 7))


@pytest.mark.parametrize("edge", [" ", "\u00a0", "\u2003 "])
def test_spaces_between_paragraphs_make_no_difference(edge):
    document = [("p1", f"one two three{edge}"), ("p2", f"{edge}four five six")]
    quote = "two three four five"
    assert resolve_one(document, first="p1", last="p2", quote=quote) == Exact(
        Passage("p1", 4, "p2", len(edge) + len("four five"))
    )


def test_a_moved_note_of_which_one_cannot_be_sure_has_other_places_too():
    said, edited = "We swapped the lamp for a ladder", "We swapped the lamp for the ladder"
    document = [
        ("p1", f"Nobody came that night. {edited}. Then it rained."),
        ("p2", "My aunt kept geese behind the chapel, and sold the eggs on Fridays."),
        ("p3", "They swapped the lamp for a bucket, as far as I remember."),
    ]
    found = resolve_one(document, first="p1", quote=said, suffix="And so the")
    assert isinstance(found, Moved)
    assert (found.passage.first, found.quote) == ("p1", edited)
    assert [candidate.passage.first for candidate in found.candidates] == ["p3"]


def lost(resolution):
    assert isinstance(resolution, Lost)
    return resolution.reason, resolution.candidates


def test_equal_ids_count_once_and_first():
    document = [("p1", "first text"), ("p1", "second text")]
    assert resolve_one(document, "p1", "first") == Exact(Passage("p1", 0, "p1", 5))
    assert lost(resolve_one(document, "p1", "second")) == (Loss.NOT_FOUND, ())
    old = [("p1", "second text")]
    assert lost(resolve_one(document, "p1", "second", old=old)) == (Loss.REWRITTEN, ())


def test_an_equal_old_text_is_the_text_itself():
    document = [("p1", "The weir broke in May."), ("p2", "We mended it by hand.")]
    notes = [annotation("p1", "broke in May"), annotation("p1a"), annotation("p2", "by hand")]
    answers = postil.resolve(document, notes, document)
    assert postil.resolve(document, notes, list(document)) == answers


def test_words_that_stand_twice_in_a_paragraph_of_a_doubtful_id_are_asked_about():
    said = [
        "The weir broke in the wet spring, and the meadow was a lake until June.",
        "My sister kept a heron in the loft, and fed it on eels from the market.",
        "They sold the bells of the old mill to a man who came with two carts.",
        "No letter came from the quarry that year, and the shop was shut by then.",
        "We danced in the malt house, and the floor of it held for one more year.",
        "There was soup for them, and there was soup for us.",
    ]
    document = [(f"p{n}", text) for n, text in enumerate(said, 2)]
    notes = []
    for number, text in enumerate(said[:-1], 1):
        words = text.split()
        prefix, quote, suffix = (" ".join(words[a:b]) for a, b in ((0, 4), (4, 8), (8, 15)))
        notes.append(annotation(f"p{number}", quote, prefix=prefix, suffix=suffix))
    notes.append(annotation("p7", "for"))
    assert isinstance(postil.resolve(document, notes)[-1], Ambiguous)


def test_a_sign_that_stands_for_several_is_one_place():
    document = [("p1", "He paused… and went on")]
    assert resolve_one(document, "p1", ".") == Exact(Passage("p1", 9, "p1", 10))


def test_a_sigma_is_found_as_either_of_its_forms():
    # One letter that grows in lower case, and all are lowered one by one, the last of a word too.
    filling = [(f"p{n}", "Ο μύλος στάθηκε, και κανείς δεν ρώτησε γιατί. " * 10) for n in range(50)]
    document = [*filling, ("p90", "Τότε ΟΛΟΙ ΟΙ ΔΡΟΜΟΙ ΤΗΣ ΧΩΡΑΣ ήταν κλειστοί."), ("p91", "İzmir")]
    found = resolve_one(document, "p0", "ΟΛΟΙ ΟΙ ΔΡΟΜΟΙ ΤΗΣ ΧΩΡΑΣ", last="p91")
    assert found == Exact(Passage("p90", 5, "p90", 29))


@pytest.mark.parametrize(
    "wrong",
    [{"p1": "The miller gave us bread."}, [("p1",)], [(1, "bread")], [("p1", None)], ["p1"],
     [("p1", b"bread")], [None]],
)  # fmt: skip
def test_what_is_no_document_is_said(wrong):
    note = annotation("p1", "bread")
    with pytest.raises(TypeError, match=r"^document\[0\] is .*, not a paragraph's id and its text"):
        postil.resolve(wrong, [note])
    with pytest.raises(TypeError, match=r"^old_document\[0\] is "):
        postil.resolve([("p1", "bread")], [note], wrong)


def test_empty_document():
    assert lost(resolve_one([], "p1", "words")) == (Loss.NO_PARAGRAPH, ())
    assert lost(resolve_one([("p1", "")], "p1", "words")) == (Loss.NOT_FOUND, ())


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


def test_whole_paragraphs_are_looked_for_without_a_look_at_all_between_their_neighbours(
    monkeypatch,
):
    measured = []

    def distance(number):
        measured.append(number)
        return abs(number)

    monkeypatch.setattr(deciding, "abs", distance, raising=False)
    said = {n: f"The {n}th lock was opened by keeper {n * 7919} alone." for n in range(200)}
    document = [(f"q{n}", text) for n, text in said.items()]
    known = [annotation("p1", said[1]), annotation("p9000", said[198])]
    gone = [annotation(f"p{n}") for n in range(4000, 4200)]
    found = postil.resolve(document, [*known, *gone])
    assert all(isinstance(resolution, Moved) for resolution in found[:2])
    shown = [candidate.passage.first for candidate in found[2].candidates]
    assert shown == ["q99", "q100", "q98"]
    assert len(measured) < 20 * len(gone)


@settings(deadline=None)
@given(DOCUMENTS, st.data())
def test_resolving_what_describes_a_passage_finds_it(document, data):
    number = data.draw(st.integers(0, len(document) - 1))
    identifier, text = document[number]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Passage(identifier, start, identifier, end)
    assume(is_a_passage(document, span))
    target = describe(document, span)
    note = postil.Annotation(id="n", target=target, note="x")
    assert postil.resolve(document, [note]) == [Exact(span)], target


def test_a_word_in_a_paragraph_of_that_word_is_described_in_few_steps(monkeypatch):
    looked = []

    def counted(*each):
        looked.append(each)
        return verbatim(*each)

    monkeypatch.setattr(describing, "verbatim", counted)
    document = [("p1", " ".join(["so"] * 2000))]
    span = Passage("p1", 2100, "p1", 2102)
    target = describe(document, span)
    assert len(looked) < 30
    assert postil.resolve(document, [annotation("p1", **sides(target))]) == [Exact(span)]


def sides(target):
    return {"quote": target.quote, "prefix": target.prefix, "suffix": target.suffix}


def is_a_passage(document, span):
    """Whether it neither begins nor ends in spaces, dashes that fold away, or within a letter."""
    found = DocumentText(document)
    number = found.order[span.first]
    folded = found.folded(number)
    for start in range(len(folded.text)):
        for end in range(start + 1, len(folded.text) + 1):
            if folded.original(start, end) == (span.start, span.end):
                return folded.text[start:end].strip() == folded.text[start:end]
    return False


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=3, max_size=6), TEXTS, st.data())
def test_no_edit_elsewhere_changes_what_is_exact(texts, other, data):
    document = [(f"p{n}", text) for n, text in enumerate(texts)]
    words = texts[0].split()
    first = data.draw(st.integers(1, len(words) - 3))
    parts = words[:first], words[first : first + 2], words[first + 2 :]
    prefix, quote, suffix = map(" ".join, parts)
    note = annotation("p0", quote, prefix=prefix, suffix=suffix)
    before = postil.resolve(document, [note])
    assert isinstance(before[0], Exact)
    assert postil.resolve([*document[:-1], ("p9", other)], [note]) == before


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=3, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_notes_makes_no_difference(texts, chance):
    document = [(f"p{n + 1}", text) for n, text in enumerate(texts)]
    notes = [
        annotation(f"p{n}", " ".join(text.split()[1:5])) for n, text in enumerate(texts, start=0)
    ]
    found = postil.resolve(document, notes)
    shuffled = list(range(len(notes)))
    chance.shuffle(shuffled)
    again = postil.resolve(document, [notes[n] for n in shuffled])
    assert again == [found[n] for n in shuffled]


@pytest.mark.parametrize("old", [None, [("p1", "the old text, with words"), ("p2", "")]])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "…!?—",
        "e\u0301\u0301\u0301",
        "\u0301",
        "\ud800 lone \udfff",
        "nul \x00 nul",
        "שלום עולם، مرحبا بالعالم",
        "我们有三匹马，冬天就没有了。",
        "\u200b\u200d\ufeff",
        "İSTANBUL",
    ],
)
def test_odd_texts_and_quotes_get_an_answer(text, old):
    document = [("p1", text), ("p2", "the old text, with words")]
    quotes = ["", text, "old text", "e\u0301", "我们有", "\ud800", "\x00", "…", text + "longer" * 9]
    notes = [annotation(own, quote) for own in ("p1", "p2", "p3") for quote in quotes]
    assert len(postil.resolve(document, notes, old)) == len(notes)


SAID = [
    "The committee put six men on the gates.",
    "My aunt kept geese behind the chapel.",
    "They painted every boat in the harbour blue.",
    "Nobody spoke about the flood that winter.",
    "The miller gave the carters bread for nothing.",
    "A surveyor measured our orchard with a chain.",
]
QUOTES = [text[:-1] for text in SAID]


@pytest.mark.parametrize("now", ["We sang loudly now.", "We sang and loudly now."])
def test_a_sign_without_words_that_was_taken_out_is_lost(now):
    found = resolve_one([("p1", now)], "p1", "…", old=[("p1", "We sang … loudly now.")])
    assert isinstance(found, Lost)


def test_an_untouched_paragraph_needs_no_following():
    old = [("p1", "one two"), ("p2", "three four"), ("p3", "five"), ("p4", "six")]
    document = [("p0", "new"), *old[:3]]
    assert resolve_one(document, "p2", "four", old=old) == Exact(Passage("p2", 6, "p2", 10))
    assert resolve_one(document, "p2", old=old) == Exact(Passage("p2", 0, "p2", 10))


def test_a_paragraph_within_an_untouched_range_is_named_as_it_is_now():
    old = [("p1", "one two"), ("p2", "three four"), ("p3", "five six")]
    document = [old[0], ("q2", old[1][1]), old[2]]
    found = resolve_one(document, "p1", "three four", last="p3", old=old)
    assert found.passage == Passage("q2", 0, "q2", 10)


def test_a_sentence_moved_twice_over_is_ambiguous():
    said = "They say that my aunt kept geese behind the chapel."
    rest = " ".join(SAID)
    old = [("p1", "Nothing else."), ("p2", f"{rest} {said} It rained on.")]
    new = [("p1", f"Nothing else. {said}"), ("p2", f"{rest} It rained on.")]
    assert isinstance(resolve_one(new, "p2", said[14:-1], old=old), Moved)
    new[0] = ("p1", f"{said} Nothing else. {said}")
    assert isinstance(resolve_one(new, "p2", said[14:-1], old=old), Ambiguous)


def test_of_copies_side_by_side_the_one_in_its_surroundings_is_meant():
    said, edited = "We left the lamp beside the window", "We left teh lamp beside the window"
    old = [("p1", f"{SAID[0]} {said}. {SAID[1]}"), ("p2", SAID[2])]
    before = f"{SAID[0]} And he said {said}; {SAID[4]} {SAID[5]} "
    new = [("p1", f"{before}{edited}. {SAID[1]}"), old[1]]
    found = resolve_one(new, "p1", said, old=old)
    assert found.passage == Passage("p1", len(before), "p1", len(before) + len(edited))


def test_words_written_apart_or_together_stay_the_same_words():
    old = [("p1", "We went to the sea side and the farmhouse in May.")]
    new = [("p1", "We went to the seaside and the farm house in May.")]
    assert resolve_one(new, "p1", "the sea side and the farmhouse", old=old).quote == (
        "the seaside and the farm house"
    )


def test_notes_in_their_order_tell_where_the_others_belong():
    """The ids were given anew: every paragraph is one farther down, but for a new first one."""
    document = [(f"p{n}", text) for n, text in enumerate(["Something new.", *SAID], start=1)]
    notes = [annotation(f"p{n}", quote) for n, quote in enumerate(QUOTES, start=1)]
    notes[2] = annotation("p3", "painted every ship in the harbour blue")
    notes += [annotation("p4"), annotation("p2", last="p3"), annotation("intro", QUOTES[1])]
    notes += [annotation("p3", QUOTES[1])]
    found = postil.resolve(document, notes)
    assert [f.passage.first for f in found[:7]] == ["p2", "p3", "p4", "p5", "p6", "p7", "p5"]
    assert found[2].quote == "painted every boat in the harbour blue"
    assert found[6].passage == Passage("p5", 0, "p5", len(SAID[3]))
    assert found[7].reason is Loss.OTHER_PARAGRAPH
    assert found[9].passage.first == "p3"


def test_the_same_words_elsewhere_make_changed_ones_doubtful():
    document = [
        ("p1", "We saw the red boats in the harbour."),
        ("p2", "She saw the blue boats in town."),
    ]
    assert isinstance(resolve_one(document, "p1", "saw the blue boats in"), Ambiguous | Lost)


def test_copies_of_changed_words_are_ambiguous():
    around = [(f"p{n}", text) for n, text in enumerate(SAID * 2, start=5)]
    said = "Seventeen carpenters built wooden bridges over Kestrel creek."
    changed = "carpenters built wooden bridges over Kestral creek"
    twice = resolve_one([("p1", f"{said} {said}"), *around], "p1", changed)
    assert [passage.start for passage in twice.candidates[:2]] == [10, 72]


def test_changed_words_are_not_sure_with_the_same_words_elsewhere():
    around = [(f"p{n}", text) for n, text in enumerate(SAID * 2, start=5)]
    said = "Seventeen carpenters built wooden bridges over Kestrel creek."
    document = [("p1", said.replace("wooden", "stone")), ("p2", said), *around]
    asked = resolve_one(document, "p1", said[10:-1])
    assert [passage.first for passage in asked.candidates] == ["p1", "p2"]


def test_of_two_copies_a_speaker_tells_none():
    """Before the first one stands the name still, but not next to it."""
    said = "Ada Marsh: Nobody came that night."
    new = "Ada Marsh: I tell you, nobody came that night, so it was. Nobody came that night."
    around = [(f"p{n}", text) for n, text in enumerate(SAID, start=5)]
    found = resolve_one([("p1", new), *around], "p1", said[11:-1], prefix="Ada Marsh: ")
    assert [passage.start for passage in found.candidates] == [58, 23]


def test_words_that_were_changed_beyond_likeness_are_not_sure():
    around = [(f"p{number}", text) for number, text in enumerate(SAID, start=2)]
    old, new = (
        [("p1", f"The old clerk {said} that my sister was a cobbler in the district."), *around]
        for said in ("mentioned", "regretted")
    )
    found = resolve_one(new, "p1", quote="mentioned that", old=old)
    assert found.quote == "regretted that"
    assert found.score < Policy().confidence


def test_context_may_begin_in_the_paragraph_before():
    """So it is where a program counted characters back from the quote."""
    document = [("p1", "We left the mill."), ("p2", "Nobody came."), ("p3", "Nobody came.")]
    context = {"prefix": "the mill.\n\n", "suffix": "\nNobody"}
    assert resolve_one(document, "p2", "Nobody came.", **context) == Exact(
        Passage("p2", 0, "p2", 12)
    )
    assert resolve_one(document, "p3", "Nobody came.", **context) != Exact(
        Passage("p3", 0, "p3", 12)
    )


def test_describes_a_dash_beside_dashes():
    document = [("p1", "--a--")]
    assert describe(document, Passage("p1", 0, "p1", 1)).suffix == "a"
    assert describe(document, Passage("p1", 3, "p1", 4)).prefix == "a"
    assert describe([("p1", "b \u200ba a")], Passage("p1", 3, "p1", 4)).prefix == "b"


def test_describes_what_folds_to_nothing_as_well_as_can_be():
    document = [("p1", "a \u200b b")]
    assert describe(document, Passage("p1", 2, "p1", 3)).quote == "\u200b"
    assert describe([("p1", "so so so")], Passage("p1", 3, "p1", 5)) == postil.Target(
        "p1", "p1", "so", "so", "so"
    )


def test_texts_without_anything_to_hold_on_to_take_no_long_time():
    old, new = [("p1", "a b " * 4_000)], [("p1", "b c a " * 3_000)]
    assert isinstance(resolve_one(new, "p1", "a b " * 4_000, old=old), Lost)


def test_a_number_that_was_corrected_is_the_same_number():
    said = "We left the valley in the winter of {}, and my aunt stayed behind with the geese."
    old, document = ([("p1", said.format(year))] for year in ("1946", "1964"))
    found = resolve_one(document, "p1", quote="1946", old=old)
    assert isinstance(found, Moved)
    assert found.quote == "1964"


@pytest.mark.parametrize(
    "said",
    [
        "My godfather repaired the lamp behind the chapel before the flood.",
        "My godfather repaired the clock behind the chapel before the flood.",
    ],
)
def test_a_sentence_that_was_moved_with_its_paragraph_is_nobody_elses(said):
    cut = "Nobody came that night. {}It rained until the morning, and then the river rose."
    moved = (
        "They sold the mill. My godfather repaired the lamp behind the chapel before the flood. "
    )
    moved += "The strike began in spring."
    rest = "My aunt kept geese, and sold the eggs on Fridays. We carried the coal to the harbour."
    old = [("p1", cut.format(f"{said} ")), ("p2", rest), ("p3", moved)]
    document = [("p3", moved), ("p1", cut.format("")), ("p2", rest)]
    assert isinstance(resolve_one(document, "p1", quote=said, old=old), Lost)


def test_changed_words_without_context_are_believed_where_nothing_is_like_them():
    said = "seven ferrymen quarrelled over a barrel of herrings at the customs house"
    now = "seven ferrymen quarrelled over the barrels of herring near the custom house"
    document = [
        ("p1", "My aunt kept geese behind the chapel. She sold the eggs on Fridays."),
        ("p2", f"It rained. Then {now}. The miller gave us nothing for it."),
        ("p3", "The strike began in the spring, and the whistle was silent for a month."),
    ]
    found = resolve_one(document, "p2", quote=said)
    assert isinstance(found, Moved)
    assert found.quote == now


def test_quotation_marks_at_the_ends_of_a_quote_go_with_it():
    said = "My aunt said, “never lend {} ladder in autumn”, and so we did not."
    old, document = ([("p1", said.format(word))] for word in ("a", "any"))
    found = resolve_one(document, "p1", quote='"never lend a ladder in autumn"', old=old)
    assert isinstance(found, Moved)
    assert found.quote == "“never lend any ladder in autumn”"


def in_order(texts, ids):
    """The texts as paragraphs, and a note on each under the id of the same place in `ids`."""
    document = [(f"n{number}", text) for number, text in enumerate(texts, start=1)]
    return document, [annotation(own, text[:-1]) for own, text in zip(ids, texts, strict=True)]


def test_a_lost_note_on_a_paragraph_is_shown_where_its_neighbours_expect_it():
    document, notes = in_order(SAID, ["p1", "p2", "p3", "p7", "p8", "p9"])
    document[3:3] = [(f"x{number}", f"Something new, number {number}.") for number in range(4, 7)]
    found = postil.resolve(document, [*notes, annotation("p5")])[-1]
    assert found.reason is Loss.NO_PARAGRAPH
    assert [candidate.passage.first for candidate in found.candidates] == ["x5"]


SAILOR = "On the ninth of August the bookbinder sold nineteen atlases to a sailor from Bremen."


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_quote_far_off_is_believed_with_what_was_around_it(is_moved):
    """Who says the same words again says them in another sentence."""
    document, notes = in_order(SAID, ["p2", "p3", "p4", "p5", "p6", "p7"])
    said = SAILOR if is_moved else "Some say the bookbinder sold nineteen atlases twice."
    document[5] = ("n6", f"{SAID[5]} {said}")
    context = {"prefix": "ninth of August the ", "suffix": " to a sailor from Bremen"}
    note = annotation("p1", "bookbinder sold nineteen atlases", **context)
    found = postil.resolve(document, [*notes, note])[-1]
    assert isinstance(found, Moved if is_moved else Lost)


def test_of_two_places_with_the_same_words_around_none_is_believed():
    document, notes = in_order(SAID, ["p2", "p3", "p4", "p5", "p6", "p7"])
    document[5] = ("n6", f"{SAID[5]} {SAILOR}")
    document[2] = ("n3", f"{SAILOR} {SAID[2]}")
    context = {"prefix": "ninth of August the ", "suffix": " to a sailor from Bremen"}
    note = annotation("p1", "bookbinder sold nineteen atlases", **context)
    assert not isinstance(postil.resolve(document, [*notes, note])[-1], Moved)


def test_the_first_word_of_a_quote_may_be_another():
    document = [(f"p{number}", text) for number, text in enumerate(SAID, start=1)]
    assert resolve_one(document, "p5", f"Our{QUOTES[4][3:]}").quote == QUOTES[4]


def test_a_sign_beside_one_with_an_accent_is_told_from_it():
    document = [("p1", "--\u0301")]
    passage = Passage("p1", 0, "p1", 1)
    assert resolve_one(document, "p1", "-", suffix="-\u0301").passage == passage
    assert resolve_one(document, "p1", "-").passage == passage


def test_of_overlapping_places_none_is_believed():
    said = "A surveyor measured our orchard with a chain and shouted ha ha ha over the hedge."
    found = resolve_one([(f"p{n}", text) for n, text in enumerate([*SAID, said])], "p6", "ha ha")
    assert [candidate.first for candidate in found.candidates] == ["p6", "p6"]


def test_places_that_rank_alike_stay_in_the_order_they_were_found():
    """In a set they would stand in an order that is another in each run."""
    one = spelt_place(3, 8, 0.5)
    places = [one, *(replace(one, known=nats / 8) for nats in range(8))]
    assert ranked(places) == [places[0]]
    assert ranked(reversed(places)) == [places[-1]]


def test_words_at_home_and_words_that_were_found_are_one_place_where_they_meet():
    resolver = Resolver(DocumentText([("p1", "six men on the gates"), ("p2", "and more")]))
    here = Passage("p1", 0, "p1", 20)
    part = Moved(Passage("p1", 0, "p1", 7), 0.85, Evidence.OLD_TEXT, "six men")
    assert resolver._beside(part, here) == Exact(here)
    apart = Moved(Passage("p2", 0, "p2", 8), 0.85, Evidence.OLD_TEXT, "and more")
    several = resolver._beside(apart, here)
    assert several == Ambiguous((apart.passage, here))
    assert resolver._beside(several, here) is several


def test_of_two_copies_the_one_beside_what_followed_is_meant_also_behind_another_label():
    said = (
        "Yes, and I blame the clerk for it. On the 22nd of April 1939 my uncle shut the weir at "
        "the works. It was 1938, no, 1930, when the teacher mended the boat at the quay"
    )
    first = ("p0", "We all went home by boat.")
    asked = "And then, where did your husband build it?"
    old = [first, ("p1", f"We hid it again. {said}."), ("p2", f"Interviewer: {asked}")]
    copied = f"We hid it again. In my opinion {said}, more or less. {said}."
    new = [first, ("p1", copied), ("p2", f"I: {asked}")]
    found = resolve_one(new, "p1", "my uncle shut the weir", old=old)
    assert found.passage.start == copied.rindex("my uncle")


@pytest.mark.parametrize(
    ("before", "after", "quote"),
    [
        ("Picketing was legal in those days.", "Picketing was illegal in those days.", "legal"),
        ("The man came in.", "The manager came in.", "The man"),
        ("They paid £1,000 for the hall.", "They paid £11,000 for the hall.", "1,000"),
    ],
)
def test_words_within_other_words_are_not_at_home(before, after, quote):
    around = ("p1", "When did you go in?"), ("p3", "Then the pump froze and we all went home.")
    old, new = ([around[0], ("p2", text), around[1]] for text in (before, after))
    assert isinstance(resolve_one(new, "p2", quote, old=old), Moved | Lost)


def test_ids_of_paragraphs_that_were_counted_anew_tell_nothing_between_others():
    old = [
        ("p1", "When did you first go into the mill?"),
        ("p2", "Were you paid by the piece?"),
        ("p3", "Yes."),
        ("p4", "Was it enough to live on?"),
        ("p5", "Yes."),
        ("p6", "Did you join the union then?"),
        ("p7", "Yes."),
        ("p8", "The union man said we should stay out until the Monday."),
    ]
    new = [
        old[0],
        ("p2", "Were you alone?"),
        ("p3", "Yes."),
        ("p4", "Were you paid by the piece there?"),
        ("p5", "Yes."),
        ("p6", "And was it enough to live on? Yes. Did you join the union then?"),
        *old[6:],
    ]
    assert resolve_one(new, "p3", "Yes", old=old).passage.first == "p5"
