"""The documentation says what the code does, and every example in it works."""

import importlib.util
import re
import shlex
import shutil
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

import postil as package
from postil.cli.main import main as postil
from postil.core import annotation_file, contributors, front_matter, head_keys, model
from postil.core.annotation_file import parse_annotations
from postil.core.contributors import parse_contributors
from postil.core.diagnostics import Code
from postil.core.front_matter import parse_transcript
from postil.hosts.plugin_options import PostilOptions
from postil.rendering.extension import PostilExtension

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
EXAMPLE = DOCS / ".reference" / "example"
HAND_WRITTEN = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES = [
    *HAND_WRITTEN,
    *sorted(p for p in DOCS.rglob("*.md") if ".reference" not in p.parts),
]
WRONG = "<!-- wrong on purpose -->"

BLOCKS = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(path):
    return path.read_text(encoding="utf-8")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def blocks(*languages):
    """Every block of code in these languages: (page, text, whether it is wrong on purpose)."""
    found = []
    for page in PAGES:
        text = read(page)
        for match in BLOCKS.finditer(text):
            if match[1] in languages:
                is_wrong = text[: match.start()].rstrip().endswith(WRONG)
                place = f"{name_of(page)}:{text.count(chr(10), 0, match.start()) + 1}"
                found.append(pytest.param(match[2], is_wrong, id=place))
    return found


def yaml_blocks(*, wrong=False):
    return [
        pytest.param(case.values[0], id=case.id)
        for case in blocks("yaml")
        if case.values[1] == wrong
    ]


@pytest.fixture
def example(tmp_path):
    """The publication that the pages and the guides quote."""
    root = tmp_path / "lock-keepers"
    shutil.copytree(EXAMPLE, root)
    return root


def run(root, *words):
    return CliRunner().invoke(postil, [*words, "-C", str(root)], catch_exceptions=False)


# The reference


@pytest.mark.parametrize("name", package.__all__)
def test_all_that_python_offers_is_explained(name):
    page = read(DOCS / "reference/python.md")
    section = page.partition(f"\n## `{name}`\n")[2].partition("\n## ")[0]
    value = getattr(package, name)
    if is_dataclass(value):
        call, text = section.split("\n```\n")
        shown = set(re.findall(r"\b[A-Z]\w+", re.sub(r"'.*?'", "", call)))
        assert shown <= set(package.__all__), "no name stands there that is not explained"
        for asked, member in vars(value).items():
            if isinstance(member, property):
                assert f"| `{asked}` | {member.__doc__} |" in text


def test_the_reference_is_what_the_code_says(capsys, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # It would be published.
    spec = importlib.util.spec_from_file_location("write_reference", DOCS / "write_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("code", Code, ids=lambda code: code.slug)
def test_every_code_is_explained(code):
    page = read(DOCS / "reference/diagnostics.md")
    section = page.partition(f"{{ #{code.slug} }}")[2].partition("\n### ")[0]
    assert code.value.meaning in section
    assert code.value.mend in section


@pytest.mark.parametrize("name", postil.commands)
def test_every_command_and_option_is_explained(name):
    page = read(DOCS / "reference/commands.md")
    section = page.partition(f"{{ #{name} }}")[2].partition("\n## ")[0]
    command = postil.commands[name]
    assert command.epilog.removeprefix("Example: ") in section
    for parameter in command.params:
        names = parameter.opts if isinstance(parameter, click.Option) else [parameter.name.upper()]
        for given in names:
            assert re.search(
                rf"^\| .*`{re.escape(given)}`.* \| .*\w.* \|$", section, re.MULTILINE
            ), given


@pytest.mark.parametrize("name", [name for name, _ in PostilOptions._schema])
def test_every_setting_is_explained(name):
    page = read(DOCS / "reference/settings.md")
    assert re.search(rf"^## `{name}` {{ #{name} }}\n\n\w", page, re.MULTILINE)


@pytest.mark.parametrize("name", PostilExtension().config)
def test_every_option_of_the_extension_is_explained(name):
    section = read(DOCS / "reference/settings.md").partition("{ #extension }")[2]
    assert re.search(rf"^\| `{name}` \| `.*` \| \w.* \|$", section, re.MULTILINE)


@pytest.mark.parametrize(
    "keys",
    [
        front_matter.REQUIRED,
        [f.name for f in fields(model.FrontMatter) if f.name != "extra"],
        head_keys.PERSON_KEYS,
        head_keys.SOURCE_KEYS,
        head_keys.RIGHTS_KEYS,
        head_keys.TRANSCRIPTION_KEYS,
        head_keys.MEDIA_KEYS,
        head_keys.SESSION_KEYS,
        head_keys.EDIT_KEYS,
        head_keys.CITATION_KEYS,
        model.TRANSCRIPT_TYPES,
        model.RECORDS,
        model.ROLES,
        model.STATUSES,
        model.DEFAULT_KINDS,
        annotation_file.ENTRY_KEYS,
        annotation_file.TARGET_KEYS,
        annotation_file.SOURCE_KEYS,
        contributors.KEYS,
    ],
    ids=lambda keys: "-".join(list(keys)[:2]),
)
def test_every_key_and_value_is_explained(keys):
    page = read(DOCS / "reference/formats.md")
    for key in keys:
        assert re.search(rf"^\| `{key}` \| .*\w.* \|$", page, re.MULTILINE), key


# Examples


def test_the_example_is_without_fault(example):
    result = run(example, "check", "--strict")
    assert (result.stdout, result.exit_code) == ("", 0)


@pytest.mark.parametrize("text", yaml_blocks())
def test_yaml_can_be_used_as_it_stands(text, example):
    content = yaml.safe_load(text)
    if "annotations" in content:
        assert parse_annotations(text, "example.yml").diagnostics == ()
        (example / "annotations/1974-marsh.yml").write_text(text, encoding="utf-8")
        assert run(example, "check", "--strict").stdout == ""
    elif "jobs" in content:
        steps = [step for job in content["jobs"].values() for step in job["steps"]]
        for command in (step["run"] for step in steps if "run" in step):
            check_command(command)
    elif "plugins" in content or "markdown_extensions" in content:
        check_settings(content)
    elif "repos" in content:
        known = {hook["id"] for hook in yaml.safe_load(read(ROOT / ".pre-commit-hooks.yaml"))}
        assert {hook["id"] for repo in content["repos"] for hook in repo["hooks"]} <= known
    else:
        _, findings = parse_contributors(text, "example.yml")
        assert findings == []


def check_settings(content):
    for plugin in content.get("plugins", ()):
        if isinstance(plugin, dict) and "postil" in plugin:
            options = PostilOptions()
            options.load_dict(plugin["postil"])
            assert options.validate() == ([], [])


@pytest.mark.parametrize(("text", "is_wrong"), blocks("markdown"))
def test_transcripts_can_be_used_as_they_stand(text, is_wrong):
    assert not is_wrong
    if text.startswith("---\n"):
        assert parse_transcript(text, "example.md")[1] == []
    else:
        assert text in read(EXAMPLE / "docs/transcripts/1974-marsh.md")


def wrong_examples():
    """Each block that is wrong on purpose, with the output that is shown below it."""
    shown = re.compile(
        rf"{WRONG}\n\n```yaml\n(.*?)```\n\n(?:\w[^\n]*:\n\n)?```text\n(.*?)```", re.DOTALL
    )
    return [
        pytest.param(*match.groups(), id=f"{name_of(page)}-{number}")
        for page in PAGES
        for number, match in enumerate(shown.finditer(read(page)), start=1)
    ]


@pytest.mark.parametrize(("text", "output"), wrong_examples())
def test_what_is_wrong_on_purpose_gives_the_output_shown(text, output, example):
    path = example / output.partition(":")[0]
    (example / "annotations/1974-marsh.yml").unlink()
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    result = run(example, "check")
    assert result.output == output
    assert result.exit_code == int(re.search(r" errors?\b", output) is not None)


def test_all_that_is_wrong_on_purpose_is_tried():
    marked = sum(read(page).count(WRONG) for page in PAGES)
    assert marked == len(yaml_blocks(wrong=True)) == len(wrong_examples()) > 0


def test_the_finding_in_the_readme_is_real(example):
    (note,) = (text for text, _ in blocks_of(ROOT / "README.md", "yaml"))
    wrong = note.replace("men on the", "men at the")
    (example / "annotations/1974-marsh.yml").write_text(wrong, encoding="utf-8")
    finding = run(example, "check").output.removesuffix("\n1 error\n")
    assert finding in [text for text, _ in blocks_of(ROOT / "README.md", "text")]


def blocks_of(page, language):
    return [(m[2], m) for m in BLOCKS.finditer(read(page)) if m[1] == language]


def test_the_readmes_way_from_raw_text_to_a_note_works(tmp_path, monkeypatch):
    raw = next(text for text, _ in blocks_of(ROOT / "README.md", "text"))
    script = next(t for t, _ in blocks_of(ROOT / "README.md", "sh") if "postil init" in t)
    (tmp_path / "marsh.txt").write_text(raw, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for line in script.splitlines():
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
        elif words[0] == "postil":
            result = CliRunner().invoke(postil, words[1:], catch_exceptions=False)
            assert result.exit_code == 0, result.output
        elif words[0] == "$EDITOR":
            assert Path(words[1]).is_file()
    assert len(script.splitlines()) == 10


def first_note():
    """The command of the guide, the path that it shows, and the file below that."""
    guide = read(DOCS / "guide/contributing-a-note.md")
    command, path, rest = re.search(
        r"\$ (postil new [^\n]*)\n([^\n]*)\n(.*)", guide, re.DOTALL
    ).groups()
    return command, path, re.search(r"```yaml\n(.*?)```", rest, re.DOTALL)[1]


UNDATED = re.compile(r"date: [-0-9]+")


def test_the_guides_first_note_is_the_one_that_new_makes(example, monkeypatch):
    command, path, shown = first_note()
    monkeypatch.chdir(example)
    assert run(example, "schema").exit_code == 0  # As `init` does.
    result = CliRunner().invoke(postil, shlex.split(command)[1:], catch_exceptions=False)
    assert result.stdout == f"{path}\n"
    assert UNDATED.sub("date:", read(example / path)) == UNDATED.sub("date:", shown)


def test_the_guides_first_note_is_the_one_that_the_form_makes(example, build, open_page):
    _, path, shown = first_note()
    note = parse_annotations(shown, path).annotations[0]
    assert run(example, "schema").exit_code == 0
    page = open_page((build(example).site / "transcripts/1974-marsh/index.html").as_uri())
    page.get_by_role("link", name="Paragraph 8", exact=True).click()
    page.get_by_role("dialog").get_by_text("Suggest a note", exact=True).click()
    form = page.locator(".postil-form")
    form.get_by_label(re.compile("^Words")).fill(note.target.quote)
    form.get_by_label("Kind").select_option(note.kind)
    form.get_by_label(re.compile("^Note")).fill(note.note)
    made = form.get_by_role("region", name="The file").inner_text()
    assert UNDATED.sub("date:", made).strip() == UNDATED.sub("date:", shown).strip()
    assert f"It belongs at {path}." in form.inner_text()


def test_the_guides_finished_note_is_the_first_one_filled_in():
    _, _, shown = first_note()
    guide = read(DOCS / "guide/contributing-a-note.md")
    finished = guide.partition("**3. Write.**")[2].partition("```yaml\n")[2].partition("```")[0]
    kept = [line.replace('"', "") for line in shown.splitlines() if "note:" not in line]
    assert set(kept) <= {line.replace('"', "") for line in finished.splitlines()}


def test_who_only_tries_can_do_so(tmp_path, monkeypatch):
    guide = blocks_of(DOCS / "guide/contributing-a-note.md", "sh")
    (script,) = (text for text, _ in guide if "postil init" in text)
    monkeypatch.chdir(tmp_path)
    for line in script.splitlines():
        words = shlex.split(line)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
        elif words[0] == "postil":
            result = CliRunner().invoke(postil, words[1:], catch_exceptions=False)
            assert result.exit_code == 0, result.output
    assert len(list(Path("annotations/sample").iterdir())) == 1


WORDS = read(DOCS / "guide/words.md")


def test_words_of_the_trade_are_in_order():
    words = re.findall(r"^### (.*)$", WORDS, re.MULTILINE)
    assert words == sorted(words, key=str.casefold)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("contributing-a-note", ["pull-request", "terminal", "git", "branch", "fork", "strict"]),
        ("in-an-editor", ["schema", "pull-request"]),
        ("on-the-page", ["markdown", "code-host", "pull-request"]),
        ("in-a-pull-request", ["pull-request", "orcid"]),
    ],
)
def test_contributors_are_led_to_an_explanation_of_words_of_the_trade(name, words):
    page = read(DOCS / f"guide/{name}.md")
    for word in words:
        assert f"(words.md#{word})" in page
        assert word in anchors(DOCS / "guide/words.md")


def shown_after(page, command):
    """What a guide shows below a command, up to the next command or the end of the block."""
    block = next(text for text, _ in blocks_of(page, "console") if f"$ {command}\n" in text)
    return block.partition(f"$ {command}\n")[2].partition("\n$ ")[0]


def test_the_guides_dialogue_with_new_is_real(example, monkeypatch):
    page = DOCS / "guide/on-the-command-line.md"
    monkeypatch.chdir(example)
    for text, _ in blocks_of(page, "console"):
        for line in text.splitlines():
            if line.startswith("$ postil new 1974"):
                words = shlex.split(line)[2:]
                result = CliRunner().invoke(postil, words, catch_exceptions=False)
                assert result.output == shown_after(page, line.removeprefix("$ "))


def test_the_guides_difference_of_fix_is_real(example):
    path = example / "annotations/1974-marsh.yml"
    wrong = read(path).replace("quote: six", "qoute: six")
    path.write_text(wrong.replace("correction", "corection"), encoding="utf-8")
    page = DOCS / "guide/on-the-command-line.md"
    assert run(example, "check", "--fix").output == shown_after(page, "postil check --fix")


def test_the_guides_workflow_is_made(example, monkeypatch):
    monkeypatch.chdir(example)
    words = ["init", ".", "--ci", "github"]
    result = CliRunner().invoke(postil, words, catch_exceptions=False)
    page = DOCS / "guide/in-a-pull-request.md"
    assert result.output == shown_after(page, f"postil {' '.join(words)}")


def test_the_guides_schemas_are_written(example):
    page = DOCS / "guide/in-an-editor.md"
    assert run(example, "schema").output == shown_after(page, "postil schema")


def test_the_guides_change_of_numbers_is_real(example):
    path = example / "docs/transcripts/1974-marsh.md"
    added = "Nobody drank any, my mother said. It was too late for tea.\n"
    path.write_text(read(path).replace("{ #p9 }\n", f"{{ #p9 }}\n\n{added}"), encoding="utf-8")
    guide = read(DOCS / "guide/publishing.md")
    assert f"$ postil number\n{run(example, 'number').output}" in guide
    assert f"$ postil number --write\n{run(example, 'number', '--write').output}" in guide


# Commands


def command_lines():
    """Every line with `postil` that is typed in a terminal or stands in a shell script."""
    typed = [
        (case.id, line.removeprefix(prompt))
        for language, prompt in (("console", "$ "), ("sh", ""))
        for case in blocks(language)
        for line in case.values[0].splitlines()
        if line.startswith(prompt)
    ]
    return [
        pytest.param(line, id=f"{place}: {line}")
        for place, line in typed
        if line.startswith("postil ")
    ]


@pytest.mark.parametrize("line", command_lines())
def test_commands_exist(line):
    check_command(line)


def check_command(line):
    words = shlex.split(line, comments=True)
    if words[0] != "postil":
        return
    command = postil.commands[words[1]]
    known = {name for p in command.params if isinstance(p, click.Option) for name in p.opts}
    given = {word.partition("=")[0] for word in words[2:] if word.startswith("-")}
    assert given <= known | {"-", "--help", "-h"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_command_is_named_that_does_not_exist(page):
    named = re.findall(r"(?:`|\$ |^)postil ([a-z][a-z-]*)", read(page), re.MULTILINE)
    assert set(named) <= {*postil.commands}


# Links and lists


def test_the_readme_is_short():
    assert len(read(ROOT / "README.md").splitlines()) < 120


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=name_of)
def test_links_outside_the_site_lead_to_files(page):
    for link in LINK.findall(read(page)):
        path, _, fragment = link.partition("#")
        if ":" in link:
            continue
        assert (ROOT / path).is_file(), link
        if fragment:
            assert fragment in anchors(ROOT / path), link


def anchors(page):
    """The ids of a page's headings."""
    headings = re.findall(r"^#+ (.*)$", read(page), re.MULTILINE)
    return {
        given[1]
        if (given := re.search(r"\{ #([\w-]+) \}", heading))
        else re.sub(r"[^\w]+", "-", heading.lower()).strip("-")
        for heading in headings
    }


def test_links_written_as_html_lead_to_pages(showcase):
    links = re.findall(r'href="([^"]+)"', read(DOCS / "index.md"))
    assert links
    for link in links:
        assert (showcase.site / link).is_file(), link


def test_the_showcase_is_built_without_a_warning(showcase):
    assert showcase.warnings == []


def test_every_page_is_in_the_navigation():
    text = read(ROOT / "mkdocs.yml").partition("\nnav:\n")[2]
    for page in DOCS.rglob("*.md"):
        path = page.relative_to(DOCS)
        if path.parts[0] not in ("transcripts", ".reference"):
            assert f" {path.as_posix()}\n" in text


def test_every_decision_is_listed():
    listed = read(DOCS / "decisions/index.md")
    for page in sorted((DOCS / "decisions").glob("0*.md")):
        number = int(page.name[:4])
        title = read(page).splitlines()[0].removeprefix("# ")
        assert title.startswith(f"{number}. ")
        assert f"{number}. [{title.removeprefix(f'{number}. ')}]({page.name})" in listed
