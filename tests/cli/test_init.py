"""`postil init`: a publication that builds and has nothing to report."""

import re

import pytest
import yaml

from conftest import REPOSITORY
from postil.cli.main import main

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
    assert result.output == "Made new publication. Next: cd 'new publication' && mkdocs serve\n"
    assert result.exit_code == 0
    return tmp_path / "new publication"


def test_it_has_few_files_and_check_is_silent(made, postil, contents):
    assert sorted(contents(made)) == FILES
    result = postil(made, "check", "--strict")
    assert (result.stdout, result.exit_code) == ("", 0)
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
    assert postil(made, "check", "--strict").stdout == ""


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


# Checks on a code host

PLACES = {
    "github": ".github/workflows/notes.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/notes.yml",
}


@pytest.mark.parametrize("host", PLACES)
def test_a_code_host_gets_its_file_and_what_to_install(postil, tmp_path, contents, host):
    assert postil(tmp_path, "init", "pub", "--ci", host).exit_code == 0
    made = contents(tmp_path / "pub")
    assert sorted(made) == sorted([*FILES, PLACES[host], "requirements.txt"])
    assert b"\npostil\n" in made["requirements.txt"]
    assert isinstance(yaml.safe_load(made[PLACES[host]]), dict)


@pytest.mark.parametrize("host", PLACES)
def test_a_publication_that_is_there_gets_the_file_alone(postil, publication, contents, host):
    root = publication()
    (root / "requirements.txt").write_text("ours")
    before = contents(root)
    result = postil(root, "init", ".", "--ci", host)
    assert result.output == f"Made {PLACES[host]}. Next: read {PLACES[host]}\n"
    after = contents(root)
    assert set(after) - set(before) == {PLACES[host]}
    assert {name: after[name] for name in before} == before
    again = postil(root, "init", ".", "--ci", host)
    assert again.exit_code == 1
    assert f"already has {PLACES[host]}" in again.stderr


def test_without_a_code_host_there_is_no_such_file(postil, tmp_path, contents):
    postil(tmp_path, "init", "pub", "--ci", "none")
    assert sorted(contents(tmp_path / "pub")) == FILES


def steps(text):
    """Everything that a file runs or uses, and the mapping it was found in."""
    content = yaml.safe_load(text)
    jobs = content["jobs"].values() if "jobs" in content else [content["notes"]]
    for job in jobs:
        yield from job.get("steps", [{"run": line} for line in job.get("script", ())])


@pytest.fixture(params=PLACES)
def ci(request):
    path = REPOSITORY / "plugins/postil/templates/ci" / f"{request.param}.yml"
    return path.read_text(encoding="utf-8")


def test_the_files_check_build_strictly_and_keep_the_site(ci):
    run = "\n".join(step.get("run", "") for step in steps(ci))
    assert "postil check --strict" in run
    assert "mkdocs build --strict" in run
    assert 'postil diff "$' in run
    assert "site/" in ci


def test_the_files_give_code_from_forks_nothing(ci):
    assert "pull_request_target" not in ci
    assert "secrets." not in ci
    assert "write" not in ci
    for step in steps(ci):
        # Names of branches are a stranger's words; in a script they would be run.
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_github_reads_and_does_no_more(ci):
    content = yaml.safe_load(ci)
    if "permissions" in content:
        assert content["permissions"] == {"contents": "read"}
    else:
        assert "actions/" not in ci or "forgejo" in ci


def test_the_commands_of_the_files_are_understood(ci):
    for step in steps(ci):
        for line in step.get("run", "").splitlines():
            for command in re.findall(r"postil (\w+)((?: --\w+(?: \w+)?)*)", line):
                known = {name for p in main.commands[command[0]].params for name in p.opts}
                assert {word for word in command[1].split() if word.startswith("--")} <= known


def test_this_repository_is_checked_by_its_own_file():
    own = (REPOSITORY / ".github/workflows/notes.yml").read_text(encoding="utf-8")
    template = (REPOSITORY / "plugins/postil/templates/ci/github.yml").read_text(encoding="utf-8")
    install = "python -m pip install --constraint constraints.txt --editable ."
    assert own == template.replace("python -m pip install -r requirements.txt", install)


# Hooks of pre-commit


def hooks():
    return yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_the_hooks_run_the_check_when_texts_or_notes_change(publication, postil):
    root = publication()
    for hook in hooks():
        pattern = re.compile(hook["files"])
        assert pattern.search("annotations/marsh.yml")
        assert pattern.search("annotations/1974/marsh/six-men.yaml")
        assert pattern.search("docs/transcripts/marsh.md")
        assert not pattern.search("README.md")
        program, *words = hook["entry"].split()
        assert program == "postil"
        names = ["annotations/marsh.yml"] if hook.get("pass_filenames", True) else []
        assert postil(root, *words, *names).exit_code == 0


def test_a_hook_that_is_given_a_text_reports_the_notes_on_it(publication, postil):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("six men", "eight men"))
    hook = next(hook for hook in hooks() if hook["id"] == "postil-check-changed")
    result = postil(root, *hook["entry"].split()[1:], "docs/transcripts/marsh.md")
    assert "annotations/marsh.yml:3:36: error: “six men" in result.output
