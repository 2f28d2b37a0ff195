"""Who wrote which notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.catalogue import Catalogue, NoteEntry
    from postil.core.model import Contributor


@dataclass(frozen=True, slots=True)
class Credit:
    """A contributor with the notes, in the order of their transcripts."""

    contributor: Contributor
    notes: tuple[NoteEntry, ...]

    @property
    def orcid_url(self) -> str:
        """The address of the contributor's ORCID, or nothing."""
        orcid = self.contributor.orcid
        return f"https://orcid.org/{orcid}" if orcid else ""


def credits_of(catalogue: Catalogue, contributors: Mapping[str, Contributor]) -> list[Credit]:
    """Every contributor by name, those without a note as well: they may have mended texts."""
    notes: dict[str, list[NoteEntry]] = {identifier: [] for identifier in contributors}
    for entry in catalogue.notes:
        if entry.annotation.author in notes:
            notes[entry.annotation.author].append(entry)
    by_name = sorted(contributors.values(), key=lambda c: (c.name.casefold(), c.id))
    return [Credit(contributor, tuple(notes[contributor.id])) for contributor in by_name]
