"""What editors do to the words of a note and around them, and the places stay the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.anchoring.draft import Draft, Paragraph, Span, annotated_words, change_words, words
from tests.bench.anchoring.traced import Traced
from tests.bench.anchoring.wording import (
    drop_fillers,
    drop_words,
    hyphenate,
    insert_fillers,
    misspell,
    replacement,
    restyle,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.bench.anchoring.speech import Speech

SHORT = 3
"""In quotes of fewer words no word is replaced: with it the note's words would be gone."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that an edit needs: the draft, the note's span in it, words to write, and chance."""

    draft: Draft
    span: Span
    speech: Speech
    rng: random.Random

    def new_sentences(self, least: int = 1, most: int = 3) -> list[Traced]:
        count = self.rng.randint(least, most)
        return [Traced.new(self.speech.sentence()) for _ in range(count)]

    def new_paragraph(self, sentences: list[Traced]) -> Paragraph:
        label = self.rng.choice(self.draft.paragraphs).label.text
        return Paragraph(Traced.new(label), sentences, self.speech.space)

    def place(self) -> tuple[Paragraph, list[int]] | None:
        """The first paragraph that holds annotated words, and the sentences of it that do."""
        for paragraph in self.draft.holding(self.span):
            touched = self.draft.touched(paragraph, self.span)
            if touched:
                return paragraph, touched
        return None


def nothing(desk: Desk) -> bool:
    """Leave it to the noise."""
    return desk.place() is not None


def typo(desk: Desk) -> bool:
    rng = desk.rng
    return _change(desk, rng.randint(1, 2), lambda word: misspell(word, rng))


def words_replaced(desk: Desk) -> bool:
    return _replace(desk, desk.rng.uniform(0.08, 0.22))


def many_words_replaced(desk: Desk) -> bool:
    return _replace(desk, 0.3)


def _replace(desk: Desk, rate: float) -> bool:
    """Replace that share of the note's words and of the sentences around it."""
    count = sum(len(places) for _, _, places in annotated_words(desk.draft, desk.span))
    _replace_around(desk, rate)
    wanted = max(1, round(rate * count)) if count >= SHORT else 0
    return _change(desk, wanted, lambda word: replacement(word, desk.speech, desk.rng))


def _replace_around(desk: Desk, rate: float) -> None:
    for paragraph, number, annotated in list(annotated_words(desk.draft, desk.span)):
        text = paragraph.sentences[number]
        inside = set(annotated)
        chosen = [w for w in words(text) if w not in inside and desk.rng.random() < rate]
        paragraph.sentences[number] = change_words(
            text, chosen, lambda word: replacement(word, desk.speech, desk.rng)
        )


def _change(desk: Desk, count: int, change: Callable[[str], str]) -> bool:
    """Change so many of the annotated words."""
    found = list(annotated_words(desk.draft, desk.span))
    everything = [(i, place) for i, (_, _, places) in enumerate(found) for place in places]
    chosen = desk.rng.sample(everything, min(count, len(everything)))
    for i, (paragraph, number, _) in enumerate(found):
        places = sorted(place for j, place in chosen if i == j)
        paragraph.sentences[number] = change_words(paragraph.sentences[number], places, change)
    return bool(found)


def restyled(desk: Desk) -> bool:
    paragraphs = desk.draft.holding(desk.span)
    for paragraph in paragraphs:
        paragraph.sentences = [restyle(text, desk.rng) for text in paragraph.sentences]
    return bool(paragraphs)


def hyphenated(desk: Desk) -> bool:
    before = [p.traced.text for p in desk.draft.holding(desk.span)]
    for paragraph, number, places in list(annotated_words(desk.draft, desk.span)):
        paragraph.sentences[number] = hyphenate(paragraph.sentences[number], places, desk.rng)
    return before != [p.traced.text for p in desk.draft.holding(desk.span)]


def fillers_in(desk: Desk) -> bool:
    found = [f for f in annotated_words(desk.draft, desk.span) if len(f[2]) > 1]
    for paragraph, number, places in found:
        text = paragraph.sentences[number]
        paragraph.sentences[number] = insert_fillers(text, places, desk.speech, desk.rng)
    return bool(found)


def fillers_out(desk: Desk) -> bool:
    """Take the fillers out of the note's sentences."""
    found = desk.draft.holding(desk.span)
    for paragraph in found:
        for number in desk.draft.touched(paragraph, desk.span):
            paragraph.sentences[number] = drop_fillers(paragraph.sentences[number], desk.speech)
    return bool(found)


def words_left_out(desk: Desk) -> bool:
    """Leave out a sixth of the words."""
    found = [f for f in annotated_words(desk.draft, desk.span) if len(f[2]) > SHORT]
    for paragraph, number, places in found:
        chosen = sorted(desk.rng.sample(places, max(1, len(places) // 6)))
        paragraph.sentences[number] = drop_words(paragraph.sentences[number], chosen)
    return bool(found)


def inserted_before(desk: Desk) -> bool:
    if not (place := desk.place()):
        return False
    paragraph, touched = place
    if desk.rng.random() < 0.3:
        number = desk.draft.paragraphs.index(paragraph)
        desk.draft.paragraphs.insert(number, desk.new_paragraph(desk.new_sentences()))
    else:
        paragraph.sentences[touched[0] : touched[0]] = desk.new_sentences()
    return True


def deleted_before(desk: Desk) -> bool:
    if not (place := desk.place()):
        return False
    paragraph, touched = place
    before = [n for n in range(touched[0]) if desk.draft.is_free(paragraph, n)]
    if before:
        del paragraph.sentences[before[-1]]
        return True
    number = desk.draft.paragraphs.index(paragraph)
    if number and desk.draft.is_free(desk.draft.paragraphs[number - 1]):
        del desk.draft.paragraphs[number - 1]
        return True
    return False


def split_outside(desk: Desk) -> bool:
    if not (place := desk.place()):
        return False
    paragraph, touched = place
    cuts = [n for n in range(1, len(paragraph.sentences)) if not touched[0] < n <= touched[-1]]
    if not cuts:
        return False
    _split(desk, paragraph, desk.rng.choice(cuts))
    return True


def split_inside(desk: Desk) -> bool:
    """Begin a new paragraph in the midst of the annotated words."""
    found = list(annotated_words(desk.draft, desk.span))
    if len(found) > 1 and found[0][0] is found[1][0]:
        _split(desk, found[0][0], desk.rng.choice([n for p, n, _ in found if p is found[0][0]][1:]))
        return True
    if not found or len(found[0][2]) < 2:
        return False
    paragraph, number, places = found[0]
    text, start = paragraph.sentences[number], desk.rng.choice(places[1:])[0]
    first, second = text.cut(0, start), text.cut(start, len(text.text))
    stripped = first.cut(0, len(first.text.rstrip()))
    paragraph.sentences[number : number + 1] = [stripped, second]
    _split(desk, paragraph, number + 1)
    return True


def _split(desk: Desk, paragraph: Paragraph, cut: int) -> None:
    rest = Paragraph(Traced.new(""), paragraph.sentences[cut:], paragraph.space)
    rest.old = set(paragraph.old)
    del paragraph.sentences[cut:]
    desk.draft.paragraphs.insert(desk.draft.paragraphs.index(paragraph) + 1, rest)


def merged(desk: Desk) -> bool:
    if not (place := desk.place()):
        return False
    number = desk.draft.paragraphs.index(place[0])
    number = max(0, number - desk.rng.randint(0, 1))
    if number + 1 >= len(desk.draft.paragraphs):
        return False
    merge(desk.draft, number)
    return True


def merge(draft: Draft, number: int) -> None:
    """Let the paragraph of that number run on into the next."""
    first, second = draft.paragraphs[number : number + 2]
    first.sentences += second.sentences
    first.old |= second.old
    del draft.paragraphs[number + 1]


def paragraph_moved(desk: Desk) -> bool:
    paragraphs = desk.draft.holding(desk.span)
    if not paragraphs:
        return False
    rest = [p for p in desk.draft.paragraphs if p not in paragraphs]
    target = desk.rng.randrange(len(rest) + 1)
    desk.draft.paragraphs[:] = [*rest[:target], *paragraphs, *rest[target:]]
    return True


def sentence_moved(desk: Desk) -> bool:
    """Take the sentences of the note elsewhere: in the paragraph or into another."""
    if not (place := desk.place()):
        return False
    paragraph, touched = place
    first, last = touched[0], touched[-1] + 1
    if last - first == len(paragraph.sentences):
        return False
    block = paragraph.sentences[first:last]
    del paragraph.sentences[first:last]
    target = paragraph if desk.rng.random() < 0.4 else desk.rng.choice(desk.draft.paragraphs)
    places = [n for n in range(len(target.sentences) + 1) if target is not paragraph or n != first]
    number = desk.rng.choice(places)
    target.sentences[number:number] = block
    target.old |= paragraph.old
    return True


def ids_swapped(desk: Desk) -> bool:
    if not (place := desk.place()):
        return False
    others = [p for p in desk.draft.paragraphs if p is not place[0]]
    near = desk.rng.random() < 0.5
    number = desk.draft.paragraphs.index(place[0])
    other = others[min(number, len(others) - 1)] if near else desk.rng.choice(others)
    desk.draft.swaps.append((place[0], other))
    return True
