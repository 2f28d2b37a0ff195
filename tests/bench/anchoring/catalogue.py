"""All edits by name, with how often each is made, before and after the old text is pinned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring import edits, traps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Change = Callable[[edits.Desk], bool]


@dataclass(frozen=True, slots=True)
class Edit:
    """`after` changes the text that a note was written about, `before` what comes before that.

    Both say whether they could. `weight` is how often the edit is drawn.
    """

    after: Change
    weight: float = 1.0
    before: Change = edits.nothing

    @property
    def is_simple(self) -> bool:
        return self.before is edits.nothing


_RARE: Final = 0.05
"""Who repeats words says them in another sentence; the same sentence to the letter is rare, and
rarer than one that was moved, from which nothing tells it where the first one is gone."""

QUOTE_EDITS: Final[Mapping[str, Edit]] = {
    "noise only": Edit(edits.nothing, 2),
    "typo": Edit(edits.typo),
    "8–22 % of the words replaced": Edit(edits.words_replaced, 1.5),
    "30 % of the words replaced": Edit(edits.many_words_replaced),
    "typography restyled": Edit(edits.restyled),
    "line-break hyphens": Edit(edits.hyphenated),
    "fillers in": Edit(edits.fillers_in),
    "fillers out": Edit(edits.fillers_out, 1, edits.fillers_in),
    "words left out": Edit(edits.words_left_out, 0.5),
    "sentences inserted before": Edit(edits.inserted_before),
    "sentence deleted before": Edit(edits.deleted_before),
    "paragraph split outside": Edit(edits.split_outside),
    "paragraph split inside": Edit(edits.split_inside),
    "paragraphs merged": Edit(edits.merged),
    "paragraph moved": Edit(edits.paragraph_moved),
    "sentence moved": Edit(edits.sentence_moved),
    "same words elsewhere": Edit(edits.nothing, 1, traps.copy_elsewhere),
    "same sentence elsewhere": Edit(edits.nothing, _RARE, traps.sentence_elsewhere),
    "twice in the paragraph": Edit(traps.copy_in_paragraph),
    "repeated in a new summary": Edit(traps.copy_in_summary),
    "edited, copy elsewhere": Edit(edits.words_replaced, 1, traps.copy_elsewhere),
    "edited, near copy elsewhere": Edit(edits.words_replaced, 1, traps.near_copy_elsewhere),
    "edited, its sentence elsewhere": Edit(edits.words_replaced, _RARE, traps.sentence_elsewhere),
    "ids swapped": Edit(edits.ids_swapped),
    "deleted, copy stands": Edit(traps.sentence_deleted, 0.9, traps.copy_elsewhere),
    "deleted, near copy stands": Edit(traps.sentence_deleted, 0.9, traps.near_copy_elsewhere),
    "deleted, its sentence stands": Edit(traps.sentence_deleted, _RARE, traps.sentence_elsewhere),
    "sentence deleted": Edit(traps.sentence_deleted, 0.8),
    "quote deleted": Edit(traps.quote_deleted, 0.8),
    "paragraph deleted": Edit(traps.paragraph_deleted, 0.8),
    "sentence rewritten": Edit(traps.sentence_rewritten, 0.8),
    "paragraph rewritten": Edit(traps.paragraph_rewritten, 0.8),
}

WHOLE_EDITS: Final[Mapping[str, Edit]] = {
    "whole: noise only": Edit(edits.nothing, 2),
    "whole: 8–22 % of the words replaced": Edit(edits.words_replaced),
    "whole: typography restyled": Edit(edits.restyled),
    "whole: sentences inserted": Edit(edits.inserted_before),
    "whole: split": Edit(edits.split_outside),
    "whole: merged": Edit(edits.merged),
    "whole: moved": Edit(edits.paragraph_moved),
    "whole: ids swapped": Edit(edits.ids_swapped, 0.5),
    "whole: deleted": Edit(traps.paragraph_deleted),
    "whole: rewritten": Edit(traps.paragraph_rewritten),
}

RANGE_EDITS: Final[Mapping[str, Edit]] = {
    "range: noise only": Edit(edits.nothing, 2),
    "range: 8–22 % of the words replaced": Edit(edits.words_replaced),
    "range: sentences inserted": Edit(edits.inserted_before),
    "range: split": Edit(edits.split_inside),
    "range: merged": Edit(edits.merged),
    "range: moved": Edit(edits.paragraph_moved),
    "range: first paragraph deleted": Edit(traps.first_paragraph_deleted, 0.5),
    "range: deleted": Edit(traps.paragraph_deleted),
    "range: rewritten": Edit(traps.paragraph_rewritten, 0.5),
}
