"""How `postil reanchor` shows a note that moved, and asks what shall become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from postil.core.anchoring import Ambiguous, Exact, Moved
from postil.core.folding import fold
from postil.core.inline_difference import parts
from postil.core.reporting import printable, range_name, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.anchoring import Passage, Resolution
    from postil.core.model import Annotation

SKIP: Final = "s"
WITHDRAW: Final = "w"
QUIT: Final = "q"
ACCEPT: Final = "a"


def shown(annotation: Annotation, resolution: Resolution, texts: Mapping[str, str]) -> str:
    """The note, where it stood and what its words were, where it may stand and why; some lines."""
    place = annotation.places.quote if annotation.target.quote else annotation.places.paragraph
    where = f"{printable(annotation.path)}:{place.line}:{place.column}"
    lines = [f"{where}: {click.style(annotation.id, bold=True)}: {_verdict(resolution)}"]
    if isinstance(resolution, Moved):
        lines.append(f"  {_difference(annotation, resolution)}")
    else:
        target = annotation.target
        words = f": {printable(short(target.quote))}" if target.quote else ""
        lines.append(f"  was in {range_name(target.first, target.last)}{words}")
    for number, passage in enumerate(places(resolution), start=1):
        if passage is not getattr(resolution, "passage", None):
            words = printable(short(words_at(passage, texts)))
            lines.append(f"  {number}: {_range(passage)}: {words}")
    return "\n".join(lines)


def places(resolution: Resolution) -> list[Passage]:
    """The places to choose from, the best first; the new place of a moved note leads them."""
    if isinstance(resolution, Exact):
        return []
    if isinstance(resolution, Ambiguous):
        return list(resolution.candidates)
    others = [candidate.passage for candidate in resolution.candidates]
    return [resolution.passage, *others] if isinstance(resolution, Moved) else others


def ask(resolution: Resolution) -> str:
    """What to do: `a`, the number of a place, `w`, `s` or `q`."""
    count = len(places(resolution))
    is_moved = isinstance(resolution, Moved)
    choices = [ACCEPT] if is_moved else []
    choices += [str(number) for number in range(2 if is_moved else 1, count + 1)]
    words = "accept (a), " if is_moved else ""
    words += "place (number), " if len(choices) > is_moved else ""
    words += "withdraw the note (w), skip (s), quit (q)"
    kinds = click.Choice([*choices, WITHDRAW, SKIP, QUIT])
    return str(click.prompt(f"  {words}", type=kinds, show_choices=False))


def words_at(passage: Passage, texts: Mapping[str, str]) -> str:
    """The words of a passage; those of its ends where it covers several paragraphs."""
    if passage.first == passage.last:
        return texts[passage.first][passage.start : passage.end]
    return f"{texts[passage.first][passage.start :]} … {texts[passage.last][: passage.end]}"


def _verdict(resolution: Resolution) -> str:
    if isinstance(resolution, Moved):
        return f"{resolution.score:.0%} certain: {resolution.evidence.value}"
    if isinstance(resolution, Ambiguous):
        return "several places fit"
    return f"lost: {resolution.reason.value}" if not isinstance(resolution, Exact) else "exact"


def _difference(annotation: Annotation, moved: Moved) -> str:
    target = annotation.target
    before, now = range_name(target.first, target.last), _range(moved.passage)
    where = before if before == now else f"{before} → {now}"
    if not target.quote:
        return where
    if fold(target.quote).text == fold(moved.quote).text:
        return f"{where}: {printable(target.quote)}"
    return f"{where}: {''.join(_coloured(target.quote, moved.quote))}"


def _coloured(old: str, new: str) -> Iterator[str]:
    for part in parts(old, new):
        if part.old == part.new:
            yield printable(part.old)
            continue
        if part.old:
            yield click.style(f"[-{printable(part.old)}-]", fg="red")
        if part.new:
            yield click.style(f"{{+{printable(part.new)}+}}", fg="green")


def _range(passage: Passage) -> str:
    return range_name(passage.first, passage.last)
