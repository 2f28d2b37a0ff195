"""Words of a passage that a sentence or a paragraph, put in since, has cut off from the rest.

Of the words with which it begins or ends, an alignment may meet others of the same spelling beyond
a break: “I told him” in “I told Boyle. I said to him”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.sentences import begins_paragraph, begins_sentence
from postil.core.span_ends import SAME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment
    from postil.core.word_alignment import Pair

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
            between = _between(outer, rest)
            told = _told(outer, information)
            strange = sum(told_in(document.words.texts[number]) for number in between)
            is_sentence = len(between) >= _STRANGE or _breaks(document, between) > 1
            is_stray = is_sentence and told < strange
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
        and _breaks(document, range(pairs[number - 1].last + 1, pairs[number].first))
        and not any(map(fragment.begins, range(pairs[number - 1].old + 1, pairs[number].old + 1)))
    ]


def _is_torn(pair: Pair, behind: Pair) -> bool:
    """Whether strange words stand between the two, or one of them is one."""
    return behind.first - pair.last > 1 or min(pair.likeness, behind.likeness) < SAME


def _breaks(document: DocumentText, between: range) -> int:
    """How often something new begins among the words between two, or with the second of them.

    Where paragraphs meet without a full stop, next to one of the two, a sentence was cut in two.
    """
    within = range(between.start + 1, between.stop)
    return sum(
        begins_sentence(document, number)
        or (number in within and begins_paragraph(document, number))
        for number in range(between.start, between.stop + 1)
    )
