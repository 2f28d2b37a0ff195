"""How alike texts are, the long ones too: of those, no two are compared letter by letter."""

import random
from itertools import pairwise

import pytest
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from postil.core import likeness as compared
from postil.core import old_text, regions
from postil.core.candidates import Search
from postil.core.document_text import DocumentText
from postil.core.fragments import fragment_of
from postil.core.likeness import alike, likeness, likest
from postil.core.model import Target
from postil.core.old_text import OldText
from postil.core.word_alignment import equal_runs

WORDS = [f"{head}{tail}" for head in "bdfgklmnprst" for tail in ("an", "ed", "ilk", "orest", "u")]
LONG = 4_000


@pytest.fixture
def cells(monkeypatch):
    """The pairs of letters that were compared, one number for each comparison."""
    counted = []

    def counting(scorer):
        def score(old, new, **options):
            counted.append(0 if old == new else len(old) * len(new))
            return scorer(old, new, **options)

        return score

    ratio = counting(fuzz.ratio)

    def extract(old, texts, **options):
        scored = [(text, ratio(old, text), number) for number, text in enumerate(texts)]
        return [one for one in scored if one[1] >= options["score_cutoff"]]

    def extract_one(old, texts, **_):
        scored = [(text, ratio(old, text), number) for number, text in enumerate(texts)]
        return max(scored, key=lambda one: one[1])

    monkeypatch.setattr(compared.fuzz, "ratio", ratio)
    monkeypatch.setattr(compared.LCSseq, "similarity", counting(LCSseq.similarity))
    monkeypatch.setattr(compared.process, "extract", extract)
    monkeypatch.setattr(compared.process, "extractOne", extract_one)
    return counted


def prose(count, seed=1):
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def edited(text, share, seed=2):
    rng = random.Random(seed)
    return " ".join(word[::-1] if rng.random() < share else word for word in text.split(" "))


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_the_likeness_of_long_texts_is_that_of_all_their_letters(share):
    old = prose(3_000)
    new = "words put before it " * 20 + edited(old, share)
    assert likeness(old, new) == pytest.approx(fuzz.ratio(old, new) / 100, abs=0.02)


def test_equal_texts_are_alike_and_none_is_that_is_less_alike_than_asked_for():
    old = prose(2_000)
    assert likeness(old, old) == 1.0
    assert likeness(old, edited(old, 0.1), 0.8) > 0.8
    assert likeness(old, edited(old, 0.9), 0.99) == 0.0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (prose(20_000), edited(prose(20_000), 0.2)),
        (prose(20_000), prose(20_000, seed=3)),
        ("six men. " * 10_000, "seven men. " * 10_000),
        ("x" * 100_000, "xy" * 50_000),
    ],
)
def test_the_likeness_of_long_texts_takes_no_longer_for_each_letter(cells, old, new):
    assert likeness(old, new) > 0.3
    assert sum(cells) <= 2 * LONG * len(new)


def test_words_of_very_many_letters_are_alike_by_their_ends(cells):
    word = "".join(random.Random(1).choices("abcdefghij", k=100_000))
    found = alike(word, [f"{word[:-1]}x", word[:40_000], word[::-1], "gate", word[:3_000]], 0.6)
    assert list(found) == [0]
    assert found[0] > 0.99
    assert sum(cells) <= 5 * LONG**2


def test_long_words_are_no_more_alike_than_their_lengths():
    word = "ab" * 50_000
    assert alike(word, [word[:50_000]], 0.6)[0] == pytest.approx(2 / 3)


@pytest.mark.parametrize("is_start", [True, False])
def test_of_long_texts_that_differ_at_one_end_the_likest_is_found_there(cells, is_start):
    words = prose(5_000).split(" ")
    quote = edited(" ".join(words[10:-10]), 0.01)
    if is_start:
        texts = [" ".join(words[first:-10]) for first in range(20)]
    else:
        texts = [" ".join(words[10:last]) for last in range(-20, 0)]
    assert likest(quote, texts) == 10
    assert sum(cells) <= len(texts) * LONG**2


def test_the_likest_of_short_texts_to_a_long_quote_is_the_longest():
    words = prose(500).split(" ")
    assert likest(" ".join(words), [" ".join(words[:5]), " ".join(words[:9])]) == 1


def test_texts_that_differ_by_very_long_words_are_compared_as_long_texts_are(cells):
    first, second = prose(3_000, seed=5), prose(3_000, seed=6)
    texts = [second, f"{first} {second}", f"{first} {first} {second}"]
    assert likest(edited(f"{first} {second}", 0.01), texts) == 1
    assert sum(cells) <= 3 * LONG * sum(map(len, texts))


def test_equal_words_of_long_texts_are_numbered_from_the_base_on():
    old = [f"{number}" for number in range(2_000)]
    new = ["none", *old]
    assert equal_runs(old, new, 7) == [(0, 8, 2_000)]
    assert equal_runs(old[:5], new[:6], 7) == [(0, 8, 5)]
    assert equal_runs(old, new) == [(0, 1, 2_000)]


def test_a_range_of_very_many_paragraphs_is_not_looked_for_in_each(monkeypatch):
    texts = [prose(40, seed) for seed in range(100)]
    old = DocumentText([(f"p{number}", text) for number, text in enumerate(texts)])
    new = DocumentText([(f"p{number}", f"We did. {text}") for number, text in enumerate(texts)])
    named = []

    class Counting(Search):
        def find(self, fragment, paragraphs=()):
            named.append(len(fragment.words) * len(paragraphs))
            return super().find(fragment, paragraphs)

    monkeypatch.setattr(old_text, "Search", Counting)
    whole = OldText(old, new, Search(new))
    place = whole.follow(0, len(old.joined), []).in_line
    assert whole.back(place, 0, len(old.joined)).stands > 0.5
    assert named == [0]
    start, end = old.starts[5], old.starts[6] - 1
    place = whole.follow(start, end, []).in_line
    assert whole.back(place, start, end).start == start
    assert named[1] > 0


def test_regions_with_nearly_the_same_words_are_looked_at_once(monkeypatch):
    sentences = [prose(40, seed) + f" number{seed}" for seed in range(60)]
    quote = " ".join(sentences)
    before = prose(500, seed=99)
    document = DocumentText(
        [("p0", before), ("p1", "".join(f"we did. {one} " for one in sentences))]
    )
    begins = []

    def counting(old, new, base):
        begins.append(base)
        return equal_runs(old, new, base)

    monkeypatch.setattr(regions, "equal_runs", counting)
    found = Search(document).find(fragment_of(Target("p1", quote=quote)))
    assert found[0].share > 0.9
    assert min(b - a for a, b in pairwise(sorted(begins))) > 2_460 // 64
