"""The JSON Schemas: what they accept is what is read without an error, and the other way round."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from postil.core.annotation_file import Vocabulary, parse_annotations
from postil.core.contributors import parse_contributors
from postil.core.diagnostics import Code, Severity
from postil.core.front_matter import parse_transcript, split
from postil.core.schema import Explanations, UnexplainedError, annotations_schema
from postil.schemas import ANNOTATIONS, CONTRIBUTORS, TRANSCRIPT, explanations, schema_files
from typed_yaml import typed

EXAMPLE = REPOSITORY / "docs/.reference/example"
SKELETON = REPOSITORY / "plugins/postil/templates/publication"
FILES = schema_files(Vocabulary())
SCHEMAS = {name: json.loads(text) for name, text in FILES.items()}
VALIDATORS = {name: jsonschema.Draft7Validator(schema) for name, schema in SCHEMAS.items()}
BLOCK = re.compile(r"^```(yaml|markdown)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def is_valid(name, text):
    return VALIDATORS[name].is_valid(typed(text))


def faults(name, text):
    return [
        f"{error.json_path}: {error.message}" for error in VALIDATORS[name].iter_errors(typed(text))
    ]


def is_read(name, text):
    """Whether a file is read without an error that could be told from this file alone."""
    if name == ANNOTATIONS:
        findings = parse_annotations(text, "f").diagnostics
    elif name == CONTRIBUTORS:
        _, findings = parse_contributors(text, "f")
    else:
        _, findings = parse_transcript(f"---\n{text}---\nText.\n", "f")
    return not any(d.severity is Severity.ERROR for d in findings)


# Files that there are


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_of_draft_7(name):
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"


def name_of(path):
    return path.relative_to(REPOSITORY).as_posix()


NOTES = [p for root in (REPOSITORY, EXAMPLE, SKELETON) for p in root.glob("annotations/**/*.yml")]
TRANSCRIPTS = [
    p for root in (REPOSITORY, EXAMPLE, SKELETON) for p in root.glob("docs/transcripts/**/*.md")
]


@pytest.mark.parametrize("path", NOTES, ids=name_of)
def test_the_files_of_showcase_example_and_skeleton_are_valid(path):
    schema = CONTRIBUTORS if path.name == "contributors.yml" else ANNOTATIONS
    assert faults(schema, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=name_of)
def test_the_heads_of_showcase_example_and_skeleton_are_valid(path):
    assert faults(TRANSCRIPT, split(path.read_text(encoding="utf-8")).head) == []


def documented():
    for page in [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            is_wrong = text[: match.start()].rstrip().endswith("<!-- wrong on purpose -->")
            if (match[1] == "yaml" or match[2].startswith("---\n")) and not is_wrong:
                line = text.count("\n", 0, match.start()) + 1
                yield pytest.param(match[1], match[2], id=f"{name_of(page)}:{line}")


@pytest.mark.parametrize(("language", "text"), list(documented()))
def test_every_example_of_the_documentation_is_valid(language, text):
    if language == "markdown":
        assert faults(TRANSCRIPT, split(text).head) == []
    elif "annotations:" in text.splitlines():
        assert faults(ANNOTATIONS, text) == []
    elif text.partition("\n")[2].startswith("  name:") and "jobs:" not in text:
        assert faults(CONTRIBUTORS, text) == []


def cases():
    """The files of every golden case of `postil check` that stand by themselves."""
    for path in sorted(Path(__file__).parent.glob("cli/cases/check/*.yml")):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name, content in case.get("files", {}).items():
            if isinstance(content, str) and name != "mkdocs.yml":
                yield pytest.param(name, content, id=f"{path.stem}:{name}")


@pytest.mark.parametrize(("name", "text"), list(cases()))
def test_the_files_of_the_golden_cases_are_valid_where_they_are_read(name, text):
    schema = CONTRIBUTORS if name.endswith("contributors.yml") else ANNOTATIONS
    if name.endswith(".md"):
        schema, text = TRANSCRIPT, split(text.removeprefix("\ufeff")).head
        if text is None:
            return
    try:
        is_valid_now = is_valid(schema, text)
    except (yaml.YAMLError, RecursionError):
        is_valid_now = False
    read = is_read(schema, text)
    if not read and is_valid_now:
        # What only the text can tell, and no schema: a key twice, an alias, an ORCID's last digit.
        findings = [
            *parse_annotations(text, "f").diagnostics,
            *parse_contributors(text, "f")[1],
            *parse_transcript(f"---\n{text}---\nText.\n", "f")[1],
        ]
        beyond = {Code.DUPLICATE_KEY, Code.YAML_ALIAS, Code.YAML_TAG, Code.INVALID_ORCID}
        beyond |= {Code.DUPLICATE_ID, Code.YAML_TOO_DEEP, Code.CONTROL_CHARACTER}
        assert beyond & {d.code for d in findings}, faults(schema, text)
    else:
        assert read == is_valid_now, faults(schema, text)


# Files that there could be

DATES = ["1974", "197", "1974-05", "1974-05-11", "11.05.1974", "1974/1975-01", "1974-13", "2026-1"]
IDS = ["a", "six men", "six-men", "Six men", "8", "-1", "1.5", "0000-0002-1825-0097", "12345"]
PARAGRAPHS = ["p8", "p8-p11", "p08b", "p", "'p8 - p9'", "p8-", "p8-p9-p10", "P8"]
ADDRESSES = ["https://example.org", "HTTPS://example.org", "javascript:x", "mailto:a@b", "ftp://a"]
ADDRESSES += ["'http://[::1'", "'https://a/[b]'", "'mailto:[a'"]
ADDRESSES += ["https://example.org/a b", "'https://example.org '", '"https://example.org\\ta"']
WORDS = ["draft", "source", "context", "narrator", "interview", "verbatim", "en", "true", "strike"]
NOTHING = ["null", "~", "''", "' '", '""', "[]", "{}", '"\\u200b \\ufeff"']
LENGTHS = ["PT31M", "PT", "P1DT2H", "31", "PT1.5H", "2.5", "-4", "1000000", "'-0007.'", "'- 5'"]
FILES_NAMED = ["../a.mp3", "/a.mp3", "'a:b'", "'../a:b'", "'\\a'", "'http:a'", "false", "'true'"]
ODD = ['"\\x02"', '"\\x02 a"', '" six\\n"', "[a]", "[a, 1974]", "[a, [b]]", "[{}]", "{name: a}"]
MAPPINGS = ["[{title: a}]", "{a: b}"]
GROUPS = (DATES, IDS, PARAGRAPHS, ADDRESSES, WORDS, NOTHING, LENGTHS, FILES_NAMED, ODD, MAPPINGS)
SCALARS = st.sampled_from([value for group in GROUPS for value in group])
LONG = st.sampled_from([2000, 2001, 10_000, 10_001, 20_000, 20_001]).map(lambda n: "x" * n)


def mapping(good, keys):
    """A mapping in flow style: good values, of which some are left out, changed or strange."""

    @st.composite
    def make(draw):
        values = dict(good)
        for key in draw(st.lists(st.sampled_from([*keys, "nonsense"]), max_size=3)):
            if draw(st.booleans()):
                values.pop(key, None)
            else:
                values[key] = draw(SCALARS | LONG)
        return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"

    return make()


SOURCE = mapping({"title": "A list"}, explanations().meanings["note source"])
TARGET = mapping({"paragraph": "p8", "quote": "six men"}, explanations().meanings["target"])
ENTRY = st.tuples(TARGET, SOURCE).flatmap(
    lambda parts: mapping(
        {"id": "a", "target": parts[0], "note": "b", "sources": f"[{parts[1]}]"},
        explanations().meanings["annotation"],
    )
)
CONTRIBUTOR = mapping({"name": "R. Quill"}, explanations().meanings["contributor"])
PERSON = mapping({"name": "Ada Marsh"}, explanations().meanings["person"])
HEAD_SOURCE = mapping({"title": "Tape 4"}, explanations().meanings["head source"])
RIGHTS = mapping({"license": "CC0-1.0"}, explanations().meanings["rights"])


def part(name, **good):
    return mapping(good, explanations().meanings[name])


EDIT = {"date": "2026-11-24", "what": "A name corrected.", "paragraphs": "[p8]"}
PARTS = st.fixed_dictionaries(
    {
        "people": PERSON.map("[{}]".format),
        "source": HEAD_SOURCE,
        "rights": RIGHTS,
        "transcription": part("transcription"),
        "media": part("media", file="../a.mp3"),
        "sessions": part("session").map("[{}]".format),
        "edits": part("edit", **EDIT).map("[{}]".format),
        "citation": part("citation"),
    }
)
PLAIN_KEYS = {"title": "Ada", "type": "interview", "record": "verbatim", "date": "1974-05-11"}
HEAD = PARTS.flatmap(
    lambda parts: mapping(
        PLAIN_KEYS | parts,
        [*explanations().meanings["head"], *explanations().meanings["optional head"], "tags"],
    )
)


@given(ENTRY)
def test_annotations_are_valid_if_and_only_if_they_are_read(entry):
    text = f"annotations:\n  - {entry}\n"
    assert is_valid(ANNOTATIONS, text) == is_read(ANNOTATIONS, text), faults(ANNOTATIONS, text)


@given(CONTRIBUTOR, st.sampled_from(["quill", "R. Quill", "r-q", "Quill"]))
def test_contributors_are_valid_if_and_only_if_they_are_read(entry, name):
    text = f"{name}: {entry}\n"
    assert is_valid(CONTRIBUTORS, text) == is_read(CONTRIBUTORS, text), faults(CONTRIBUTORS, text)


@given(HEAD)
def test_heads_are_valid_if_and_only_if_they_are_read(head):
    text = f"{head}\n"
    assert is_valid(TRANSCRIPT, text) == is_read(TRANSCRIPT, text), faults(TRANSCRIPT, text)


@pytest.mark.parametrize(
    "text",
    ["annotations:\n", "annotations: []\n", "annotations: {}\n", "a: []\n", "- a\n", "a\n", "{}\n"],
)
def test_the_outside_of_a_file_is_valid_if_and_only_if_it_is_read(text):
    assert is_valid(ANNOTATIONS, text) == is_read(ANNOTATIONS, text)


# Words


def keys_of(schema):
    for key, inner in schema.get("properties", {}).items():
        if key != "annotations":
            yield key, inner
        yield from keys_of(inner)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from keys_of(schema[word])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_has_a_description_and_an_example_that_is_valid(name):
    found = list(keys_of(SCHEMAS[name]))
    assert found
    for key, schema in found:
        assert schema["description"].endswith("."), key
        (example,) = schema["examples"]
        text = example if "{" in example or "[" in example else json.dumps(example)
        assert jsonschema.Draft7Validator(schema).is_valid(typed(text)), key


def test_the_kinds_and_the_contributors_are_those_of_the_publication():
    schema = annotations_schema(explanations(), Vocabulary(("dialect", "source"), ["quill"]))
    entry = schema["properties"]["annotations"]["items"]["properties"]
    assert entry["kind"]["enum"] == ["dialect", "source"]
    assert entry["kind"]["enumDescriptions"] == ["", "Shows where something can be checked."]
    assert entry["author"]["enum"] == ["quill"]


def test_a_key_without_an_explanation_is_a_defect():
    words = explanations()
    without = {**words.meanings, "target": {"paragraph": "The paragraph."}}
    with pytest.raises(UnexplainedError, match=r"target: .*prefix, quote, suffix"):
        annotations_schema(Explanations(without, words.examples), Vocabulary())
