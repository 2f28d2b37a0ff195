"""Raw text to transcripts: golden files, the real shapes of files, and any text at all."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from importers.shown import EXTENSIONS, paragraphs_of
from postil.core.front_matter import parse_transcript
from postil.importers.decoding import decode
from postil.importers.plain_text import import_plain_text

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yml"))
INTERVIEW = (HERE / "files/interview.txt").read_text(encoding="utf-8")
UNSPACED = "\u3005-\u3030\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
"""Each sign of Han and kana is a word: their lines are joined without a space."""


def said_by(text):
    imported = import_plain_text(text, "source.txt")
    findings = [str(d).removeprefix("source.txt:") for d in imported.diagnostics]
    return {"markdown": imported.markdown, "diagnostics": findings}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_import(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    said = said_by(case["source"])
    assert said == {key: case[key] for key in said}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("extensions", EXTENSIONS.values(), ids=EXTENSIONS)
def test_no_word_of_a_case_is_lost_or_reordered_on_its_page(path, extensions):
    """Times, and remarks beside a name, are moved behind the label: their golden files show it."""
    source = yaml.safe_load(path.read_text(encoding="utf-8"))["source"]
    moved = ("timecodes", "remarks-before-the-colon")
    order = sorted if path.stem in moved else list
    markdown = import_plain_text(source, "source.txt").markdown
    shown = " ".join(paragraphs_of(markdown, extensions).values())
    assert order(words_of(shown)) == order(words_of(printable_part(source)))


def printable_part(text):
    return "".join(c for c in text if c.isprintable() or c.isspace())


def words_of(text):
    """Words in order. A word cut at the end of a line may be joined: hyphens count for nothing."""
    return WORD.findall(re.sub(r"(?<=\w)[-\xad\u2010]\s*(?=\w)", "", text))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_written_reads_back_with_every_paragraph_numbered_in_order(path):
    source = yaml.safe_load(path.read_text(encoding="utf-8"))["source"]
    imported = import_plain_text(source, "source.txt")
    if not imported.markdown:
        return
    transcript, findings = parse_transcript(imported.markdown, "t.md")
    assert {finding.code.slug for finding in findings} <= {"front-matter-key"}
    assert transcript.front_matter.title
    numbers = list(paragraphs_of(imported.markdown, EXTENSIONS["plain"]))
    assert numbers == [f"p{n}" for n in range(1, imported.paragraphs + 1)]


# The shapes in which files come

SHAPES = {
    "unix": INTERVIEW,
    "windows": INTERVIEW.replace("\n", "\r\n"),
    "old-mac": INTERVIEW.replace("\n", "\r"),
    "no-indent": "\n".join(line.strip() for line in INTERVIEW.split("\n")),
    "deep-indent": "\n".join(f"        {line}" if line else line for line in INTERVIEW.split("\n")),
    "tabs": INTERVIEW.replace("    ", "\t"),
    "spaces-at-line-ends": INTERVIEW.replace("\n", "   \n"),
    "blank-lines": "\n\n\n" + INTERVIEW.replace("\n\n", "\n\n \n\n") + "\n\n",
    "capitals": INTERVIEW.replace("Question:", "QUESTION:").replace("Answer:", "ANSWER:"),
    "small-letters": INTERVIEW.replace("Question:", "question:").replace("Answer:", "answer:"),
    "non-breaking-spaces": INTERVIEW.replace("Question: ", "Question:\xa0"),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_shape_of_a_file_makes_no_difference(shape):
    usual = import_plain_text(INTERVIEW, "interview.txt")
    imported = import_plain_text(shape, "interview.txt")
    assert imported.turns == usual.turns == 10
    heard = [text.casefold() for text in body_of(imported)]
    assert heard == [text.casefold() for text in body_of(usual)]
    codes = [d.code.slug for d in imported.diagnostics]
    assert codes.count("import-unfinished") == 2


def body_of(imported):
    return list(paragraphs_of(imported.markdown, EXTENSIONS["plain"]).values())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_the_encoding_of_a_file_makes_no_difference(encoding):
    typed = INTERVIEW.replace("'", "’").replace(" - ", " – ").replace("coal", "coál")
    text, findings = decode(typed.encode(encoding), "interview.txt")
    assert text == typed
    guessed = encoding in ("cp1252", "utf-16-le", "utf-16-be")
    assert [finding.code.slug for finding in findings] == ["import-encoding"] * guessed


def test_importing_twice_gives_the_same_bytes():
    assert import_plain_text(INTERVIEW, "a.txt") == import_plain_text(INTERVIEW, "a.txt")


# Any text at all

MARKUP = """
* **bold** _it_ # ## > - + 1. 2) <b> </b> &amp; & `code` [a](b) ![x](y) | ~~s~~ ^ ==m== {#p1} .x}
\\* http://example.org/a_b --- *** [^1] [laughs] “so” it's £5
"""
TOKENS = st.one_of(
    st.sampled_from(MARKUP.split()),
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=6),
).filter(lambda token: ":" not in token or "//" in token)
LINES = st.lists(TOKENS, min_size=1, max_size=8).map(" ".join)
SPEECH = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
LABELS = st.sampled_from(["Question: ", "Answer: ", "MARSH: ", ""])
INTERVIEWS = st.lists(st.tuples(LABELS, SPEECH), min_size=1, max_size=6)


@given(INTERVIEWS)
def test_no_word_of_any_interview_is_lost_or_reordered(turns):
    source = "\n\n".join(f"{label}{speech}" for label, speech in turns)
    imported = import_plain_text(source, "source.txt")
    shown = " ".join(paragraphs_of(imported.markdown, EXTENSIONS["plain"]).values())
    assert words_of(shown) == words_of(source)


@given(st.text(max_size=200))
def test_any_text_is_imported_without_an_exception_and_the_same_each_time(text):
    first = import_plain_text(text, "source.txt")
    assert import_plain_text(text, "source.txt") == first
    assert bool(first.markdown) == bool(first.paragraphs)
    assert all(1 <= d.line <= len(text.splitlines()) + 1 for d in first.diagnostics)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    text, findings = decode(data, "source.txt")
    assert "\r" not in text
    if not text:
        assert findings or not data.strip(b"\xef\xbb\xbf\xff\xfe\x00\x1a")
