"""An index read back in Python, as the page reads it in the browser."""

from bisect import bisect_right
from itertools import accumulate

from postil.searching.packing import unpacked
from postil.searching.steps import from_letters
from postil.searching.words import lowered, terms, words


class Built:
    """The files of an index; units are numbered through."""

    def __init__(self, index):
        self.files = dict(index.files())
        self.table = self.part("table")

    def part(self, name):
        known = self.table["dictionary"] if name.startswith("texts-") else ""
        return unpacked(self.files[f"{name}.js"], known)

    @property
    def records(self):
        blocks = range(len(self.table["blocks"]))
        return [record for n in blocks for record in self.part(f"texts-{n}")[1:]]

    def shard(self, key):
        starts = [start.encode("utf-16-be") for start in self.table["words"]]
        number = max(0, bisect_right(starts, key.encode("utf-16-be")) - 1)
        return self.part(f"words-{number}")

    def units(self, term):
        """The units in which a term stands."""
        shard = self.shard(term)
        if term not in shard["words"]:
            return set()
        return set(accumulate(from_letters(shard["texts"][shard["words"].index(term)])))

    def titles(self, term):
        shard = self.shard(term)
        return set(accumulate(shard["titles"].get(str(shard["words"].index(term)), [])))

    def family(self, stem):
        return self.shard(stem)["stems"].get(stem, [])

    def beginning(self, start):
        """Every term that begins so, found by walking the shards from where it would stand."""
        shards = [self.part(f"words-{n}") for n in range(len(self.table["words"]))]
        return {word for shard in shards for word in shard["words"] if word.startswith(start)}

    def found(self, text):
        """The units that hold every term of a text."""
        wanted = [term for word in words(lowered(text)) for term in terms(word)]
        return set.intersection(*map(self.units, wanted)) if wanted else set()
