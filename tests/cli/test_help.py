"""The help of every command, and how the command answers to what is none."""

import re
import subprocess
import sys

import pytest

import postil as package
from postil.cli.main import main

COMMANDS = sorted(main.commands)


def test_the_commands_are_those_of_the_contract():
    assert {"check", "import", "init", "new", "number"} <= set(COMMANDS)


def test_the_general_help_describes_each_command_in_a_line(postil, tmp_path):
    output = postil(tmp_path, "--help").output
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", output, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(postil, tmp_path, name):
    result = postil(tmp_path, name, "--help")
    assert result.exit_code == 0
    example = re.search(rf"^ *Example: postil {name} \S", result.output, re.MULTILINE)
    assert example, result.output
    assert postil(tmp_path, name, "-h").output == result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name):
    for parameter in main.commands[name].params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"init"}))
def test_every_command_on_a_publication_takes_its_folder(name):
    assert any("-C" in parameter.opts for parameter in main.commands[name].params)


def test_help_fits_a_narrow_terminal_and_a_wide_one(postil, tmp_path):
    for width in (60, 100):
        for name in COMMANDS:
            output = postil(tmp_path, name, "--help", terminal_width=width).output
            assert max(map(len, output.splitlines())) <= max(width, 80)


def test_the_version_is_the_packages(postil, tmp_path):
    result = postil(tmp_path, "--version")
    assert result.output == f"postil, version {package.__version__}\n"


@pytest.mark.parametrize("words", [["chek"], ["--nonsense"], ["check", "--nonsense"]])
def test_what_is_no_command_is_refused_with_2(postil, tmp_path, words):
    result = postil(tmp_path, *words)
    assert result.exit_code == 2
    assert "--help" in result.output


def test_no_words_at_all_show_the_help(postil, tmp_path):
    assert "Commands:" in postil(tmp_path).output


def test_the_module_runs_as_the_command_does(publication):
    root = publication("annotations/quill.yml:\n| annotations: []")
    command = [sys.executable, "-W", "error", "-m", "postil", "check"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "annotations/quill.yml:1:1: error: there is no transcript" in done.stdout
    assert done.stderr == ""


def test_a_reader_that_closes_the_pipe_early_sees_no_traceback(publication):
    entries = "\n".join(
        f"|   - {{id: n{n}, target: {{paragraph: p2, quote: lost}}, note: A}}" for n in range(2000)
    )
    root = publication(f"annotations/marsh.yml:\n| annotations:\n{entries}")
    command = f"'{sys.executable}' -m postil check | head -1"
    done = subprocess.run(
        command, cwd=root, shell=True, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("annotations/marsh.yml:2:")
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
