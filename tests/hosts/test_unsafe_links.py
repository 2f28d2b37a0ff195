"""A link or picture that loses its address leaves its words, and the build goes on."""

import pytest

from hosts.sites import words_of

NOTE = """
    annotations/marsh.yml:
    | annotations:
    |   - id: odd
    |     target: {paragraph: p3}
    |     note: |
    |       See %s there.
"""


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("[the *list*](javascript:alert(1))", "See the list there."),
        ("![the list](javascript:alert(1))", "See the list there."),
        ("[the list](http://[::1)", "See the list there."),
        ("![the list](https://[x/y.png)", "See the list there."),
        ("[the list](https://example.org){: href }", "See the list there."),
        (
            "[the list](https://example.org){: href=javascript:x target=_top }",
            "See the list there.",
        ),
    ],
)
def test_the_words_stay_and_one_warning_says_what_was_taken_out(site, build, markdown, words):
    built = build(site(NOTE % markdown))
    html = built.html()
    assert words in words_of(html)
    assert "javascript:" not in html
    assert "<a>" not in html
    assert "the list</a>" not in html
    assert all("[html-removed]" in line for line in built.warnings)
    assert "javascript:" not in built.html("notes.html")
