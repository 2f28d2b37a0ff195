"""One transcript on the desk of `postil reanchor`: its moved notes shown, asked about, written."""

from __future__ import annotations

import codecs
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from postil.cli.proposals import ACCEPT, QUIT, SKIP, WITHDRAW, ask, places, shown
from postil.core.anchoring import Exact, Moved, resolve
from postil.core.annotation_file import parse_annotations
from postil.core.model import NOWHERE
from postil.core.reanchoring import ReanchoringError, target_at, with_targets, withdrawn
from postil.core.reporting import printable
from postil.core.snapshot import format_snapshot, kept
from postil.project import read_text, snapshot_path
from postil.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from postil.core.anchoring import Resolution
    from postil.core.model import Annotation, Target
    from postil.rendering.settings import Settings
    from postil.rendering.standing import Standing


class Desk:
    """Each of `show`, `write` and `ask` returns how many notes are left without a place."""

    def __init__(self, settings: Settings, found: Standing, confidence: float) -> None:
        """Take a transcript with its notes resolved."""
        self._settings = settings
        self._found = found
        self._confidence = confidence
        self._texts = dict(found.document)
        self.has_quit = False

    def show(self) -> int:
        """Show every note that moved, and change nothing."""
        for annotation, resolution in self._found.moved:
            self._say(annotation, resolution)
        return len(self._found.moved)

    def write(self) -> int:
        """Change the notes that are certain enough, keep the text if none is left."""
        left = 0
        accepted: defaultdict[str, dict[str, Target]] = defaultdict(dict)
        for annotation, resolution in self._found.moved:
            self._say(annotation, resolution)
            if isinstance(resolution, Moved) and resolution.score >= self._confidence:
                target = target_at(self._found.document, resolution.passage, annotation.target)
                accepted[annotation.path][annotation.id] = target
            else:
                left += 1
        for path, targets in accepted.items():
            if not self._move(path, targets):
                left += len(targets)
        if not left:
            self._keep_text()
        return left

    def ask(self) -> int:
        """Ask about every note that moved; what was decided is written before the next."""
        left = len(self._found.moved)
        for annotation, resolution in self._found.moved:
            self._say(annotation, resolution)
            try:
                answer = ask(resolution)
            except click.Abort:
                answer = QUIT
            if answer == QUIT:
                self.has_quit = True
                return left
            if answer != SKIP and self._carry_out(answer, annotation, resolution):
                left -= 1
        if not left:
            self._keep_text()
        return left

    def _say(self, annotation: Annotation, resolution: Resolution) -> None:
        click.echo(shown(annotation, resolution, self._texts))

    def _carry_out(self, answer: str, annotation: Annotation, resolution: Resolution) -> bool:
        if answer == WITHDRAW:
            return self._withdraw(annotation)
        number = 0 if answer == ACCEPT else int(answer) - 1
        passage = places(resolution)[number]
        target = target_at(self._found.document, passage, annotation.target)
        return self._move(annotation.path, {annotation.id: target})

    def _move(self, path: str, targets: Mapping[str, Target]) -> bool:
        """Give notes of one file their new targets; whether that was possible."""

        def change(text: str) -> str:
            new_text = with_targets(text, targets)
            wanted = _notes(text)
            for identifier, target in targets.items():
                wanted[identifier] = replace(wanted[identifier], target=target)
            _compare(_notes(new_text), wanted)
            self._prove([wanted[identifier] for identifier in targets])
            return new_text

        return self._change(path, change)

    def _withdraw(self, annotation: Annotation) -> bool:
        def change(text: str) -> str:
            new_text = withdrawn(text, annotation.id)
            wanted = _notes(text)
            wanted[annotation.id] = replace(wanted[annotation.id], status="withdrawn")
            _compare(_notes(new_text), wanted)
            return new_text

        return self._change(annotation.path, change)

    def _change(self, shown_path: str, change: Callable[[str], str]) -> bool:
        layout = self._settings.layout
        path = layout.root / shown_path
        text = read_text(path, layout)
        reason = text if isinstance(text, str) else text.message
        try:
            if isinstance(text, str):
                _overwrite(path, change(text))
                return True
        except (ReanchoringError, OSError) as error:
            reason = str(error)
        click.echo(f"{printable(shown_path)}: not changed: {reason}", err=True)
        return False

    def _prove(self, notes: Sequence[Annotation]) -> None:
        if not all(isinstance(r, Exact) for r in resolve(self._found.document, notes)):
            message = "the words at the new place cannot be told from others"
            raise ReanchoringError(message)

    def _keep_text(self) -> None:
        """Keep the text, on which every note stands now."""
        if self._found.snapshot == kept(self._found.document):
            return
        path = snapshot_path(self._settings.layout, self._found.source)
        write_text(path, format_snapshot(self._found.document), replace=True)


def _notes(text: str) -> dict[str, Annotation]:
    parsed: Sequence[Annotation] = parse_annotations(text, "").annotations
    return {note.id: replace(note, places=NOWHERE) for note in parsed}


def _compare(found: Mapping[str, Annotation], wanted: Mapping[str, Annotation]) -> None:
    """Refuse a change that would change anything else."""
    if found != wanted:
        message = "other values would change as well"
        raise ReanchoringError(message)


def _overwrite(path: Path, text: str) -> None:
    """Write where a link leads, so that it stays one; with the byte order mark that was there."""
    mark = "\ufeff" if path.read_bytes().startswith(codecs.BOM_UTF8) else ""
    write_text(path.resolve(), mark + text, replace=True)
