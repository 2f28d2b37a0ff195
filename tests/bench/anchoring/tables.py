"""Scores as tables of Markdown, and cases in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.answers import Outcome
from tests.bench.anchoring.scores import Score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tests.bench.anchoring.answers import Place
    from tests.bench.anchoring.scores import Result

HEAD: Final = (
    "Notes",
    "Right %",
    "Wrong %",
    "Needless orphan %",
    "Missed orphan %",
    "Bad %",
    "True place suggested %",
    "Both ends exact %",
    "ms a note",
)
_SHOWN: Final = 60
_LENGTHS: Final = (1, 2, 3, 5, 8, 15, 25, 40)


def grouped(results: Iterable[Result], key: Callable[[Result], str]) -> dict[str, Score]:
    """Scores by what `key` says of a result."""
    scores: dict[str, Score] = {}
    for result in results:
        scores.setdefault(key(result), Score()).add(result)
    return scores


def by_length(result: Result) -> str:
    """So many words at most."""
    words = result.note.words
    if result.note.span.is_whole:
        return "no quote"
    return next((f"up to {most:2} words" for most in _LENGTHS if words <= most), "more")


def by_kind(result: Result) -> str:
    span = result.note.span
    if not span.is_whole:
        return "quote" if len(span.paragraphs) == 1 else "quote over two paragraphs"
    return "whole paragraph" if len(span.paragraphs) == 1 else "range of paragraphs"


BREAKDOWNS: Final[Mapping[str, Callable[[Result], str]]] = {
    "edit": lambda result: result.note.edit,
    "fate": lambda result: result.case.fate,
    "length": by_length,
    "kind": by_kind,
    "sureness": lambda result: result.answer.sureness,
    "language": lambda result: result.case.language,
}


def table(scores: Mapping[str, Score], what: str) -> str:
    """One row for each score."""
    marks = ["---", *["---:"] * len(HEAD)]
    rows = ([name, *_row(score)] for name, score in scores.items())
    return "\n".join(f"| {' | '.join(row)} |" for row in ([what, *HEAD], marks, *rows))


def _row(score: Score) -> Iterator[str]:
    yield f"{score.notes:,}"
    yield _shown(score.percent(Outcome.RIGHT), 1)
    yield _shown(score.percent(Outcome.WRONG), 2)
    yield _shown(score.percent(Outcome.NEEDLESS_ORPHAN), 1)
    yield _shown(score.percent(Outcome.MISSED_ORPHAN), 2)
    yield _shown(score.bad, 2)
    yield _shown(score.suggested_percent, 1)
    yield _shown(score.exact_percent, 1)
    yield f"{score.milliseconds_each:.2f}"


def _shown(percent: float | None, digits: int) -> str:
    """Rounded so that nothing looks perfect that is not."""
    if percent is None:
        return "–"
    scale = 10**digits
    rounded = round(percent * scale) / scale
    if percent < 100 <= rounded:
        rounded = math.floor(percent * scale) / scale
    return f"{rounded:.{digits}f}"


def described(result: Result) -> str:
    """A case in words: what was annotated, where it is, and what was answered."""
    case, note = result.case, result.note
    old, new = _whole(case.old), _whole(case.new)
    first = case.old[note.span.paragraphs[0]][0]
    truth = _around(new, note.truth.place) if note.truth.place else note.truth.state.value
    lines = [
        f"{result.outcome.value}: {result.algorithm} given {result.mode}; {note.edit}",
        f"  where  case {case.number}, note {result.number + 1}, {first}; ids {case.fate}",
        f"  old    {_around(old, (note.span.start, note.span.end))}",
        f"  truth  {truth}",
    ]
    if result.answer.place:
        lines.append(f"  answer {_around(new, result.answer.place)}")
    lines += [f"  maybe  {_around(new, place)}" for place in result.answer.suggestions[:3]]
    return "\n".join(lines)


def _whole(document: Sequence[tuple[str, str]]) -> str:
    return "\n".join(text for _, text in document)


def _around(text: str, place: Place) -> str:
    start, end = place
    before, after = text[max(0, start - _SHOWN) : start], text[end : end + _SHOWN]
    return f"{before}⟦{text[start:end]}⟧{after}".replace("\n", " ¶ ")
