"""Notes of one old paragraph that are found together again vouch for each other."""

import random

import pytest

import postil
from postil.core import companions
from postil.core.anchoring import Lost, Moved

STRIKE = (
    "He said that the lamp in the signal box had burned all through the strike, and nobody "
    "believed him. My aunt kept the ledger of the chandlery until the week she died, and her "
    "brother the keys."
)
DOCUMENT = [
    ("q1", "The harbour froze in January. We walked to school over the ice."),
    ("q2", STRIKE),
    ("q3", "A pilot from the lower quay taught us how to read the tide tables by candlelight."),
]
LAMP = "the lamp in the signal box had burned all through"
LEDGER = "aunt kept the ledger of the chandlery until"
PILOT = "pilot from the lower quay taught us how to read"


def note(quote, paragraph="p7"):
    return postil.Annotation(quote, postil.Target(paragraph, quote=quote), "N")


def found(*quotes, document=DOCUMENT):
    annotations = [
        quote if isinstance(quote, postil.Annotation) else note(quote) for quote in quotes
    ]
    resolutions = postil.resolve(document, annotations)
    assert postil.resolve(document, annotations[::-1]) == resolutions[::-1]
    return resolutions


def test_two_that_stand_in_one_paragraph_again_are_believed():
    for resolution, words in zip(found(LAMP, LEDGER), (LAMP, LEDGER), strict=True):
        assert isinstance(resolution, Moved)
        assert (resolution.passage.first, resolution.quote) == ("q2", words)


@pytest.mark.parametrize(
    "quotes",
    [
        pytest.param([LAMP], id="alone"),
        pytest.param([LAMP, PILOT], id="in two paragraphs"),
        pytest.param([LAMP, LAMP[4:30]], id="words of one are words of the other"),
        pytest.param([LAMP, note(LEDGER, "p8")], id="of two paragraphs"),
    ],
)
def test_others_are_asked_about(quotes):
    assert all(isinstance(resolution, Lost) for resolution in found(*quotes))


def test_where_most_of_the_others_are_counts():
    keys = "the week she died, and her brother the keys"
    lamp, ledger, _, pilot = found(LAMP, LEDGER, keys, PILOT)
    assert isinstance(lamp, Moved)
    assert isinstance(ledger, Moved)
    assert isinstance(pilot, Lost)


WORDS = ["".join(random.Random(n).choices("abdegiklmnoprstu", k=8)) for n in range(1_200)]
APART = [" ".join(WORDS[at : at + 4]) for at in range(0, 1_200, 4)]
ACROSS = [" ".join(WORDS[600 - n // 17 : 605 + n % 17]) for n in range(289)]
"""Quotes all of which hold the same words."""


@pytest.mark.parametrize(("quotes", "expected"), [(APART, Moved), (ACROSS, Lost)])
def test_notes_of_one_paragraph_are_not_all_compared_with_each_other(monkeypatch, quotes, expected):
    compared = []

    def is_apart(*places):
        compared.append(places)
        return real(*places)

    real = companions._is_apart
    monkeypatch.setattr(companions, "_is_apart", is_apart)
    resolutions = found(*quotes, document=[("q1", " ".join(WORDS))])
    assert all(isinstance(resolution, expected) for resolution in resolutions)
    assert 0 < len(compared) < 20 * len(quotes)
