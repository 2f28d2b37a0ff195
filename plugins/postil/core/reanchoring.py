"""New targets for notes whose place has changed, and the edits of their file that say so.

Pure: the text of an annotation file in, its new text out, with every value untouched that is not
part of the new targets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from postil.core import yaml_document
from postil.core.describing import describe
from postil.core.diagnostics import Diagnostic
from postil.core.folding import fold
from postil.core.splicing import Insertion, Replacement, SplicingError, splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.model import Target
    from postil.core.resolutions import Passage
    from postil.core.splicing import Edit, NodePath

_CONTEXT_KEYS: Final = ("prefix", "suffix")


class ReanchoringError(Exception):
    """The file cannot be changed as wanted without changing something else; says why."""


def target_at(document: Sequence[tuple[str, str]], passage: Passage, old: Target) -> Target:
    """The target that `old` becomes at `passage` of `document`.

    A note on whole paragraphs stays one. Context that an author wrote stays while it fits, and is
    brought up to date, in as many words, where it does not.
    """
    if not old.quote:
        return replace(old, first=passage.first, last=passage.last)
    new = describe(document, passage)
    texts = dict(document)
    before = texts[passage.first][: passage.start]
    after = texts[passage.last][passage.end :]
    prefix = old.prefix if _ends_with(before, old.prefix) else _last(before, old.prefix)
    suffix = old.suffix if _ends_with(after[::-1], old.suffix[::-1]) else _first(after, old.suffix)
    same_words = fold(new.quote).text == fold(old.quote).text
    return replace(
        new,
        quote=old.quote if same_words else new.quote,
        prefix=prefix or new.prefix,
        suffix=suffix or new.suffix,
    )


def _ends_with(text: str, end: str) -> bool:
    return fold(text).text.rstrip().endswith(fold(end).text.strip())


def _last(text: str, like: str) -> str:
    return " ".join(text.split()[-len(like.split()) :]) if like else ""


def _first(text: str, like: str) -> str:
    return " ".join(text.split()[: len(like.split())])


def with_targets(text: str, targets: Mapping[str, Target]) -> str:
    """The annotation file with new targets by annotation id.

    Raises `ReanchoringError` where that is not possible.
    """
    edits: list[Edit] = []
    for path, entry in _entries(text, targets):
        edits += _edits((*path, "target"), entry["target"], targets[entry["id"]])
    return _spliced(text, edits)


def withdrawn(text: str, identifier: str) -> str:
    """The annotation file with that note's status set to `withdrawn`.

    Raises `ReanchoringError` where that is not possible.
    """
    edits: list[Edit] = []
    for path, entry in _entries(text, (identifier,)):
        if "status" in entry:
            edits.append(Replacement((*path, "status"), "withdrawn"))
        else:
            edits.append(Insertion(path, "status", "withdrawn", after="id"))
    return _spliced(text, edits)


def _entries(
    text: str, wanted: Mapping[str, Target] | Sequence[str]
) -> Iterator[tuple[NodePath, Any]]:
    """The entries with these ids, and where they stand."""
    root = yaml_document.compose(text, "")
    if root is None or isinstance(root, Diagnostic):
        message = "the file cannot be read"
        raise ReanchoringError(message)
    file: Any = yaml_document.plain(root)
    for number, entry in enumerate(file["annotations"]):
        if isinstance(entry, dict) and entry.get("id") in wanted:
            yield ("annotations", number), entry


def _edits(path: NodePath, old: Mapping[str, str], target: Target) -> Iterator[Edit]:
    """What changes in the mapping at `path`, which holds `old`."""
    paragraph = target.first if not target.is_range else f"{target.first}-{target.last}"
    if old["paragraph"].replace(" ", "") != paragraph:
        yield Replacement((*path, "paragraph"), paragraph)
    if target.quote and old.get("quote") != target.quote:
        yield Replacement((*path, "quote"), target.quote)
    for key in _CONTEXT_KEYS:
        value = getattr(target, key)
        if key in old and not value:
            message = f"there are no words for “{key}” any more; delete that line"
            raise ReanchoringError(message)
        if key in old and old[key] != value:
            yield Replacement((*path, key), value)
        elif key not in old and value:
            yield Insertion(path, key, value, after="quote")


def _spliced(text: str, edits: Sequence[Edit]) -> str:
    try:
        return splice(text, edits) if edits else text
    except SplicingError as error:
        raise ReanchoringError(str(error)) from error
