"""`postil init`: a publication that builds and has nothing to report."""

import pytest

FILES = [
    ".gitignore",
    "annotations/sample.yml",
    "docs/index.md",
    "docs/transcripts/sample.md",
    "mkdocs.yml",
    "schema/annotations.schema.json",
    "schema/contributors.schema.json",
    "schema/transcript.schema.json",
]


@pytest.fixture
def made(postil, tmp_path):
    result = postil(tmp_path, "init", "new publication")
    assert result.output == "Made new publication. Next: cd new publication && mkdocs serve\n"
    assert result.exit_code == 0
    return tmp_path / "new publication"


def test_it_has_few_files_and_check_is_silent(made, postil, contents):
    assert sorted(contents(made)) == FILES
    result = postil(made, "check", "--strict")
    assert (result.output, result.exit_code) == ("", 0)
    assert postil(made, "number").output == ""


def test_it_builds_without_a_warning_and_shows_its_notes(made, build):
    built = build(made)
    assert built.warnings == []
    page = built.html("transcripts/sample.html")
    assert "nothing, because the bridge is invented too" in page
    assert 'id="note-whole-paragraph"' in page


def test_a_note_can_be_added_at_once(made, postil):
    words = ["new", "sample", "p2", "--quote", "a road to it", "--note", "Built in 1931."]
    assert postil(made, *words).exit_code == 0
    assert postil(made, "check", "--strict").output == ""


def test_a_folder_within_folders_is_made(postil, tmp_path, contents):
    assert postil(tmp_path, "init", "a/b/c").exit_code == 0
    assert sorted(contents(tmp_path / "a/b/c")) == FILES


def test_an_empty_folder_is_filled(postil, tmp_path, contents):
    (tmp_path / "empty").mkdir()
    assert postil(tmp_path, "init", "empty").exit_code == 0
    assert sorted(contents(tmp_path / "empty")) == FILES


def test_a_folder_with_other_files_keeps_them(postil, tmp_path, contents):
    (tmp_path / "README.md").write_text("Ours.")
    assert postil(tmp_path, "init", ".").exit_code == 0
    assert sorted(contents(tmp_path)) == sorted([*FILES, "README.md"])
    assert (tmp_path / "README.md").read_text() == "Ours."


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_in_the_way_is_named_and_nothing_written(postil, tmp_path, contents, name):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Ours.")
    before = contents(tmp_path)
    result = postil(tmp_path, "init", ".")
    assert result.exit_code == 1
    assert f"already has {name}; choose an empty folder" in result.stderr
    assert contents(tmp_path) == before


def test_a_publication_is_not_made_twice(made, postil, contents):
    before = contents(made)
    assert postil(made, "init", ".").exit_code == 1
    assert contents(made) == before


def test_a_file_in_place_of_the_folder_is_refused_with_2(postil, tmp_path):
    (tmp_path / "taken").write_text("Ours.")
    result = postil(tmp_path, "init", "taken")
    assert result.exit_code == 2
    assert (tmp_path / "taken").read_text() == "Ours."


def test_a_folder_is_needed(postil, tmp_path, contents):
    assert postil(tmp_path, "init").exit_code == 2
    assert contents(tmp_path) == {}


def test_a_disk_that_is_full_is_said(postil, tmp_path, contents, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = postil(tmp_path, "init", "pub")
    assert result.exit_code == 1
    assert "no space left on device" in result.stderr
    assert contents(tmp_path) == {}
