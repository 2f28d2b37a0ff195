"""An annotation to the text of a new file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.yaml_writing import double_quoted, plain_or_quoted

if TYPE_CHECKING:
    from postil.core.model import Annotation, Source, Target


def annotation_text(annotation: Annotation, first_line: str = "", stranger: str = "") -> str:
    """A file with that annotation alone; keys without a value are left out.

    `first_line` is a comment for editors; `stranger` suggests the note and is no contributor.
    Raises `NotTextError` for halves of characters.
    """
    lines = [first_line] if first_line else []
    lines += [f"# Suggested by: {double_quoted(stranger)}"] if stranger else []
    lines += ["annotations:", f"  - id: {_name(annotation.id)}", "    target:"]
    lines += [f"      {line}" for line in _target(annotation.target)]
    if annotation.kind:
        lines.append(f"    kind: {_name(annotation.kind)}")
    lines.append(f"    note: {double_quoted(annotation.note)}")
    if annotation.sources:
        lines.append("    sources:")
        lines += [line for source in annotation.sources for line in _source(source)]
    if annotation.author:
        lines.append(f"    author: {_name(annotation.author)}")
    if annotation.date:
        lines.append(f"    date: {annotation.date}")
    return "\n".join([*lines, ""])


def _target(target: Target) -> list[str]:
    paragraphs = f"{target.first}-{target.last}" if target.is_range else target.first
    context = {"quote": target.quote, "prefix": target.prefix, "suffix": target.suffix}
    given = [f"{key}: {double_quoted(words)}" for key, words in context.items() if words]
    return [f"paragraph: {_name(paragraphs)}", *given]


def _source(source: Source) -> list[str]:
    lines = [f"      - title: {double_quoted(source.title)}"]
    return [*lines, f"        url: {double_quoted(source.url)}"] if source.url else lines


def _name(text: str) -> str:
    """An id or a word without quotation marks, where no reader of YAML takes it for a number."""
    is_word = text.replace("-", "").isalnum() and text.isascii() and text[:1].isalpha()
    return plain_or_quoted(text) if is_word else double_quoted(text)
