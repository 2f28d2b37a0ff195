"""Where a fragment may be, by its words alone."""

import random

import postil
from postil.core.anchoring import Moved


def test_a_paragraph_of_frequent_words_is_found_when_it_was_moved_far():
    chance = random.Random(7)
    words = [f"{head}{tail}" for head in "bdfgklmnprst" for tail in ("an", "ed", "ilk", "or", "u")]
    old = [(f"p{n}", " ".join(chance.choices(words, k=30))) for n in range(600)]
    identifier, text = old[20]
    moved = text.split()
    moved[10] = "changed"
    new = [*old[:20], *old[21:500], ("p20", " ".join(moved)), *old[500:]]
    new = [(f"q{n}", text) for n, (_, text) in enumerate(new)]
    quote = " ".join(text.split()[8:14])
    note = postil.Annotation("n", postil.Target(identifier, quote=quote), "N")
    [found] = postil.resolve(new, [note], old)
    assert isinstance(found, Moved)
    assert found.quote == " ".join(moved[8:14])


def test_a_word_alone_has_no_pair():
    text = "gate " * 300
    note = postil.Annotation("n", postil.Target("p2", quote="gate"), "N")
    [found] = postil.resolve([("p1", text)], [note])
    assert not isinstance(found, Moved)
