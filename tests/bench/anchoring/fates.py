"""What becomes of the ids of paragraphs when a text is edited."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING, Final

from tests.bench.anchoring.draft import Paragraph
from tests.bench.anchoring.edits import merge
from tests.bench.anchoring.traced import Traced
from tests.bench.anchoring.wording import drop_fillers, restyle

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

    from tests.bench.anchoring.draft import Draft
    from tests.bench.anchoring.speech import Speech

FATES: Final = ("kept", "renumbered", "hash of the text", "all new", "retranscribed")

_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"


def old_ids(fate: str, texts: Sequence[str]) -> list[str]:
    """The ids that the paragraphs have before the edit."""
    if fate == "hash of the text":
        return list(_unique(_hash(text) for text in texts))
    return [f"p{number}" for number in range(1, len(texts) + 1)]


def new_ids(fate: str, draft: Draft, rng: random.Random) -> list[str]:
    """The ids of the draft's paragraphs after the edit."""
    paragraphs = draft.paragraphs
    match fate:
        case "kept":
            ids = list(_kept(paragraphs))
        case "hash of the text":
            ids = list(_unique(_hash(paragraph.traced.text) for paragraph in paragraphs))
        case "all new":
            ids = list(_unique("".join(rng.choices(_ALPHABET, k=6)) for _ in paragraphs))
        case _:
            ids = [f"p{number}" for number in range(1, len(paragraphs) + 1)]
    for swap in draft.swaps:
        if all(paragraph in paragraphs for paragraph in swap):
            first, second = (paragraphs.index(paragraph) for paragraph in swap)
            ids[first], ids[second] = ids[second], ids[first]
    return ids


def _kept(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Old ids; a paragraph without one has the number of that before it and a letter."""
    used = {paragraph.id for paragraph in paragraphs}
    last = "p0"
    for paragraph in paragraphs:
        own = paragraph.id or _inserted(last, used)
        used.add(own)
        yield own
        last = own


def _inserted(before: str, used: set[str]) -> str:
    number = before.rstrip("abcdefghijklmnopqrstuvwxyz")
    for length in itertools.count(1):
        for letters in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=length):
            if (own := number + "".join(letters)) not in used:
                return own
    raise AssertionError


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _unique(ids: Iterable[str]) -> Iterator[str]:
    """Number those that were there before, as ids in one page must differ."""
    seen: dict[str, int] = {}
    for own in ids:
        seen[own] = seen.get(own, 0) + 1
        yield own if seen[own] == 1 else f"{own}-{seen[own]}"


def retranscribe(draft: Draft, speech: Speech, rng: random.Random) -> None:
    """Set the whole text anew, with other cuts, another typography, and often without fillers."""
    labels = {paragraph.label.text for paragraph in draft.paragraphs}
    others = {label: _label(label) for label in sorted(labels)} if rng.random() < 0.5 else {}
    style = rng.getrandbits(32)
    is_clean = rng.random() < 0.5
    for paragraph in draft.paragraphs:
        label = paragraph.label
        if other := others.get(label.text):
            paragraph.label = label.replace(0, len(label.text), other)
        sentences = [drop_fillers(t, speech) if is_clean else t for t in paragraph.sentences]
        # One hand sets the whole text: each sentence in the same style.
        paragraph.sentences = [restyle(text, type(rng)(style)) for text in sentences]
    _cut_anew(draft, rng)


def _label(label: str) -> str:
    """The speaker by initials."""
    return "".join(word[0] for word in label.rstrip(":").split()) + ":" if label else ""


def _cut_anew(draft: Draft, rng: random.Random) -> None:
    number = 0
    while number < len(draft.paragraphs):
        paragraph = draft.paragraphs[number]
        if len(paragraph.sentences) > 1 and rng.random() < 0.3:
            cut = rng.randrange(1, len(paragraph.sentences))
            rest = Paragraph(Traced.new(""), paragraph.sentences[cut:], paragraph.space)
            rest.old = set(paragraph.old)
            del paragraph.sentences[cut:]
            draft.paragraphs.insert(number + 1, rest)
        elif number + 1 < len(draft.paragraphs) and rng.random() < 0.3:
            merge(draft, number)
        number += 1
