"""Words of contributors in Markdown that others read."""

import markdown
from hypothesis import example, given
from hypothesis import strategies as st

from postil.core.markdown_text import code_span


@given(st.text("a`\\ <>@[]()|*_\n\u202e", max_size=20))
@example("")
@example(" ")
@example("``")
@example("` a `")
def test_what_is_in_a_code_span_is_only_text(text):
    span = code_span(text)
    assert "\n" not in span
    assert "\u202e" not in span
    html = markdown.markdown(f"a {span} b")
    assert html.startswith("<p>a <code>")
    assert html.endswith("</code> b</p>")
    assert html.count("<") == 4
