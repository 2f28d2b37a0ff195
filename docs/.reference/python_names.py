"""What `import postil` offers, read from the package for the page on Python."""

from __future__ import annotations

import builtins
import contextlib
import dataclasses
import inspect
import io
import re
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import postil

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 88
"""Characters of a call that stands on one line: so many the page shows on a screen of 1024."""

PROGRAM: Final = """\
from postil import Annotation, Moved, Target, resolve

old = [("p1", "There were six men on the gates."), ("p2", "Nobody came.")]
new = [("p1", "Nobody came."), ("p2", "There were six men at the gates, then.")]
note = Annotation("gates", Target("p1", quote="six men on the gates"), "The list names eight.")

[found] = resolve(new, [note], old)
if isinstance(found, Moved):
    place = found.passage
    print(f"{place.first}[{place.start}:{place.end}] {found.quote!r}: {found.score:.0%}")
"""


class PublicName(NamedTuple):
    """A name of the package: how it is called, what it says of itself, and what it holds."""

    name: str
    call: str
    text: str
    values: Sequence[tuple[str, str]] = ()
    properties: Sequence[tuple[str, str]] = ()


def public_names() -> list[PublicName]:
    """All of them, the function first."""
    return [
        public_name(name) for name in sorted(postil.__all__, key=lambda name: name[0].isupper())
    ]


def public_name(name: str) -> PublicName:
    """A function, a class of values, or a choice of classes."""
    value = getattr(postil, name)
    text = inspect.getdoc(value) or ""
    if classes := get_args(value):
        *others, last = (f"`{kind.__name__}`" for kind in classes)
        return PublicName(name, "", f"What became of a note: {', '.join(others)} or {last}.")
    if not isinstance(value, type):
        parameters = [
            str(one).replace("'", "") for one in inspect.signature(value).parameters.values()
        ]
        returned = inspect.signature(value).return_annotation
        return PublicName(name, f"{call(name, parameters)} -> {returned}", text)
    if issubclass(value, Enum):
        return PublicName(name, "", text, [(member.name, member.value) for member in value])
    shown = [field(one) for one in dataclasses.fields(value) if is_offered(one)]
    return PublicName(name, call(name, shown), text, properties=properties(value))


def is_offered(one: dataclasses.Field[object]) -> bool:
    """Whether the types of a field are Python's or the package's own public ones.

    Others have a default: the program itself sets them.
    """
    known = {*dir(builtins), *postil.__all__}
    return known.issuperset(re.findall(r"\w+", str(one.type)))


def properties(value: type) -> list[tuple[str, str]]:
    """What a value is asked beyond its fields, and what it answers."""
    return [
        (name, inspect.getdoc(member) or "")
        for name, member in vars(value).items()
        if isinstance(member, property) and not name.startswith("_")
    ]


def call(name: str, parameters: Sequence[str]) -> str:
    """A call on one line, or one parameter on each."""
    line = f"{name}({', '.join(parameters)})"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"    {one}," for one in parameters), ")"])


def field(one: dataclasses.Field[object]) -> str:
    """A field as in a call; a default that is none to type is left out."""
    typed = f"{one.name}: {one.type}"
    if one.default is dataclasses.MISSING:
        return typed
    is_typed = isinstance(one.default, str | float) or one.default == ()
    return f"{typed} = {one.default!r}" if is_typed else f"{typed} = ..."


def said(program: str) -> str:
    """What a program prints."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(program, {})  # noqa: S102 - it stands above.
    return printed.getvalue().strip()
