"""The persons of a transcript, from the labels of its turns and from its head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from postil.core.model import Person
from postil.importers.names import identifier, usual_capitals
from postil.importers.speaker_words import WORDS_OF_SPEECH, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.importers.head import Head
    from postil.importers.labels import Label

SOMEBODY: Final = Person(id="speaker", name="Speaker", role="speaker")
"""Who speaks in a text without labels."""

_GENERAL_NAMES: Final = {"interviewer": "Interviewer", "interviewee": "Interviewee"}
_ANSWERING: Final = frozenset({"answer", "a", "interviewee", "respondent"})
_ASKING: Final = frozenset({"question", "q", "interviewer"})


def people_of(labels: Iterable[Label], head: Head) -> list[Person]:
    """One person for each label, in the order of their first words; at least one person."""
    first_typed: dict[str, Label] = {}
    for label in labels:
        first_typed.setdefault(label.key, label)
    different = list(first_typed.values())
    names = dict.fromkeys(_only_one(different, _ANSWERING), head.interviewee)
    names |= dict.fromkeys(_only_one(different, _ASKING), head.interviewer)
    people: list[Person] = []
    for label in different:
        people.append(_person(label, names, {person.id for person in people}))
    return people or [SOMEBODY]


def _only_one(labels: Sequence[Label], words: frozenset[str]) -> set[str]:
    """The word among `words` that the labels use, if they can mean one person only.

    `Q1` and `Q2` number what is said, `Interviewee 1` and `Interviewee 2` are two persons.
    """
    used = [part.word for label in labels if (part := part_of(label.name)) and part.word in words]
    is_clear = len(used) == 1 or (len(set(used)) == 1 and used[0] in WORDS_OF_SPEECH)
    return set(used) if is_clear else set()


def _person(label: Label, names: dict[str, str], taken: set[str]) -> Person:
    part = part_of(label.name)
    word = part.word if part else ""
    general = usual_capitals(label.name)
    if part and word in WORDS_OF_SPEECH:
        general = _GENERAL_NAMES[part.role]
    name = names.get(word) or general
    return Person(
        id=_free(identifier(general), taken),
        name=name,
        label="" if label.spoken == name else label.spoken,
        role=part.role if part else "speaker",
    )


def _free(wanted: str, taken: set[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that nobody has."""
    number = 2
    result = wanted
    while result in taken:
        result = f"{wanted}-{number}"
        number += 1
    return result
