"""Medians and ratios of the rounds, and what they must reach."""

from __future__ import annotations

from dataclasses import dataclass
from operator import sub
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.bench.builds import Round

MAX_OF_PLAIN: Final = 1.0
MAX_OF_FOOTNOTES: Final = 0.65
MAX_GROWTH: Final = 1.1
"""A tenth more than the transcripts themselves grow: 11 times the time for 10 times as many."""
MAX_EXTRA_MEMORY: Final = 80
MAX_OF_INDEX: Final = 4.0
"""Seconds that the search index may add at 1,000 transcripts."""


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that must not be above its limit."""

    what: str
    value: float
    limit: float
    unit: str

    @property
    def is_met(self) -> bool:
        return self.value <= self.limit


def targets(rounds: Mapping[int, Sequence[Round]]) -> Iterator[Target]:
    """What is to be reached, at the largest number of transcripts."""
    small, large = min(rounds), max(rounds)
    last = rounds[large]
    size = f"{large:,} transcripts"
    plain, footnotes = ratio(last, "plain"), ratio(last, "footnotes")
    yield Target(f"time against the pages without notes, {size}", plain, MAX_OF_PLAIN, "×")
    yield Target(f"time against notes as footnotes, {size}", footnotes, MAX_OF_FOOTNOTES, "×")
    if small < large:
        growth = median(cpu(last, "annotated")) / median(cpu(rounds[small], "annotated"))
        limit = MAX_GROWTH * large / small
        yield Target(f"growth of the time from {small:,} to {size}", growth, limit, "×")
    both = ("annotated", "searchable")
    extra = max(memory(last, name) for name in both) - memory(last, "plain")
    yield Target(
        f"memory above that of the pages without notes, {size}", extra, MAX_EXTRA_MEMORY, "MB"
    )
    added = median(map(sub, *(cpu(last, name) for name in reversed(both))))
    limit = MAX_OF_INDEX * large / 1000
    yield Target(f"time that Postil’s search adds, {size}", added, limit, "s")


def ratio(rounds: Sequence[Round], other: str) -> float:
    """The annotated publication's time against another's, compared round by round."""
    pairs = zip(cpu(rounds, "annotated"), cpu(rounds, other), strict=True)
    return median(ours / theirs for ours, theirs in pairs)


def cpu(rounds: Sequence[Round], name: str) -> list[float]:
    return [builds[name].cpu for builds in rounds]


def memory(rounds: Sequence[Round], name: str) -> float:
    return median(builds[name].memory for builds in rounds)
