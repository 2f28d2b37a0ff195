"""The garbage collector, while a publication is read and built.

Reading makes hundreds of thousands of objects and no garbage, and the collector looks through them
again and again: it took two thirds of the time of reading 20,000 notes, and a tenth of the
conversion that followed.
"""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING, Final

from postil.core.collecting import paused

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY: Final = 200_000
"""Objects that are made before the collector looks by itself: more than the largest page has."""

PAGES: Final = 4
"""Pages that are converted, or written, before we let it look.

By itself it looks in the midst of a page, where nearly all it sees is in use and will be seen again
with the next look. Between two pages there is little to see but garbage: it takes half the time.
"""


class Collector:
    """Lets the garbage collector look between pages only, from `relax` to `restore`."""

    def __init__(self) -> None:
        """Know how often it looks."""
        self._usual = gc.get_threshold()
        self._pages = 0

    def relax(self) -> None:
        """Begin a build."""
        first, *others = self._usual
        if first:  # Zero switches it off.
            gc.set_threshold(max(MANY, first), *others)

    def page_done(self) -> None:
        """Let it look at what the last pages left; what is still in use it sees this once."""
        self._pages += 1
        if self._pages % PAGES == 0 and gc.isenabled():
            gc.collect(1)

    def restore(self) -> None:
        """End the build, however it went: the process may go on with something else."""
        gc.set_threshold(*self._usual)


@contextlib.contextmanager
def spared() -> Iterator[None]:
    """Pause the collector, and keep what was made in between out of its sight.

    What an earlier build made comes back into sight first, so that nothing piles up in a preview.
    """
    with paused():
        gc.unfreeze()
        yield
        gc.freeze()
