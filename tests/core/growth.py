"""How much longer eight times as much takes: about eight times, unless each looks at all others."""

from time import process_time
from timeit import Timer

MORE = 8

STEADY = 20
"""Between 8, for work that grows with its input, and 64, for the square of it."""


def growth(work, make, size):
    """How many times as long `work` takes for what `make` makes of eight times `size`.

    Two sizes in one run, as another machine makes both slower.
    """
    return _seconds(work, make(MORE * size)) / _seconds(work, make(size))


def _seconds(work, given):
    return min(Timer(lambda: work(given), timer=process_time).repeat(3, 1))
