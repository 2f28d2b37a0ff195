"""The garbage collector, while a publication is read and built.

Reading makes hundreds of thousands of objects and no garbage, and the collector looks through them
again and again: it took two thirds of the time of reading 20,000 notes, and a tenth of the
conversion that followed.
"""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY: Final = 10_000
"""Objects that are made before the collector looks: those of some pages, which are garbage by then.

Python's 700 are those of a part of a page. What is still in use grows older with each look, and
the old are looked at again and again: 8 % of a build of 1,000 transcripts, 5 % with this. Five
times as many save no more and cost memory.
"""


class Collector:
    """Lets the garbage collector look seldom, from `relax` to `restore`."""

    def __init__(self) -> None:
        """Know how often it looks."""
        self._usual = gc.get_threshold()

    def relax(self) -> None:
        """Begin a build."""
        first, *others = self._usual
        if first:  # Zero switches it off.
            gc.set_threshold(max(MANY, first), *others)

    def restore(self) -> None:
        """End the build, however it went: the process may go on with something else."""
        gc.set_threshold(*self._usual)


@contextlib.contextmanager
def spared() -> Iterator[None]:
    """Pause the collector, and keep what was made in between out of its sight.

    What an earlier build made comes back into sight first, so that nothing piles up in a preview.
    """
    was_enabled = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
