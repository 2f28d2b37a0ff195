"""What can be wrong with the paragraph that a note names; see `Code`."""

from __future__ import annotations

from typing import Final

from postil.core.explanation import Explanation, Severity

UNKNOWN: Final = Explanation(
    "unknown-paragraph",
    Severity.ERROR,
    "The transcript has no paragraph of this id. The note is shown at the end of the page.",
    "Correct the id; ids are the numbers beside the text, with a p before them.",
)
MOVED: Final = Explanation(
    "paragraph-moved",
    Severity.WARNING,
    "The text was edited, and the paragraph of a note has another id, or became several. The "
    "note is shown there.",
    "Look whether the note still fits, then let `postil reanchor --write` change its target.",
)
UNCERTAIN: Final = Explanation(
    "paragraph-uncertain",
    Severity.ERROR,
    "The text was edited, and the paragraph of a note seems to have another id, or to be longer or "
    "shorter, but that is not sure enough. The note is shown at the paragraph that has its id, "
    "else at the end of the page, and says so.",
    "Decide with `postil reanchor --interactive`, or correct the id by hand.",
)
REWRITTEN: Final = Explanation(
    "paragraph-rewritten",
    Severity.ERROR,
    "The paragraph of a note was cut out or says something else now, so what the note is about "
    "may be gone. The note is shown at its paragraph, and says so.",
    "Decide with `postil reanchor --interactive`: keep the note where it is, choose another "
    "paragraph, or withdraw it.",
)
IN_WRONG_ORDER: Final = Explanation(
    "paragraph-order",
    Severity.ERROR,
    "The range ends before it begins.",
    "Write the earlier paragraph first: `p8-p11`.",
)
