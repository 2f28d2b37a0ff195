"""Copies of a note's words in other places, and edits after which its words are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq
from tests.bench.anchoring.draft import annotated_words, change_words, words
from tests.bench.anchoring.speech import WORD
from tests.bench.anchoring.traced import Traced
from tests.bench.anchoring.wording import replacement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.anchoring.draft import Paragraph
    from tests.bench.anchoring.edits import Desk

MAX_KEPT: Final = 0.5
"""Of a sentence's words, and of the note's in it, so many may be in what it is rewritten to."""

NEAR: Final = 2
"""A copy stands more than so many paragraphs away."""

_TRIES: Final = 20


def copy_elsewhere(desk: Desk) -> bool:
    """Say the same words in another paragraph too."""
    return _put_elsewhere(desk, Traced.new(_carried(desk, _said(desk))))


def near_copy_elsewhere(desk: Desk) -> bool:
    """Say nearly the same words in another paragraph too."""
    copy = Traced.new(_carried(desk, _said(desk)))
    places = words(copy)
    count = max(1, round(len(places) * desk.rng.uniform(0.1, 0.25)))
    chosen = sorted(desk.rng.sample(places, min(count, len(places))))
    changed = change_words(copy, chosen, lambda w: replacement(w, desk.speech, desk.rng))
    return _put_elsewhere(desk, Traced.new(changed.text))


def sentence_elsewhere(desk: Desk) -> bool:
    """Say the whole sentences in another paragraph too, to the letter."""
    place = desk.place()
    if not place:
        return False
    paragraph, touched = place
    said = desk.speech.space.join(paragraph.sentences[number].text for number in touched)
    return _put_elsewhere(desk, Traced.new(said))


def copy_in_paragraph(desk: Desk) -> bool:
    """Say the words once more in their own paragraph, in another sentence."""
    place = desk.place()
    if not place:
        return False
    copy = Traced.new(_carried(desk, _said(desk)))
    place[0].sentences.insert(_gap(desk, place[0]), copy)
    return True


def copy_in_summary(desk: Desk) -> bool:
    """Repeat the words in a new paragraph at one end of the document."""
    said = _said(desk)
    if not said:
        return False
    sentences = [*desk.new_sentences(0, 2), Traced.new(_carried(desk, said))]
    sentences += desk.new_sentences(0, 2)
    number = desk.rng.choice((0, len(desk.draft.paragraphs)))
    desk.draft.paragraphs.insert(number, desk.new_paragraph(sentences))
    return True


def _put_elsewhere(desk: Desk, copy: Traced) -> bool:
    place = desk.place()
    if not place:
        return False
    target = desk.rng.choice(_distant(desk, place[0]))
    target.sentences.insert(_gap(desk, target), copy)
    return True


def _distant(desk: Desk, paragraph: Paragraph) -> list[Paragraph]:
    """Paragraphs that are no neighbours: of twins side by side nobody can tell which is left."""
    paragraphs = desk.draft.paragraphs
    number = paragraphs.index(paragraph)
    return [other for n, other in enumerate(paragraphs) if abs(n - number) > NEAR]


def _gap(desk: Desk, paragraph: Paragraph) -> int:
    """A place between two sentences that no note runs across."""
    inside: set[int] = set()
    for span in desk.draft.spans:
        touched = desk.draft.touched(paragraph, span)
        inside.update(touched[1:])
    gaps = [n for n in range(len(paragraph.sentences) + 1) if n not in inside]
    return desk.rng.choice(gaps)


def _said(desk: Desk) -> str:
    """The annotated words as they stand now."""
    parts = []
    for paragraph in desk.draft.holding(desk.span):
        text = paragraph.traced
        bounds = text.span(desk.span.start, desk.span.end)
        parts.append(text.text[slice(*bounds)] if bounds else "")
    return desk.speech.space.join(parts)


def _carried(desk: Desk, said: str) -> str:
    space, draw = desk.speech.space, desk.speech.draw
    return f"{draw('opening')}{space}{said.rstrip('.,?!')},{space}{draw('idiom')}."


def sentence_deleted(desk: Desk) -> bool:
    found = desk.draft.holding(desk.span)
    for paragraph in found:
        for number in reversed(desk.draft.touched(paragraph, desk.span)):
            del paragraph.sentences[number]
    return bool(found)


def quote_deleted(desk: Desk) -> bool:
    """Cut the annotated words out of their sentence."""
    found = list(annotated_words(desk.draft, desk.span))
    for paragraph, number, _ in found:
        text = paragraph.sentences[number]
        bounds = text.span(desk.span.start, desk.span.end)
        if bounds:
            before, after = text.cut(0, bounds[0]), text.cut(bounds[1], len(text.text))
            if before.text.endswith(" ") and after.text.startswith(" "):
                after = after.cut(1, len(after.text))
            paragraph.sentences[number] = before + after
    return bool(found)


def paragraph_deleted(desk: Desk) -> bool:
    found = desk.draft.holding(desk.span)
    desk.draft.paragraphs[:] = [p for p in desk.draft.paragraphs if p not in found]
    return bool(found)


def sentence_rewritten(desk: Desk) -> bool:
    """Say something else in the same place; some of the words may be the same."""
    found = desk.draft.holding(desk.span)
    for paragraph in found:
        for number in desk.draft.touched(paragraph, desk.span):
            paragraph.sentences[number] = _rewritten(desk, paragraph.sentences[number])
    return bool(found)


def paragraph_rewritten(desk: Desk) -> bool:
    found = desk.draft.holding(desk.span)
    for paragraph in found:
        paragraph.sentences = [_rewritten(desk, text) for text in paragraph.sentences]
    return bool(found)


def _rewritten(desk: Desk, text: Traced) -> Traced:
    """A new sentence, one that begins like the old, or the old with most of its words replaced."""
    said_before = [WORD.findall(quoted.casefold()) for quoted in (text.text, *_quoted(desk, text))]
    share = desk.rng.uniform(0.5, 0.8)
    kind = desk.rng.choices(("new", "continued", "replaced"), (4, 3, 3))[0]
    for _ in range(_TRIES):
        if kind == "new":
            new = desk.speech.sentence()
        elif kind == "continued":
            new = _continued(desk, text, 1 - share)
        else:
            new = _mostly_replaced(desk, text, share)
        said = WORD.findall(new.casefold())
        if all(LCSseq.similarity(old, said) <= MAX_KEPT * len(old) for old in said_before):
            return Traced.new(new)
        share = min(1.0, share + 0.05)
    return Traced.new(" ".join(desk.speech.draw("idiom") for _ in range(2)))


def _quoted(desk: Desk, text: Traced) -> Iterator[str]:
    """What any note is about in the sentence: of all of them the words are gone."""
    for span in desk.draft.spans:
        bounds = text.span(span.start, span.end)
        if bounds:
            yield text.text[slice(*bounds)]


def _continued(desk: Desk, text: Traced, share: float) -> str:
    """That share of the sentence, and another end."""
    places = words(text)
    end = places[int(share * len(places))][0]
    new = desk.speech.sentence()
    return text.text[:end] + new[0].lower() + new[1:]


def _mostly_replaced(desk: Desk, text: Traced, share: float) -> str:
    """The telling words change more often: “The boat was wet” becomes “The stove was old”."""

    def is_chosen(start: int, end: int) -> bool:
        is_telling = desk.speech.is_telling(text.text[start:end])
        return desk.rng.random() < (1.2 * share if is_telling else share - 0.4)

    chosen = [place for place in words(text) if is_chosen(*place)]
    changed = change_words(text, chosen, lambda word: replacement(word, desk.speech, desk.rng))
    return changed.text


def first_paragraph_deleted(desk: Desk) -> bool:
    """Take the first of several paragraphs of a range away."""
    found = desk.draft.holding(desk.span)
    if len(found) < 2:
        return False
    desk.draft.paragraphs.remove(found[0])
    return True
