"""The words a reader sees for what front matter says in identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from postil.core.model import FrontMatter

RECORD_WORDS: Final = {
    "verbatim": "Verbatim transcript",
    "edited-verbatim": "Edited transcript",
    "summary": "Summary record",
    "translation": "Translation",
    "machine": "Machine transcript",
}

TYPE_WORDS: Final = {
    "interview": "Interview",
    "oral-history": "Oral history interview",
    "speech": "Speech",
    "hearing": "Hearing",
    "meeting": "Meeting",
    "debate": "Debate",
}

_REVIEW_WORDS: Final = {"true": "reviewed", "false": "not reviewed"}


def record_in_words(front_matter: FrontMatter) -> str:
    """Kind of record and state of review: `Machine transcript, not reviewed`.

    A record made by a machine is not reviewed unless it says so: readers must not be left to
    guess.
    """
    is_machine = front_matter.record == "machine"
    review = _REVIEW_WORDS.get(front_matter.reviewed or ("false" if is_machine else ""), "")
    reviewer = front_matter.transcription.get("reviewed_by", "")
    if reviewer and front_matter.reviewed != "false":
        review = f"reviewed by {reviewer}"
    return ", ".join(filter(None, (RECORD_WORDS.get(front_matter.record, ""), review)))


def rights_words(statement: str) -> str:
    """What a rights statement is called: `In Copyright` of `…/vocab/InC/1.0/`, or nothing."""
    _, found, rest = statement.partition("rightsstatements.org/vocab/")
    return _RIGHTS_STATEMENTS.get(rest.split("/")[0], "") if found else ""


_RIGHTS_STATEMENTS: Final = {
    "InC": "In Copyright",
    "InC-OW-EU": "In Copyright – EU Orphan Work",
    "InC-EDU": "In Copyright – Educational Use Permitted",
    "InC-NC": "In Copyright – Non-Commercial Use Permitted",
    "InC-RUU": "In Copyright – Rights-holder(s) Unlocatable or Unidentifiable",
    "NoC-CR": "No Copyright – Contractual Restrictions",
    "NoC-NC": "No Copyright – Non-Commercial Use Only",
    "NoC-OKLR": "No Copyright – Other Known Legal Restrictions",
    "NoC-US": "No Copyright – United States",
    "CNE": "Copyright Not Evaluated",
    "UND": "Copyright Undetermined",
    "NKC": "No Known Copyright",
}
"""The twelve statements of https://rightsstatements.org/page/1.0/, by the code in the address."""
