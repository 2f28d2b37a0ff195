"""Python-Markdown only: the extension and what it needs; no host."""
