"""Where a quote begins and ends after an edit, to the character, with the old text known."""

from itertools import chain
from pathlib import Path

import pytest
import yaml

from postil import Annotation, Exact, Loss, Lost, Moved, Target, resolve
from postil.core.document_text import DocumentText
from postil.core.fragments import fragment_at, fragment_of
from postil.core.passages import words_at
from postil.core.reordering import reordered
from postil.core.word_alignment import Pair

ASKED = "Where were you on the day of the strike, Mrs Pell?"
THEN = "And what became of the paper after that?"

CUT_IN_TWO = [
    ("The fine was $5, no more.", "The fine was $5,000, no more.", "$5", "$5,000"),
    ("It cost us 5 million marks.", "It cost us 7.5 million marks.", "5 million", "7.5 million"),
    ("It was twenty below.", "It was twenty-five below.", "twenty", "twenty-five"),
    ("They sent for union men.", "They sent for non-union men.", "union men", "non-union men"),
    ("We left at 10 that night.", "We left at 10:30 that night.", "at 10", "at 10:30"),
    ("It grew by 5% a year.", "It grew by 0.5% a year.", "5%", "0.5%"),
    ("It was 5 degrees.", "It was −5 degrees.", "5 degrees", "−5 degrees"),
    ("She taught there in 1914.", "She taught there in 1914–18.", "1914", "1914–18"),
    ("She came in 1921 or so.", "She came in 1921/22 or so.", "in 1921", "in 1921/22"),
    ("Then Casey came in.", "Then O’Casey came in.", "Casey", "O’Casey"),
    ("I met his son there.", "I met his son-in-law there.", "his son", "his son-in-law"),
    ("I do not think so, sir.", "I don’t think so, sir.", "I do", "I don’t"),
    ("We could not leave it there.", "We couldn’t leave it there.", "not leave", "couldn’t leave"),
    ("He paid 5 that time.", "He paid £5 that time.", "paid 5", "paid £5"),
    ("Father Keogh shouted.", "Father [Keogh?] shouted.", "Father Keogh", "Father [Keogh?]"),
    ("Some ten miles off.", "Some 16 km (ten miles) off.", "Some ten miles",
     "Some 16 km (ten miles)"),
    ("It stood till the bridge came.", "It stood till the “bridge came”.", "till the bridge came",
     "till the “bridge came”"),
    ("We had no tea then.", "We had no ‘tea’ then.", "no tea", "no ‘tea’"),
    ("(They were late.) I left.", "(They came late.) I left.", "They were late", "They came late"),
]  # fmt: skip
NOT_JOINED = [
    ("I saw him—Teague—at the gate.", "I saw him-Teague-at the gate.", "Teague", "Teague"),
    ("The house—and the yard—burned.", "The house-and the yard-burned.", "the yard", "the yard"),
    ("Teague and Boyle came.", "Teague/Boyle came.", "Teague", "Teague"),
    ("It was red, and big.", "It was a-b-c-d-e-f-g-red, and big.", "red", "red"),
    ("It was red, and big.", "It was a-b-c-d-e-f-g-h-i, red.", "red", "red"),
    ("The house, and the yard.", "The house—and the yard.", "the yard", "the yard"),
    ("The house, and the yard.", "The house—and the yard.", "The house", "The house"),
    ("There were 5, 6 or 7 of us.", "There were 5, 6 or 8 of us.", "5", "5"),
    ("We said it well: half-way.", "We said it well: half-way on.", "half", "half"),
]
IN_OTHER_WORDS = [
    ("Das kostete 5 €, mehr nicht.", "Das kostete 5,50 €, mehr nicht.", "5 €", "5,50 €"),
    ("Das kostete €5, mehr nicht.", "Das kostete 5 €, mehr nicht.", "€5", "5 €"),
    ("The rate was 5% or so.", "The rate was 5 % or so.", "5%", "5 %"),
    ("The fine was £100, no more.", "The fine was 100 pounds, no more.", "£100", "100 pounds"),
    ("I owed $1,200 by then.", "I owed 1,200 dollars by then.", "$1,200", "1,200 dollars"),
    ("It was May 3 when we met.", "It was the third of May when we met.", "May 3",
     "the third of May"),
    ("It was 3 May when we met.", "It was May the third when we met.", "3 May", "May the third"),
    ("We call it the long walk and all that.", "We call it the long walk¹ and all that.",
     "the long walk", "the long walk"),
    ("They call it the long walk.", "They call it the long walk7.", "the long walk",
     "the long walk"),
]  # fmt: skip
CUT_OFF = [
    ("It was noon. I told him that I would not sign it, and he laughed.",
     "It was noon. I told Boyle. I said to him that I would not sign it, and he laughed.",
     "I told him that I would not sign it", "I said to him that I would not sign it"),
    ("And then he hit me with the lantern. I fell.",
     "And I fell. Then he hit me with the lantern. I fell down.",
     "And then he hit me with the lantern", "Then he hit me with the lantern"),
    ("We had eleven children in the house, and no coal.",
     "We were poor. There were eleven children in the house, and no coal.",
     "We had eleven children in the house", "There were eleven children in the house"),
    ("It was noon. Well, he said he had burned it, and he laughed.",
     "It was past twelve. He said he had burned it, and he laughed.",
     "Well, he said he had burned it", "He said he had burned it"),
    ("I went down. He never took off his hat, not even for me. But he spoke to me.",
     "I went down. He never took off his hat. And he spoke to me.",
     "He never took off his hat, not even for me", "He never took off his hat"),
    ("We asked Mr Harlan about the mill. He laughed.",
     "We asked Mr. Harlan about the old mill. He laughed.",
     "Mr Harlan about the mill", "Mr. Harlan about the old mill"),
]  # fmt: skip
NOT_CUT_OFF = [
    ("No, sir, I did not. Go on.", "No, sir, I did [Mr. Holt objects.] not. Go on.",
     "No, sir, I did not", "No, sir, I did [Mr. Holt objects.] not"),
    ("Is that your signature? I think so.", "Is that your [She weeps.] signature? I think so.",
     "Is that your signature", "Is that your [She weeps.] signature"),
    ("We worked in mill No. 5 all that year.", "We worked in mill no. 7 all that year.",
     "We worked in mill No. 5", "We worked in mill no. 7"),
    ("We (all of us) went.", "We (all of us but him) went.", "(all of us)", "(all of us but him)"),
]  # fmt: skip
IN_ANOTHER_ORDER = [
    ("If they had let us out in time nobody would have died. That is all.",
     "Nobody would have died if they had let us out in time. That is all.",
     "If they had let us out in time nobody would have died",
     "Nobody would have died if they had let us out in time"),
    ("I went home after the whistle blew at the gate. I slept.",
     "After the whistle blew at the gate, I went home. I slept.",
     "I went home after the whistle blew at the gate",
     "After the whistle blew at the gate, I went home"),
    ("It rained. He laughed at me. I gave him the paper. I left.",
     "It rained. I gave him the paper. He laughed at me. I left.",
     "He laughed at me. I gave him the paper", "I gave him the paper. He laughed at me"),
    ("That is so. I signed it on the Tuesday. They let me go.",
     "That is so. On the Tuesday I signed it. They let me go.",
     "I signed it on the Tuesday", "On the Tuesday I signed it"),
    ("Then Teague and Boyle came out.", "Then Boyle and Teague came out.",
     "Teague and Boyle", "Boyle and Teague"),
]  # fmt: skip


EDITS = {
    "what readers take for one word is not cut in two": CUT_IN_TWO,
    "dashes and lists join no words": NOT_JOINED,
    "numbers and their units stay whole": IN_OTHER_WORDS,
    "no words beyond a sentence that was put in are taken": CUT_OFF,
    "remarks and names in between cut nothing off": NOT_CUT_OFF,
    "both halves are followed when they change places": IN_ANOTHER_ORDER,
}

IN_FILES = sorted(Path(__file__, "..", "cases", "ends").resolve().glob("*.yml"))


def edits():
    for path in IN_FILES:
        for kind, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield kind, [(case["was"], case["is"], case["quote"], case["now"]) for case in cases]


def followed(before, after, quote):
    old, new = (
        [("p1", ASKED), ("p2", text), ("p3", THEN), ("p4", "I never saw it again.")]
        for text in (before, after)
    )
    [found] = resolve(new, [Annotation("a", Target("p2", quote=quote), "Said.")], old)
    assert isinstance(found, Exact | Moved), found
    return words_at(dict(new), found.passage)


@pytest.mark.parametrize(
    ("before", "after", "quote", "now"),
    [
        pytest.param(*edit, id=f"{kind}-{number}")
        for kind, cases in chain(EDITS.items(), edits())
        for number, edit in enumerate(cases)
    ],
)
def test_a_quote_ends_where_readers_would_let_it_end(before, after, quote, now):
    assert followed(before, after, quote) == now


def test_a_question_put_in_with_its_answer_is_not_taken_in():
    old = [
        ("p1", "Mr Harlan: Who was there?"),
        ("p2", "Mrs Pell: Nobody."),
        ("p3", "Mr Harlan: Did you see Holloway?"),
        ("p4", "Mrs Pell: No."),
    ]
    asked = ("p2a", "Mr Harlan: At what time?"), ("p2b", "Mrs Pell: At six.")
    new = [*old[:2], *asked, ("p3", "Mr Harlan: And did you see Holloway?"), old[3]]
    [found] = resolve(new, [Annotation("a", Target("p3"), "Said.")], old)
    assert (found.passage.first, found.passage.last) == ("p3", "p3")


def test_a_label_alone_makes_no_paragraph_the_same():
    old = [("p1", f"Interviewer: {ASKED}"), ("p2", "Interviewer: Do go on."), ("p3", THEN)]
    new = [old[0], ("p2", "Interviewer: Were you afraid of the dark in those days?"), old[2]]
    [found] = resolve(new, [Annotation("a", Target("p2"), "Said.")], old)
    assert not isinstance(found, Exact | Moved)


@pytest.mark.parametrize("number", range(4))
def test_labels_in_another_style_make_no_paragraph_another(number):
    said = ("I came at noon.", "Alone?", "Yes, sir.", "Go on.")
    old, new = (
        [(f"p{n}", f"{labels[n % 2]} {text}") for n, text in enumerate(said)]
        for labels in (("Mrs Pell:", "Mr Harlan:"), ("A.", "Q."))
    )
    [found] = resolve(new, [Annotation("a", Target(f"p{number}"), "Said.")], old)
    assert isinstance(found, Exact)


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("is_renumbered", [False, True])
def test_of_a_paragraph_that_was_doubled_the_first_is_the_old_one(number, is_renumbered):
    texts = [
        "Who was on the gate that night?",
        "Teague was, with a lantern.",
        "What happened at noon?",
        "Nobody told us to stop. We went on to the depot.",
        "And who was at the depot?",
        "Only Boyle, and he had no keys.",
    ]
    old = [(f"p{n}", text) for n, text in enumerate(texts)]
    new = [*old[: number + 1], (f"p{number}a", texts[number]), *old[number + 1 :]]
    if is_renumbered:
        new = [(f"p{n}", text) for n, (_, text) in enumerate(new)]
    [found] = resolve(new, [Annotation("a", Target(f"p{number}"), "Said.")], old)
    sure = isinstance(found, Exact)
    assert sure or found.score < 0.9
    assert sure == (found.passage.first == found.passage.last == f"p{number}")


def test_words_in_another_order_are_looked_for_once():
    def count(size):
        calls = 0

        def told(_):
            nonlocal calls
            calls += 1
            return 1.0

        text = " ".join(["ab"] * size)
        old, new = (
            DocumentText([("p1", f"{text} end")]),
            DocumentText([("p1", f"end {text} {text}")]),
        )
        fragment = fragment_at(old, 0, len(old.joined))
        reordered(new, fragment, [Pair(size, 0, 0, 1.0)], (-1, 2 * size + 1), told)
        return calls

    assert count(2_000) < 5 * count(500)


@pytest.mark.parametrize(
    ("before", "after", "quote", "now"),
    [
        ("It grew by 5 per cent a year.", "It grew by 5% a year.", "5 per cent", "5%"),
        ("She paid four dollars for it.", "She paid $4 for it.", "four dollars", "$4"),
    ],
)
def test_what_stands_instead_is_shown_with_its_unit(before, after, quote, now):
    old, new = ([("p1", ASKED), ("p2", text), ("p3", THEN)] for text in (before, after))
    [found] = resolve(new, [Annotation("a", Target("p2", quote=quote), "Said.")], old)
    assert found.reason is Loss.REWRITTEN
    assert found.candidates[0].words == now


def resolved(old, new, first, last="", quote=""):
    old, new = ([(f"p{n}", text) for n, text in enumerate(texts)] for texts in (old, new))
    [found] = resolve(new, [Annotation("a", Target(first, last, quote), "Said.")], old)
    return found


def test_what_another_reads_back_is_not_taken_in():
    said = (
        "Pell: I was eleven years old.",
        "The company said it was an accident with the boiler.",
        "He told me to leave a sack of flour by the door.",
    )
    old = ["Harlan: And then?", " ".join(said), "Harlan: Go on.", "Pell: That is all."]
    back = f"Harlan: Let me read that back. {said[1]}"
    found = resolved(old, [old[0], f"{said[0]} {said[2]}", back, *old[2:]], "p1")
    assert (found.passage.first, found.passage.last) == ("p1", "p1")


def test_a_range_keeps_an_end_that_stands_to_the_letter():
    old = [
        "Harlan: What did they say of the keys?",
        "Pell: I had two rifles under my arm and I would not let go of them.",
        "Harlan: Go on.",
        "Pell: No, sir, I did not.",
        "Harlan: What happened the next morning?",
        "Pell: I went to the depot with my sister.",
    ]
    asked = "Harlan: There were twelve of us, and nobody had eaten since Sunday. Go on."
    found = resolved(old, [*old[:2], asked, *old[3:]], "p1", "p3")
    assert (found.passage.first, found.passage.last) == ("p1", "p3")


def test_an_answer_that_a_question_cuts_in_two_keeps_its_first_word():
    old = ["Harlan: And then?", "Pell: Yes. There were forty of them by the mill.", "Harlan: Why?"]
    new = [
        old[0],
        "Pell: Yes.",
        "Harlan: What did you see that morning?",
        "Pell: There were forty of them by the mill.",
        old[2],
    ]
    found = resolved(old, new, "p1")
    assert (found.passage.first, found.passage.last) == ("p1", "p3")


def test_an_answer_that_was_deleted_is_not_another_that_reads_alike():
    old = [
        "Harlan: Were you at the mill?",
        "Pell: Yes, sir.",
        "Harlan: Did you hold the lantern?",
        "Pell: Yes, sir.",
        "Harlan: And then?",
        "Pell: I ran.",
    ]
    found = resolved(old, [*old[:2], *old[4:]], "p3")
    assert not isinstance(found, Exact)
    assert not isinstance(found, Moved) or found.score < 0.9


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The bell rang at 10:30.", "Nobody told us before 10:30."),
        ("Nobody of us knew that: never.", "The whole town saw it: never."),
    ],
)
def test_a_colon_alone_makes_no_label(before, after):
    found = resolved(["Go on.", before, "And?"], ["Go on.", after, "And?"], "p1")
    assert isinstance(found, Lost)


@pytest.mark.parametrize(
    ("before", "after", "quote"),
    [
        ("He paid twenty five $", "He paid twentyfive", "five $"),
        ("Er zahlte fünf hundert €.", "Er zahlte fünfhundert.", "hundert €"),
    ],
)
def test_words_that_were_joined_at_the_end_of_a_text_are_no_trouble(before, after, quote):
    assert resolved([before], [after], "p0", quote=quote)


def test_of_a_target_alone_it_is_not_known_whether_it_is_a_whole_paragraph():
    assert not fragment_of(Target("p1", quote="All that was said.")).is_whole
