"""Two old texts of one note: the kept one counts where by it the note stands as it is."""

import pytest

from postil.core.anchoring import resolve_each
from postil.core.disagreement import Witnessed, contested
from postil.core.model import Annotation, Target

NOW = [("p1", "The company sent Mrs Sand with the money. Mrs Pell was her sister.")]
OLD = [("p1", "The company sent Mrs Pell with the money.")]
SINCE = [("p1", "The company sent Mrs Sand with money. Mrs Pell was her sister.")]
TWICE = [("p1", "Mrs Pell sent Mrs Pell with the money.")]
PELL = Annotation("pell", Target("p1", quote="Mrs Pell"), "N")


@pytest.mark.parametrize(
    ("revision", "kept", "is_contested"),
    [
        (OLD, NOW, True),
        (OLD, SINCE, True),
        (OLD, list(OLD), False),
        (OLD, OLD, False),
        (OLD, TWICE, False),
        (OLD, [("p2", "Something else.")], False),
        (OLD, None, False),
        (SINCE, NOW, False),
        (NOW, OLD, False),
    ],
)
def test_a_note_is_contested_where_it_stands_by_the_kept_text_only(revision, kept, is_contested):
    (found,) = resolve_each(NOW, [PELL], [revision])
    assert contested(NOW, [Witnessed(PELL, found, revision, kept)]) == [is_contested]
