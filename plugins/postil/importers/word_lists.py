"""Lists of words, written as one text."""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, parted by white space."""
    return frozenset(text.split())
