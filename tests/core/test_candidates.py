"""Where a fragment may have gone."""

import pytest

from postil.core.candidates import Search
from postil.core.document_text import DocumentText
from postil.core.fragments import fragment_of
from postil.core.model import Target


@pytest.mark.parametrize(
    ("behind", "is_doubled"),
    [
        ("Captain Larkin’s twin sister came later.", True),
        ("Reverend Larkin’s twin sister came later.", True),
        ("Reverend Harper’s twin sister came later.", False),
    ],
)
def test_a_copy_beside_a_place_may_have_another_of_the_telling_words(behind, is_doubled):
    others = "A twin and a sister stood there. " * 3
    text = f"{others}Captain Larkin’s twin sister left. {behind}"
    search = Search(DocumentText([("p1", text)]))
    fragment = fragment_of(Target("p1", quote="Captain Larkin’s twin sister"))
    [place, *_] = search.find(fragment)
    assert text[place.start : place.end] == "Captain Larkin’s twin sister"
    assert search.is_doubled(fragment, place) is is_doubled
