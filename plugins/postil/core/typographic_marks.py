"""Quotation marks of print, which somebody typed where YAML has straight ones."""

from __future__ import annotations

from typing import Final

MARKS: Final = "“”„‟‘’‚‛«»‹›"


def marks_round(text: str) -> str:
    """The marks with which the text begins and ends, named; empty where there are none."""
    found = dict.fromkeys(sign for sign in text[:1] + text[-1:] if sign in MARKS)
    return " and ".join(found)


def as_yaml_reads(marks: str) -> str:
    """What these are to YAML; goes on where a sentence says that something is wrong."""
    return f"YAML takes {marks} for letters, for its own quotation marks are straight"
