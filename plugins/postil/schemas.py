"""The JSON Schemas with their explanations, as files that editors read."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from postil.core import yaml_document
from postil.core.diagnostics import Diagnostic
from postil.core.schema import (
    ANNOTATIONS,
    FOLDER,
    MODELINE,
    Explanations,
    annotations_schema,
    contributors_schema,
    transcript_schema,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.annotation_file import Vocabulary

__all__ = ["ANNOTATIONS", "CONTRIBUTORS", "FOLDER", "MODELINE", "TRANSCRIPT", "schema_files"]

CONTRIBUTORS: Final = "contributors.schema.json"
TRANSCRIPT: Final = "transcript.schema.json"


@cache
def explanations() -> Explanations:
    """What the package says about every key and value."""
    return Explanations(_table("keys.yml"), _table("examples.yml"))


def _table(name: str) -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("postil") / "explanations" / name).read_text(encoding="utf-8")
    root = yaml_document.compose(text, name)
    if root is None or isinstance(root, Diagnostic):
        message = f"{name} of the package is damaged: {root}"
        raise RuntimeError(message)
    table: Any = yaml_document.plain(root)
    return {group: {key: value.strip() for key, value in of.items()} for group, of in table.items()}


def schema_files(vocabulary: Vocabulary) -> dict[str, str]:
    """The text of each schema by its file's name, with a publication's kinds and contributors."""
    words = explanations()
    schemas = {
        ANNOTATIONS: annotations_schema(words, vocabulary),
        CONTRIBUTORS: contributors_schema(words),
        TRANSCRIPT: transcript_schema(words),
    }
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }
