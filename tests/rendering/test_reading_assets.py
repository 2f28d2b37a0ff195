"""The style sheets as they are served: made smaller, and the same in effect."""

import re
from importlib import resources

import pytest
from rcssmin import cssmin

ASSETS = resources.files("postil") / "assets"
SHEETS = sorted(file.name for file in ASSETS.iterdir() if file.name.endswith(".css"))
BELOW = re.compile(r"[\w)\]*&] (?=:[a-z])(?=[^;{}]*\{)")
"""A space for "anywhere below" in front of a pseudo-class: in a nested rule it would get lost."""


@pytest.mark.parametrize("name", SHEETS)
def test_what_stands_below_something_still_does_when_the_sheet_is_made_smaller(name):
    sheet = re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text("utf-8"), flags=re.DOTALL)
    assert len(BELOW.findall(cssmin(sheet))) == len(BELOW.findall(sheet))
