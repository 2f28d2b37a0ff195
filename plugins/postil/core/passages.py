"""The words of a passage, which may run over several paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.core.resolutions import Passage


def words_at(texts: Mapping[str, str], passage: Passage) -> str:
    """The words of a passage, a space between paragraphs; `texts` are by id, in reading order."""
    if passage.first == passage.last:
        return words_in([texts[passage.first]], passage)
    ids = list(texts)
    covered = ids[ids.index(passage.first) : ids.index(passage.last) + 1]
    return words_in([texts[paragraph_id] for paragraph_id in covered], passage)


def words_in(covered: Sequence[str], passage: Passage) -> str:
    """The same where the texts of the passage's own paragraphs are at hand."""
    if len(covered) == 1:
        return covered[0][passage.start : passage.end]
    first, *inner, last = covered
    return " ".join([first[passage.start :], *inner, last[: passage.end]])
