"""What `postil check` says to machines, and the ways to ask it: formats, paths, exit codes."""

import json
import os
import pickletools
import pty
import re
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from postil.core.diagnostics import Code

FAULTS = """
    annotations/marsh.yml:
    | annotations:
    |   - id: six-men
    |     target: {paragraph: p2, quote: seven men on the gates}
    |     note: The court list names eight.
    |     kind: corection
    |   - id: leave
    |     target: {paragraph: p3}
    |     note: "See <b onclick='x()'>there</b>."
    annotations/quill.yml:
    | annotations: []
"""
SECOND = """
    docs/transcripts/1975/quill.md:
    | ---
    | title: R. Quill
    | type: speech
    | record: summary
    | date: 1975
    | people: [{id: quill, name: R. Quill}]
    | source: {title: Tape 5}
    | rights: {license: CC0-1.0}
    | ---
    |
    | Good evening.
    annotations/1975/quill/evening.yml:
    | annotations:
    |   - id: evening
    |     target: {paragraph: p1}
    |     note: It was late.
"""


def paths_in(result):
    return {
        line.split(":")[0] for line in result.output.splitlines() if re.match(r"\S+:\d+:", line)
    }


# Formats


def test_json_has_every_part_of_a_finding(publication, postil):
    result = postil(publication(FAULTS), "check", "--format", "json")
    found = json.loads(result.output)
    assert result.exit_code == 1
    assert [(f["path"], f["line"], f["column"], f["severity"], f["code"]) for f in found] == [
        ("annotations/marsh.yml", 3, 36, "error", "quote-lost"),
        ("annotations/marsh.yml", 5, 11, "error", "unknown-kind"),
        ("annotations/marsh.yml", 6, 5, "warning", "html-removed"),
        ("annotations/quill.yml", 1, 1, "error", "no-transcript"),
    ]
    assert found[1] == {
        "path": "annotations/marsh.yml",
        "line": 5,
        "column": 11,
        "severity": "error",
        "code": "unknown-kind",
        "message": "“corection” is not one of context, definition, source, correction or disputed",
        "nearest": "correction",
        "help": "Write `kind: correction`.",
    }
    assert all(f["help"] for f in found)


def test_json_of_a_clean_publication_is_an_empty_list(publication, postil):
    result = postil(publication(), "check", "--format", "json")
    assert (json.loads(result.output), result.exit_code) == ([], 0)


def test_github_commands_stand_on_one_line_each_with_errors_first(publication, postil):
    result = postil(publication(FAULTS), "check", "--format", "github")
    lines = result.output.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error"] * 3 + ["::warning"]
    assert lines[1] == (
        "::error file=annotations/marsh.yml,line=5,col=11,title=unknown-kind::"
        "“corection” is not one of context, definition, source, correction or disputed"
        "%0Anearest: correction%0Ahelp: Write `kind: correction`."
    )


def test_github_commands_escape_what_would_end_a_property_or_a_message(publication, postil):
    root = publication()
    (root / "annotations" / "a,b:c%d\n::debug::e.yml").write_text(
        'annotations:\n  - {id: a, target: {paragraph: p1}, note: b, "50%\\r\\n::debug::": c}\n'
    )
    output = postil(root, "check", "--format", "github").output
    assert output.count("\n") == len(output.splitlines()) == 2
    assert all(
        line.startswith("::error file=annotations/a%2Cb%3Ac%25d%0A%3A%3Adebug")
        for line in output.splitlines()
    )
    assert "“50%25%0D%0A::debug::” is not a key" in output


def many(publication, *, errors, warnings=0, files=1):
    entries = [
        f"|   - {{id: n{n}, target: {{paragraph: p2, quote: lost}}, note: A}}"
        for n in range(errors)
    ]
    entries += [
        f"|   - {{id: w{n}, target: {{paragraph: p3}}, note: A, status: withdrawn}}"
        for n in range(warnings)
    ]
    tree = "\n".join(["annotations/marsh.yml:", "| annotations:", *entries])
    for number in range(files - 1):
        tree += f"\nannotations/marsh/z{number}.yml:\n| annotations: [{{id: z{number}}}]"
    return publication(tree)


def test_github_gets_ten_commands_of_each_severity_and_the_rest_as_lines(publication, postil):
    root = many(publication, errors=14, warnings=12)
    lines = postil(root, "check", "--format", "github").output.splitlines()
    commands = [line.partition(" ")[0] for line in lines if line.startswith("::")]
    assert commands == ["::error"] * 10 + ["::warning"] * 10
    assert lines[20] == "6 more, which GitHub does not show beside the lines:"
    assert [line.split(":")[0] for line in lines[21:]] == ["annotations/marsh.yml"] * 6


def test_no_file_is_crowded_out_of_the_ten(publication, postil):
    root = many(publication, errors=14, files=3)
    lines = postil(root, "check", "--format", "github").output.splitlines()
    named = [re.search(r"file=([^,]+)", line)[1] for line in lines[:3]]
    assert named == [
        "annotations/marsh.yml",
        "annotations/marsh/z0.yml",
        "annotations/marsh/z1.yml",
    ]


def test_the_summary_of_the_job_lists_everything_below_what_is_there(
    publication, postil, tmp_path, monkeypatch
):
    path = tmp_path / "summary.md"
    path.write_text("# Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.fspath(path))
    root = many(publication, errors=14, warnings=12)
    postil(root, "check", "--format", "github")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Before\n## Postil\n")
    assert text.count("\n- ") == 26
    assert text.index("**error**") < text.index("**warning**")
    postil(publication(name="clean"), "check", "--format", "github")
    assert path.read_text(encoding="utf-8").endswith("Every note stands on its words.\n")


def test_the_summary_is_cut_before_github_refuses_it(publication, postil, tmp_path, monkeypatch):
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.fspath(path))
    postil(many(publication, errors=520), "check", "--format", "github")
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n- and 20 more, in the log\n")
    assert len(text.encode()) < 1 << 20


def test_nothing_in_the_summary_is_a_link_a_name_or_html(
    publication, postil, tmp_path, monkeypatch
):
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.fspath(path))
    root = publication()
    (root / "annotations/marsh.yml").write_text(
        "annotations:\n  - id: a\n    note: b\n"
        "    target: {paragraph: p2, quote: 'x ``` @team <img> `[a](b)\\n# h'}\n"
    )
    postil(root, "check", "--format", "github")
    (message,) = (line for line in path.read_text(encoding="utf-8").splitlines() if "@team" in line)
    assert message.startswith("  ````“x ``` @team <img> `[a](b)")
    assert message.endswith("````")


def test_a_summary_that_cannot_be_written_does_not_stop_the_check(publication, postil, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/nowhere/summary.md")
    result = postil(publication(), "check", "--format", "github")
    assert result.exit_code == 0
    assert "no summary: /nowhere/summary.md" in result.stderr


@pytest.fixture
def sarif(publication, postil):
    root = publication(FAULTS)
    (root / "annotations" / "100% ours?.yml").write_text("annotations: []\n")
    return json.loads(postil(root, "check", "--format", "sarif").output)


def test_sarif_is_of_version_2_1_0_with_one_run(sarif):
    assert sarif["version"] == "2.1.0"
    assert sarif["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = sarif["runs"]
    assert run["tool"]["driver"]["name"] == "postil"
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_describes_each_rule_once_and_names_no_other(sarif):
    (run,) = sarif["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(ids) == len(set(ids))
    assert set(ids) == {result["ruleId"] for result in run["results"]}
    assert set(ids) <= {code.slug for code in Code}
    assert all(rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])


def test_sarif_results_have_level_message_and_place(sarif):
    results = sarif["runs"][0]["results"]
    levels = {result["ruleId"]: result["level"] for result in results}
    assert levels == {
        "no-transcript": "error",
        "quote-lost": "error",
        "unknown-kind": "error",
        "html-removed": "warning",
    }
    kind = next(result for result in results if result["ruleId"] == "unknown-kind")
    assert kind["message"]["text"].endswith("Nearest: correction. Write `kind: correction`.")
    (location,) = kind["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 5, "startColumn": 11}


def test_sarif_addresses_are_relative_uris(sarif):
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif["runs"][0]["results"]
    }
    assert all(re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) for uri in uris)
    assert not any(urlsplit(uri).scheme for uri in uris)
    assert {unquote(uri) for uri in uris} == {
        "annotations/100% ours?.yml",
        "annotations/marsh.yml",
        "annotations/quill.yml",
    }


SARIF = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
"""The part that we write, closed: a key that the standard allows and nobody meant is found."""


def schema_of_the_standard():
    """The schema by OASIS, out of the responses that the package schemastore keeps of its servers.

    The package itself would ask them again, and its pickles are looked into rather than loaded.
    """
    cached = distribution("schemastore").locate_file("schemastore/cache.sqlite")
    address = "oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
    query = "SELECT value FROM responses WHERE instr(value, CAST(? AS BLOB))"
    with closing(sqlite3.connect(f"{Path(cached).as_uri()}?mode=ro", uri=True)) as database:
        ((pickled,),) = database.execute(
            query, [f'"$id": "https://raw.githubusercontent.com/{address}"']
        )
    texts = (value for code, value, _ in pickletools.genops(pickled) if code.name == "BINBYTES")
    return json.loads(next(texts))


@pytest.mark.parametrize("schema", [SARIF, schema_of_the_standard()], ids=["ours", "the standard"])
def test_sarif_is_valid_whatever_was_found(schema, sarif, publication, postil):
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert not validator.is_valid({**sarif, "runs": [{}]}), "the schema does refuse"
    assert [error.message for error in validator.iter_errors(sarif)] == []
    for name, root in {"clean": publication(), "many": many(publication, errors=3)}.items():
        found = json.loads(postil(root, "check", "--format", "sarif").output)
        assert [error.message for error in validator.iter_errors(found)] == [], name
        rules = found["runs"][0]["tool"]["driver"]["rules"]
        for result in found["runs"][0]["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_a_file_whose_name_is_no_text_is_reported_in_every_format(publication, postil, format_):
    root = publication()
    (root / "annotations" / os.fsdecode(b"caf\xe9\n:x.yml")).write_text("annotations: [x]\n")
    result = postil(root, "check", "--format", format_)
    assert result.exit_code == 1
    assert "caf" in result.output
    result.output.encode()


# JUnit


def junit(result):
    return ET.fromstring(result.output)


def test_junit_has_a_failure_for_each_error_and_a_test_for_each_finding(publication, postil):
    suites = junit(postil(publication(FAULTS), "check", "--format", "junit"))
    assert suites.attrib == {"name": "postil", "tests": "4", "failures": "3", "errors": "0"}
    (suite,) = suites
    cases = list(suite)
    assert [case.get("classname") for case in cases] == ["annotations/marsh.yml"] * 3 + [
        "annotations/quill.yml"
    ]
    assert cases[1].get("name") == "unknown-kind in line 5, column 11"
    assert (cases[1].get("file"), cases[1].get("line")) == ("annotations/marsh.yml", "5")
    (failure,) = cases[1]
    assert failure.get("type") == "unknown-kind"
    assert failure.text.endswith("\nnearest: correction\nhelp: Write `kind: correction`.")
    assert [child.tag for case in cases for child in case].count("failure") == 3
    assert cases[2].find("system-out").text.startswith("annotations/marsh.yml:6:5: warning: ")


def test_junit_of_a_clean_publication_has_one_test_that_passes(publication, postil):
    result = postil(publication(), "check", "--format", "junit")
    assert result.exit_code == 0
    (suite,) = junit(result)
    assert suite.attrib == {"name": "postil check", "tests": "1", "failures": "0", "errors": "0"}
    assert [list(case) for case in suite] == [[]]


def test_junit_is_xml_whatever_stands_in_the_files(publication, postil):
    root = publication()
    (root / "annotations/a&<b>\x01\uffff.yml").write_text(
        'annotations:\n  - {id: "<x> ]]> & \\uFFFE", target: {paragraph: p1}, note: b}\n'
    )
    suites = junit(postil(root, "check", "--format", "junit"))
    assert "“<x> ]]> & \ufffd” cannot be an id" in {
        f.get("message") for f in suites.iter("failure")
    }


def test_sarif_of_a_clean_publication_has_no_results(publication, postil):
    result = postil(publication(), "check", "--format", "sarif")
    assert result.exit_code == 0
    assert json.loads(result.output)["runs"][0]["results"] == []


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_exit_code_does_not_depend_on_the_format(publication, postil, format_):
    assert postil(publication(), "check", "--format", format_).exit_code == 0
    root = publication(FAULTS, name="faulty")
    assert postil(root, "check", "--format", format_).exit_code == 1


def test_no_format_is_coloured_when_it_is_not_for_a_terminal(publication, postil):
    root = publication(FAULTS)
    for format_ in ("text", "json", "github", "sarif", "junit"):
        assert "\x1b" not in postil(root, "check", "--format", format_).output


def test_a_terminal_gets_colours_and_the_same_words(publication, postil):
    root = publication(FAULTS)
    plain = postil(root, "check").output
    coloured = postil(root, "check", color=True).output
    assert "\x1b[31merror\x1b[0m" in coloured
    assert "\x1b[33mwarning\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


# Exit codes


def test_a_clean_publication_is_passed_over_in_silence(publication, postil):
    result = postil(publication(), "check")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_warnings_fail_only_when_strict(publication, postil):
    root = publication("annotations/marsh/more.yml:\n| # Nothing yet.")
    assert postil(root, "check").exit_code == 0
    strict = postil(root, "check", "--strict")
    assert strict.exit_code == 1
    assert strict.output == postil(root, "check").output


def test_check_changes_no_file(publication, postil, contents):
    root = publication(FAULTS)
    before = contents(root)
    postil(root, "check")
    assert contents(root) == before


@pytest.mark.parametrize("words", [["--format", "xml"], ["--nonsense"], ["-C", "nowhere"]])
def test_wrong_usage_is_refused_with_2(publication, postil, words):
    result = postil(publication(), "check", *words)
    assert result.exit_code == 2
    assert "Usage: postil check" in result.output


@pytest.mark.parametrize("command", [["check"], ["number"], ["new", "marsh", "p1"]])
def test_a_folder_that_is_no_publication_is_refused_with_2(tmp_path, postil, command):
    result = postil(tmp_path, *command)
    assert result.exit_code == 2
    assert f"there is no mkdocs.yml in {tmp_path.resolve()}" in result.output
    assert "`postil init` makes a publication" in result.output


def test_a_site_without_the_plugin_is_refused_with_2(publication, postil):
    root = publication("mkdocs.yml:\n| site_name: Test\n| plugins: [search]")
    result = postil(root, "check")
    assert result.exit_code == 2
    assert "add `postil` to `plugins:`" in result.output


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("| site_name: [Test", "line 2, column 1"),
        ("| plugins: [postil]", "'site_name': Required"),
        ("| site_name: Test\n| plugins: [postil, no-such-plugin]", "no-such-plugin"),
        ("| site_name: Test\n| plugins: [{postil: {kinds: 3}}]", "kinds"),
        ("| site_name: Test\n| plugins: [{postil: {kinds: {context: 3}}}]", "word for “context”"),
        ("| site_name: Test\n| plugins: [{postil: {kinds: {A b: C}}}]", "“A b” cannot be one"),
        ("| site_name: Test\n| plugins: [{postil: {annotations: notez}}]", "no folder notez"),
        ("| site_name: Test\n| plugins: [{postil: {house_style: {word: 3}}}]", "mean words?"),
        ("| site_name: Test\n| plugins: [{postil: {anotations: x}}]", "mean `annotations`?"),
        ("| site_name: Test\n| plugins: [{postil: {3: x}}]", "there are transcripts, annotations"),
        ("| site_name: Test\n| plugins: [postil]\n| markdown_extensions: [no_such]", "no_such"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_2(publication, postil, settings, said):
    result = postil(publication(f"mkdocs.yml:\n{settings}"), "check")
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def many_transcripts(publication):
    root = publication()
    text = (root / "docs/transcripts/marsh.md").read_text()
    for number in range(60):
        (root / f"docs/transcripts/t{number}.md").write_text(text)
    return root


def test_long_work_is_silent_where_nobody_watches(publication, postil):
    assert postil(many_transcripts(publication), "check").stdout == ""


def test_long_work_shows_on_a_terminal_how_far_it_is(publication):
    root = many_transcripts(publication)
    terminal, its_end = pty.openpty()
    command = [sys.executable, "-m", "postil", "check"]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=its_end, check=True)
    os.close(its_end)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert done.stdout == b""
    assert "Checking" in shown
    assert "100%" in shown


# Places


def test_another_folder_is_checked_as_if_one_were_there(publication, postil, tmp_path):
    root = publication(FAULTS)
    there = postil(root, "check")
    elsewhere = postil(tmp_path, "check", "-C", "pub")
    assert (elsewhere.output, elsewhere.exit_code) == (there.output, 1)


def test_a_path_of_an_annotation_file_chooses_it_alone(publication, postil):
    result = postil(publication(FAULTS), "check", "annotations/quill.yml")
    assert paths_in(result) == {"annotations/quill.yml"}


def test_a_path_of_a_transcript_chooses_its_notes_too(publication, postil):
    root = publication(FAULTS + SECOND)
    result = postil(root, "check", "docs/transcripts/1975/quill.md")
    assert paths_in(result) == {
        "annotations/1975/quill/evening.yml",
        "docs/transcripts/1975/quill.md",
    }
    assert paths_in(postil(root, "check", "docs/transcripts/marsh.md")) == {"annotations/marsh.yml"}


def test_a_path_of_a_transcript_chooses_notes_of_which_none_could_be_read(publication, postil):
    root = publication("annotations/marsh.yml:\n| annotations: [")
    assert paths_in(postil(root, "check", "docs/transcripts/marsh.md")) == {"annotations/marsh.yml"}


@pytest.mark.parametrize("folder", ["annotations", "annotations/", "./annotations", "docs/.."])
def test_a_path_of_a_folder_chooses_what_is_in_it(publication, postil, folder):
    root = publication(FAULTS + SECOND)
    expected = {
        "annotations/marsh.yml",
        "annotations/quill.yml",
        "annotations/1975/quill/evening.yml",
    }
    if folder == "docs/..":
        expected |= {"docs/transcripts/1975/quill.md"}
    assert paths_in(postil(root, "check", folder)) == expected


def test_a_clean_path_is_passed_over_in_silence(publication, postil):
    root = publication("annotations/quill.yml:\n| annotations: []")
    result = postil(root, "check", "annotations/marsh.yml")
    assert (result.output, result.exit_code) == ("", 0)


def test_several_paths_choose_what_concerns_any(publication, postil):
    root = publication(FAULTS + SECOND)
    result = postil(root, "check", "annotations/marsh.yml", "docs/transcripts/1975")
    assert "annotations/quill.yml" not in paths_in(result)
    assert {"annotations/marsh.yml", "docs/transcripts/1975/quill.md"} <= paths_in(result)


def test_a_path_counts_from_here_or_from_the_publication(publication, postil, tmp_path):
    publication(FAULTS)
    for path in ("pub/annotations/quill.yml", "annotations/quill.yml"):
        result = postil(tmp_path, "check", "-C", "pub", path)
        assert paths_in(result) == {"annotations/quill.yml"}


def test_a_path_that_is_not_there_is_refused_with_2(publication, postil):
    result = postil(publication(FAULTS), "check", "annotations/queen.yml")
    assert result.exit_code == 2
    assert "there is no annotations/queen.yml" in result.output
