"""The style sheet for kinds of a publication's own: how readers hide them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import ANNOTATION_ID, DEFAULT_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping


def kind_style(kinds: Mapping[str, str]) -> str:
    """Rules for the kinds that the package's own sheet does not know; empty where there are none.

    A kind whose name could not stand in a selector has none and cannot be hidden.
    """
    own = [kind for kind in kinds if kind not in DEFAULT_KINDS and ANNOTATION_ID.fullmatch(kind)]
    return "".join(map(_rules, own))


def _rules(kind: str) -> str:
    hidden = f'.postil-transcript:has(input[value="{kind}"]:not(:checked)) .postil-kind-{kind}'
    return (
        f"{hidden}:is(mark) {{ background: none; text-decoration: none; }}\n"
        f"{hidden}:is([role=doc-noteref], .postil-note) {{ display: none; }}\n"
    )
