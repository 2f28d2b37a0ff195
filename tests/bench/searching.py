"""Measure the search and the bundle: `python -m tests.bench.searching`. Exit 1 for a missed target.

Needs Chromium, as the tests do. Each query is typed into a page opened from disk that has loaded
nothing yet. Time counts from the key stroke to the first hit, or to the word that there is none;
bytes are those of the files loaded.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright
from tests.bench.sites import write_sites
from tests.bench.targets import Target
from tests.install_browser import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ADDED: Final = 4.0
"""Seconds of the processor that the index may add to the build of 1,000 transcripts."""
ON_DISK: Final = 30.0
FIRST_HIT: Final = 100.0
LOADED: Final = 150.0
BUNDLE: Final = 90.0
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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.searching", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the sites, and use them")
    options = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory(prefix="postil-bench-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        for size in options.sizes:
            for target in measured(folder / str(size), size):
                words = f"{target.what}: {target.value:.1f} {target.unit}"
                limit = f" (at most {target.limit:g})" if size <= 1000 else ""
                sys.stdout.write(f"{size:,} transcripts: {words}{limit}\n")
                sys.stdout.flush()
                # The targets are those of 1,000 transcripts; beyond, figures are for information.
                missed += size <= 1000 and not target.is_met
    return 1 if missed else 0


def measured(folder: Path, size: int) -> Iterator[Target]:
    """Every figure for a number of transcripts."""
    if not folder.exists():
        write_sites(folder, size)
    root = folder / "annotated"
    without = _build(root, "material")
    with_index = _build(root, "postil")
    yield Target("the index adds to the build", with_index - without, ADDED, "s")
    parts = list((root / "site/assets/postil/search").iterdir())
    on_disk = sum(part.stat().st_size for part in parts) / 1e6
    yield Target(f"the index on disk, {len(parts)} files", on_disk, ON_DISK, "MB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=["--no-sandbox"])
        for name, query in _queries(root):
            delay, loaded = _asked(browser, root / "site", query)
            yield Target(f"{name} to its first hit", delay, FIRST_HIT, "ms")
            yield Target(f"{name} loads", loaded, LOADED, "kB")
        browser.close()
    yield from _bundled(folder, root)


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


def _asked(browser: Browser, site: Path, query: str) -> tuple[float, float]:
    """Milliseconds to the first hit, and kilobytes loaded until the page is still."""
    page = browser.new_page(offline=True)
    loaded: dict[str, int] = {}

    def see(url: str) -> None:
        path = Path(unquote(urlsplit(url).path))
        if "/assets/postil/search/" in path.as_posix():
            loaded[url] = path.stat().st_size

    page.on("request", lambda request: see(request.url))
    page.goto((site / "search.html").as_uri())
    page.wait_for_function("() => document.querySelector('.postil-search-count')?.textContent")
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
    packed = target.stat().st_size / 1e6
    yield Target(f"the bundle ({packed:.0f} MB packed, {seconds:.0f} s)", size, BUNDLE, "MB")


if __name__ == "__main__":
    sys.exit(main())
