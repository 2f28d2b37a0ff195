"""Measure anchoring: `python -m tests.bench.anchoring`. Exit 1 when a target is missed."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.algorithms import ALGORITHMS
from tests.bench.anchoring.answers import Outcome
from tests.bench.anchoring.cases import SEED
from tests.bench.anchoring.modes import MODES
from tests.bench.anchoring.page import by_evidence, page, speed_table
from tests.bench.anchoring.prose import Prose, texts
from tests.bench.anchoring.running import Plan, run_all
from tests.bench.anchoring.speech import Speech
from tests.bench.anchoring.speed import SCENARIOS, measure
from tests.bench.anchoring.tables import BREAKDOWNS, described, grouped, table
from tests.bench.anchoring.targets import missed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.anchoring.scores import Result
    from tests.bench.anchoring.speed import Cost

CASES: Final = 300
"""Documents of the whole run: some 10,700 notes, as limits of 0.03 % mean nothing on fewer."""

PROSE: Final = "texts to edit instead of invented ones, two at least; best of 30 kB or more"

PAGE: Final = Path(__file__).parents[3] / "docs" / "reference" / "anchoring-benchmark.md"


def main() -> int:
    options = _options()
    costs = _costs(options.scenarios) if options.speed or options.write else []
    if options.speed:
        sys.stdout.write(f"{speed_table(costs)}\n")
        return 1 if _report(_too_slow(costs)) else 0
    results = _results(options)
    _print(results, options)
    missed_targets = [*_not_reached(results), *_too_slow(costs)]
    if options.write:
        PAGE.write_text(page(results, costs, missed_targets), encoding="utf-8")
    return 1 if _report(missed_targets) else 0


def _results(options: argparse.Namespace) -> list[Result]:
    numbers = range(options.cases) if options.case is None else [options.case]
    speak = partial(Prose, written=texts(options.prose)) if options.prose else Speech
    plan = Plan(options.algorithms, options.modes, speak)
    results: list[Result] = []
    for done, some in enumerate(run_all(numbers, options.seed, plan, options.jobs), start=1):
        results += some
        _progress(f"\r{done} of {len(numbers)} documents")
    _progress("\n")
    return results


def _costs(names: Sequence[str]) -> list[tuple[str, bool, Cost]]:
    costs = []
    for name, has_old, cost in measure(names):
        _progress(f"{name}{', with the old text' if has_old else ''}: {cost.seconds} s\n")
        costs.append((name, has_old, cost))
    return costs


def _print(results: Sequence[Result], options: argparse.Namespace) -> None:
    shown = {Outcome(name.replace("-", " ")) for name in options.show}
    for result in results:
        if result.outcome in shown:
            sys.stdout.write(described(result) + "\n\n")
    sys.stdout.write(f"Notes with a quote\n{by_evidence(_quoted(results))}\n\n")
    whole = [result for result in results if result.note.span.is_whole]
    sys.stdout.write(f"Whole paragraphs and ranges\n{by_evidence(whole)}\n\n")
    sys.stdout.write(f"All notes\n{by_evidence(results)}\n\n")
    for algorithm, mode in Plan(options.algorithms, options.modes).pairs():
        some = [r for r in results if (r.algorithm, r.mode) == (algorithm, mode)]
        for by in options.by:
            scores = dict(sorted(grouped(some, BREAKDOWNS[by]).items()))
            sys.stdout.write(f"{algorithm}, given {mode}\n{table(scores, by)}\n\n")


def _not_reached(results: Sequence[Result]) -> Iterator[str]:
    ours = (result for result in _quoted(results) if result.algorithm == "postil")
    for mode, score in grouped(ours, lambda result: result.mode).items():
        yield from missed(mode, score)


def _too_slow(costs: Sequence[tuple[str, bool, Cost]]) -> Iterator[str]:
    for name, _, cost in costs:
        scenario = SCENARIOS[name]
        value = cost.value(scenario)
        if value is None or value > scenario.limit:
            yield f"{scenario.title}: {cost.shown(scenario)}, at most {scenario.limit:g}"


def _quoted(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if not result.note.span.is_whole]


def _report(lines: Iterator[str] | list[str]) -> bool:
    """Say what is missed, and whether anything is."""
    found = list(lines)
    for line in found:
        sys.stderr.write(f"missed: {line}\n")
    return bool(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.anchoring", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, metavar="N", help="documents")
    parser.add_argument("--case", type=int, metavar="N", help="only the case of that number")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=list(MODES))
    parser.add_argument("--algorithms", nargs="+", choices=ALGORITHMS, default=list(ALGORITHMS))
    parser.add_argument("--by", nargs="+", choices=BREAKDOWNS, default=[])
    kinds = [outcome.value.replace(" ", "-") for outcome in Outcome]
    parser.add_argument("--show", nargs="+", choices=kinds, default=[], help="print such cases")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--speed", action="store_true", help="measure only time and memory")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=list(SCENARIOS))
    parser.add_argument("--prose", nargs="+", type=Path, metavar="FILE", help=PROSE)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    return parser.parse_args()


def _progress(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
