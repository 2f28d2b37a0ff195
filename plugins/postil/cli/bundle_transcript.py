"""`postil bundle --transcript`: one transcript as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from postil.bundling import folder_name
from postil.core.checked_mapping import closest
from postil.rendering.single_page import single_page
from postil.verifying.network import loaded_addresses
from postil.verifying.page_facts import page_facts
from postil.writing import write_text

if TYPE_CHECKING:
    from postil.rendering.settings import Settings


def bundle_transcript(
    settings: Settings, name: str, output: Path | None, *, force: bool, strict: bool
) -> None:
    """Write the file and say so; ends the command where that cannot be done."""
    path = _found(settings, name)
    target = output or Path(f"{folder_name(Path(path).stem)}.html")
    if target.exists() and not force:
        raise click.ClickException(f"{target} is there already; --force replaces it")
    text = single_page(settings, path, settings.language)
    loaded = loaded_addresses(page_facts(text))
    for address in loaded:
        click.echo(f"{path}: {address} is loaded from the network", err=True)
    if loaded and strict:
        raise click.exceptions.Exit(1)
    try:
        write_text(target, text, replace=force)
    except OSError as error:
        message = f"{target}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
    click.echo(f"{target}: {target.stat().st_size / 1_000_000:.1f} MB")


def _found(settings: Settings, name: str) -> str:
    transcripts = settings.read().transcripts
    stem = name.removesuffix(".md")
    folder = settings.layout.transcripts
    for path in (f"{stem}.md", f"{folder}/{stem}.md", stem.removeprefix("docs/") + ".md"):
        if path in transcripts:
            return path
    names = [path.removeprefix(f"{folder}/").removesuffix(".md") for path in transcripts]
    nearest = closest(stem, names)
    hint = f"; did you mean {nearest}?" if nearest else ""
    raise click.UsageError(f"there is no transcript {name}{hint}")
