"""Where sentences begin and end."""

import pytest

from postil.core.document_text import DocumentText
from postil.core.sentences import SENTENCE_ENDS, sentence_begins


@pytest.mark.parametrize("sign", SENTENCE_ENDS)
def test_a_sentence_begins_behind_each_sign(sign):
    document = DocumentText([("p1", f"one two{sign} three, four"), ("p2", "five")])
    assert sorted(sentence_begins(document)) == [0, 2, 4, 5]


def test_no_sentence_begins_behind_a_comma():
    assert sentence_begins(DocumentText([("p1", "one, two; three: four – five")])) == {0, 5}
