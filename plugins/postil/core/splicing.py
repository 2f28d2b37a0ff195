"""Changes single values of a YAML text and not one character besides.

Comments, order, quotation marks, line ends and blank lines stay as the author left them, because
new text is put between the marks that the parser recorded, never written out anew: one value
changed is one line changed. The result is parsed again and compared before it is handed out.
Reasons and measurements: `docs/decisions`, “A change of a value is spliced in”.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from postil.core import yaml_document
from postil.core.diagnostics import Diagnostic
from postil.core.yaml_writing import (
    NotTextError,
    double_quoted,
    is_plain,
    plain_or_quoted,
    single_quoted,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postil.core.yaml_document import Node

NodePath = tuple[str | int, ...]
"""Keys and indexes from the root: `("annotations", 0, "target", "quote")`."""

_Tree = str | list["_Tree"] | tuple[tuple[str, "_Tree"], ...]
"""A scalar, a sequence, or a mapping as pairs."""


_LIST, _MAPPING, _END = "\0[", "\0{", "\0"
"""No text holds the character NUL: such files are refused."""

_BLANK: Final = " \t\r\n"


class SplicingError(Exception):
    """The change cannot be made without touching something else; the message says why."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """The scalar at `path` gets another value. It keeps its style where that can hold the value."""

    path: NodePath
    value: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """The mapping at `path` gets one more key, right after the key `after`, on a line of its own.

    Within brackets it comes behind a comma. A file that does not end its last line will.
    """

    path: NodePath
    key: str
    value: str
    after: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """The key whose value is at `path` gets another name."""

    path: NodePath
    key: str


@dataclass(frozen=True, slots=True)
class Removal:
    """The key whose value is at `path` goes, with its value and what else stands on their lines."""

    path: NodePath


Edit = Replacement | Insertion | Renaming | Removal


class _Found(NamedTuple):
    """A value with its key and whether it stands within brackets."""

    key: Node | None
    value: Node
    in_flow: bool


class _Patch(NamedTuple):
    start: int
    end: int
    text: str
    is_insertion: bool = False


class Composed(NamedTuple):
    """A text with the root node that was composed of it, which takes longer than all the rest."""

    text: str
    root: Node


def splice(text: str, edits: Sequence[Edit]) -> str:
    """Make the edits; the new text. Paths are those of the old one.

    Raises `SplicingError` where the text is not YAML, a path leads to nothing or to no scalar, or
    the new text would not read back as the old one with just these changes.
    """
    return spliced(composed(text), edits).text


def spliced(old: Composed, edits: Sequence[Edit]) -> Composed:
    """Do the same with a text that was composed; what was composed of the new one with it."""
    text, root = old
    has_insertion = any(isinstance(edit, Insertion) for edit in edits)
    if has_insertion and not text.endswith("\n"):
        text, root = composed(_with_last_line_end(text))
    wanted = _edited(_tree(root), edits)
    for keeps_style in (True, False):
        new_text = _patched(text, [_patch(text, root, e, keeps_style=keeps_style) for e in edits])
        new = composed(new_text)
        if _equal(_tree(new.root), wanted):
            return new
    message = "the change would alter more than it should"
    raise SplicingError(message)


def _with_last_line_end(text: str) -> str:
    """The text with its last line ended, without which a block at the end would gain a line end."""
    return text + ("\r\n" if "\r\n" in text else "\n")


def composed(text: str) -> Composed:
    """The text with its root node. Raises `SplicingError` where it is not YAML, or empty."""
    root = yaml_document.compose(text, "")
    if isinstance(root, Diagnostic):
        raise SplicingError(root.message)
    if root is None:
        message = "the file is empty"
        raise SplicingError(message)
    return Composed(text, root)


def _find(root: Node, path: NodePath) -> _Found:
    found = _Found(None, root, in_flow=False)
    for step in path:
        node = found.value
        in_flow = found.in_flow or bool(getattr(node, "flow_style", False))
        if isinstance(node, yaml_document.Mapping) and isinstance(step, str):
            pairs = [(k, v) for k, v in node.value if k.value == step]
        elif isinstance(node, yaml_document.Sequence) and isinstance(step, int):
            pairs = [(None, item) for item in node.value[step : step + 1]]
        else:
            pairs = []
        if not pairs:
            raise SplicingError(f"there is no {'.'.join(map(str, path))}")
        found = _Found(*pairs[0], in_flow)
    return found


def _patch(text: str, root: Node, edit: Edit, *, keeps_style: bool) -> _Patch:
    try:
        found = _find(root, edit.path)
        if isinstance(edit, Replacement):
            return _replacement(text, found, edit.value, keeps_style=keeps_style)
        if isinstance(edit, Insertion):
            return _insertion(text, root, edit, found)
        if isinstance(edit, Removal):
            return _removal(text, root, edit, found)
        if found.key is None:
            raise SplicingError("an item of a list has no key")
        start, end = _span(found.key)
        return _Patch(start, end, plain_or_quoted(edit.key))
    except NotTextError as error:
        raise SplicingError(str(error)) from error


def _patched(text: str, patches: Iterable[_Patch]) -> str:
    """Put the new pieces in; those at one place in their order, what is taken out last."""
    pieces = []
    done = 0
    for patch in sorted(patches, key=lambda patch: (patch.start, patch.end, patch.is_insertion)):
        if patch.start < done:
            raise SplicingError("two changes of one value")
        pieces += [text[done : patch.start], patch.text]
        done = patch.end
    return "".join([*pieces, text[done:]])


# Values


def _replacement(text: str, found: _Found, value: str, *, keeps_style: bool) -> _Patch:
    node = found.value
    if not yaml_document.is_text(node):
        raise SplicingError("only a piece of text can be replaced")
    start, end = _span(node)
    is_block = node.style in ("|", ">")
    if is_block:
        end = _without_blank_end(text, end)
    else:
        start = _behind_tag(text, start, end)
    written = _in_style(text[start:end], node.style, value, found) if keeps_style else None
    # The value of a key without one begins right at the colon.
    gap = " " if start == end and start and not text[start - 1].isspace() else ""
    return _Patch(start, end, gap + (written or double_quoted(value)))


def _behind_tag(text: str, start: int, end: int) -> int:
    """Where a value begins, without the tag before it: `!!str "six men"`."""
    if text[start:end].startswith("!"):
        _, *value = text[start:end].split(maxsplit=1)
        return end - len("".join(value))
    return start


def _in_style(old: str, style: str | None, value: str, found: _Found) -> str | None:
    """The value in the style of the old one; None where the style cannot hold it."""
    if not style:
        return value if is_plain(value, in_flow=found.in_flow) else None
    if style == "'":
        return single_quoted(value)
    return _in_block(old, value) if style in ("|", ">") else None


def _in_block(old: str, value: str) -> str | None:
    header, _, rest = old.partition("\n")
    end = "\r\n" if header.endswith("\r") else "\n"
    first = next((line for line in rest.split("\n") if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" "))]
    indicators = header.partition("#")[0]
    lines = value.removesuffix("\n").split("\n")
    is_legal = (
        bool(indent)
        and not set(indicators) & set("+0123456789")
        and not (value.endswith("\n") and "-" in indicators)
        and all(line.isprintable() for line in lines)
        and lines[0].strip() == lines[0] != ""
        and lines[-1].strip() != ""
        and (len(lines) == 1 or header.startswith("|"))
    )
    if not is_legal:
        return None
    indented = (indent + line if line else "" for line in lines)
    return f"{header.removesuffix(chr(13))}{end}{end.join(indented)}"


# Keys


def _insertion(text: str, root: Node, edit: Insertion, found: _Found) -> _Patch:
    mapping = found.value
    if not isinstance(mapping, yaml_document.Mapping):
        raise SplicingError("a key can only be put into a mapping")
    neighbour = _find(root, (*edit.path, edit.after))
    pair = f"{plain_or_quoted(edit.key)}: {plain_or_quoted(edit.value)}"
    end = _end_of_content(text, neighbour.value)
    if mapping.flow_style:
        return _Patch(end, end, f", {pair}", is_insertion=True)
    at = text.index("\n", end)
    windows = "\r" if text[at - 1] == "\r" else ""
    at -= len(windows)
    first_key = mapping.value[0][0]
    indent = " " * first_key.start_mark.column
    return _Patch(at, at, f"{windows}\n{indent}{pair}", is_insertion=True)


def _removal(text: str, root: Node, edit: Removal, found: _Found) -> _Patch:
    mapping = _find(root, edit.path[:-1]).value
    if found.key is None:
        raise SplicingError("an item of a list has no key")
    start, end = _span(found.key)[0], _end_of_content(text, found.value)
    if getattr(mapping, "flow_style", False):
        return _removal_in_flow(text, mapping, found.key, end)
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        raise SplicingError("something else begins on the line of the key")
    return _Patch(line, (text.find("\n", end) + 1) or len(text), "")


def _removal_in_flow(text: str, mapping: Node, key: Node, end: int) -> _Patch:
    """From the value before to the end of this one; of the first, up to the next key."""
    keys = [other for other, _ in mapping.value]
    number = keys.index(key)
    if number:
        return _Patch(_end_of_content(text, mapping.value[number - 1][1]), end, "")
    following = _span(keys[1])[0] if len(keys) > 1 else end
    return _Patch(_span(key)[0], following, "")


def _end_of_content(text: str, node: Node) -> int:
    """Where the last character of a value stands, without the blank lines behind it."""
    start, end = _span(node)
    if yaml_document.is_text(node) or getattr(node, "flow_style", False):
        return max(start, _without_blank_end(text, end))
    last = node.value[-1]
    return _end_of_content(text, last[1] if isinstance(last, tuple) else last)


def _without_blank_end(text: str, end: int) -> int:
    while end and text[end - 1] in _BLANK:
        end -= 1
    return end


def _span(node: Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


# Proof


class _NewValue(str):
    """A value that was put in. Most block scalars end in a line feed, which nobody reads."""

    __slots__ = ()


def _tree(node: Node) -> _Tree:
    """The values alone; pairs, so that a key that stands twice counts twice."""
    if isinstance(node, yaml_document.Mapping):
        return tuple((str(_tree(key)), _tree(value)) for key, value in node.value)
    if isinstance(node, yaml_document.Sequence):
        return [_tree(item) for item in node.value]
    return str(node.value)


def _edited(tree: _Tree, edits: Iterable[Edit], path: NodePath = ()) -> _Tree:
    """The tree as it should be afterwards."""
    edits = list(edits)
    for edit in edits:
        if isinstance(edit, Replacement) and edit.path == path:
            return _NewValue(edit.value)
    if isinstance(tree, str):
        return tree
    below = _by_step(edits, len(path))
    if isinstance(tree, list):
        return [_edited(item, below.get(n, ()), (*path, n)) for n, item in enumerate(tree)]
    pairs: list[tuple[str, _Tree]] = []
    first = {key: number for number, (key, _) in reversed(list(enumerate(tree)))}
    for number, (key, value) in enumerate(tree):
        if first[key] != number:
            pairs.append((key, value))
            continue
        here = (*path, key)
        own = [e for e in below.get(key, ()) if e.path == here]
        if not any(isinstance(e, Removal) for e in own):
            names = [e.key for e in own if isinstance(e, Renaming)]
            pairs.append(((names or [key])[-1], _edited(value, below.get(key, ()), here)))
        pairs += [
            (e.key, e.value)
            for e in edits
            if isinstance(e, Insertion) and e.path == path and e.after == key
        ]
    return tuple(pairs)


def _by_step(edits: Iterable[Edit], depth: int) -> Mapping[str | int, list[Edit]]:
    """The edits by the key or index at which they go on: the rest need not be looked at."""
    groups: defaultdict[str | int, list[Edit]] = defaultdict(list)
    for edit in edits:
        if len(edit.path) > depth:
            groups[edit.path[depth]].append(edit)
    return groups


def _equal(found: _Tree, wanted: _Tree) -> bool:
    pairs = itertools.zip_longest(_flat(found), _flat(wanted), fillvalue=_END)
    return all(
        a.removesuffix("\n") == b.removesuffix("\n") if isinstance(b, _NewValue) else a == b
        for a, b in pairs
    )


def _flat(tree: _Tree) -> Iterator[str]:
    """Every key and value in order, and where lists and mappings begin and end."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        yield _LIST
        for item in tree:
            yield from _flat(item)
        yield _END
    else:
        yield _MAPPING
        for key, value in tree:
            yield key
            yield from _flat(value)
        yield _END
