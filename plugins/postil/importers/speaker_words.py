"""Words that transcripts put before a colon: for a speaker's part, and for what is no speaker."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from postil.importers.word_lists import word_set

ROLE_OF_WORD: Final = {
    "question": "interviewer",
    "q": "interviewer",
    "interviewer": "interviewer",
    "reporter": "interviewer",
    "journalist": "interviewer",
    "correspondent": "interviewer",
    "answer": "interviewee",
    "a": "interviewee",
    "interviewee": "interviewee",
    "respondent": "interviewee",
    "guest": "interviewee",
    "narrator": "narrator",
    "moderator": "moderator",
    "host": "moderator",
    "facilitator": "moderator",
    "chair": "chair",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "witness": "witness",
    "interpreter": "interpreter",
    "translator": "interpreter",
    "participant": "participant",
    "audience": "participant",
    "audience member": "participant",
    "caller": "participant",
    "speaker": "speaker",
    "unidentified speaker": "speaker",
    "unknown speaker": "speaker",
    "male voice": "speaker",
    "female voice": "speaker",
    "voice": "speaker",
    **dict.fromkeys(("问", "問", "记者", "記者", "采访者", "採訪者", "聞き手"), "interviewer"),
    **dict.fromkeys(("答", "受访者", "受訪者"), "interviewee"),
    **dict.fromkeys(("主持人", "司会"), "moderator"),
    "語り手": "narrator",
}
"""A speaker's part in lower case, and the role that it has in `people`."""

WORDS_OF_SPEECH: Final = frozenset(("question", "q", "answer", "a", "问", "問", "答"))
"""Parts that say what is spoken, not who speaks; with an article, they are no labels."""

HONORIFICS: Final = word_set(
    "mr mrs ms miss dr prof professor sen senator rep representative congressman congresswoman "
    "gen general col colonel capt captain maj major lt lieutenant sgt sergeant rev father sister "
    "brother sir dame lord lady judge justice hon president minister ambassador secretary "
    "chairman st fr jr sr"
)

PARTICLES: Final = word_set(
    "of the and de del della der den di da do dos du la le van von zu zur ten ter af av al el bin "
    "ibn y"
)
"""Words that stay small within a name."""

NO_SPEAKERS: Final = word_set(
    "note notes nb background example warning summary source sources photo caption copyright "
    "update correction date place location time title subject topic re tape side reel part "
    "section chapter conclusion introduction result results reason attention translation "
    "original news breaking figure table appendix contents abstract keywords contact phone "
    "e-mail email website address p.s ps end interview transcript"
)
"""Words of labels that head a text and name nobody."""

NO_LABELS: Final = word_set(
    "yes no ok okay well first firstly second secondly third thirdly finally however also "
    "remember important see cf i.e e.g or and but so"
)
"""Words that running text itself has before a colon."""

FIELDS: Final = word_set(
    "date place location time title subject topic interview interviewed interviewee interviewer "
    "narrator transcriber transcribed transcription recorded recording tape side reel length "
    "duration project collection source published publication author by editor edited language "
    "translator participants present copyright session part file respondent series number "
    "occupation born birthplace informant fieldworker archive holder publisher url"
)
"""Words that begin the name of a field in the head of a transcript, such as `Date of birth:`."""

FIELDS_OF_PERSONS: Final = word_set("author editor transcriber translator fieldworker informant")
"""Fields that may as well be speakers' labels."""

_NUMBERED: Final = re.compile(r"(?P<word>.*?)[ .#]*\d{1,3}")


class Part(NamedTuple):
    """What a label says of its speaker, without number and article: `question` of `Question 3`."""

    word: str
    role: str


def part_of(label: str) -> Part | None:
    """The speaker's part that the label consists of, or None where it is none of those known."""
    key = key_of(label)
    bare = key.removeprefix("the ")
    numbered = _NUMBERED.fullmatch(bare)
    word = bare if bare in ROLE_OF_WORD or not numbered else numbered["word"]
    role = ROLE_OF_WORD.get(word)
    is_phrase = bare != key and word in WORDS_OF_SPEECH
    return Part(word, role) if role and not is_phrase else None


def key_of(label: str) -> str:
    """Labels with the same key are the same speaker's: capitals and spacing do not matter."""
    return " ".join(label.casefold().split())
