"""How `postil reanchor` shows a note that moved, and asks what shall become of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from postil.core.anchoring import Ambiguous, Lost, Moved
from postil.core.folding import fold
from postil.core.inline_difference import parts, shortened
from postil.core.passages import words_at
from postil.core.reporting import in_context, printable, range_name, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.anchoring import Passage, Resolution
    from postil.core.model import Annotation

ACCEPT: Final = "a"
KEEP: Final = "k"
WITHDRAW: Final = "w"
SKIP: Final = "s"
QUIT: Final = "q"

_CONTESTED: Final = ", but by the text that was kept since it stands as it is"
"""What led elsewhere is a revision: without one, a note has but one old text."""

_AROUND: Final = 30
"""Characters shown on each side of what changed in a paragraph."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A note that does not stand on its words, and what is known of its place.

    `texts` and `old_texts` are paragraphs by id, the old ones as far as they are known; `stood` is
    where the quote stands in these, if in one place. `stands_as_it_is` says that nothing but
    the old text speaks against the target it has, `is_contested` that the kept text speaks for it,
    `elsewhere` in which other transcript its words stand now, if they do.
    """

    annotation: Annotation
    resolution: Resolution
    texts: Mapping[str, str]
    old_texts: Mapping[str, str]
    stood: Passage | None
    stands_as_it_is: bool
    is_contested: bool
    elsewhere: str = ""

    @property
    def places(self) -> list[Passage]:
        """The places to choose from, the best first; the new place of a moved note leads them."""
        resolution = self.resolution
        if isinstance(resolution, Ambiguous):
            return list(resolution.candidates)
        moved = [resolution.passage] if isinstance(resolution, Moved) else []
        others = resolution.candidates if isinstance(resolution, Moved | Lost) else ()
        return [*moved, *(candidate.passage for candidate in others)]

    def shown(self) -> str:
        """The note, what its words were, where it may stand and why; some lines."""
        note = self.annotation
        place = note.places.quote if note.target.quote else note.places.paragraph
        where = f"{printable(note.path)}:{place.line}:{place.column}"
        lines = [f"{where}: {click.style(note.id, bold=True)}: {self._verdict()}"]
        lines.append(f"  {self._change()}")
        if isinstance(self.resolution, Lost):
            why = "; ".join(failure.value for failure in self.resolution.failures)
            lines.append(f"  why: {why}")
        if self.elsewhere:
            lines.append(f"  {printable(self.elsewhere)}")
        if isinstance(self.resolution, Moved) and self._is_one_of_many(self.resolution):
            lines.append(f"  now: {self._shown_at(self.resolution.passage)}")
        first = 2 if isinstance(self.resolution, Moved) else 1
        for number, passage in enumerate(self.places[first - 1 :], start=first):
            lines.append(f"  {number}: {_range(passage)}: {self._shown_at(passage)}")
        return "\n".join(lines)

    def ask(self) -> str:
        """What to do: `a`, the number of a place, `k`, `w`, `s` or `q`."""
        is_moved = isinstance(self.resolution, Moved)
        numbers = [str(number) for number in range(1 + is_moved, len(self.places) + 1)]
        offered = {
            ACCEPT: "accept (a)" if is_moved else "",
            "": f"place ({', '.join(numbers)})" if numbers else "",
            KEEP: "keep as it is (k)" if self.stands_as_it_is else "",
            WITHDRAW: "withdraw the note (w)",
            SKIP: "skip (s)",
            QUIT: "quit (q)",
        }
        words = ", ".join(filter(None, offered.values()))
        keys = [key for key, text in offered.items() if key and text]
        choice = click.Choice([*numbers, *keys])
        return str(click.prompt(f"  {words}", type=choice, show_choices=False))

    def _verdict(self) -> str:
        return self._found() + (_CONTESTED if self.is_contested else "")

    def _found(self) -> str:
        resolution = self.resolution
        if isinstance(resolution, Moved):
            sure = "in doubt" if self.is_contested else f"{resolution.score:.0%} certain"
            return f"{sure}: {resolution.evidence.value}"
        if isinstance(resolution, Ambiguous):
            return "several places fit"
        return f"lost: {resolution.reason.value}" if isinstance(resolution, Lost) else ""

    def _change(self) -> str:
        target = self.annotation.target
        before = range_name(target.first, target.last)
        old = target.quote or self.old_texts.get(target.first, "")
        if not isinstance(self.resolution, Moved):
            known = in_context(self.old_texts, self.stood) if self.stood else short(old)
            return f"was in {before}: {printable(known)}" if old else f"was {before}"
        passage = self.resolution.passage
        where = before if before == _range(passage) else f"{before} → {_range(passage)}"
        if (target.is_range and not target.quote) or not old:
            return where
        around = None if target.quote else _AROUND
        new = self.resolution.quote if target.quote else words_at(self.texts, passage)
        if fold(old).text == fold(new).text:
            return f"{where}: {self._shown_at(passage)}"
        return f"{where}: {''.join(_coloured(old, new, around))}"

    def _is_one_of_many(self, moved: Moved) -> bool:
        """Whether the words of a quote are others now, and may be looked for in other places."""
        quote, words = self.annotation.target.quote, moved.quote
        if not quote or fold(quote).text == fold(words).text:
            return False
        return bool(moved.candidates) or self.texts[moved.passage.first].count(words) > 1

    def _shown_at(self, passage: Passage) -> str:
        """The words of a place; those of a quote between the words around them."""
        if self.annotation.target.quote:
            return printable(in_context(self.texts, passage))
        return printable(short(words_at(self.texts, passage)))


def _coloured(old: str, new: str, around: int | None) -> Iterator[str]:
    """The two in parts; where the file breaks a line makes no difference."""
    for part in parts(" ".join(old.split()), " ".join(new.split())):
        if part.old == part.new:
            yield printable(shortened(part.old, around))
            continue
        if part.old:
            yield click.style(f"[-{printable(part.old)}-]", fg="red")
        if part.new:
            yield click.style(f"{{+{printable(part.new)}+}}", fg="green")


def _range(passage: Passage) -> str:
    return range_name(passage.first, passage.last)
