"""The rules of the architecture: who imports whom, what the core may not do, how long a file is."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import postil
from postil.hosts import theme_repairs

PACKAGE = Path(postil.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS_AND_STYLES = sorted(
    path for path in (PACKAGE / "assets").iterdir() if path.suffix in {".css", ".js"}
)
LAYERS = {
    # A layer may import these parts of the package, and nothing else of it.
    "core": {"core"},
    "importers": {"importers", "core"},
    "project": {"core"},
    "stray_files": {"project", "core"},
    "writing": set(),
    "revisions": set(),
    "schemas": {"core"},
    "fixing": {"importers", "core"},
    "exporters": {"exporters", "core"},
    "searching": {"searching"},
    "rendering": {"rendering", "searching", "stray_files", "project", "core"},
    "verifying": {"verifying", "searching", "project", "core"},
    "bundling": {"verifying", "project", "core"},
    "hosts": {"hosts", "rendering", "searching", "exporters", "project", "schemas", "core"},
    "cli": {
        *("cli", "hosts", "bundling", "rendering", "verifying", "project", "writing"),
        *("revisions", "schemas", "fixing", "importers", "core", "postil"),
    },
    "__main__": {"cli"},
    "__init__": {"core"},
}
OUTSIDE = {
    # And these distributions; the standard library always.
    "core": set(),
    "importers": set(),
    "project": set(),
    "stray_files": set(),
    "writing": set(),
    "revisions": set(),
    "schemas": set(),
    "fixing": set(),
    "exporters": set(),
    "bundling": set(),
    "searching": set(),
    "rendering": {"markdown", "nh3", "jinja2", "markupsafe"},
    "verifying": set(),
    "hosts": {"mkdocs", "jinja2", "markdown", "feedgenerator", "material", "rcssmin", "rjsmin"},
    "cli": {"click"},
    "__main__": set(),
    "__init__": set(),
}
EXCEPTIONS = {
    # One module each, so that the choice of a library can be taken back.
    "core/yaml_document.py": {"yaml"},
    "searching/stemming.py": {"Stemmer"},
    "core/checked_mapping.py": {"rapidfuzz"},
    "core/likeness.py": {"rapidfuzz"},
    "rendering/citation_styles.py": {"citeproc", "bibtexparser", "pylatexenc"},
}
INPUT_AND_OUTPUT = {
    "builtins",
    "ctypes",
    "fileinput",
    "glob",
    "http",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "warnings",
}
NAMES_OF_PATHS = {"pathlib.PurePath", "pathlib.PurePosixPath"}
CLOCKS = {"now", "utcnow", "today", "fromtimestamp"}
CALLS = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint"}


def name_of(path):
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def is_for_types_only(node):
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def imports(tree, *, everywhere=True, types=True):
    """The dotted names that a module imports; `everywhere` counts those within functions too."""
    stack = list(tree.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif is_for_types_only(node) and not types:
            stack += node.orelse
        elif everywhere or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            stack += ast.iter_child_nodes(node)


def parts_of_the_package(tree):
    names = (name.split(".") for name in imports(tree) if name.split(".")[0] == "postil")
    layers = {layer_of(path) for path in MODULES} - {"__init__"}
    return {parts[1] if parts[1:] and parts[1] in layers else "postil" for parts in names}


def distributions(tree, **which):
    tops = {name.split(".")[0] for name in imports(tree, **which)}
    return tops - set(sys.stdlib_module_names) - {"postil"}


def test_every_part_of_the_package_has_its_rules():
    assert {layer_of(path) for path in MODULES} <= set(LAYERS) == set(OUTSIDE)
    assert all((PACKAGE / name).is_file() for name in EXCEPTIONS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_lies_below_it(path):
    assert parts_of_the_package(tree_of(path)) <= LAYERS[layer_of(path)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_needs_only_the_libraries_of_its_layer(path):
    # What is imported for type checkers only is no dependency, but the core does not even name it.
    is_core = layer_of(path) in ("core", "importers")
    needed = distributions(tree_of(path), everywhere=True, types=is_core)
    allowed = OUTSIDE[layer_of(path)] | EXCEPTIONS.get(name_of(path), set())
    if name_of(path) == "rendering/settings.py":
        allowed = allowed | {"mkdocs"}  # Lazily: see the next test.
    assert needed <= allowed


@pytest.mark.parametrize("library", sorted(set().union(*EXCEPTIONS.values())))
def test_a_library_of_one_module_is_imported_where_it_is_said_to_be(library):
    using = {name_of(path) for path in MODULES if library in distributions(tree_of(path))}
    assert using == {name for name, libraries in EXCEPTIONS.items() if library in libraries}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_host_is_imported_by_its_adapter_and_lazily_by_the_settings(path):
    at_import = distributions(tree_of(path), everywhere=False, types=False)
    if layer_of(path) != "hosts":
        assert not {"mkdocs", "properdocs", "zensical", "material"} & at_import


PURE = [
    path for path in MODULES if layer_of(path) in ("core", "importers", "exporters", "searching")
]


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_the_core_reads_no_file_no_clock_and_no_environment(path):
    tree = tree_of(path)
    named = set(imports(tree)) - NAMES_OF_PATHS
    assert not {name.split(".")[0] for name in named} & INPUT_AND_OUTPUT
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    methods = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & CALLS
    assert not methods & CLOCKS


def public_definitions(node):
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public_definitions(child)


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_every_public_name_of_the_core_has_a_docstring(path):
    tree = tree_of(path)
    without = [node.name for node in public_definitions(tree) if not ast.get_docstring(node)]
    assert ast.get_docstring(tree)
    assert without == []


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS_AND_STYLES], ids=name_of)
def test_a_module_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


OF_THE_THEME = re.compile(r"\bmd-[a-z_-]*[a-z]|__search\b|document\$")


def test_s50_what_is_used_of_the_theme_is_listed():
    used = {"search-": set(), "theme-repairs": set(), "": set()}
    for path in SCRIPTS_AND_STYLES:
        part = next(beginning for beginning in used if path.name.startswith(beginning))
        used[part] |= set(OF_THE_THEME.findall(path.read_text(encoding="utf-8")))
    assert used["search-"] == set(theme_repairs.SEARCHING_USES)
    assert used["theme-repairs"] == set(theme_repairs.REPAIRS_USE)
    assert used[""] == set(theme_repairs.READING_USES)


BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(f"{{name}} is not installed", name=name)

sys.meta_path.insert(0, Blocked())
"""
RESOLVE = """
import postil
note = postil.Annotation("a", postil.Target("p1", quote="six men"), "A note.")
(found,) = postil.resolve([("p1", "the six men")], [note])
assert found == postil.Exact(postil.Passage("p1", 4, "p1", 11)), found
assert {{"mkdocs", "markdown", "click"}}.isdisjoint(sys.modules)
"""
WITHOUT_HOST = """
import markdown
print(markdown.markdown("Text.", extensions=["postil"]))
"""


def run_without(blocked, program):
    code = (BLOCKED + program).format(blocked=blocked)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_package_is_of_use_without_host_markdown_and_command_line():
    run_without({"mkdocs", "properdocs", "markdown", "nh3", "jinja2", "click"}, RESOLVE)


def test_the_markdown_extension_is_of_use_without_a_host():
    without = {"mkdocs", "properdocs", "material", "jinja2", "click"}
    assert run_without(without, WITHOUT_HOST) == "<p>Text.</p>\n"


def test_the_block_does_block():
    with pytest.raises(AssertionError, match="click is not installed"):
        run_without({"click"}, "\nimport click\n")
