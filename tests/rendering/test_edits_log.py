"""The log of edits below a transcript, as it is read."""

import pytest

from postil.core.model import Edit, FrontMatter
from postil.rendering.head_markup import edits_log

READ = {
    "The name was misheard.": "The name was misheard. Paragraph 2.",
    "Corrected a name": "Corrected a name. Paragraph 2.",
    "Who was it?": "Who was it? Paragraph 2.",
    "更正了姓名。": "更正了姓名。 Paragraph 2.",
}


@pytest.mark.parametrize("what", READ)
def test_what_was_done_ends_before_the_paragraphs_are_named(what):
    edit = Edit(date="2026-11-20", what=what, by="R. Lund", paragraphs=("p2",))
    log = edits_log(FrontMatter(edits=(edit,)), ["p1", "p2"])
    assert "".join(log.itertext()).endswith(f"R. Lund: {READ[what]}")


def test_what_was_done_to_all_of_the_text_stays_as_it_was_written():
    log = edits_log(FrontMatter(edits=(Edit(date="2026-11-20", what="New spelling"),)), [])
    assert "".join(log.itertext()).endswith(": New spelling")
