"""The texts of an index in blocks, and a dictionary that all of them are compressed with.

A block is small, and a compressor would learn the commonest words anew in each. It is given them
beforehand, which makes the texts an eighth smaller. Browsers have no way to hand a dictionary over,
but a stream may begin with bytes stored as they are (RFC 1951, 3.2.4): the page puts the
dictionary, which it loads once, before each block.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from postil.searching import packing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEARNT_FROM: Final = 32
"""The first blocks, a dozen transcripts. Ten times as many save a hundredth more. With fewer there
is no dictionary: it would have to be loaded too."""

MAX_BYTES: Final = 12_000
"""Of a dictionary: 6 kB to load, which are saved with the blocks of one page of hits."""


class Blocks:
    """Grows by a block at a time, and keeps them compressed."""

    def __init__(self) -> None:
        """Begin with none, and no dictionary."""
        self.dictionary = ""
        self._known = b""
        self._first: list[bytes] = []
        self._packed: list[bytes] = []
        self._is_learning = True

    def add(self, value: object) -> None:
        """Add a block."""
        data = packing.as_json(value)
        if not self._is_learning:
            self._packed.append(packing.compressed(data, self._known))
            return
        self._first.append(data)
        if len(self._first) == LEARNT_FROM:
            self.dictionary = _common_words(self._first)
            self._known = self.dictionary.encode()
            self._settle()

    def _settle(self) -> None:
        self._is_learning = False
        self._packed += (packing.compressed(data, self._known) for data in self._first)
        self._first = []

    def take(self) -> Iterator[bytes]:
        """Give every block away, in their order."""
        if self._is_learning:
            self._settle()
        for number in range(len(self._packed)):
            data, self._packed[number] = self._packed[number], b""
            yield data


def _common_words(blocks: Iterable[bytes]) -> str:
    """What stands between spaces in several blocks; what saves most is last, where it is near."""
    counts = Counter(word for block in blocks for word in set(block.decode().split(" ")))
    gains = {word: (count - 1) * (len(word) + 1) for word, count in counts.items() if count > 1}
    chosen: list[str] = []
    room = MAX_BYTES
    for word in sorted(gains, key=lambda word: (-gains[word], word)):
        room -= len(word.encode()) + 1
        if room < 0:
            break
        chosen.append(word)
    return " ".join(reversed(chosen))
