"""Measure the search and the bundle: `python -m tests.bench.searching`. Exit 1 for a missed target.

Needs Chromium, as the tests do. Each query is typed into a page opened from disk that has loaded
nothing yet. Time counts from the key stroke to the first hit, or to the word that there is none;
bytes are those of the files loaded.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright
from tests.bench.builds import put_aside
from tests.bench.report import machine, table
from tests.bench.sites import write_sites
from tests.bench.targets import Target
from tests.install_browser import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "search-benchmark.md"
LIMITED: Final = 1000
"""The number of transcripts that the targets are set for; figures beyond are for information."""

ADDED: Final = 4.0
"""Seconds of the processor that the index may add to the build of 1,000 transcripts."""
ON_DISK: Final = 30.0
ASKED: Final = 5
ROUNDS: Final = 3
"""Times that both builds are made, in turn; once where they take minutes."""
FIRST_HIT: Final = 100.0
LOADED: Final = 150.0
BUNDLE: Final = 90.0
_READY: Final = 250  # Milliseconds after the page has said how much can be searched.
_SETTLED: Final = 400  # Milliseconds after the last key stroke.
_MARK: Final = """() => {
    window.firstHit = new Promise(resolve => {
        let pressed = 0;
        document.querySelector("#postil-query")
            .addEventListener("input", () => { pressed = performance.now(); }, true);
        new MutationObserver((_, observer) => {
            const isDone = document.querySelector("ol.postil-hits li")
                || document.querySelector(".postil-search-count").textContent.startsWith("Nothing");
            if (!pressed || !isDone) return;
            observer.disconnect();
            resolve(performance.now() - pressed);
        }).observe(document.querySelector(".postil-search"), {subtree: true, childList: true});
    });
}"""


_PAGE: Final = """\
# How fast the search is, and how large a bundle

The sites are the annotated ones of [How long a build takes](benchmark.md), with Postil's search, \
with {sizes} transcripts. Each query is typed in Chromium into a page that was opened from a \
disk, without a network, and has loaded no part for it yet: time counts from the key stroke to the \
first hit, the median of {asked} such pages, and bytes are those of the index that the query loads.

The page has been there for {ready} ms then, as nobody types sooner. What a program meets that \
types the moment it can, while the browser is still busy with the page, is in a row of its own.

{figures}

Limits are those for {limited:,} transcripts; the other columns are for comparison. Measured on \
{machine}.

## Measure it yourself

```sh
make bench
```
"""


def main() -> int:
    options = _options()
    figures: dict[int, list[Target]] = {}
    with tempfile.TemporaryDirectory(prefix="postil-bench-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        for size in options.sizes:
            figures[size] = []
            for target in measured(folder / str(size), size):
                figures[size].append(target)
                words = f"{target.what}: {target.value:.1f} {target.unit}"
                sys.stdout.write(f"{size:,} transcripts: {words} (limit {target.limit:g})\n")
                sys.stdout.flush()
    if options.write:
        PAGE.write_text(page(figures), encoding="utf-8")
    return 1 if any(not target.is_met for target in figures.get(LIMITED, ())) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.searching", description=__doc__)
    sizes = [100, LIMITED, 3000]
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the sites, and use them")
    parser.add_argument("--write", action="store_true", help=f"write docs/reference/{PAGE.name}")
    return parser.parse_args()


def page(figures: Mapping[int, Sequence[Target]]) -> str:
    """The page of the documentation that shows the figures."""
    sizes = [f"{size:,}" for size in figures]
    at = list(figures).index(LIMITED) if LIMITED in figures else -1
    rows = (_row(targets, at) for targets in zip(*figures.values(), strict=True))
    head = ("", *(f"{size} transcripts" for size in sizes), "At most", "Reached")
    return _PAGE.format(
        sizes=", ".join(sizes),
        asked=ASKED,
        ready=_READY,
        figures=table(head, rows, f"l{'r' * len(sizes)}rl"),
        limited=LIMITED,
        machine=machine(),
    )


def _row(targets: Sequence[Target], at: int) -> Sequence[str]:
    """A figure at each number of transcripts, of which the limit is for that at `at`."""
    limited = targets[at]
    values = (f"{target.value:.{target.value < 10:d}f} {target.unit}" for target in targets)
    if math.isinf(limited.limit):
        return (limited.what, *values, "", "")
    reached = "yes" if limited.is_met else "**no**"
    return (limited.what, *values, f"{limited.limit:g} {limited.unit}", reached)


def measured(folder: Path, size: int) -> Iterator[Target]:
    """Every figure for a number of transcripts."""
    if not folder.exists():
        write_sites(folder, size)
    root = folder / "annotated"
    added = median(_added(root) for _ in range(ROUNDS if size <= LIMITED else 1))
    yield Target("The index adds to the build", added, ADDED, "s")
    parts = list((root / "site/assets/postil/search").iterdir())
    on_disk = sum(part.stat().st_size for part in parts) / 1e6
    yield Target("The index on disk", on_disk, ON_DISK, "MB")
    yield Target("Its files", len(parts), math.inf, "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=["--no-sandbox"])
        at_once = []
        for name, query in _queries(root):
            asked = [_asked(browser, root / "site", query, _READY) for _ in range(ASKED)]
            delay = median(delay for delay, _ in asked)
            yield Target(f"First hit for {name}", delay, FIRST_HIT, "ms")
            yield Target(f"Loaded for {name}", asked[0][1], LOADED, "kB")
            at_once += [median(_asked(browser, root / "site", query)[0] for _ in range(ASKED))]
        yield Target("The slowest of these, typed at once", max(at_once), math.inf, "ms")
        browser.close()
    yield from _bundled(folder, root)


def _added(root: Path) -> float:
    """Seconds of the processor that the index takes; the site has it afterwards."""
    put_aside(root / "site")
    without = _build(root, "material")
    put_aside(root / "site")
    with_index = _build(root, "postil")
    for built in root.glob("site-*"):
        shutil.rmtree(built)
    return with_index - without


def _build(root: Path, search: str) -> float:
    """Seconds of the processor for a build with one search or the other."""
    settings = root / "mkdocs.yml"
    text = "".join(
        f"plugins: [search, postil: {{search: {search}}}]\n" if line.startswith("plugins") else line
        for line in settings.read_text(encoding="utf-8").splitlines(keepends=True)
    )
    if "use_directory_urls" not in text:
        text += "use_directory_urls: false\n"
    settings.write_text(text, encoding="utf-8")
    before = os.times()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]
    subprocess.run(command, cwd=root, env=environment, check=True, stderr=subprocess.DEVNULL)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def _queries(root: Path) -> Iterator[tuple[str, str]]:
    """A rare word and the commonest words of the texts, as they are typed."""
    counts: dict[str, int] = {}
    for path in sorted((root / "docs/transcripts").rglob("*.md"))[:50]:
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        for word in body.split():
            if word.isascii() and word.isalpha() and word.islower():
                counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    yield "a rare word", ranked[-1]
    yield "the commonest word", f"{ranked[0]} "
    yield "two common words", f"{ranked[0]} {ranked[1]} "
    yield "two middling words", f"{ranked[150]} {ranked[160]} "
    yield "two letters", ranked[0][:2]
    yield "a phrase", f'"{_phrase(body)}"'


def _phrase(text: str) -> str:
    """Three plain words that stand together."""
    words = text.split()
    runs = (words[n : n + 3] for n in range(len(words)))
    return " ".join(next(run for run in runs if all(word.isalpha() for word in run)))


def _asked(browser: Browser, site: Path, query: str, ready: int = 0) -> tuple[float, float]:
    """Milliseconds to the first hit, and kilobytes loaded until the page is still.

    `ready` are milliseconds to wait before the query is typed.
    """
    page = browser.new_page(offline=True)
    loaded: dict[str, int] = {}

    def see(url: str) -> None:
        path = Path(unquote(urlsplit(url).path))
        if "/assets/postil/search/" in path.as_posix():
            loaded[url] = path.stat().st_size

    page.on("request", lambda request: see(request.url))
    page.goto((site / "search.html").as_uri())
    page.wait_for_function("() => document.querySelector('.postil-search-count')?.textContent")
    page.wait_for_timeout(ready)
    page.evaluate(_MARK)
    page.locator("#postil-query").fill(query)
    delay = page.evaluate(
        "Promise.race([window.firstHit, new Promise(r => setTimeout(r, 5000, 5000))])"
    )
    page.wait_for_timeout(_SETTLED)
    page.close()
    return delay, sum(loaded.values()) / 1000


def _bundled(folder: Path, root: Path) -> Iterator[Target]:
    target = folder / "bundle.zip"
    started = time.monotonic()
    command = [sys.executable, "-m", "postil", "bundle", "-C", str(root), "-o", str(target)]
    subprocess.run([*command, "--force"], check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - started
    with zipfile.ZipFile(target) as archive:
        size = sum(entry.file_size for entry in archive.infolist()) / 1e6
    yield Target("The bundle, unpacked", size, BUNDLE, "MB")
    yield Target("The bundle, packed", target.stat().st_size / 1e6, math.inf, "MB")
    yield Target("Making the bundle takes", seconds, math.inf, "s")


if __name__ == "__main__":
    sys.exit(main())
