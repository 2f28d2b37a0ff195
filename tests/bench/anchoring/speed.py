"""How long resolving takes, and how much memory: `python -m tests.bench.anchoring --speed`.

Each measurement is a process of its own, so that memory is that of one, and one that hangs is
stopped. It is handed what it is to resolve: making that takes more memory than resolving.
"""

from __future__ import annotations

import json
import pickle
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.algorithms import postil_resolver
from tests.bench.anchoring.cases import cases
from tests.bench.anchoring.draft import words
from tests.bench.anchoring.modes import CONTEXT
from tests.bench.anchoring.speech import Speech
from tests.bench.anchoring.traced import Traced
from tests.bench.anchoring.wording import noisy

import postil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tests.bench.anchoring.cases import Document

TIMEOUT: Final = 300

_NOISE: Final = 0.02
_STATUS: Final = Path("/proc/self/status")
_UNIT: Final = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Load:
    """An old document, the document now, and the notes written on the old one."""

    old: Document
    new: Document
    annotations: list[postil.Annotation]


@dataclass(frozen=True, slots=True)
class Scenario:
    """`limit` is the most that it may cost, in `unit`; the whole call if `is_total`."""

    title: str
    load: Callable[[], Load]
    unit: str
    limit: float
    is_total: bool = True


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor for the call, and megabytes that the process grew meanwhile.

    No seconds where it was not done in time.
    """

    notes: int
    seconds: float | None
    megabytes: float = 0.0

    def shown(self, scenario: Scenario) -> str:
        value = self.value(scenario)
        return f"not in {TIMEOUT} s" if value is None else f"{value:.3g} {scenario.unit}"

    def value(self, scenario: Scenario) -> float | None:
        if self.seconds is None:
            return None
        scale = {"s": 1, "ms": 1e3, "µs": 1e6}[scenario.unit.split()[0]]
        return self.seconds * scale / (1 if scenario.is_total else self.notes)


def _edited(documents: int, count: int) -> Load:
    """Cases one after the other, each with ids of its own, and quotes from everywhere."""
    old: Document = []
    new: Document = []
    for case in cases(documents):
        old += [(f"{case.number}-{own}", text) for own, text in case.old]
        new += [(f"{case.number}-{own}", text) for own, text in case.new]
    return Load(old, new, list(_annotations(old, count)))


def _unchanged(documents: int = 100, count: int = 10_000) -> Load:
    load = _edited(documents, count)
    return Load(load.old, load.old, load.annotations)


def _repeated_sentence() -> Load:
    """One sentence in 1 MB; some of the notes are on it as it was, some as it is."""
    said, meant = "We carried the bread to the mill. ", "We carried the coal to the mill. "
    old = [(f"p{n}", said * 10) for n in range(3000)]
    new = [(f"p{n}", (meant if n % 2 else said) * 10) for n in range(3000)]
    return Load(old, new, [_annotation(f"p{n}", said[:-1]) for n in range(1000)])


def _long_paragraph() -> Load:
    texts = [text for case in cases(50) for _, text in case.old]
    old = [("p1", " ".join(texts))]
    return Load(old, _noisy(old), list(_annotations(old, 100)))


def _long_quote() -> Load:
    texts = [text for case in cases(10) for _, text in case.old]
    old = [(f"p{n}", " ".join(texts[n * 80 : n * 80 + 80])) for n in range(10)]
    notes = [_annotation(own, text[200:10_200]) for own, text in old]
    return Load(old, _noisy(old), notes)


def _long_ranges() -> Load:
    """Quotes from one paragraph each to the last one; a sentence was put into each paragraph."""
    old = [text for case in cases(10) for _, text in case.old][:240]
    new = [f"We carried the coal to mill number {n}. {text}" for n, text in enumerate(old)]
    last = f"p{len(old) - 1}"
    notes = [_range(f"p{n}", last, " ".join(old[n:])) for n in range(10)]
    return Load(_numbered(old), _numbered(new), notes)


def _whole_ranges() -> Load:
    """Notes on whole paragraphs, from each of 1,000 to one as far from the end."""
    old = [text for case in cases(60) for _, text in case.old][:4000]
    new = [f"Well, then. {text}" if n % 7 == 0 else text for n, text in enumerate(old)]
    notes = [_range(f"p{n}", f"p{len(old) - 1 - n}", "") for n in range(1000)]
    return Load(_numbered(old), _numbered(new), notes)


def _one_word() -> Load:
    """No space in all of the text, of which every fiftieth letter was changed."""
    rng = random.Random(1)
    old = "".join(rng.choices("abcdefghij", k=500_000))
    new = "".join("y" if n % 50 == 0 else letter for n, letter in enumerate(old))
    places = rng.choices(range(len(old) - 40), k=150)
    notes = [_annotation("p0", old[start : start + 40]) for start in places]
    return Load(_numbered([old]), _numbered([new]), notes)


def _numbered(texts: Iterable[str]) -> Document:
    return [(f"p{n}", text) for n, text in enumerate(texts)]


def _identical_quotes() -> Load:
    """Half of the notes are on words that stand there, half on words that stand nowhere."""
    load = _unchanged(10, 1)
    return Load(load.old, load.new, (load.annotations + _absent(load.annotations)) * 50_000)


def _absent_quotes() -> Load:
    load = _edited(100, 10_000)
    return Load(load.old, load.new, _absent(load.annotations))


def _absent(annotations: Iterable[postil.Annotation]) -> list[postil.Annotation]:
    """Quotes of words that the text does not have."""
    wrong = str.maketrans("aeiou", "ouiea")
    targets = (note.target for note in annotations)
    return [_annotation(target.first, target.quote.translate(wrong)) for target in targets]


SCENARIOS: Final[Mapping[str, Scenario]] = {
    "200kB": Scenario(
        "200 kB, 1,000 notes, edited", lambda: _edited(10, 1000), "ms a note", 0.3, is_total=False
    ),
    "2MB": Scenario("2 MB, 10,000 notes, edited", lambda: _edited(100, 10_000), "s", 10),
    "exact": Scenario(
        "2 MB, 10,000 notes, nothing edited", _unchanged, "µs a note", 15, is_total=False
    ),
    "absent": Scenario("2 MB, 10,000 quotes that are nowhere", _absent_quotes, "s", 10),
    "sentence": Scenario("1 MB of one sentence, 1,000 notes", _repeated_sentence, "s", 10),
    "paragraph": Scenario("one paragraph of 1 MB, 100 notes", _long_paragraph, "s", 10),
    "quote": Scenario("10 quotes of 10 kB", _long_quote, "s", 10),
    "ranges": Scenario("10 quotes of 240 paragraphs", _long_ranges, "s", 10),
    "whole": Scenario("1,000 notes on ranges of 2,000 to 4,000 paragraphs", _whole_ranges, "s", 10),
    "word": Scenario("one word of 500 kB, 150 notes", _one_word, "s", 10),
    "identical": Scenario("200 kB, 100,000 times the same quote", _identical_quotes, "s", 10),
}


def _annotation(own: str, quote: str, prefix: str = "", suffix: str = "") -> postil.Annotation:
    target = postil.Target(own, quote=quote, prefix=prefix, suffix=suffix)
    return postil.Annotation(id="note", target=target, note="A note.")


def _range(first: str, last: str, quote: str) -> postil.Annotation:
    return postil.Annotation(id="note", target=postil.Target(first, last, quote), note="A note.")


def _annotations(document: Document, count: int) -> Iterator[postil.Annotation]:
    """Quotes of three to fifteen words from all over the document, with their context."""
    rng = random.Random(count)
    places = [words(Traced.new(text)) for _, text in document]
    chosen = rng.choices(range(len(document)), [len(found) for found in places], k=count)
    for number in chosen:
        (own, text), found = document[number], places[number]
        first = rng.randrange(len(found))
        start, end = found[first][0], found[min(first + rng.randint(2, 14), len(found) - 1)][1]
        prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        yield _annotation(own, text[start:end], prefix, suffix)


def _noisy(document: Document) -> Document:
    rng = random.Random(1)
    speech = Speech(rng)
    return [(own, _noised(text, speech, rng)) for own, text in document]


def _noised(text: str, speech: Speech, rng: random.Random) -> str:
    """Piece by piece: changing a traced text costs its length."""
    pieces = (Traced.new(text[at : at + 2000]) for at in range(0, len(text), 2000))
    return "".join(noisy(piece, _NOISE, speech, rng).text for piece in pieces)


def measure(names: Iterable[str]) -> Iterator[tuple[str, bool, Cost]]:
    """Run scenarios, each with context only and with the old text too."""
    for name in names:
        for has_old in (False, True):
            yield name, has_old, _measure(name, has_old=has_old)


def _measure(name: str, *, has_old: bool) -> Cost:
    load = SCENARIOS[name].load()
    given = pickle.dumps((load.new, load.annotations, load.old if has_old else None))
    command = [sys.executable, "-m", __spec__.name]
    try:
        done = subprocess.run(
            command, input=given, stdout=subprocess.PIPE, check=True, timeout=TIMEOUT
        )
    except subprocess.TimeoutExpired:
        return Cost(0, None)
    return Cost(**json.loads(done.stdout))


def _run() -> Cost:
    given = pickle.load(sys.stdin.buffer)
    before = _forget_peak()
    start = time.process_time()
    resolutions = postil_resolver(*given)
    seconds = time.process_time() - start
    return Cost(len(resolutions), seconds, _peak() - before)


def _forget_peak() -> float:
    """The megabytes held now; on Linux `_peak` is from now on that of what follows."""
    if not _STATUS.exists():
        return _peak()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def _peak() -> float:
    """The most megabytes held. Linux counts those of the parent in `ru_maxrss`."""
    if _STATUS.exists():
        return _status("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6


def _status(name: str) -> float:
    lines = (line.split() for line in _STATUS.read_text(encoding="ascii").splitlines())
    return next(int(line[1]) * 1024 / 1e6 for line in lines if line[0] == f"{name}:")


if __name__ == "__main__":
    cost = _run()
    values = {name: getattr(cost, name) for name in Cost.__slots__}
    sys.stdout.write(json.dumps(values))
