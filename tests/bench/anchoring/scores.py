"""Counts of outcomes, and the shares that are reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bench.anchoring.answers import Outcome, is_suggested, is_to_the_character

if TYPE_CHECKING:
    from tests.bench.anchoring.answers import Answer
    from tests.bench.anchoring.cases import Case, Note


@dataclass(frozen=True, slots=True)
class Result:
    """What one algorithm made of one note, given one mode."""

    algorithm: str
    mode: str
    case: Case
    number: int
    answer: Answer
    outcome: Outcome
    milliseconds: float

    @property
    def note(self) -> Note:
        return self.case.notes[self.number]


@dataclass(slots=True)
class Score:
    """Outcomes of any number of results."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    to_the_character: int = 0
    suggested: int = 0
    milliseconds: float = 0.0

    def add(self, result: Result) -> None:
        self.outcomes[result.outcome] += 1
        self.milliseconds += result.milliseconds
        if result.outcome is Outcome.RIGHT:
            self.to_the_character += is_to_the_character(result.note, result.answer)
        if result.outcome is Outcome.NEEDLESS_ORPHAN:
            self.suggested += is_suggested(result.note, result.answer)

    @property
    def notes(self) -> int:
        return self.outcomes.total()

    @property
    def there(self) -> int:
        return sum(
            self.outcomes[o] for o in (Outcome.RIGHT, Outcome.WRONG, Outcome.NEEDLESS_ORPHAN)
        )

    @property
    def gone(self) -> int:
        return self.outcomes[Outcome.MISSED_ORPHAN] + self.outcomes[Outcome.LET_GO]

    def percent(self, outcome: Outcome) -> float | None:
        """Of the words still there; of the words gone for a missed orphan."""
        of = self.gone if outcome is Outcome.MISSED_ORPHAN else self.there
        return _percent(self.outcomes[outcome], of)

    @property
    def bad(self) -> float | None:
        """Wrong or missed, of all that count."""
        bad = self.outcomes[Outcome.WRONG] + self.outcomes[Outcome.MISSED_ORPHAN]
        return _percent(bad, self.there + self.gone)

    @property
    def suggested_percent(self) -> float | None:
        return _percent(self.suggested, self.outcomes[Outcome.NEEDLESS_ORPHAN])

    @property
    def exact_percent(self) -> float | None:
        return _percent(self.to_the_character, self.outcomes[Outcome.RIGHT])

    @property
    def milliseconds_each(self) -> float:
        return self.milliseconds / self.notes


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
