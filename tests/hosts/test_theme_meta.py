"""What a theme is told of a transcript's front matter: escaped, and in the form that it can use."""

import pytest

from postil.core.front_matter import parse_transcript
from postil.hosts.theme_meta import theme_meta


def meta_of(head):
    transcript, _ = parse_transcript(f"---\n{head}\n---\nWords.", "t.md")
    return theme_meta(transcript.front_matter)


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        ("title: Six <b>men", "title", "Six &lt;b&gt;men"),
        ('description: "\'&\\""', "description", "&#x27;&amp;&quot;"),
        ("tags: [strike, a<b]", "tags", ["strike", "a&lt;b"]),
        ("tags: [strike, {a: b}, [c]]", "tags", ["strike"]),
        ("tags: strike", "tags", []),
        ("search: {exclude: true}", "search", {"exclude": True}),
        ("search: {boost: 1.5, other: x}", "search", {"boost": 1.5}),
        ("search: {boost: [2]}", "search", {}),
        ("search: {boost: <b>}", "search", {}),
        ("search: none", "search", {}),
        ("boost: 2", "boost", "2"),
        ("robots: no<index", "robots", "no&lt;index"),
        ("hide: [navigation]", "hide", ["navigation", "toc"]),
        ("hide: navigation", "hide", ["toc"]),
    ],
)
def test_the_theme_gets(head, key, value):
    assert meta_of(head)[key] == value


@pytest.mark.parametrize(
    "key", ["template", "social", "icon", "canonical_url", "status", "anything"]
)
def test_the_theme_does_not_get(key):
    assert key not in meta_of(f"{key}: {{cards_layout_options: {{background_image: /etc/passwd}}}}")
