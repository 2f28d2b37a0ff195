"""Run algorithms over cases; every note of a document in one call, as a build does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.bench.anchoring.algorithms import ALGORITHMS
from tests.bench.anchoring.answers import judge, read
from tests.bench.anchoring.modes import MODES
from tests.bench.anchoring.scores import Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.anchoring.cases import Case


def run(case: Case, algorithm: str, mode: str) -> Iterator[Result]:
    """What the algorithm makes of every note of the case."""
    given = MODES[mode].given(case)
    _, resolve = ALGORITHMS[algorithm]
    start = time.perf_counter()
    resolutions = resolve(given.document, given.annotations, given.old_document)
    spent = (time.perf_counter() - start) * 1000 / len(case.notes)
    answers = list(read(resolutions, case.new))
    for number, (note, answer) in enumerate(zip(case.notes, answers, strict=True)):
        yield Result(algorithm, mode, case, number, answer, judge(note, answer), spent)


def run_all(case: Case, algorithms: Sequence[str], modes: Sequence[str]) -> Iterator[Result]:
    """Postil in every mode; the others know nothing but quote and id, and run once."""
    for algorithm in algorithms:
        for mode in modes if algorithm == "postil" else list(MODES)[:1]:
            yield from run(case, algorithm, mode)
