"""Builds a publication for reading from disk, with no network, without changing its settings.

What the theme would load from elsewhere is cured here: fonts, the shim of its search, facts about
the repository, statistics, the list of versions.
"""

from __future__ import annotations

import logging
import os
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

SHIM: Final = "assets/postil/iframe-worker-shim.js"
"""A name with `iframe-worker` in it keeps Material's offline plugin from adding its own, which is
on a server: https://github.com/squidfunk/mkdocs-material/discussions/6605."""

_ASKS_SERVERS: Final = ("analytics", "version", "consent")
_USELESS: Final = ("sitemap.xml", "sitemap.xml.gz", "404.html", "search/search_index.json")
"""Files for servers and their visitors, and the index that the offline plugin makes a script of."""

_WORD_CUTTERS: Final = {"tinyseg.js": {"ja"}, "wordcut.js": {"hi", "th"}}
"""What Material's search finds the words of some languages with."""

_EPOCH: Final = "315532800"
"""1 January 1980, the first day of zip archives: what says the day of its build would differ."""


class OfflineBuildError(Exception):
    """The site cannot be built; the message says why."""


class _WithoutServers(BasePlugin):  # type: ignore[type-arg]
    """Takes what asks servers out of the settings, once every plugin has seen them."""

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Any) -> None:
        config.repo_url = config.edit_uri = None
        for key in _ASKS_SERVERS:
            config.extra.pop(key, None)


def build_for_disk(root: Path, site: Path) -> tuple[str, list[str]]:
    """Build the publication in `root` into `site`; its name, and what the build warned of.

    Raises `OfflineBuildError`.
    """
    warnings: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    before, epoch = (logger.handlers, logger.propagate), os.environ.get("SOURCE_DATE_EPOCH")
    logger.handlers, logger.propagate = [handler], False
    os.environ.setdefault("SOURCE_DATE_EPOCH", _EPOCH)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        name = _build(root, site)
    except Abort as error:
        raise OfflineBuildError("; ".join(warnings) or str(error)) from error
    except Exception as error:  # Of any plugin.
        raise OfflineBuildError(f"{type(error).__name__}: {error}") from error
    finally:
        logger.handlers, logger.propagate = before
        if epoch is None:
            del os.environ["SOURCE_DATE_EPOCH"]
    return name, warnings


def _build(root: Path, site: Path) -> str:
    config = load_config(
        str(root / "mkdocs.yml"),
        site_dir=str(site),
        site_url="",
        use_directory_urls=False,
        strict=False,
    )
    config.theme["font"] = False
    config.theme["features"] = [
        feature for feature in config.theme.get("features", []) if "instant" not in feature
    ]
    postil: Any = config.plugins.get("postil")
    if postil is not None:
        postil.config["exports"] = False  # Nothing asks a folder for its feed.
        postil.is_for_disk = True
    _keep_theme_search(config)
    _add_plugin(config, "postil-without-servers", _WithoutServers)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    finally:
        if postil is not None:
            postil.is_for_disk = False  # MkDocs keeps the object for the next build.
    if SHIM in config.extra.get("polyfills", ()):
        shim = resources.files("postil") / "vendored" / "iframe-worker-shim.js"
        (site / SHIM).write_text(shim.read_text(encoding="utf-8"), encoding="utf-8")
    for name in _USELESS:
        if name != "search/search_index.json" or (site / "search/search_index.js").is_file():
            (site / name).unlink(missing_ok=True)
    _remove_languages(site, _search_languages(config))
    for source_map in site.rglob("*.map"):
        source_map.unlink()  # Half of what the theme weighs, and of use to its makers only.
    return config.site_name


def _keep_theme_search(config: MkDocsConfig) -> None:
    """Let Material's search, if there is one, read its index from a script."""
    if not {"search", "material/search"} & set(config.plugins) or config.theme.name != "material":
        return
    from material.plugins.offline.plugin import OfflinePlugin  # noqa: PLC0415

    config.extra.setdefault("polyfills", []).append(SHIM)
    if not {"offline", "material/offline"} & set(config.plugins):
        _add_plugin(config, "material/offline", OfflinePlugin)


def _search_languages(config: MkDocsConfig) -> set[str]:
    """The languages of Material's search."""
    search = config.plugins.get("material/search") or config.plugins.get("search")
    languages = (search.config.get("lang") if search else None) or ()
    return {languages} if isinstance(languages, str) else set(languages)


def _remove_languages(site: Path, wanted: set[str]) -> None:
    """Remove what Material's search would load for other languages: 0.9 MB in every bundle."""
    folder = site / "assets/javascripts/lunr"
    kept = {"stemmer", "multi", *wanted}
    for path in folder.glob("min/lunr.*.js"):
        if path.name.split(".")[1] not in kept:
            path.unlink()
    for name, languages in _WORD_CUTTERS.items():
        if not languages & wanted:
            (folder / name).unlink(missing_ok=True)


def _add_plugin(config: MkDocsConfig, name: str, make: Callable[[], Any]) -> None:
    plugin = make()
    plugin.load_config({})
    config.plugins[name] = plugin
