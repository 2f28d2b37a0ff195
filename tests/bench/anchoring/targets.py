"""What Postil must reach on notes with a quote, in percent, by what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.answers import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.bench.anchoring.scores import Score


@dataclass(frozen=True, slots=True)
class Target:
    """`right`, `suggested` and `exact` are least, the others most."""

    right: float
    wrong: float
    missed: float
    bad: float
    suggested: float
    exact: float = 95.0


TARGETS: Final[Mapping[str, Target]] = {
    "quote": Target(right=85, wrong=0.3, missed=1, bad=0.5, suggested=95),
    "context": Target(right=99, wrong=0.1, missed=3, bad=0.7, suggested=95),
    "stored": Target(right=99.5, wrong=0.05, missed=0.3, bad=0.1, suggested=98),
    "old": Target(right=99.9, wrong=0, missed=0.1, bad=0.03, suggested=98),
}


def missed(mode: str, score: Score) -> Iterator[str]:
    """What this score does not reach, in words."""
    target = TARGETS[mode]
    at_least = (
        ("right", score.percent(Outcome.RIGHT), target.right),
        ("true place suggested", score.suggested_percent, target.suggested),
        ("both ends exact", score.exact_percent, target.exact),
    )
    at_most = (
        ("wrong", score.percent(Outcome.WRONG), target.wrong),
        ("missed orphan", score.percent(Outcome.MISSED_ORPHAN), target.missed),
        ("bad", score.bad, target.bad),
    )
    for what, value, limit in at_least:
        if value is not None and value < limit:
            yield f"{mode}: {what} {value:.2f} %, at least {limit} %"
    for what, value, limit in at_most:
        if value is not None and value > limit:
            yield f"{mode}: {what} {value:.2f} %, at most {limit} %"
