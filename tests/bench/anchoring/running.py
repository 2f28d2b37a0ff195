"""Run algorithms over cases; every note of a document in one call, as a build does."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.anchoring.algorithms import ALGORITHMS
from tests.bench.anchoring.answers import judge, read
from tests.bench.anchoring.cases import case
from tests.bench.anchoring.modes import MODES
from tests.bench.anchoring.scores import Result
from tests.bench.anchoring.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.bench.anchoring.cases import Case, Speak


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run on each case. Only Postil knows what to do with more than quote and id."""

    algorithms: Sequence[str]
    modes: Sequence[str]
    speak: Speak = Speech

    def pairs(self) -> Iterator[tuple[str, str]]:
        for algorithm in self.algorithms:
            for mode in self.modes if algorithm == "postil" else list(MODES)[:1]:
                yield algorithm, mode


def run(made: Case, algorithm: str, mode: str) -> Iterator[Result]:
    """What the algorithm makes of every note of the case."""
    given = MODES[mode].given(made)
    _, resolve = ALGORITHMS[algorithm]
    start = time.process_time()
    resolutions = resolve(given.document, given.annotations, given.old_document)
    spent = (time.process_time() - start) * 1000 / len(made.notes)
    answers = read(resolutions, made.new)
    for number, (note, answer) in enumerate(zip(made.notes, answers, strict=True)):
        yield Result(algorithm, mode, made, number, answer, judge(note, answer), spent)


def run_all(numbers: Iterable[int], seed: int, plan: Plan, jobs: int) -> Iterator[list[Result]]:
    """Results of case after case, in their order, made by so many processes."""
    work = partial(_run_case, seed, plan)
    if jobs == 1:
        yield from map(work, numbers)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, numbers)


def _run_case(seed: int, plan: Plan, number: int) -> list[Result]:
    made = case(number, seed, plan.speak)
    return [result for pair in plan.pairs() for result in run(made, *pair)]
