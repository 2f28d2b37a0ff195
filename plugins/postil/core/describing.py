"""The inverse of resolving: a passage in, the shortest target that leads back to it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.resolutions import Passage


def describe(document: Sequence[tuple[str, str]], passage: Passage) -> Target:
    """Describe."""
    from postil.core.document_text import DocumentText
    from postil.core.verbatim import verbatim

    text = DocumentText(document)
    texts = dict(document)
    first, last = text.order[passage.first], text.order[passage.last]
    if first == last:
        quote = texts[passage.first][passage.start : passage.end]
    else:
        quote = " ".join(
            [
                text.texts[first][passage.start :],
                *text.texts[first + 1 : last],
                text.texts[last][: passage.end],
            ]
        )
    before, after = texts[passage.first][: passage.start], texts[passage.last][passage.end :]
    for count in range(len(before.split()) + len(after.split()) + 1):
        prefix = " ".join(before.split()[-count:]) if count else ""
        suffix = " ".join(after.split()[: max(0, count - len(before.split()))])
        target = Target(passage.first, passage.last, quote, prefix, suffix)
        if len(verbatim(text, target, first, last)) == 1:
            return target
    return target
