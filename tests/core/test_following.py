"""Which place is believed when the old text is known: of what alignment and search find."""

from dataclasses import replace

import pytest
from tests.core.example_places import STANDING

from postil.core.answers import Answers
from postil.core.document_text import DocumentText, FoldedSpan
from postil.core.following import Following
from postil.core.model import Target
from postil.core.old_text import Followed
from postil.core.resolutions import Loss, Moved

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
