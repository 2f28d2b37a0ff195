"""What an author is told of each resolution."""

import pytest

from postil.core.anchoring import Ambiguous, Candidate, Evidence, Exact, Loss, Lost, Moved, Passage
from postil.core.model import Annotation, FrontMatter, Target, Transcript
from postil.core.resolution_reporting import Surroundings, report_resolution

TEXTS = {
    "p1": "Who was on the gates?",
    "p2": "Six men on the gates, and six men at the lock.",
    "p3": "They asked leave first.",
}
GATES = Passage("p2", 11, "p2", 20)
HERE, THERE = Passage("p1", 11, "p1", 20), Passage("p2", 37, "p2", 45)
ACROSS = Passage("p1", 15, "p3", 4)
WORDS = Target("p2", quote="the gates")


def said(target, resolution, confidence=0.9):
    finding = report_resolution(
        Annotation("x", target, "N", path="n.yml"),
        resolution,
        TEXTS,
        Transcript("t.md", FrontMatter()),
        Surroundings,
        confidence,
    )
    return finding and f"{finding} | {finding.nearest} | {finding.way_out}"


def moved(passage, quote, score=0.95, evidence=Evidence.OLD_TEXT):
    return Moved(passage, score, evidence, quote)


@pytest.mark.parametrize(
    ("target", "resolution", "words"),
    [
        (
            WORDS,
            moved(HERE, "the gates"),
            ["“the gates” stands in p1 of t.md, not in p2", "moved]"],
        ),
        (
            Target("p2", quote="the gates", prefix="upon"),
            moved(GATES, "the gates"),
            ["“the gates” stands in p2, but the words around it read otherwise now", "moved]"],
        ),
        (
            Target("p2", quote="a gate"),
            moved(GATES, "the gates"),
            ["“a gate” reads otherwise now in p2 of t.md", "p2: [-a-]{+the+} [-gate-]{+gates+}"],
        ),
        (
            Target("p3", quote="a gate"),
            moved(GATES, "the gates", 0.5),
            [
                "reads otherwise now, in p2 of t.md [quote-uncertain]",
                "--interactive",
                "50% certain",
            ],
        ),
        (
            Target("p2", quote="lock. They"),
            moved(Passage("p2", 41, "p3", 4), "lock. They", 0.7, Evidence.SAME_PARAGRAPH),
            ["“lock. They” runs from p2 into p3 [quote-across-paragraphs]", "`paragraph: p2-p3`"],
        ),
        (Target("p7"), moved(Passage("p3", 0, "p3", 23), ""), ["what was p7 of t.md is p3 now"]),
        (
            Target("p2", quote="six men"),
            Ambiguous((Passage("p2", 26, "p2", 33), Passage("p2", 26, "p2", 33))),
            ["stands 2 times in p2 of t.md [quote-ambiguous]"],
        ),
        (
            Target("p2", quote="the gates", prefix="below"),
            Ambiguous((GATES, THERE)),
            ["stands in p2, but not after “below”"],
        ),
        (
            WORDS,
            Ambiguous((GATES, HERE)),
            ["may belong elsewhere [quote-uncertain]", "p1: …Who was"],
        ),
        (
            Target("p3", quote="the gates"),
            Ambiguous((HERE, THERE)),
            ["is not in p3 of t.md [quote-lost]", "in p1: “the gates”", "`paragraph: p1`"],
        ),
        (
            Target("p9", quote="the gate"),
            Ambiguous((HERE, GATES)),
            ["is not in p9 of t.md [quote-lost]", "p1: …Who was on [the gates]?… / p2: …"],
        ),
        (
            Target("p9", quote="the lock"),
            Ambiguous((HERE, Passage("p2", 37, "p2", 45))),
            ["The words stand in p2: `paragraph: p2`."],
        ),
        (
            Target("p2", quote="“the gates”"),
            Ambiguous((Passage("p1", 0, "p1", 3), Passage("p2", 0, "p2", 3))),
            ["the quotation marks round it are not in the text", "Write `the gates`."],
        ),
        (
            Target("p2", quote="the gate and six"),
            moved(Passage("p2", 11, "p2", 29), "the gates, and six", 0.7, Evidence.SAME_PARAGRAPH),
            ['Write `"the gates, and six"` if you mistyped.'],
        ),
        (
            Target("p1", quote="a gate"),
            moved(GATES, "the gates", 0.7, Evidence.WORDS),
            [
                "“a gate” is not in p1 of t.md [quote-uncertain]",
                "Write `the gates`, and `paragraph: p2` if you mistyped. If the text has changed",
            ],
        ),
        (Target("p3", "p1", "the"), Lost(Loss.NOT_FOUND), ["p1 comes before p3 [paragraph-order]"]),
        (
            Target("p3"),
            Lost(Loss.REWRITTEN, (Candidate(HERE, 0.4),)),
            ["p3 of t.md says something else than it did [paragraph-rewritten] |  | Decide"],
        ),
        (
            Target("p3"),
            Lost(Loss.OTHER_PARAGRAPH),
            ["p3 of t.md may be another text: the notes around it have other paragraphs now"],
        ),
        (
            WORDS,
            Lost(Loss.REMOVED, (Candidate(HERE, 0.8),)),
            ["is not in p2 of t.md: it was cut out", "80% alike, in p1: “the gates”"],
        ),
        (
            Target("p1", "p3", "gates? Six men … at the lock. They"),
            Lost(Loss.NOT_FOUND, (Candidate(ACROSS, 0.7),)),
            [f"70% alike, in p1: “gates? {TEXTS['p2']} They”"],
        ),
        (
            Target("p1", "p3", f"gates? {TEXTS['p2']} They"),
            Ambiguous((ACROSS, ACROSS)),
            ["stands 2 times in p1-p3 of t.md [quote-ambiguous]", f"[gates? {TEXTS['p2']} They]"],
        ),
        (WORDS, Lost(Loss.REWRITTEN), ["t.md: it was put in other words", "Choose other words"]),
        (
            WORDS,
            Lost(Loss.NOT_FOUND),
            ["is not in p2 of t.md [quote", "Nothing in this transcript"],
        ),
        (WORDS, Lost(Loss.ELSEWHERE, (Candidate(HERE, 1.0),)), ["The words stand in p1"]),
        (WORDS, Lost(Loss.ACROSS, (Candidate(HERE, 1.0),)), ["runs from p1 into p1"]),
        (
            Target("p2", quote="the gates", suffix="of"),
            Lost(Loss.CONTEXT, (Candidate(GATES, 1.0),)),
            ["stands in p2, but not before “of” [quote-lost]"],
        ),
    ],
)
def test_what_became_of_a_note_is_said(target, resolution, words):
    message = said(target, resolution)
    for part in words:
        assert part in message


def test_nothing_is_said_of_a_note_that_stands_or_names_no_paragraph():
    assert said(WORDS, Exact(GATES)) is None
    assert said(Target("page 2", quote="the gates"), Lost(Loss.NO_PARAGRAPH)) is None
