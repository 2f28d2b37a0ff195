"""`postil schema`: the schemas in the folder that annotation files name, and on the site."""

import json

from conftest import REPOSITORY
from postil.core.annotation_file import Vocabulary
from postil.schemas import MODELINE, schema_files

PATHS = [
    "schema/annotations.schema.json",
    "schema/contributors.schema.json",
    "schema/transcript.schema.json",
]
KINDS = """
    mkdocs.yml:
    | site_name: Test
    | plugins: [{postil: {kinds: {context: Context, dialect: Dialect word}}}]
    annotations/contributors.yml:
    | quill: {name: R. Quill}
"""


def test_it_writes_the_schemas_with_the_kinds_and_contributors_of_the_publication(
    publication, postil
):
    root = publication(KINDS)
    result = postil(root, "schema")
    assert (result.output.split(), result.exit_code) == (PATHS, 0)
    schema = json.loads((root / PATHS[0]).read_text(encoding="utf-8"))
    entry = schema["properties"]["annotations"]["items"]["properties"]
    assert entry["kind"]["enum"] == ["context", "dialect"]
    assert entry["author"]["enum"] == ["quill"]


def test_it_says_nothing_when_nothing_changed_and_replaces_what_is_out_of_date(publication, postil):
    root = publication()
    postil(root, "schema")
    assert postil(root, "schema").output == ""
    (root / PATHS[1]).write_bytes(b"\xff")
    (root / PATHS[2]).write_text("{}")
    (root / PATHS[2]).unlink()
    assert postil(root, "schema").exit_code == 1
    (root / PATHS[1]).write_text("{}")
    assert postil(root, "schema").output.split() == PATHS[1:]


def test_a_folder_that_cannot_be_made_is_said(publication, postil):
    root = publication()
    (root / "schema").write_text("Ours.")
    result = postil(root, "schema")
    assert result.exit_code == 1
    assert "schema/annotations.schema.json: " in result.stderr
    assert (root / "schema").read_text() == "Ours."


def test_the_site_has_the_schemas_as_files(publication, build):
    built = build(publication(KINDS))
    for name, text in schema_files(Vocabulary(("context", "dialect"), ["quill"])).items():
        assert built.html(f"assets/postil/schema/{name}") == text


def test_the_schemas_of_the_showcase_are_those_of_the_code():
    # Out of date? `make reference` writes them.
    for name, text in schema_files(Vocabulary(authors=["editors"])).items():
        assert (REPOSITORY / "schema" / name).read_text(encoding="utf-8") == text


def test_every_annotation_file_of_the_showcase_names_its_schema():
    for path in (REPOSITORY / "annotations").rglob("*.yml"):
        line = path.read_text(encoding="utf-8").partition("\n")[0]
        assert line.startswith(MODELINE)
        assert (path.parent / line.removeprefix(MODELINE)).is_file()
