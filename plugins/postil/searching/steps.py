"""Rising numbers as text that compresses well: the steps between them, most in one letter.

As JSON, two bytes in five are commas and what tells one digit of a number from the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LAST: Final = 0x23
"""The letters from here on end a step, those from `_MORE` on, up to `~`, have more behind them. A
quote is not among them; a backslash, which JSON would double, lies between the two."""

_MORE: Final = 0x5D
_ENDS: Final = _MORE - 1 - _LAST
_BASE: Final = 0x7F - _MORE


class _Letters(dict[int, str]):
    """The letters of a step, by the step: of millions few are different."""

    def __missing__(self, step: int) -> str:
        rest, letters = step, ""
        while rest >= _ENDS:
            rest, digit = divmod(rest, _BASE)
            letters += chr(_MORE + digit)
        self[step] = letters + chr(_LAST + rest)
        return self[step]


_LETTERS: Final = _Letters()


def as_letters(steps: Iterable[int]) -> str:
    """Steps in letters."""
    return "".join(map(_LETTERS.__getitem__, steps))


def from_letters(letters: str) -> Iterator[int]:
    """The steps that `as_letters` was given."""
    step, scale = 0, 1
    for letter in letters.encode():
        if letter < _MORE:
            yield step + scale * (letter - _LAST)
            step, scale = 0, 1
        else:
            step += scale * (letter - _MORE)
            scale *= _BASE
