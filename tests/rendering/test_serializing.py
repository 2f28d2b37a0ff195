"""The quick serializer writes what the usual one would."""

from xml.etree.ElementTree import Comment, Element, QName, SubElement, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.serializers import to_html_string, to_xhtml_string

from postil.rendering.serializing import to_xhtml, write_quickly

TAGS = st.sampled_from(["p", "em", "br", "BR", "img", "hr", "h1", "script", "style", "my-own"])
PIECES = ["<", ">", "&", "&amp;", "&#38;", "&#x;", '"', "'", "\n", "é", "\x02", "word"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
TEXT = st.none() | WORDS
NAMES = st.sampled_from(["id", "class", "open", "disabled", "data-x", "aria-label"])


def element(tag, text, tail, attributes, children):
    made = Element(tag, attributes)
    made.text, made.tail = text, tail
    made.extend(children)
    return made


def elements(children):
    attributes = st.dictionaries(NAMES, WORDS, max_size=3)
    return st.builds(element, TAGS, TEXT, TEXT, attributes, children)


TREES = st.recursive(
    elements(st.just([])), lambda inner: elements(st.lists(inner, max_size=3)), max_leaves=8
)


@given(TREES)
def test_a_tree_is_written_as_usual(tree):
    assert to_xhtml(tree) == to_xhtml_string(tree)


@pytest.mark.parametrize("strange", [Comment("so"), Element(QName("urn:x", "y"))])
def test_a_tree_with_something_strange_is_written_as_usual(strange):
    tree = fromstring("<div><p>So</p></div>")
    tree.append(strange)
    assert to_xhtml(tree) == to_xhtml_string(tree)


def test_an_attribute_without_a_value_is_written_as_usual():
    tree = Element("p")
    tree.set("hidden", None)
    assert to_xhtml(tree) == to_xhtml_string(tree)


def test_a_tree_deeper_than_the_stack_is_written_as_usual():
    tree = inner = Element("div")
    for _ in range(5_000):
        inner = SubElement(inner, "em")
    assert to_xhtml(tree) == to_xhtml_string(tree)


def test_another_form_of_output_is_left_to_others():
    md = Markdown(output_format="html")
    write_quickly(md)
    assert md.serializer is to_html_string
