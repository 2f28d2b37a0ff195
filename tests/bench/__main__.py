"""Compare builds: `python -m tests.bench`. Exit 1 when a target is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.bench.builds import measure
from tests.bench.report import measured, page, reached
from tests.bench.targets import targets

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "benchmark.md"


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="postil-bench-") as temporary:
        folder = options.keep or Path(temporary)
        rounds = measure(folder.resolve(), options.sizes, options.rounds, _progress)
    sys.stdout.write(f"\n{measured(rounds)}\n\n{reached(rounds)}\n")
    if options.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(rounds), encoding="utf-8")
    missed = [target.what for target in targets(rounds) if not target.is_met]
    for what in missed:
        sys.stderr.write(f"missed: {what}\n")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the sites, and use them")
    parser.add_argument("--write", action="store_true", help="write docs/reference/benchmark.md")
    return parser.parse_args()


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
