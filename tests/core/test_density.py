"""The strip that shows where on a page the notes are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.annotated_page import AnnotatedPage
from postil.core.density import Segment, alternative, drawing, segments
from postil.core.model import Annotation, Target
from postil.core.placement import PlacedNote

STRIPS = st.lists(
    st.builds(Segment, st.just("p1"), st.integers(0, 5000), st.integers(0, 9)), max_size=80
)


def lines(image):
    """Every segment as left end, right end and shade."""
    for path in image:
        shade = int(path.get("class").rpartition("-")[2])
        end = 0
        for left, further, width in re.findall(r"(?:M(\d+) 5|m(\d+) 0)h(\d+)", path.get("d")):
            start = int(left) if left else end + int(further)
            end = start + int(width)
            yield start, end, shade


def test_a_segment_is_a_paragraph_with_its_length_and_notes():
    note = Annotation("a", Target("p2"), "A.")
    placed = [PlacedNote(note, None, n, home) for n, home in enumerate(("p2", "p2", ""))]
    page = AnnotatedPage(tuple(placed), (), {"p1": "four", "p2": "sixsix"})
    assert segments(page) == (Segment("p1", 4, 0), Segment("p2", 6, 2))


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ([0], "No notes on 1 paragraph"),
        ([0, 1], "1 note on 1 of 2 paragraphs: 1 on paragraph 2"),
        ([0, 1, 2], "3 notes on 2 of 3 paragraphs: 2 on paragraph 3; 1 on 2"),
        ([2, 1, 2, 1], "6 notes on 4 of 4 paragraphs: 2 on paragraphs 1 and 3; 1 on 2 and 4"),
        ([3, 3, 1, 3], "10 notes on 4 of 4 paragraphs: 3 on paragraphs 1, 2 and 4; 1 on 3"),
        ([1] * 21, "21 notes on 21 of 21 paragraphs: 1 on each of them"),
        ([2] * 21, "42 notes on 21 of 21 paragraphs: at most 2 on them"),
        (
            [3] + [1] * 20,
            "23 notes on 21 of 21 paragraphs: 3 on paragraph 1; 1 on each of 20 others",
        ),
        (
            [3] + [2] * 20 + [1],
            "44 notes on 22 of 22 paragraphs: 3 on paragraph 1; at most 2 on 21 others",
        ),
    ],
)
def test_s25_the_alternative_text_names_paragraphs_and_counts_those_with_most_notes_first(
    notes, words
):
    strip = [Segment(f"p{number}", 5, count) for number, count in enumerate(notes, start=1)]
    assert alternative(strip) == words
    assert drawing(strip).get("aria-label") == words


@given(STRIPS)
def test_s25_the_alternative_text_can_be_listened_to(strip):
    assert len(alternative(strip)) < 300


@given(STRIPS)
def test_s25_every_paragraph_is_one_segment_in_its_place(strip):
    image = drawing(strip)
    found = sorted(lines(image))
    assert [shade for _, _, shade in found] == [min(segment.notes, 4) for segment in strip]
    width = int(image.get("viewBox").split()[2])
    assert all(left < right <= width for left, right, _ in found)
    ends = [right for _, right, _ in found]
    assert all(right < left for right, (left, _, _) in zip(ends, found[1:], strict=False))


@given(STRIPS)
def test_s25_a_longer_paragraph_is_no_shorter_on_the_strip(strip):
    widths = [right - left for left, right, _ in sorted(lines(drawing(strip)))]
    by_length = sorted(zip((segment.length for segment in strip), widths, strict=True))
    assert [width for _, width in by_length] == sorted(widths)
