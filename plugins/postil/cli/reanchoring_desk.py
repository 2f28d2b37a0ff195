"""One transcript on the desk of `postil reanchor`: its moved notes shown, asked about, written."""

from __future__ import annotations

import codecs
import stat
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from postil.cli.kept_text import NotKeptError, keep_text, secure_text
from postil.cli.proposals import ACCEPT, KEEP, QUIT, SKIP, WITHDRAW, Proposal
from postil.core.anchoring import Moved
from postil.core.document_text import DocumentText, each_once
from postil.core.reanchoring import ReanchoringError, target_at, with_targets, withdrawn
from postil.core.reporting import printable
from postil.core.resolving import standing
from postil.project import read_text
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from postil.cli.kept_text import Settled
    from postil.core.anchoring import Passage
    from postil.core.model import Annotation, Target
    from postil.project import Layout
    from postil.rendering.standing import Standing

_Targets = dict[str, tuple["Target", "Target"]]
"""By annotation id: the target that the note has, the one it shall have."""


class Desk:
    """Each of `show`, `write` and `ask` returns how much is left to do."""

    def __init__(
        self,
        layout: Layout,
        found: Standing,
        confidence: float,
        elsewhere: Mapping[tuple[str, str], str],
    ) -> None:
        """Take a transcript with its notes resolved.

        `elsewhere` says of lost ones, by file and id, in which other transcript their words stand.
        """
        self._layout = layout
        self._found = found
        self._confidence = confidence
        self._elsewhere = elsewhere
        self._texts = dict(found.document)
        self._order = {paragraph_id: number for number, paragraph_id in enumerate(self._texts)}
        self._settled: Settled = {}
        self._notes = {(note.path, note.id): note for note, *_ in found.notes}
        self._planned: list[Annotation] = []
        self._is_secured = False
        self.has_quit = False

    def show(self) -> int:
        """Show every note that moved, and change nothing."""
        for proposal in self._proposals():
            click.echo(proposal.shown())
        return len(self._found.moved)

    def write(self) -> int:
        """Change the notes that are certain enough, and keep the text on which they stand now."""
        left = 0
        accepted: defaultdict[str, _Targets] = defaultdict(dict)
        for proposal in self._proposals():
            click.echo(proposal.shown())
            note, resolution = proposal.annotation, proposal.resolution
            target = None
            if isinstance(resolution, Moved) and self._is_certain(resolution, proposal):
                target = self._target_at(resolution.passage, note)
            if target is None or note.id in accepted[note.path]:
                left += 1
            else:
                accepted[note.path][note.id] = (note.target, target)
        self._plan(accepted)
        for path, targets in accepted.items():
            changed = self._move(path, targets)
            left += len(targets) - changed
            if changed:
                notes = "1 note" if changed == 1 else f"{changed} notes"
                click.echo(f"{printable(path)}: {notes} changed")
        return left + self._keep_or_say()

    def ask(self) -> int:
        """Ask about every note that moved; what was decided is written before the next."""
        left = len(self._found.moved)
        for proposal in self._proposals():
            click.echo(proposal.shown())
            try:
                answer = proposal.ask()
                if answer not in {SKIP, QUIT} and self._carry_out(answer, proposal):
                    left -= 1
            except click.Abort:  # At the first question, or at the one that an answer leads to.
                answer = QUIT
            if answer == QUIT:
                self.has_quit = True
                break
        return left + self._keep_or_say() if self._settled or not left else left

    def keep(self) -> bool:
        """Keep the text, on which every note stands; whether there is nothing to say about it."""
        try:
            keep_text(self._layout, self._found, {})
        except (NotKeptError, OSError):
            return False
        return True

    def _keep_or_say(self) -> int:
        try:
            keep_text(self._layout, self._found, self._settled)
        except (NotKeptError, OSError) as error:
            reason = printable(_reason(error))
            click.echo(f"{printable(self._found.path)}: the text is not kept: {reason}", err=True)
            return 1
        return 0

    def _proposals(self) -> Iterator[Proposal]:
        document = DocumentText(self._found.document)
        moved = self._found.moved
        olds = each_once(found.text for found in moved)
        for annotation, resolution, text, is_contested in moved:
            target = annotation.target
            stands = len(standing(document, target)) == 1
            old, stood = dict(text or ()), _quote_in(olds.get(id(text)), target)
            yield Proposal(
                annotation,
                resolution,
                self._texts,
                old,
                stood,
                stands_as_it_is=stands,
                is_contested=is_contested,
                elsewhere=self._elsewhere.get((annotation.path, annotation.id), ""),
            )

    def _is_certain(self, moved: Moved, proposal: Proposal) -> bool:
        return moved.score >= self._confidence and not proposal.is_contested

    def _carry_out(self, answer: str, proposal: Proposal) -> bool:
        annotation = proposal.annotation
        if answer == KEEP:
            self._settle(annotation, annotation)
            return True
        if answer == WITHDRAW:
            change = self._withdrawal(annotation)
            is_done = self._change(annotation.path, change)
            if is_done:
                self._settle(annotation, None)
            return is_done
        passage = proposal.places[0 if answer == ACCEPT else int(answer) - 1]
        target = self._target_at(passage, annotation)
        if target is None:
            return False
        targets = {annotation.id: (annotation.target, target)}
        self._plan({annotation.path: targets})
        return bool(self._move(annotation.path, targets))

    def _settle(self, annotation: Annotation, decided: Annotation | None) -> None:
        self._settled[annotation.path, annotation.id] = decided

    def _target_at(self, passage: Passage, annotation: Annotation) -> Target | None:
        first, last = self._order[passage.first], self._order[passage.last]
        target = target_at(self._found.document[first : last + 1], passage, annotation.target)
        if target is None:
            message = "the words at the new place cannot be told from others"
            self._say_unchanged(annotation.path, f"“{annotation.id}”: {message}")
        return target

    def _plan(self, accepted: Mapping[str, _Targets]) -> None:
        """Take notes of several files as they will be: the kept text is made true of them first."""
        self._planned += [
            self._with_target(path, name, both)
            for path, targets in accepted.items()
            for name, both in targets.items()
        ]
        # Where all notes are known, what is kept does not depend on the plan.
        self._is_secured = self._is_secured and self._found.is_complete

    def _with_target(self, path: str, name: str, both: tuple[Target, Target]) -> Annotation:
        return replace(self._notes[path, name], target=both[1])

    def _move(self, path: str, targets: _Targets) -> int:
        """Give notes of one file their new targets; how many got it."""
        if self._change(path, lambda text: with_targets(text, targets), quietly=len(targets) > 1):
            for name, both in targets.items():
                self._settled[path, name] = self._with_target(path, name, both)
            return len(targets)
        if len(targets) == 1:
            return 0
        # One of them stands in the way of all.
        return sum(self._move(path, {name: both}) for name, both in targets.items())

    def _withdrawal(self, annotation: Annotation) -> Callable[[str], str]:
        question = "  Why? Readers who come by a link will be told (Enter: give no reason)"
        asked = not annotation.reason
        reason = str(click.prompt(question, default="", show_default=False)) if asked else ""
        return lambda text: withdrawn(text, annotation.id, annotation.target, reason.strip())

    def _change(self, shown: str, change: Callable[[str], str], *, quietly: bool = False) -> bool:
        """Change a file; whether that was possible."""
        path = self._layout.root / shown
        text = read_text(path, self._layout)
        try:
            if isinstance(text, str):
                new = change(text)
                self._secure()
                _overwrite(path, text, new)
                return True
            reason = text.message
        except NotKeptError as error:
            reason = f"the text cannot be kept: {error}"
        except (ReanchoringError, OSError) as error:
            reason = _reason(error)
        if not quietly:
            self._say_unchanged(shown, reason)
        return False

    def _secure(self) -> None:
        if not self._is_secured:
            secure_text(self._layout, self._found, self._planned)
            self._is_secured = True

    def _say_unchanged(self, path: str, reason: str) -> None:
        click.echo(f"{printable(path)}: not changed: {printable(reason)}", err=True)


def _reason(error: Exception) -> str:
    """Why something failed, without the number that systems give it."""
    return getattr(error, "strerror", None) or str(error)


def _quote_in(document: DocumentText | None, target: Target) -> Passage | None:
    """Where the quote of a target stands in a text, if that is one place."""
    spans = standing(document, target) if document and target.quote else []
    return document.passage(spans[0]) if document and len(spans) == 1 else None


def _overwrite(path: Path, old: str, new: str) -> None:
    """Write where a link leads, so that it stays one; with the byte order mark that was there."""
    if new == old:
        return
    target = path.resolve()
    if not target.stat().st_mode & stat.S_IWUSR:  # A new file in its place would be writable.
        raise PermissionError(None, "the file is write-protected")
    mark = "\ufeff" if target.read_bytes().startswith(codecs.BOM_UTF8) else ""
    write_text(target, mark + new, replace=True)
