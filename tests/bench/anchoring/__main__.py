"""Measure anchoring: `python -m tests.bench.anchoring`."""

from __future__ import annotations

import argparse
import sys
from typing import Final

from tests.bench.anchoring.algorithms import ALGORITHMS
from tests.bench.anchoring.answers import Outcome
from tests.bench.anchoring.cases import SEED, cases
from tests.bench.anchoring.modes import MODES
from tests.bench.anchoring.running import run_all
from tests.bench.anchoring.tables import BREAKDOWNS, described, grouped, table

CASES: Final = 210
"""Documents of the whole run: more than 7,000 notes."""


def main() -> int:
    options = _options()
    results = []
    for case in cases(options.cases, options.seed):
        if options.case is None or case.number == options.case:
            results += run_all(case, options.algorithms, options.modes)
        _progress(f"\r{case.number + 1} of {options.cases} documents")
    _progress("\n")
    outcomes = {Outcome(name.replace("-", " ")) for name in options.show}
    for result in results:
        if result.outcome in outcomes:
            sys.stdout.write(described(result) + "\n\n")
    key = lambda result: f"{ALGORITHMS[result.algorithm][0]}, {MODES[result.mode].title}"  # noqa: E731
    quoted = [result for result in results if not result.note.span.is_whole]
    whole = [result for result in results if result.note.span.is_whole]
    sys.stdout.write(f"{table(grouped(results, key), 'All notes')}\n\n")
    sys.stdout.write(f"{table(grouped(quoted, key), 'Notes with a quote')}\n\n")
    sys.stdout.write(f"{table(grouped(whole, key), 'Whole paragraphs, ranges')}\n\n")
    for by in options.by:
        for algorithm in options.algorithms:
            for mode in options.modes:
                some = [r for r in results if (r.algorithm, r.mode) == (algorithm, mode)]
                if some:
                    scores = dict(sorted(grouped(some, BREAKDOWNS[by]).items()))
                    sys.stdout.write(f"{algorithm}, {mode}\n{table(scores, by)}\n\n")
    return 0


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
    return parser.parse_args()


def _progress(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
