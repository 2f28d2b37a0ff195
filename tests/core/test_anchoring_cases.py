"""What becomes of every note of some edited texts, by what is known of the old text.

The texts are made by the benchmark of anchoring, always the same; the answers are in
`cases/anchoring/*.yml`, with what is true beside them, faults included. So a change of a rule shows
which notes it moves. `POSTIL_UPDATE_GOLDENS=1` writes the answers anew; the review is the
difference: a right answer must not become a wrong one.
"""

import os
from itertools import accumulate
from pathlib import Path

import pytest
import yaml
from tests.bench.anchoring.answers import judge, read
from tests.bench.anchoring.cases import case
from tests.bench.anchoring.modes import MODES

import postil
from postil.core.anchoring import Ambiguous, Exact, Moved

CASES = Path(__file__).parent / "cases" / "anchoring"
NUMBERS = range(40)
GIVEN = {"quote": "by the quote", "context": "and context", "old": "and the old text"}


def shortened(text, limit=56):
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit // 2]} … {text[-limit // 2 :]}"


def shown(passage, document):
    texts = dict(reversed(document))
    first, last = texts[passage.first], texts[passage.last]
    if passage.first == passage.last:
        return f"{passage.first}: {shortened(first[passage.start : passage.end])}"
    words = f"{first[passage.start :]} {last[: passage.end]}"
    return f"{passage.first} to {passage.last}: {shortened(words)}"


def answer(resolution, document):
    match resolution:
        case Exact(passage):
            return f"exact, {shown(passage, document)}"
        case Moved():
            where = shown(resolution.passage, document)
            return f"moved {resolution.score:g}, {resolution.evidence.name}, {where}"
        case Ambiguous(candidates):
            return [shown(candidate, document) for candidate in candidates]
    nearest = resolution.candidates[:1]
    return "lost" + "".join(f", perhaps {shown(found.passage, document)}" for found in nearest)


def truth(note, document):
    text = "\n".join(text for _, text in document)
    state = note.truth.state.value
    if note.truth.place is None:
        return state
    start, end = note.truth.place
    starts = list(accumulate((len(text) + 1 for _, text in document), initial=0))
    number = max(n for n, first in enumerate(starts[:-1]) if first <= start)
    return f"{state}, {document[number][0]}: {shortened(text[start:end])}"


def answers(made):
    """What is said of each note of an edited text, as plain data."""
    given = {name: MODES[name].given(made) for name in GIVEN}
    found = {
        name: postil.resolve(known.document, known.annotations, known.old_document)
        for name, known in given.items()
    }
    old = "\n".join(text for _, text in made.old)
    for number, note in enumerate(made.notes):
        entry = {
            "edit": note.edit,
            "words": shortened(old[note.span.start : note.span.end]),
            "truth": truth(note, made.new),
        }
        for name, words in GIVEN.items():
            resolution = found[name][number]
            (read_as,) = read([resolution], made.new)
            verdict = judge(note, read_as).value
            entry[words] = {verdict: answer(resolution, made.new)}
        yield entry


@pytest.mark.parametrize("number", NUMBERS)
def test_every_note_is_answered_as_before(number):
    made = case(number, seed=2026)
    name = f"{number:02}-{made.language}-{made.fate.replace(' ', '-')}.yml"
    entries = list(answers(made))
    path = CASES / name
    if os.environ.get("POSTIL_UPDATE_GOLDENS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text, encoding="utf-8")
    assert entries == yaml.safe_load(path.read_text(encoding="utf-8"))
