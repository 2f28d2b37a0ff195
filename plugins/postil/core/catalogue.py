"""All transcripts and annotations of a publication as plain data, for index pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from postil.core.note_markup import paragraph_number
from postil.core.readable_dates import date_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.model import Annotation, FrontMatter, Target, Transcript

_EXCERPT: Final = 160
"""Characters of a note shown in a list: two lines."""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A published note in a list. `path` is the transcript's, below `docs`."""

    path: str
    annotation: Annotation

    @property
    def name(self) -> str:
        """What a list calls the note: its title, else what it is about."""
        target = self.annotation.target
        if self.annotation.title or not target.quote:
            return self.annotation.title or f"On {_paragraphs(target)}"
        return f"“{target.quote}”"

    @property
    def where(self) -> str:
        """Where the note's passage begins: `paragraph 8`."""
        return _paragraphs(self.annotation.target)


def _paragraphs(target: Target) -> str:
    first, last = paragraph_number(target.first), paragraph_number(target.last)
    return f"paragraphs {first} to {last}" if target.is_range else f"paragraph {first}"


def excerpt(words: str) -> str:
    """The beginning of a text, cut at a word."""
    words = " ".join(words.split())
    if len(words) <= _EXCERPT:
        return words
    return words[:_EXCERPT].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True, slots=True)
class TranscriptEntry:
    """A transcript in a list, with its published notes."""

    path: str
    front_matter: FrontMatter
    notes: tuple[NoteEntry, ...]

    @property
    def title(self) -> str:
        """The title, or the path where there is none."""
        return self.front_matter.title or self.path

    @property
    def people(self) -> str:
        """The names of those who speak."""
        return ", ".join(person.name for person in self.front_matter.people if person.name)

    @property
    def kinds(self) -> Mapping[str, int]:
        """The number of notes of each kind, commonest first."""
        return dict(Counter(note.annotation.kind for note in self.notes).most_common())

    @property
    def facets(self) -> dict[str, list[str]]:
        """What a reader can look for it by: names, years, type and kinds of notes."""
        front_matter = self.front_matter
        return {
            "person": list(dict.fromkeys(p.name for p in front_matter.people if p.name)),
            "year": list(dict.fromkeys(str(end[0]) for end in date_parts(front_matter.date))),
            "type": [front_matter.type] if front_matter.type else [],
            "kind": list(self.kinds),
        }


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A publication as lists: transcripts by date, notes in the order of their transcripts."""

    transcripts: tuple[TranscriptEntry, ...]

    @property
    def notes(self) -> list[NoteEntry]:
        """Every published note."""
        return [note for transcript in self.transcripts for note in transcript.notes]

    def of_those(self, is_wanted: Callable[[NoteEntry], bool]) -> Catalogue:
        """The same transcripts with some of their notes."""
        entries = (
            replace(entry, notes=tuple(filter(is_wanted, entry.notes)))
            for entry in self.transcripts
        )
        return Catalogue(tuple(entries))

    def facets(self) -> dict[str, dict[str, int]]:
        """The values of every facet in order, with the number of transcripts that have them."""
        counts: dict[str, Counter[str]] = {}
        for transcript in self.transcripts:
            for facet, values in transcript.facets.items():
                counts.setdefault(facet, Counter()).update(values)
        return {facet: dict(sorted(counted.items())) for facet, counted in counts.items()}

    def by_kind(self, kinds: Iterable[str]) -> dict[str, list[NoteEntry]]:
        """The notes of each kind, in the order of `kinds`; kinds without notes are left out."""
        grouped: dict[str, list[NoteEntry]] = {kind: [] for kind in kinds}
        for note in self.notes:
            grouped.setdefault(note.annotation.kind, []).append(note)
        return {kind: notes for kind, notes in grouped.items() if notes}


def catalogue(
    transcripts: Mapping[str, Transcript],
    annotations: Mapping[str, Sequence[Annotation]],
    order: Iterable[str],
    *,
    drafts: bool = False,
) -> Catalogue:
    """Make the lists. `order` names the transcripts' paths in the order wanted."""
    shown = ("published", "draft") if drafts else ("published",)
    entries = []
    for path in order:
        unique = {a.id: a for a in reversed(annotations.get(path, ())) if a.status in shown}
        notes = tuple(NoteEntry(path, a) for a in reversed(unique.values()))
        entries.append(TranscriptEntry(path, transcripts[path].front_matter, notes))
    return Catalogue(tuple(entries))
