"""The rules of house style as `mkdocs.yml` names them; what they report is in the golden files."""

import pytest

from postil.core.house_style import HouseStyle, HouseStyleError


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
