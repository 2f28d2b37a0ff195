"""The rules of house style as `mkdocs.yml` names them; what they report is in the golden files."""

from xml.etree.ElementTree import fromstring

import pytest

from postil import Annotation, Target
from postil.core.codes import Code
from postil.core.house_style import HouseStyle, HouseStyleError, report_house_style


def test_without_settings_there_are_no_rules():
    assert HouseStyle.of({}) == HouseStyle(
        sources=False, words=0, bare_urls=False, link_texts=False, single_words=False
    )


def test_rules_are_chosen_one_by_one():
    assert HouseStyle.of({"words": 150, "sources": True}) == HouseStyle(sources=True, words=150)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"source": True}, "no rule “source”; did you mean sources?"),
        ({"grammar": True}, "there are sources, words, bare_urls, link_texts or single_words"),
        ({"words": True}, "words must be a number"),
        ({"words": -1}, "words must be a number"),
        ({"sources": "yes"}, "sources must be true or false"),
    ],
)
def test_what_is_no_rule_is_said(options, why):
    with pytest.raises(HouseStyleError, match=why):
        HouseStyle.of(options)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"sources": True}, Code.NO_SOURCE),
        ({"words": 2}, Code.LONG_NOTE),
        ({"bare_urls": True}, Code.BARE_URL),
        ({"link_texts": True}, Code.LINK_TEXT),
        ({"single_words": True}, Code.SINGLE_WORD),
    ],
)
def test_a_rule_finds_its_own_fault_only(rule, code):
    body = fromstring('<div><p>See <a href="/a">here</a>: https://example.org/a</p></div>')
    note = Annotation("six-men", Target("p1", quote="gates"), "x", kind="correction")
    found = report_house_style(note, body, "See here: a", HouseStyle.of(rule))
    assert [finding.code for finding in found] == [code]
