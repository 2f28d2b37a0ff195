"""Builds of the sites, one process each and one at a time, and what they cost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.bench.generator import NOTES
from tests.bench.sites import VARIANTS, write_sites

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

WARM_UP: Final = 100
"""Transcripts of the builds that are not counted: they fill the caches of the machine."""

_COMMAND: Final = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_ENVIRONMENT: Final = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Build:
    """Seconds of the processor, in program and system, and the most memory held, in MB."""

    cpu: float
    memory: float


Round = dict[str, Build]
"""One build of each variant, by the variant's name."""


def measure(
    folder: Path, sizes: Sequence[int], rounds: int, progress: Callable[[str], object]
) -> dict[int, list[Round]]:
    """Rounds by number of transcripts."""
    for size in {WARM_UP, *sizes}:
        if not (folder / str(size)).exists():
            progress(f"writing {size} transcripts")
            write_sites(folder / str(size), size)
    try:
        _build_in_turn(folder, WARM_UP, progress)
        return {
            size: [_build_in_turn(folder, size, progress) for _ in range(rounds)] for size in sizes
        }
    finally:
        for built in folder.glob("*/*/site-*"):
            shutil.rmtree(built)


def _build_in_turn(folder: Path, size: int, progress: Callable[[str], object]) -> Round:
    """Build one variant after the other: a busy minute of the machine costs all of them alike."""
    builds = {}
    for name in VARIANTS:
        site = folder / str(size) / name
        put_aside(site / "site")
        builds[name] = _build(site)
        _check(site, name, size)
        progress(f"{size} {name}: {builds[name].cpu:.2f} s, {builds[name].memory:.0f} MB")
    return builds


def put_aside(built: Path) -> Path:
    """Make way for another build, and delete nothing just before it.

    Linux passes over the places of files that were deleted within the last minute, one by one, for
    each new file (`recently_deleted` in ext4): that can take longer than to build the pages.
    """
    aside = built.with_name(f"site-{len(list(built.parent.glob('site-*')))}")
    return built.rename(aside) if built.exists() else aside


def _build(site: Path) -> Build:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            _COMMAND, cwd=site, env=os.environ | _ENVIRONMENT, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        # Or it would wait for the child once more.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"the build of {site} failed:\n{output.read()}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Build(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / _MEGABYTE)


def _check(site: Path, name: str, size: int) -> None:
    """A build that leaves out pages or notes would be fast."""
    folder = site / "site" / "transcripts"
    pages = [page.read_text(encoding="utf-8") for page in folder.glob("*/*/index.html")]
    note = VARIANTS[name].note
    notes = sum(page.count(note) for page in pages) if note else 0
    expected = size * NOTES if note else 0
    if (len(pages), notes) != (size, expected):
        raise RuntimeError(
            f"{site} has {len(pages)} pages and {notes} notes in place of {size} and {expected}"
        )
