"""Where each word stands, and the parts of the index that say it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from operator import sub
from typing import TYPE_CHECKING, Final

from postil.searching.steps import as_letters
from postil.searching.words import terms, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SHARD_SIZE: Final = 20_000
"""Numbers and letters of a shard before compression: 8 to 12 kB afterwards. A query loads one
for each of its words, and a page of hits at most 150 kB altogether."""


class _Units(dict[str, "array[int]"]):
    """The units of each word; what is new is told."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> array[int]:
        self._tell(word)
        units = self[word] = array("I")
        return units


class Postings:
    """Words with the numbers of the units they stand in, entered in the order of the units."""

    def __init__(self) -> None:
        """Begin with none."""
        self._units = _Units(self._add_spelling)
        self._spellings: defaultdict[str, list[str]] = defaultdict(list)

    def __contains__(self, term: str) -> bool:
        """Whether a term stands anywhere."""
        return term in self._spellings

    def enter(self, text: str, unit: int) -> None:
        """Enter every word of a `lowered` text. Four million words of an archive come by here."""
        units = self._units
        for word in set(words(text)):
            units[word].append(unit)

    def _add_spelling(self, word: str) -> None:
        for term in (word,) if word.isascii() else dict.fromkeys(terms(word)):
            self._spellings[term].append(word)

    def spellings(self) -> Iterator[str]:
        """The words as they were spelt, which is what stems are made of."""
        return iter(self._units)

    def steps(self, term: str) -> list[int]:
        """The units of a term, ascending, each as its distance from the one before."""
        if term not in self._spellings:
            return []
        entered = [self._units[word] for word in self._spellings[term]]
        # Two spellings may stand in one unit.
        ordered = entered[0] if len(entered) == 1 else sorted(set().union(*entered))
        return list(map(sub, ordered, [0, *ordered]))

    def terms(self) -> Iterable[str]:
        """Every term."""
        return self._spellings.keys()


def shards(
    texts: Postings, titles: Postings, stem: Callable[[str], str]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Cut the index, ordered by term, into parts; each with the key that it begins with.

    The order is that of the letters' numbers in UTF-16, as JavaScript sorts.

    A part has `words`, for each its steps in `texts`, as letters, and, by number of the word, in
    `titles`; and `stems`, each with those words that have it, in case their spelling differs.
    """
    families = _families(texts, stem)
    keys = _in_order({*texts.terms(), *families})
    first, part, size = "", _empty(), 0
    for key in keys:
        family = families.get(key, ())
        steps = texts.steps(key)
        cost = 2 * len(steps) + len(key) + sum(map(len, family))
        if size and size + cost > SHARD_SIZE:
            yield first, part
            first, part, size = key, _empty(), 0
        _put(part, key, family, steps, titles.steps(key))
        size += cost
    yield first, part


def _in_order(keys: Iterable[str]) -> list[str]:
    ordered = sorted(keys)
    # Only letters beyond U+FFFF have other places in UTF-16.
    if any(max(key) > "\uffff" for key in ordered if not key.isascii()):
        ordered.sort(key=lambda key: key.encode("utf-16-be"))
    return ordered


def _empty() -> dict[str, object]:
    return {"words": [], "texts": [], "titles": {}, "stems": {}}


def _put(
    part: dict[str, object], key: str, family: Sequence[str], steps: list[int], title: list[int]
) -> None:
    lists: dict[str, list[object]] = part  # type: ignore[assignment]
    maps: dict[str, dict[str, object]] = part  # type: ignore[assignment]
    if title:
        maps["titles"][str(len(lists["words"]))] = title
    if steps:
        lists["words"].append(key)
        lists["texts"].append(as_letters(steps))
    if family:
        maps["stems"][key] = family


def _families(texts: Postings, stem: Callable[[str], str]) -> dict[str, list[str]]:
    """The terms of each stem, where a stem has several or is spelt differently from its one."""
    members: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for word in sorted(texts.spellings()):
        own = [word] if word.isascii() else list(terms(word))
        if len(own) == 1:
            members[stem(word)][own[0]] = None
    return {
        root: list(family)
        for root, family in members.items()
        if len(family) > 1 or root not in family
    }
