"""Words of a passage that a sentence or a paragraph, put in since, has cut off from the rest.

Of the words with which it begins or ends, an alignment may meet others of the same spelling beyond
a break: “I told him” in “I told Boyle. I said to him”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.filled_ends import SAME
from postil.core.sentences import begins_anew, begins_paragraph, begins_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

_DEPTH: Final = {"(": 1, "[": 1, ")": -1, "]": -1}
_LESS: Final = 0.6
"""Of what those strange words tell: who was named may be “he” now, in a sentence of his own."""

_STRANGE: Final = 2
"""Words between the two parts from which on they tell against the part that tells less; with fewer,
a passage was cut in two sentences."""


def without_cut_off(
    document: DocumentText,
    fragment: Fragment,
    pairs: list[Pair],
    information: Sequence[float],
    told_in: Callable[[str], float],
) -> list[Pair]:
    """The pairs without outer ones behind a break that the quote has not.

    They go if they tell less than the strange words between them and the rest, or nothing at all.
    `information` is that of the fragment's words, `told_in` that of any word of the document.
    """
    while len(pairs) > 1 and (cuts := _new_breaks(document, fragment, pairs)):
        sides = (pairs[: cuts[0]], pairs[cuts[0] :]), (pairs[cuts[-1] :], pairs[: cuts[-1]])
        for outer, rest in sides:
            told = _told(outer, information)
            between = _between(outer, rest)
            if any(map(fragment.begins, range(outer[0].old + 1, outer[-1].old + 1))):
                continue  # More than a part of a sentence is no chance.
            if fragment.is_whole and not _parts_paragraphs(document, between):
                continue  # All of the paragraph is the passage.
            strange, breaks = _put_in(document, between)
            is_sentence = len(strange) >= _STRANGE or breaks > 1
            is_stray = is_sentence and told < _LESS * sum(map(told_in, strange))
            is_stray = is_stray or _is_said_again(document, fragment, outer, len(strange))
            if told < _told(rest, information) and (is_stray or not told):
                pairs = rest
                break
        else:
            return pairs
    return pairs


def _between(outer: Sequence[Pair], rest: Sequence[Pair]) -> range:
    if outer[0].first < rest[0].first:
        return range(outer[-1].last + 1, rest[0].first)
    return range(rest[-1].last + 1, outer[0].first)


def _is_said_again(
    document: DocumentText, fragment: Fragment, outer: Sequence[Pair], instead: int
) -> bool:
    """Whether others stand where the quote's sentence ended, and a sentence about these follows.

    “A man called Hanrahan.” has become “A man called Hanratty. Hanrahan came later.”
    """
    is_last = outer[-1].old == fragment.last - 1 and fragment.begins(fragment.last)
    is_end = is_last and begins_sentence(document, outer[0].first)
    return instead >= len(outer) and is_end and not begins_anew(document, outer[-1].last + 1)


def _parts_paragraphs(document: DocumentText, between: range) -> bool:
    """Whether the words on both sides of some stand in two paragraphs."""
    starts = document.words.starts
    before, behind = starts[between.start - 1], starts[between.stop]
    return document.paragraph_at(before) != document.paragraph_at(behind)


def _told(pairs: Sequence[Pair], information: Sequence[float]) -> float:
    return sum(information[pair.old] * pair.likeness for pair in pairs if pair.likeness >= SAME)


def _new_breaks(document: DocumentText, fragment: Fragment, pairs: Sequence[Pair]) -> list[int]:
    """The numbers of the pairs before which something new begins that did not in the quote."""
    longer = pairs[-1].last - pairs[0].first > pairs[-1].old - pairs[0].old
    if not longer and min(pairs[0].likeness, pairs[-1].likeness) >= SAME:
        return []
    return [
        number
        for number in range(1, len(pairs))
        if _is_torn(pairs[number - 1], pairs[number])
        and _put_in(document, range(pairs[number - 1].last + 1, pairs[number].first))[1]
        and not any(map(fragment.begins, range(pairs[number - 1].old + 1, pairs[number].old + 1)))
    ]


def _is_torn(pair: Pair, behind: Pair) -> bool:
    """Whether strange words stand between the two, or one of them is one."""
    return behind.first - pair.last > 1 or min(pair.likeness, behind.likeness) < SAME


def _put_in(document: DocumentText, between: range) -> tuple[list[str], int]:
    """The words between two, and how often something begins among them or with the second.

    Without those in brackets: a remark of who wrote it down. Where paragraphs meet without a full
    stop, next to one of the two, a sentence was cut in two.
    """
    words, text = document.words, document.lower
    strange, breaks, depth = [], 0, 0
    for number in [*between, between.stop]:
        signs = text[words.ends[number - 1] : words.starts[number]]
        before, depth = depth, depth + sum(_DEPTH.get(sign, 0) for sign in signs)
        if before <= 0 >= depth:
            is_inside = between.start < number < between.stop
            begins = begins_sentence(document, number)
            breaks += begins or (is_inside and begins_paragraph(document, number))
        if depth <= 0 and number in between:
            strange.append(words.texts[number])
    return strange, breaks
