"""Words of a passage that changed places: clauses or names in another order.

An alignment keeps the order of words, so that of “I went home after the whistle blew” only one half
is met in “After the whistle blew, I went home”. The other half stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from postil.core.sentences import begins_anew, begins_paragraph
from postil.core.word_alignment import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from postil.core.document_text import DocumentText
    from postil.core.fragments import Fragment

_MISSING: Final = 0.15
"""Of a passage's information, from which on it is worth looking for what is missing."""

_FOUND: Final = 0.5
"""Of what is missing: else they are other words."""

_BESIDE: Final = 4
"""Words more than are missing, among which they are looked for on each side."""


def reordered(
    document: DocumentText,
    fragment: Fragment,
    pairs: Sequence[Pair],
    bounds: tuple[int, int],
    told_in: Callable[[str], float],
) -> list[Pair]:
    """The pairs of a quote, with those of its words that stand in another order, in its own.

    Only words of the document between `bounds`, those not included, are its own; a quote within one
    sentence stays in one, any quote in its paragraphs. The pairs as they were, where too little is
    found.
    """
    if len(pairs) == fragment.last - fragment.first and all(pair.likeness for pair in pairs):
        return list(pairs)
    old, new = fragment.words, document.words.texts
    own = range(fragment.first, fragment.last)
    solid = [pair for pair in pairs if pair.likeness]
    missing = sorted({*own}.difference([pair.old for pair in solid]))
    lacks = _told([old[number] for number in missing], told_in)
    if not solid or lacks < _MISSING * _told(old[own.start : own.stop], told_in):
        return list(pairs)
    first, last = solid[0].first, solid[-1].last
    taken = {number for pair in solid for number in range(pair.first, pair.last + 1)}
    there = _reach(document, fragment, (first, last), bounds, len(missing) + _BESIDE)
    found = _matched(old, missing, [(n, new[n]) for n in there if n not in taken])
    found = _near(found, range(first, last + 1), new, told_in) if found else {}
    if not found or _told([old[number] for number in found.values()], told_in) < _FOUND * lacks:
        return list(pairs)
    return sorted([*solid, *(Pair(own, number, number, 1.0) for number, own in found.items())])


def _reach(
    document: DocumentText,
    fragment: Fragment,
    place: tuple[int, int],
    bounds: tuple[int, int],
    most: int,
) -> range:
    """The words about a place where others of the quote may stand, at most so many beside it.

    None in another paragraph: somebody else may have said them again.
    """
    first, last = place
    low, high = max(bounds[0] + 1, first - most), min(bounds[1], last + 1 + most)
    is_one = not any(map(fragment.begins, range(fragment.first + 1, fragment.last)))
    breaks = begins_anew if is_one else begins_paragraph
    low = next((n for n in range(first, low, -1) if breaks(document, n)), low)
    high = next((n for n in range(last + 1, high) if breaks(document, n)), high)
    return range(low, high)


def _matched(
    old: Sequence[str], missing: Iterable[int], free: Iterable[tuple[int, str]]
) -> dict[int, int]:
    """By the number of a free new word, that of the missing one that it is equal to."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for number in missing:
        wanted[old[number]].append(number)
    return {number: wanted[text].pop(0) for number, text in free if wanted.get(text)}


def _near(
    found: Mapping[int, int], place: range, new: Sequence[str], told_in: Callable[[str], float]
) -> dict[int, int]:
    """Without those found so far out that most of what stands up to them is other words."""
    first = _farthest(range(place.start - 1, min(found, default=0) - 1, -1), found, new, told_in)
    last = _farthest(range(place.stop, max(found, default=0) + 1), found, new, told_in)
    low, high = place.start - first, place.stop + last
    return {number: own for number, own in found.items() if low <= number < high}


def _farthest(
    side: range, found: Collection[int], new: Sequence[str], told_in: Callable[[str], float]
) -> int:
    """How many words on a side, from the place outwards, are mostly those that were looked for."""
    own = strange = 0.0
    farthest = 0
    for away, number in enumerate(side, start=1):
        told = told_in(new[number])
        if number not in found:
            strange += told
        elif (own := own + told) >= strange:
            farthest = away
    return farthest


def _told(texts: Iterable[str], told_in: Callable[[str], float]) -> float:
    return sum(map(told_in, texts))
