"""Plain words and simple emphasis that are spared the search for markup: the result is the same."""

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from postil.rendering.plain_text import PlainText

PIECES = st.sampled_from(
    [
        *("word", "two words", "a", " ", " ", "\n", "  \n", ".", ",", "?", ":", "(", ")", "—", "…"),
        *("*", "*", "**", "***", "*word*", "*two words*", "**Ada Marsh:**", "**Ada** Marsh:", "_"),
        *("`", "[", "](", "&", "<b>", "\\", "{", "}", "'", '"', "--", "...", "é", "\xa0", "\u200b"),
    ]
)


class Spare(Treeprocessor):
    """Marks what is plain, just before the search for markup."""

    __module__ = "postil.tests"  # Or it would be a stranger's, which may look for anything.

    def run(self, root):
        PlainText(self.md).mark_all(root)


def converted(text, extensions, *, is_spared):
    md = Markdown(extensions=extensions)
    if is_spared:
        md.treeprocessors.register(Spare(md), "spare", 25)
    return md.convert(text)


@pytest.mark.parametrize("extensions", [["attr_list"], ["attr_list", "smarty"], ["abbr", "nl2br"]])
@given(pieces=st.lists(PIECES, max_size=12))
def test_the_page_is_the_same_whether_or_not_plain_words_are_spared(extensions, pieces):
    text = "".join(pieces)
    plain = converted(text, extensions, is_spared=False)
    assert converted(text, extensions, is_spared=True) == plain


def test_simple_emphasis_is_spared():
    paragraph = Element("p")
    PlainText(Markdown()).set(paragraph, "**Ada Marsh:** It was *six men*, not *eight*.")
    words = "".join(paragraph.itertext())
    assert words == "Ada Marsh: It was six men, not eight."
    assert [child.tag for child in paragraph] == ["strong", "em", "em"]
    assert all(isinstance(child.tail, AtomicString) for child in paragraph)
