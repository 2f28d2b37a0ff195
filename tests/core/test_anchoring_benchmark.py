"""The benchmark of anchoring measures what it says: its truth is true, its judge is just."""

import random
from dataclasses import replace
from functools import partial

import pytest
from tests.bench.anchoring import catalogue, traps
from tests.bench.anchoring.algorithms import ALGORITHMS
from tests.bench.anchoring.answers import Answer, Outcome, is_suggested, judge, read
from tests.bench.anchoring.cases import Note, case
from tests.bench.anchoring.draft import Draft, Paragraph, Span
from tests.bench.anchoring.edits import Desk, split_inside
from tests.bench.anchoring.fates import FATES, new_ids
from tests.bench.anchoring.modes import MODES
from tests.bench.anchoring.prose import Prose, texts
from tests.bench.anchoring.running import run
from tests.bench.anchoring.scores import Score
from tests.bench.anchoring.speech import LANGUAGES, WORD, Speech
from tests.bench.anchoring.traced import NEW, Traced, joined
from tests.bench.anchoring.truth import Provenance, State, Truth
from tests.bench.anchoring.wording import noisy, restyle

import postil
from postil.core.anchoring import Ambiguous, Candidate, Exact, Lost, Passage

CASES = [case(number, seed=5) for number in range(5)]
NOTES = [(made, note) for made in CASES for note in made.notes]


def whole(document):
    return "\n".join(text for _, text in document)


def annotated(made, note):
    return whole(made.old)[note.span.start : note.span.end]


def test_text_that_is_not_edited_maps_to_itself():
    for made in CASES:
        text = whole(made.old)
        provenance = Provenance(text, [Traced.old(text, 0)])
        for note in made.notes:
            truth = provenance.truth(note.span)
            assert (truth.state, truth.place) == (State.THERE, (note.span.start, note.span.end))


def test_deleted_text_has_no_place_and_a_copy_is_not_it():
    text = "One two three. Four five six."
    rest = Traced.old(text, 0).cut(0, 14)
    provenance = Provenance(text, [rest, Traced.new("Four five six.")])
    assert provenance.truth(Span(15, 28, range(1))) == Truth(State.GONE)
    assert provenance.truth(Span(4, 7, range(1))).place == (4, 7)


def test_replaced_words_stand_for_the_old_ones():
    text = Traced.old("the cold river", 0).replace(4, 8, "freezing")
    assert text.text == "the freezing river"
    assert text.span(4, 8) == (4, 12)
    assert Traced.old("ab", 0).replace(1, 1, "xy").origins == (0, NEW, NEW, 1)


def test_words_replaced_altogether_are_not_counted():
    text = "the cold river"
    changed = Traced.old(text, 0).replace(4, 8, "bitter")
    assert Provenance(text, [changed]).truth(Span(4, 8, range(1))).state is State.UNCLEAR


def test_words_torn_apart_are_not_counted():
    text = "aaaa bbbb"
    parts = [Traced.old(text, 0).cut(0, 4), Traced.new("x" * 30), Traced.old(text, 0).cut(5, 9)]
    assert Provenance(text, [joined(parts)]).truth(Span(0, 9, range(1))).state is State.UNCLEAR


def test_noise_and_styles_keep_the_order_of_what_they_stand_for():
    rng = random.Random(3)
    for language in LANGUAGES:
        speech = Speech(rng, language)
        text = Traced.old(" ".join(speech.sentence() for _ in range(30)), 0)
        edited = restyle(noisy(text, 0.3, speech, rng), rng)
        origins = [origin for origin in edited.origins if origin != NEW]
        assert origins == sorted(origins)
        assert edited.text != text.text


def a_desk(text="He saw six men on the gates. Then it rained."):
    first = Traced.old(text[:28], 0)
    second = Traced.old(text[29:], 29)
    paragraph = Paragraph(Traced.new(""), [first, second], id="p1", old={0})
    span = Span(7, 27, range(1))
    rng = random.Random(1)
    return Desk(Draft([paragraph], [span]), span, Speech(rng), rng)


def test_a_passage_split_by_a_paragraph_runs_over_both():
    desk = a_desk()
    assert split_inside(desk)
    parts = [paragraph.traced for paragraph in desk.draft.paragraphs]
    assert len(parts) == 2
    provenance = Provenance("He saw six men on the gates. Then it rained.", parts)
    place = provenance.truth(desk.span).place
    assert joined(parts, "\n").text[slice(*place)].replace("\n", " ") == "six men on the gates"
    assert new_ids("kept", desk.draft, desk.rng) == ["p1", "p1a"]


def test_a_rewritten_sentence_keeps_half_of_the_words_at_most():
    for number in range(50):
        desk = a_desk()
        desk = Desk(desk.draft, desk.span, desk.speech, random.Random(number))
        assert traps.sentence_rewritten(desk)
        new = desk.draft.paragraphs[0].sentences[0]
        assert set(new.origins) == {NEW}
        words = WORD.findall(new.text)
        assert ["six", "men", "on", "the", "gates"] not in [
            words[n : n + 5] for n in range(len(words) - 4)
        ]


def test_every_case_is_the_same_for_the_same_seed():
    assert case(2, seed=5) == CASES[2]
    assert case(2, seed=6) != CASES[2]
    assert [made.fate for made in CASES] == list(FATES)


def test_texts_of_ones_own_are_edited_as_well(tmp_path):
    paths = [tmp_path / "one.txt", tmp_path / "other.txt"]
    paths[0].write_text("The bell\nrang. Who heard it?\n\n\nNobody (they say). ", encoding="utf-8")
    paths[1].write_text("Geese flew over the mill. It was May…", encoding="utf-8")
    written = texts(paths)
    assert written[0] == ("The bell rang.", "Who heard it?", "Nobody (they say).")
    made = case(1, speak=partial(Prose, written=written))
    said = " ".join(text for _, text in made.old)
    few, many = sorted(said.count(word) for word in ("bell", "Geese"))
    assert made.language == "en"
    assert 3 * few < many > 100


def test_ids_are_unique_and_texts_are_not_empty():
    for made in CASES:
        for document in (made.old, made.new):
            assert len({own for own, _ in document}) == len(document)
            assert all(WORD.search(text) for _, text in document)


def test_truth_fits_what_was_done():
    done = {}
    for _, note in NOTES:
        done.setdefault(note.edit, set()).add(note.truth.state)
    for name, states in done.items():
        if name in {"sentence deleted", "deleted, copy stands", "paragraph deleted"}:
            assert states == {State.GONE}
        if name in {"noise only", "ids swapped", "paragraph moved", "same words elsewhere"}:
            assert State.GONE not in states
    assert len(done) > 25
    shares = [note.truth.state for _, note in NOTES]
    assert 0.1 < shares.count(State.GONE) / len(shares) < 0.3
    assert shares.count(State.UNCLEAR) / len(shares) < 0.05


def test_a_copy_stands_before_the_note_is_written():
    traps_seen = 0
    for made, note in NOTES:
        if note.edit == "deleted, copy stands":
            # A full stop of the quote may be lost in another sentence.
            assert whole(made.old).count(annotated(made, note).rstrip(".,?!。，？")) > 1
            traps_seen += 1
    assert traps_seen


def test_all_edits_can_be_made():
    for edits in (catalogue.QUOTE_EDITS, catalogue.WHOLE_EDITS, catalogue.RANGE_EDITS):
        assert all(edit.weight > 0 for edit in edits.values())


@pytest.mark.parametrize("mode", MODES.values(), ids=list(MODES))
def test_a_resolver_is_given_what_stood_in_the_old_text(mode):
    for made in CASES:
        texts = dict(made.old)
        given = mode.given(made)
        assert given.document == made.new
        assert (given.old_document is not None) == (mode in (MODES["stored"], MODES["old"]))
        for note, annotation in zip(made.notes, given.annotations, strict=True):
            target = annotation.target
            if note.span.is_whole:
                assert not target.quote
            elif not target.is_range:
                assert target.quote == annotated(made, note)
                assert (
                    target.prefix + target.quote + target.suffix
                    in texts[target.first].replace("  ", " ")
                    or not mode.has_context
                )


def test_without_context_a_quote_that_stands_twice_gets_as_much_as_tells():
    for made in CASES:
        texts = dict(made.old)
        for annotation in MODES["quote"].given(made).annotations:
            target = annotation.target
            if target.quote and not target.is_range:
                is_single = texts[target.first].count(target.quote) == 1
                assert is_single == (not target.prefix and not target.suffix)


def a_note(state, place=None, paragraphs=None, *, is_whole=False):
    span = Span(0, 10, range(1), is_whole=is_whole)
    return Note(span, "typo", Truth(state, place, paragraphs), 2)


@pytest.mark.parametrize(
    ("note", "place", "outcome"),
    [
        (a_note(State.THERE, (10, 20)), (10, 20), Outcome.RIGHT),
        (a_note(State.THERE, (10, 20)), (15, 25), Outcome.RIGHT),
        (a_note(State.THERE, (10, 20)), (16, 26), Outcome.WRONG),
        (a_note(State.THERE, (10, 20)), (5, 30), Outcome.WRONG),
        (a_note(State.THERE, (10, 20)), None, Outcome.NEEDLESS_ORPHAN),
        (a_note(State.GONE), (10, 20), Outcome.MISSED_ORPHAN),
        (a_note(State.GONE), None, Outcome.LET_GO),
        (a_note(State.UNCLEAR), (10, 20), Outcome.NOT_COUNTED),
        (a_note(State.THERE, (10, 20), (0, 90)), (0, 90), Outcome.WRONG),
        (a_note(State.THERE, (10, 20), (0, 90), is_whole=True), (0, 90), Outcome.RIGHT),
    ],
)
def test_judges(note, place, outcome):
    assert judge(note, Answer(place)) is outcome


def test_reads_what_was_found_and_what_was_given_up():
    document = [("p1", "one two"), ("p2", "three four")]
    here, there = Passage("p1", 0, "p1", 3), Passage("p1", 4, "p2", 5)
    answers = list(
        read(
            [Exact(here), Ambiguous((here, there)), Lost("why", (Candidate(there, 0.5),))], document
        )
    )
    assert [answer.place for answer in answers] == [(0, 3), None, None]
    assert answers[1].suggestions == ((0, 3), (4, 13))
    assert answers[2].suggestions == ((4, 13),)
    assert is_suggested(a_note(State.THERE, (4, 13)), answers[1])


def test_shares_are_of_the_words_there_and_of_the_words_gone():
    results = list(run(CASES[0], "first", "quote"))
    score = Score()
    for result in results:
        score.add(result)
    shares = [
        score.percent(outcome)
        for outcome in (Outcome.RIGHT, Outcome.WRONG, Outcome.NEEDLESS_ORPHAN)
    ]
    assert sum(shares) == pytest.approx(100)
    assert score.there + score.gone + score.outcomes[Outcome.NOT_COUNTED] == score.notes


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_algorithm_finds_words_in_a_text_that_was_not_edited(algorithm):
    made = CASES[0]
    text = whole(made.old)
    truth = Provenance(text, [Traced.old(text, 0)]).truth
    notes = tuple(replace(note, truth=truth(note.span)) for note in made.notes)
    results = list(run(replace(made, new=made.old, notes=notes), algorithm, "quote"))
    outcomes = [result.outcome for result in results if not result.note.span.is_whole]
    right = outcomes.count(Outcome.RIGHT) / len(outcomes)
    assert right > (0.5 if algorithm in {"first", "fuzzy"} else 0.9)


def test_postil_is_given_the_old_text_if_it_asks_for_it():
    made = CASES[0]
    given = MODES["old"].given(made)
    found = ALGORITHMS["postil"][1](given.document, given.annotations, given.old_document)
    assert len(found) == len(made.notes)
    assert all(isinstance(annotation, postil.Annotation) for annotation in given.annotations)
