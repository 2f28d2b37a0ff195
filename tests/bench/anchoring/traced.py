"""Text in which every character knows the old character that it is or stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NEW: Final = -1
"""The origin of a character that stands for no old one."""


@dataclass(frozen=True, slots=True)
class Traced:
    """`origins[i]` is the offset in the whole old text of what `text[i]` is or stands for."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def old(cls, text: str, start: int) -> Traced:
        """Text that stands in the old text from `start` on."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def new(cls, text: str) -> Traced:
        """Text that was not there before."""
        return cls(text, (NEW,) * len(text))

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.origins + other.origins)

    def cut(self, start: int, end: int) -> Traced:
        return Traced(self.text[start:end], self.origins[start:end])

    def replace(self, start: int, end: int, new: str) -> Traced:
        """Put `new` in place of `text[start:end]`, whose characters it stands for in their order.

        With nothing to stand for, `new` is an insertion.
        """
        old = self.origins[start:end]
        origins = (old[i * len(old) // len(new)] if old else NEW for i in range(len(new)))
        return Traced(
            self.text[:start] + new + self.text[end:],
            (*self.origins[:start], *origins, *self.origins[end:]),
        )

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """From the first to the last character that comes from old offsets `first` to `last`."""
        places = [i for i, origin in enumerate(self.origins) if first <= origin < last]
        return (places[0], places[-1] + 1) if places else None


def joined(parts: list[Traced], separator: str = " ") -> Traced:
    """The parts with new separators between them."""
    texts: list[str] = []
    origins: list[int] = []
    for part in parts:
        if texts:
            texts.append(separator)
            origins += [NEW] * len(separator)
        texts.append(part.text)
        origins += part.origins
    return Traced("".join(texts), tuple(origins))
