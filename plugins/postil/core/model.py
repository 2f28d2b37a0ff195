"""The nouns of Postil as frozen values. No behaviour beyond what a value can say of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAGRAPH_ID: Final = re.compile(r"p[0-9]{1,9}[a-z]{0,9}")
"""A citable paragraph: `p8`, or `p8a` for one inserted between `p8` and `p9`."""

ANNOTATION_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Lower case, digits and single hyphens: safe in a URL, an HTML id and a file name."""

DRAFT: Final = "draft"
WITHDRAWN: Final = "withdrawn"
STATUSES: Final = ("published", DRAFT, WITHDRAWN)
TRANSCRIPT_TYPES: Final = ("interview", "oral-history", "speech", "hearing", "meeting", "debate")
RECORDS: Final = ("verbatim", "edited-verbatim", "summary", "translation", "machine")
ROLES: Final = (
    "narrator",
    "interviewee",
    "interviewer",
    "speaker",
    "chair",
    "moderator",
    "participant",
    "witness",
    "interpreter",
)

DEFAULT_KINDS: Final[Mapping[str, str]] = {
    "context": "Context",
    "definition": "Definition",
    "source": "Source",
    "correction": "Correction",
    "disputed": "Disputed",
}
"""The kinds of a publication that names none: identifier to the word the reader sees."""

DEFAULT_KIND: Final = "context"


class Place(NamedTuple):
    """A position in a text file; line and column count from 1, columns in code points."""

    line: int
    column: int


START: Final = Place(1, 1)
"""Where a file begins."""


class Places(NamedTuple):
    """Where an annotation's parts stand in its file."""

    entry: Place
    paragraph: Place
    quote: Place


NOWHERE: Final = Places(START, START, START)


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about: one paragraph or a range, and usually a quote in it."""

    first: str
    last: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        """Let a single paragraph be its own range."""
        if not self.last:
            object.__setattr__(self, "last", self.first)

    @property
    def is_range(self) -> bool:
        """Whether the target covers more than one paragraph."""
        return self.first != self.last


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement of a note can be checked. Dates are ISO 8601 text as typed."""

    title: str
    url: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    locator: str = ""
    archived: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note (Markdown) and its target, as read from `path`."""

    id: str
    target: Target
    note: str
    kind: str = DEFAULT_KIND
    title: str = ""
    sources: tuple[Source, ...] = ()
    author: str = ""
    date: str = ""
    status: str = "published"
    reason: str = ""
    tags: tuple[str, ...] = ()
    lang: str = ""
    path: str = ""
    places: Places = NOWHERE


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks. `label` is what the text calls them when that is not the name."""

    id: str
    name: str
    label: str = ""
    role: str = ""
    note: str = ""
    uri: str = ""
    sort_name: str = ""

    @property
    def spoken_label(self) -> str:
        """The words before the colon in the transcript."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Session:
    """One of several sittings. Date and duration are ISO 8601 text as typed."""

    date: str = ""
    place: str = ""
    media: str = ""
    duration: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """The recording. `offset` is where in it, in seconds, the transcript's clock shows zero."""

    file: str
    type: str = ""
    duration: str = ""
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the published text: what was done to which paragraphs, when and by whom."""

    date: str
    what: str
    by: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a transcript. `extra` holds the keys that Postil passes on unread."""

    title: str = ""
    type: str = ""
    record: str = ""
    date: str = ""
    people: tuple[Person, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)
    rights: Mapping[str, str] = field(default_factory=dict)
    subtitle: str = ""
    description: str = ""
    lang: str = ""
    place: str = ""
    version: str = ""
    reviewed: str = ""
    transcription: Mapping[str, str] = field(default_factory=dict)
    media: Media | None = None
    sessions: tuple[Session, ...] = ()
    edits: tuple[Edit, ...] = ()
    citation: Mapping[str, str] = field(default_factory=dict)
    content_note: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The head of a Markdown file: `path` is shown to people, `body_line` is where the text starts.

    The text itself is read when it is converted: that of a whole archive fills the memory.
    Where `is_head_open`, the head has no end, and is the first paragraph of the text.
    """

    path: str
    front_matter: FrontMatter
    body_line: int = 1
    is_head_open: bool = False


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who writes notes, from `annotations/contributors.yml`."""

    id: str
    name: str
    url: str = ""
    orcid: str = ""
