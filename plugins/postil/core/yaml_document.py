"""YAML text to a tree in which every value knows its line and column.

The only module that imports `yaml`. Nothing is typed by guess: a scalar is the text that the
author wrote. What could exhaust memory or the C stack is refused before the parser sees it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeGuard

import yaml

from postil.core.block_indentation import unindented_text
from postil.core.diagnostics import Code, Diagnostic
from postil.core.lookalikes import lookalike
from postil.core.model import START, Place
from postil.core.typographic_marks import MARKS, as_yaml_reads

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = yaml.Node
Mapping = yaml.MappingNode
Sequence = yaml.SequenceNode
Scalar = yaml.ScalarNode

MAX_DEPTH: Final = 200
# The C composer recurses: 100,000 open brackets end the process with a segmentation fault, and
# libyaml's scan for simple keys is quadratic in the depth (16 s at 100,000). A file of ours is
# five levels deep.

MAX_VALUES: Final = 400_000
"""Texts, lists and mappings in one file: twenty thousand notes."""

_BRACKET: Final = re.compile(r"[\[\]{}]")
_COMPACT_NESTING: Final = re.compile(rf"^[ ]*(?:[-?][ \t]+){{{MAX_DEPTH},}}", re.MULTILINE)
_ANCHOR_OR_TAG: Final = re.compile(
    r"&(?<![^\s\[{,]&)[^\s&]|!(?<![^\s\[{,]!)[\w!<]"  # The character first: a search leaps to it.
)
_MAX_INDENT: Final = 30
_INDENT: Final = re.compile(rf"\n[ \t?:-]{{{_MAX_INDENT}}}")
"""An indentation of so much, marks of lists in the line included."""

_OTHER_LINE_BREAKS: Final = ("\x85", "\u2028", "\u2029")

_COMMENT: Final = re.compile(rf"[ \t]*+(#[^\r\n{''.join(_OTHER_LINE_BREAKS)}]*)")

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BASE: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TOO_DEEP: Final = f"nested more than {MAX_DEPTH} levels deep"
_CORE_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp")
)

_CLOSED_BEHIND: Final = re.compile(r"\s(#[^#]*[\]}].*)")
"""A comment with a closing bracket in it."""

_PRINTED_MARK: Final = re.compile(rf":\s+([{MARKS}])")
_PLAIN_WORDS: Final = {
    "mapping values are not allowed": "a colon here starts a second value on the line; "
    "put quotation marks round the text",
    "could not find expected ':'": "a colon, or the space after it, is missing; a text that "
    "goes on from the line before stands further right than its key",
    "did not find expected comment or line break": "the text begins on the line below | or >",
    "did not find expected key": "the indentation does not fit the lines above",
    "did not find expected '-' indicator": "the indentation does not fit the list above",
    "did not find expected <document start>": "the file goes on after its end; "
    "check the indentation",
    "found a tab character": "a tab used for indentation; use spaces",
    "did not find expected alphabetic or numeric character": "a text that begins with * or & needs "
    "quotation marks",
    "block sequence entries are not allowed": "a dash here begins a list; put quotation marks "
    "round a text, and begin a list on a line of its own",
    "mapping keys are not allowed": "a text that begins with ? needs quotation marks",
    "did not find expected ',' or": "a text that begins with [ or { needs quotation marks; a list "
    "or mapping in brackets needs its commas and the closing bracket",
    "found another document": "a line --- begins a second document; delete it",
    "found unexpected end of stream": "a quotation mark that was opened is never closed",
    "found unknown escape character": "a backslash in double quotation marks starts an escape; "
    "use single quotation marks",
    "control characters are not allowed": "the file holds a control character",
}


class _TooMuchError(Exception):
    """The document is more than is read."""

    def __init__(self, code: Code, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class _Loader(_BASE):  # type: ignore[misc, valid-type]
    """Composes without resolving tags, which nobody reads: a third of the time for many nodes."""

    # The composer calls these for every value. Of what is callable, this costs it least.
    resolve: Any = "".format
    descend_resolver: Any = "".format
    ascend_resolver: Any = "".format


class _CountingLoader(_Loader):
    """Stops where a document becomes too much."""

    _values = 0
    _depth = 0

    def resolve(self, *_: object) -> str:
        """Give every value the same tag, and count it."""
        self._values += 1
        if self._values > MAX_VALUES:
            message = f"the file holds more than {MAX_VALUES:,} values"
            raise _TooMuchError(Code.FILE_TOO_LARGE, message)
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Enter a value."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooMuchError(Code.YAML_TOO_DEEP, _TOO_DEEP)

    def ascend_resolver(self) -> None:
        """Leave a value."""
        self._depth -= 1


def place_of(node: Node, origin: Place = START) -> Place:
    """Where `node` starts, for text that itself starts at `origin` of its file."""
    mark = node.start_mark
    return Place(mark.line + origin.line, mark.column + 1)


def compose(text: str, path: str, origin: Place = START) -> Node | Diagnostic | None:
    """Read one YAML document: its root node, None for an empty one, or what is wrong with it."""
    is_small = _is_small(text)
    refusal = _refusal(text, is_small=is_small)
    if refusal:
        code, offset, message = refusal
        return Diagnostic(code, message, path, *_place_at(text, offset, origin))
    try:
        root = yaml.compose(text, Loader=_Loader if is_small else _CountingLoader)
    except yaml.MarkedYAMLError as error:
        return _syntax(error, text, path, origin)
    except _TooMuchError as error:
        return Diagnostic(error.code, str(error), path, *origin)
    if root is not None and ("&" in text or "!" in text) and _ANCHOR_OR_TAG.search(text):
        return _forbidden(text, path, origin) or root
    return root


def is_text(node: Node) -> TypeGuard[Scalar]:
    """Whether the node is one piece of text, a number or a date included."""
    return isinstance(node, yaml.ScalarNode)


def children(node: Node) -> dict[str, Node]:
    """The values of a mapping by their keys; none of anything else."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if is_text(key)}


def plain(node: Node) -> object:
    """Turn the node into strings, lists and dictionaries; no value is typed by guess."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return node.value


def places(root: Node, origin: Place = START) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    """Every value below `root` with its path of keys and indexes, and where it stands."""
    return ((path, place_of(node, origin)) for path, node in _values(root))


def texts(root: Node) -> Iterator[tuple[tuple[str | int, ...], Scalar]]:
    """Every piece of text below `root` with its path of keys and indexes."""
    return ((path, node) for path, node in _values(root) if is_text(node))


def _values(root: Node) -> Iterator[tuple[tuple[str | int, ...], Node]]:
    stack: list[tuple[tuple[str | int, ...], Node]] = [((), root)]
    while stack:
        path, node = stack.pop()
        yield path, node
        if isinstance(node, yaml.MappingNode):
            stack += [((*path, str(key.value)), value) for key, value in reversed(node.value)]
        elif isinstance(node, yaml.SequenceNode):
            stack += [((*path, i), item) for i, item in reversed(list(enumerate(node.value)))]


def comment_behind(node: Scalar, text: str) -> str:
    """The comment that ends the line of a text without quotation marks, from its # on."""
    if node.style:
        return ""
    match = _COMMENT.match(text, node.end_mark.index)
    return match[1].rstrip() if match else ""


def _refusal(text: str, *, is_small: bool) -> tuple[Code, int, str] | None:
    if match := _CONTROL.search(text):
        what = f"the control character U+{ord(match[0]):04X} is not text"
        return Code.CONTROL_CHARACTER, match.start(), what
    if is_small:
        return None
    if match := _COMPACT_NESTING.search(text):
        return Code.YAML_TOO_DEEP, match.start(), _TOO_DEEP
    if text.count("[") + text.count("{") > MAX_DEPTH:
        depth = 0
        for match in _BRACKET.finditer(text):
            depth += 1 if match[0] in "[{" else -1
            if depth > MAX_DEPTH:
                return Code.YAML_TOO_DEEP, match.start(), _TOO_DEEP
    return None


def _is_small(text: str) -> bool:
    """Whether the text is certain to be within `MAX_VALUES` and `MAX_DEPTH`."""
    # No character makes more than three values. In blocks each level is indented further than the
    # one before, but for a list that stands as far left as its key; a bracket makes two levels,
    # as in `[a: b]`, at the most; and the last level is a text.
    brackets = text.count("[") + text.count("{")
    return (
        len(text) <= MAX_VALUES // 4
        and 2 * (brackets + _MAX_INDENT) < MAX_DEPTH
        and text.count("\r") == text.count("\r\n")
        and not any(map(text.__contains__, _OTHER_LINE_BREAKS))
        and not _INDENT.search(f"\n{text}")
    )


def _forbidden(text: str, path: str, origin: Place) -> Diagnostic | None:
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        place = (mark.line + origin.line, mark.column + 1) if mark else origin
        if anchor := getattr(event, "anchor", None):
            message = f"“{anchor}” is a YAML anchor or alias; write the value out"
            return Diagnostic(Code.YAML_ALIAS, message, path, *place)
        tag = getattr(event, "tag", None)
        if tag and tag not in _CORE_TAGS:
            return Diagnostic(Code.YAML_TAG, f"the tag “{tag}” is not read", path, *place)
    return None


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str, origin: Place) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in (error.problem or ""):
        mark = error.context_mark or mark  # Where the quotation mark is, not where the file ends.
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "scanning a simple key" in (error.context or "") and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    for found in (lookalike(text, path, origin), unindented_text(text, path, origin)):
        if found and found.line <= line + origin.line:
            return found
    if swallowed := _swallowed_bracket(error, text, path, origin):
        return swallowed
    problem = error.problem or error.context or "this is not YAML"
    message = _by_the_place(problem, text, line, column) or _in_plain_words(problem)
    return Diagnostic(Code.YAML_SYNTAX, message, path, line + origin.line, column + 1)


def _swallowed_bracket(
    error: yaml.MarkedYAMLError, text: str, path: str, origin: Place
) -> Diagnostic | None:
    """The comment that holds the closing bracket of those that were opened."""
    if "parsing a flow" not in (error.context or "") or not error.context_mark:
        return None
    start = error.context_mark.line
    end = error.problem_mark.line + 1 if error.problem_mark else None
    for number, line in enumerate(text.splitlines()[start:end], start):
        if match := _CLOSED_BEHIND.search(line):
            message = (
                f"“{match[1]}” is not read, and the bracket in it closes nothing: a # behind a "
                "space begins a comment"
            )
            place = (number + origin.line, match.start(1) + 1)
            way_out = "Put quotation marks round the text that holds the #."
            return Diagnostic(Code.YAML_SYNTAX, message, path, *place, help=way_out)
    return None


def _by_the_place(problem: str, text: str, line: int, column: int) -> str:
    """What is wrong, where the parser's words fit several mistakes and the text tells which."""
    lines = text.splitlines() or [""]
    here = lines[min(line, len(lines) - 1)]
    before, after = here[:column].strip(), here[column:]
    if "cannot start any token" in problem:
        if after.startswith("\t"):
            return "a tab used for indentation; use spaces"
        return f"a text that begins with {after[:1]} needs quotation marks"
    if "did not find expected key" in problem and before[-1:] in ("'", '"'):
        return (
            "the quotation mark before this place ends the text, and more follows; put the other "
            "kind of marks round the whole"
        )
    if "did not find expected key" in problem and before[-1:] in ("]", "}"):
        return "a text that begins with [ or { needs quotation marks"
    if "mapping values are not allowed" in problem and (mark := _PRINTED_MARK.search(here)):
        return (
            f"a colon here starts a second value on the line: {as_yaml_reads(mark[1])}; put "
            "straight ones round the text"
        )
    return ""


def _in_plain_words(problem: str) -> str:
    for words, plainer in _PLAIN_WORDS.items():
        if words in problem:
            return plainer
    return f"this is not YAML: {problem}"


def _place_at(text: str, offset: int, origin: Place) -> Place:
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(text.count("\n", 0, offset) + origin.line, offset - line_start + 1)
