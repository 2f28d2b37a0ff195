"""Weaving: text is never changed, and each wrap covers exactly its stretch."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.textview import Piece, text_of, view
from postil.core.weaving import Insertion, Wrap, after_punctuation, weave

PARAGRAPHS = (
    "<p>plain words only</p>",
    "<p><strong>Ada:</strong> and then <em>six <b>men</b></em> came</p>",
    "<p>a <a href='x'>link with <code>code</code> in</a> it</p>",
    "<p>before<br />after <code>x</code><img src='i' /> end</p>",
    "<p><em>all of it</em></p>",
    "<p>nested <em>one <em>two <em>three</em></em></em> out</p>",
)


def no_placeholders(_raw):
    return None


def wrap(start, end, name="m"):
    return Wrap(start, end, lambda: ET.Element("mark", {"class": name}))


def covered(element, name):
    """The text within elements of a class, in document order."""
    return "".join(
        "".join(mark.itertext()) for mark in element.iter("mark") if mark.get("class") == name
    )


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=5)


@given(st.sampled_from(PARAGRAPHS), SPANS, st.lists(st.integers(0, 40), max_size=4))
def test_text_is_kept_and_each_wrap_covers_its_stretch(markup, spans, places):
    element = ET.fromstring(markup)
    paragraph = view(element, no_placeholders)
    text = paragraph.whole
    wraps = [
        wrap(min(start, len(text)), min(start + length, len(text)), f"m{n}")
        for n, (start, length) in enumerate(spans)
    ]
    markers = [Insertion(min(place, len(text)), ET.Element("sup")) for place in places]
    weave(paragraph, wraps, markers)
    assert text_of(element, no_placeholders) == text
    assert len(list(element.iter("sup"))) == len(places)
    for n, made in enumerate(wraps):
        stretch = text[made.start : made.end].replace("\n", "")  # A <br> cannot be wrapped.
        assert covered(element, f"m{n}") == stretch
    assert not element.findall(".//a//sup")


def woven(markup, *wraps, markers=(), decode=no_placeholders):
    element = ET.fromstring(markup)
    weave(view(element, decode), wraps, markers)
    return ET.tostring(element, encoding="unicode")


def test_crossing_passages_are_nested_where_they_overlap():
    assert woven("<p>abcdef</p>", wrap(0, 4, "a"), wrap(2, 6, "b")) == (
        '<p><mark class="a">ab</mark><mark class="a"><mark class="b">cd</mark></mark>'
        '<mark class="b">ef</mark></p>'
    )


def test_the_longer_of_two_that_start_together_is_outside():
    assert woven("<p>abc</p>", wrap(0, 1, "short"), wrap(0, 3, "long")) == (
        '<p><mark class="long"><mark class="short">a</mark></mark><mark class="long">bc</mark></p>'
    )


def test_a_marker_at_the_end_of_a_link_goes_behind_the_link():
    marker = Insertion(2, ET.Element("sup"))
    assert woven("<p><a>ab</a>cd</p>", markers=[marker]) == "<p><a>ab</a><sup />cd</p>"
    marker = Insertion(2, ET.Element("sup"))
    assert woven("<p>x<a>ab</a></p>", markers=[marker]) == "<p>x<a>ab</a><sup /></p>"


def test_markers_at_one_place_keep_their_order():
    first, second = ET.Element("i"), ET.Element("u")
    markers = [Insertion(2, first), Insertion(2, second)]
    assert woven("<p>abc</p>", markers=markers) == "<p>ab<i /><u />c</p>"


def test_a_wrap_does_not_reach_across_a_tag_that_is_only_a_placeholder():
    def decode(raw):
        return [Piece(raw.index("<"), raw.index(">") + 1, "")] if "<" in raw else None

    assert woven("<p>one&lt;b&gt;two</p>", wrap(1, 5), decode=decode) == (
        '<p>o<mark class="m">ne</mark>&lt;b&gt;<mark class="m">tw</mark>o</p>'
    )


def test_offsets_pass_over_what_a_placeholder_stands_for():
    def decode(raw):
        return [Piece(3, 6, "’")] if "@@@" in raw else None

    assert woven("<p>it @@@ s</p>", wrap(0, 4), decode=decode) == (
        '<p><mark class="m">it @@@</mark> s</p>'
    )
    assert woven("<p>it @@@ s</p>", wrap(4, 6), decode=decode) == (
        '<p>it @@@<mark class="m"> s</mark></p>'
    )


def test_a_passage_may_begin_within_what_one_entity_stands_for():
    def decode(raw):
        return [Piece(1, 8, "fj")] if "&" in raw else None

    assert woven("<p>a&amp;fjlig;ord</p>", wrap(2, 5), decode=decode) == (
        '<p>a<mark class="m">&amp;fjlig;or</mark>d</p>'
    )


def test_replaced_text_is_shown_instead():
    shown = Wrap(0, 3, lambda: ET.Element("time"), "1:0")
    assert woven("<p>[1] a</p>", shown) == "<p><time>1:0</time> a</p>"


def test_an_empty_paragraph_stays_as_it_is():
    assert woven("<p />") == "<p />"


@pytest.mark.parametrize(
    ("text", "end", "marker"),
    [
        ("gates.", 5, 6),
        ("gates”, and", 5, 7),
        ("gates. Then", 5, 6),
        ('gates." Then', 5, 7),
        ("gates 'yes'", 5, 5),
        ("it's", 2, 2),
        ("gates", 5, 5),
        ("gates?!)", 5, 8),
        ("gates (yes)", 5, 5),
    ],
)
def test_a_marker_stands_behind_closing_punctuation(text, end, marker):
    assert after_punctuation(text, end) == marker
