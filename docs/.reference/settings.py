"""The settings of the plugin and the options of the extension, for the page on settings."""

from __future__ import annotations

import ast
import inspect
import itertools
from functools import cache
from typing import Final, NamedTuple

from marking_up import UnexplainedError, first_sentence

from postil.hosts import plugin_options
from postil.hosts.site_search import MODES
from postil.rendering.extension import PostilExtension

DEFAULT_MEANINGS: Final = {
    "house_style": "no rules",
    "kinds": "the five [default kinds](formats.md#kinds)",
    "editorial_marks": "the [default list](formats.md#editorial-marks)",
}
TYPE_WORDS: Final = {"str": "text", "bool": "`true` or `false`", "dict": "mapping", "list": "list"}


class Setting(NamedTuple):
    """One setting as the code declares it."""

    name: str
    type: str
    default: object
    meaning: str


@cache
def settings() -> dict[str, Setting]:
    """The attributes of the options' class, each with the docstring below it."""
    classes = [n for n in ast.parse(inspect.getsource(plugin_options)).body if _is_options(n)]
    body = classes[0].body
    found = {}
    for node, following in itertools.pairwise(body):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        name = ast.unparse(node.targets[0])
        if not isinstance(following, ast.Expr):
            message = f"the setting {name} has no docstring"
            raise UnexplainedError(message)
        default = next(k.value for k in node.value.keywords if k.arg == "default")
        words = inspect.cleandoc(str(ast.literal_eval(following.value)))
        type_ = _type_of(node.value)
        found[name] = Setting(name, type_, ast.literal_eval(default), words)
    return found


def _type_of(declaration: ast.Call) -> str:
    """What an author may write for a setting that is declared so."""
    what = ast.unparse(declaration.func)
    if what == plugin_options.Share.__name__:
        return "number from 0 to 1"
    if what == "c.Choice":
        listed = ast.unparse(declaration.args[0])
        names = MODES if listed == "MODES" else ast.literal_eval(listed)
        return " or ".join(f"`{name}`" for name in names)
    return TYPE_WORDS[ast.unparse(declaration.args[0])]


def _is_options(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and node.name == plugin_options.PostilOptions.__name__


def setting_rows() -> list[tuple[str, str, str, str]]:
    """Every setting in short."""
    return [
        (f"[`{s.name}`](#{s.name})", s.type, _shown_default(s), first_sentence(s.meaning))
        for s in settings().values()
    ]


def _shown_default(setting: Setting) -> str:
    default = setting.default
    value = str(default).lower() if isinstance(default, bool) else default
    return DEFAULT_MEANINGS.get(setting.name, f"`{value}`")


def extension_rows() -> list[tuple[str, str, str]]:
    """Every option of the bare extension."""
    config = PostilExtension().config
    return [(f"`{k}`", f"`{default}`", meaning) for k, (default, meaning) in config.items()]


def meaning(setting: str) -> str:
    """What a setting means, as its docstring says."""
    return settings()[setting].meaning
