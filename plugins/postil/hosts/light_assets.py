"""Our styles and scripts without what only their authors read."""

from __future__ import annotations


def lightened(text: str) -> str:
    """The text without indentation, blank lines and comments that have lines of their own.

    No parser is needed for files that are ours: in these, a line that begins with `//` or `/*` is a
    comment, and one of the second kind ends with the line that ends in `*/`.
    """
    kept = []
    is_comment = False
    for line in map(str.strip, text.split("\n")):
        is_comment = is_comment or line.startswith("/*")
        if line and not is_comment and not line.startswith("//"):
            kept.append(line)
        is_comment = is_comment and not line.endswith("*/")
    return "\n".join(kept) + "\n"
