"""What ids and the other notes of a document say of a place."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core.places import SIGNS

if TYPE_CHECKING:
    from postil.core.document_text import DocumentText
    from postil.core.model import Target
    from postil.core.neighbours import Neighbours, Window
    from postil.core.places import Place

TRUSTED: Final = 0.7
"""The share of notes at home in paragraphs of their id from which an id alone tells where."""

DISTRUSTED: Final = 0.4
"""The share below which the ids are shown not to be the old ones."""

_AT_HOME: Final = 1.0
"""Of `fit`, which goes to 6: the id tells as much as one side of the surroundings."""

_EXPECTED: Final = 0.5
_AWAY: Final = 0.4
_FARTHEST: Final = 3
"""Of `fit` for a place where it is expected, and for each paragraph it is off, up to three."""


class Position(Enum):
    """What ids and the other notes say of a place."""

    NEAR = "where the note should be"
    UNKNOWN = "nobody can tell"
    FAR = "where the note should not be"


class Located(NamedTuple):
    """A place, what others say of it, and `fit` with what speaks for its paragraph.

    `away` counts the paragraphs between it and where the note is expected, if that is known.
    """

    place: Place
    position: Position
    fit: float
    away: int = 0

    @property
    def marked_fit(self) -> float:
        """`fit`, with what the signs beside the place say."""
        return self.fit + SIGNS * self.place.signs


def homes_of(document: DocumentText, target: Target) -> range:
    """The numbers of the paragraphs that the target names; none if an end is not there."""
    first, last = document.order.get(target.first), document.order.get(target.last)
    return range(0) if first is None or last is None else range(first, last + 1)


def locate(
    document: DocumentText,
    target: Target,
    place: Place,
    window: Window | None,
    neighbours: Neighbours,
) -> Located:
    """Say whether the target should stand there; `window` is where its neighbours put it."""
    first = document.paragraph_at(place.start)
    last = document.paragraph_at(max(place.start, place.end - 1))
    home = homes_of(document, target)
    is_home = bool(home) and first < home.stop and home.start <= last
    if home and neighbours.trust >= TRUSTED:
        # The paragraph was cut in two since: p8 and p8a.
        is_rest = first == home.stop and document.ids[first].startswith(target.last)
        position = _position(is_near=is_home or is_rest)
        away = max(0, first - home.stop + 1, home.start - last)
        return Located(place, position, place.fit + _AT_HOME * is_home, away)
    if window is not None:
        is_near = window.low - 1 <= first and last <= window.high + 1
        away = window.distance(first, last)
        fit = place.fit + _EXPECTED - _AWAY * min(_FARTHEST, away)
        return Located(place, _position(is_near=is_near), fit, away)
    if is_home and neighbours.trust >= DISTRUSTED:
        return Located(place, Position.NEAR, place.fit)
    return Located(place, Position.UNKNOWN, place.fit)


def _position(*, is_near: bool) -> Position:
    return Position.NEAR if is_near else Position.FAR
