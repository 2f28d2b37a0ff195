"""One page: annotations resolved against its paragraphs, notes woven in, findings collected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from postil.core import note_markup, paragraph_markup
from postil.core.anchoring import Exact, resolve_each
from postil.core.house_style import HouseStyle, report_house_style
from postil.core.id_reporting import report_ids
from postil.core.last_seen import last_seen, unknown_to
from postil.core.model import WITHDRAWN
from postil.core.nameless import ID_FAULTS, Nameless
from postil.core.paragraph_ids import names_of
from postil.core.placement import PlacedNote, Policy, is_hidden, place_notes
from postil.core.reporting import report_duplicates, report_speakers
from postil.core.resolution_reporting import Surroundings, report_resolution
from postil.core.snapshot import first_difference, kept, named_notes, noted
from postil.core.textview import HEADING_TAGS, ParagraphView, paragraph_elements, text_of, view
from postil.core.transcript import EditorialMarks
from postil.core.weaving import Insertion, Wrap, weave
from postil.core.withdrawn_markup import add_reasons, withdrawn_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from postil.core.anchoring import Passage, Resolution
    from postil.core.diagnostics import Diagnostic
    from postil.core.model import Annotation, Place, Transcript
    from postil.core.note_markup import NoteMarkup
    from postil.core.snapshot import Document, Snapshot
    from postil.core.textview import Decode

_NOT_KEPT: Final = (
    "The kept text does not have this there either: it may be out of date, or edited by hand."
)
_MEND_FIRST: Final = "First mend the kept text ({}): the note may be found by it."


@dataclass(frozen=True, slots=True)
class Style:
    """How a publication shows its notes."""

    markup: NoteMarkup
    editorial_marks: EditorialMarks = field(default_factory=EditorialMarks)
    drafts: bool = False
    policy: Policy = field(default_factory=Policy)
    house_style: HouseStyle = field(default_factory=HouseStyle)


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """What became of a page's annotations: the notes shown, and what to tell their authors.

    `texts` holds the paragraphs by id, `words` the bodies of the notes by annotation id, both as
    the reader sees them, without markup. `outdated` is the first paragraph that the kept text has
    not as it is now, where the notes that it is about stand; `all_stand` says that all do.
    `labels` holds the label of each paragraph that opens a turn. `document` holds every paragraph,
    those without an id of their own by the one to give them.
    """

    notes: tuple[PlacedNote, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    outdated: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    all_stand: bool = True
    document: Document = field(default_factory=list)

    @property
    def id_faults(self) -> list[Diagnostic]:
        """What keeps paragraphs from having each an id of its own."""
        return [found for found in self.diagnostics if found.code in ID_FAULTS]

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the notes that stand on the page."""
        return frozenset(note.annotation.id for note in self.notes)


class PageAnnotator:
    """Annotates one page, in two steps: `run` while the tree is worked on, `finish` at its end.

    What needs no more work by anybody (numbers, heads and feet of notes) comes last, because every
    element that stands in the tree is visited by every step of the conversion that is to come.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all that belongs to a page
        self,
        root: Element,
        transcript: Transcript,
        annotations: Sequence[Annotation],
        decode: Decode,
        style: Style,
        snapshot: Snapshot | None = None,
        unfinished: Sequence[Annotation] = (),
        damage: str = "",
    ) -> None:
        """Take the page's element tree, which `run` changes, and what belongs to it.

        `snapshot` tells on which texts the notes were last seen to stand, where it was kept;
        `damage` is the place, as people see it, of what keeps it from being read. Of `unfinished`
        notes the words are looked for, and nothing is shown.
        """
        self._root = root
        self._transcript = transcript
        self._annotations = annotations
        self._decode = decode
        self._style = style
        self._snapshot = snapshot
        self._unfinished = unfinished
        self._damage = damage
        self._views: Mapping[str, ParagraphView] = {}
        self._notes: list[tuple[PlacedNote, Element]] = []
        self._left: Element | None = None
        self._markers: list[tuple[PlacedNote, Element]] = []
        self._late: dict[str, Element] = {}

    def run(
        self,
        bodies: Mapping[str, Element],
        surroundings: Callable[[], Surroundings],
        place: Callable[[int, str], Place],
        final: Collection[str] = (),
    ) -> AnnotatedPage:
        """Weave the notes into the tree.

        `bodies` holds each note's parsed Markdown by annotation id, `surroundings` the text
        outside the paragraphs, `place` the place in the file of the page's n-th paragraph, or of
        words in it. `final` are the ids of those bodies that need no more work by anybody, so that
        `finish` may put them in.
        """
        blocks = [view(e, self._decode) for e in paragraph_elements(self._root)]
        named = [i for a in self._annotations for i in (a.target.first, a.target.last)]
        names = names_of(blocks, named, self._snapshot.document if self._snapshot else ())
        paragraphs = [(name, block) for name, block in zip(names, blocks, strict=True) if name.id]
        self._views = {name.id: block for name, block in paragraphs if name.is_own}
        document = [(name.id, block.text) for name, block in paragraphs]
        resolutions = self._resolve(document, self._annotations)
        findings = report_duplicates(self._annotations)
        findings += report_speakers(blocks, self._transcript, place)
        about_ids = report_ids(blocks, names, self._transcript, place)
        findings += about_ids
        has_faults = any(found.code in ID_FAULTS for found in about_ids)
        nameless = Nameless(names, self._transcript.path, place, has_faults=has_faults)
        findings += self._report(document, self._annotations, resolutions, surroundings, nameless)
        alone = self._resolve(document, self._unfinished) if self._unfinished else []
        findings += self._report(document, self._unfinished, alone, surroundings, nameless)
        notes = place_notes(*self._shown(resolutions), self._views, self._style.policy)
        words = {i: text_of(body, self._decode) for i, body in bodies.items()}
        findings += self._house_style(bodies, words)
        self._weave(notes)
        self._late = {identifier: bodies[identifier] for identifier in final}
        self._put_notes(notes, bodies)
        left = self._left_over(resolutions)
        outdated = None if nameless.has_faults else self._outdated(document, left)
        labels = {view.id: view.speaker for view in self._views.values() if view.speaker}
        texts = {view.id: view.text for view in self._views.values()}
        return AnnotatedPage(
            tuple(notes), tuple(findings), texts, words, outdated, labels, not left, document
        )

    def _resolve(self, document: Document, annotations: Sequence[Annotation]) -> list[Resolution]:
        texts = last_seen(self._snapshot, document, annotations)
        return resolve_each(document, annotations, texts)

    def _left_over(self, resolutions: Sequence[Resolution]) -> list[Annotation]:
        """The notes that do not stand on their words, withdrawn ones left out."""
        return [
            annotation
            for annotation, resolution in zip(self._annotations, resolutions, strict=True)
            if not isinstance(resolution, Exact) and annotation.status != WITHDRAWN
        ]

    def _outdated(self, document: Document, left: Sequence[Annotation]) -> str | None:
        """The first paragraph that is not as it was kept, if no note must be found by it."""
        if self._snapshot is None:
            return None
        if not {noted(annotation) for annotation in left} <= named_notes(self._snapshot):
            return None
        return first_difference(self._snapshot.document, kept(document))

    def _report(
        self,
        document: Document,
        annotations: Sequence[Annotation],
        resolutions: Sequence[Resolution],
        surroundings: Callable[[], Surroundings],
        nameless: Nameless,
    ) -> list[Diagnostic]:
        texts = dict(document)
        confidence = self._style.policy.confidence
        findings = (
            nameless.explained(
                report_resolution(
                    annotation,
                    resolution,
                    texts,
                    self._transcript,
                    surroundings,
                    nameless.confidence(resolution, confidence),
                ),
                annotation,
                resolution,
            )
            for annotation, resolution in zip(annotations, resolutions, strict=True)
            if annotation.status != WITHDRAWN
        )
        found = [finding for finding in findings if finding]
        if self._damage and not nameless.has_faults:  # Of two things, the ids come first.
            first = _MEND_FIRST.format(self._damage)
            return [replace(finding, help=f"{first} {finding.way_out}") for finding in found]
        return self._with_kept_text(found, document, annotations) if found else []

    def _with_kept_text(
        self, findings: Sequence[Diagnostic], document: Document, annotations: Sequence[Annotation]
    ) -> list[Diagnostic]:
        """Say it where an older text does not have the words either: it may be no evidence."""
        texts = last_seen(self._snapshot, document, annotations)
        unknown = {
            (a.path, *place)
            for a in unknown_to(document, annotations, texts)
            for place in (a.places.quote, a.places.paragraph)
        }
        return [
            replace(finding, help=f"{finding.way_out} {_NOT_KEPT}")
            if (finding.path, finding.line, finding.column) in unknown
            else finding
            for finding in findings
        ]

    def _house_style(
        self, bodies: Mapping[str, Element], words: Mapping[str, str]
    ) -> Iterator[Diagnostic]:
        style = self._style.house_style
        for annotation in self._annotations if style != HouseStyle() else ():
            identifier = annotation.id
            if annotation.status != WITHDRAWN and identifier in bodies:
                body = bodies[identifier]
                yield from report_house_style(annotation, body, words[identifier], style)

    def _shown(
        self, resolutions: Sequence[Resolution]
    ) -> tuple[list[Annotation], list[Resolution]]:
        """Leave out drafts, withdrawn notes and the later of two notes with one id."""
        seen: set[str] = set()
        shown = []
        for annotation, resolution in zip(self._annotations, resolutions, strict=True):
            is_shown = not is_hidden(annotation, drafts=self._style.drafts)
            if is_shown and annotation.id not in seen:
                seen.add(annotation.id)
                shown.append((annotation, resolution))
        return [a for a, _ in shown], [r for _, r in shown]

    def _weave(self, notes: Sequence[PlacedNote]) -> None:
        wraps: defaultdict[str, list[Wrap]] = defaultdict(list)
        insertions: defaultdict[str, list[Insertion]] = defaultdict(list)
        order = list(self._views)
        number = {paragraph_id: n for n, paragraph_id in enumerate(order)}
        for note in notes:
            if note.passage and note.annotation.target.quote:
                first, last = number[note.passage.first], number[note.passage.last]
                self._wrap_passage(note.annotation, note.passage, order[first : last + 1], wraps)
            if note.home:
                at = self._views[note.home].whole_offset(note.at, is_end=True)
                marker = note_markup.marker(note.annotation)
                self._markers.append((note, marker))
                insertions[note.home].append(Insertion(at, marker))
        for paragraph_id, paragraph in self._views.items():
            if "[" in paragraph.whole:
                marks = self._style.editorial_marks
                media = self._transcript.front_matter.media
                wraps[paragraph_id] += paragraph_markup.set_apart(paragraph, marks, media)
            if paragraph_id in wraps or paragraph_id in insertions:
                weave(paragraph, wraps[paragraph_id], insertions[paragraph_id])
            paragraph_markup.mark_speaker(paragraph)

    def _wrap_passage(
        self,
        annotation: Annotation,
        passage: Passage,
        covered: Sequence[str],
        wraps: Mapping[str, list[Wrap]],
    ) -> None:
        """Add a wrap for each of the `covered` paragraphs."""
        make = note_markup.passage_mark(annotation)
        for paragraph_id in covered:
            paragraph = self._views[paragraph_id]
            start = passage.start if paragraph_id == passage.first else 0
            end = passage.end if paragraph_id == passage.last else len(paragraph.text)
            stretch = (paragraph.whole_offset(start), paragraph.whole_offset(end, is_end=True))
            wraps[paragraph_id].append(Wrap(*stretch, make))

    def _put_notes(self, notes: Sequence[PlacedNote], bodies: Mapping[str, Element]) -> None:
        groups: dict[Element, Element] = {}
        homeless = []
        for note in notes:
            aside = note_markup.note(note.annotation)
            if note.annotation.id in bodies and note.annotation.id not in self._late:
                aside.append(bodies[note.annotation.id])
            self._notes.append((note, aside))
            if not note.home:
                homeless.append(aside)
                continue
            element = self._views[note.home].element
            if element not in groups:
                groups[element] = note_markup.note_group(note.home)
            groups[element].append(aside)
        _put_after(self._root, groups)
        if homeless:
            self._root.append(_notes_without_a_place(homeless))
        if withdrawn := self._withdrawn():
            self._left = withdrawn_notes(withdrawn, self._views)
            self._root.append(self._left)

    def _withdrawn(self) -> list[Annotation]:
        """Those that were published once and are taken back; an id that lives on is no address."""
        alive = {note.annotation.id for note, _ in self._notes}
        found = {a.id: a for a in reversed(self._annotations) if a.status == WITHDRAWN}
        return [a for a in reversed(found.values()) if a.id not in alive]

    def finish(self) -> None:
        """Add what is ours alone: numbers and speakers, the notes' heads, sources and feet."""
        views, marks = self._views, self._style.editorial_marks
        first = next(iter(views.values()), None)
        for paragraph, speaker in paragraph_markup.speakers_repeated(views.values(), marks):
            label = paragraph_markup.hidden_label(speaker)
            paragraph_markup.prepend(paragraph.element, label)
        for paragraph_id, paragraph in views.items():
            if paragraph_markup.is_stage_direction(paragraph, marks):
                paragraph.element.set("class", "postil-stage")
            link = paragraph_markup.number_link(paragraph_id)
            if paragraph is first:
                link.set("id", paragraph_markup.TEXT_ID)
            paragraph_markup.prepend(paragraph.element, link)
        for note, marker in self._markers:
            self._style.markup.complete_marker(note, marker)
        for note, aside in self._notes:
            if note.annotation.id in self._late:
                aside.append(self._late[note.annotation.id])
            self._style.markup.complete(note, aside)
        if self._left is not None:
            add_reasons(self._left, self._withdrawn())


def _put_after(root: Element, groups: Mapping[Element, Element]) -> None:
    """Put each group behind its paragraph; within a list item, at the item's end."""
    for parent in list(root.iter()):
        if groups.keys().isdisjoint(parent):
            continue
        new: list[Element] = []
        for child in parent:
            new.append(child)
            if child in groups:
                if child.tag == "p":
                    new.append(groups[child])
                else:
                    child.append(groups[child])
        parent[:] = new


def _notes_without_a_place(asides: Sequence[Element]) -> Element:
    section = Element("div", {"class": "postil-notes-lost", "role": "group"})
    heading = SubElement(section, "h2", {"id": "notes-without-a-place"})
    heading.text = "Notes without a place"
    section.set("aria-labelledby", "notes-without-a-place")
    section.extend(asides)
    return section


def surroundings_of(root: Element, decode: Decode, stashed: Sequence[str]) -> Surroundings:
    """The text of headings, of blocks of code, and of raw HTML (`stashed`, tags removed)."""
    headings = [text_of(e, decode) for e in root.iter() if e.tag in HEADING_TAGS]
    code = [text_of(e, decode) for e in root.iter("pre")]
    return Surroundings("\n".join(headings), "\n".join(code), "\n".join(stashed))
