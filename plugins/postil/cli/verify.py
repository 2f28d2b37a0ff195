"""`postil verify`: whether everything that was written is in what was built."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from postil.cli.publication_option import in_publication, progress, settings_or_exit
from postil.cli.report import FORMATS
from postil.rendering.standing import shown_places
from postil.verifying.built_site import BuiltSite, SiteError
from postil.verifying.verification import Policy
from postil.verifying.verification import verify as verified

if TYPE_CHECKING:
    from postil.project import Publication
    from postil.rendering.settings import Settings


@click.command(epilog="Example: postil verify site")
@click.argument("site", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="For people, scripts, GitHub's log, code scanning, lists of tests. Default: text.",
)
@in_publication
def verify(site: Path, format_: str, directory: Path) -> None:
    """Say whether everything that was written is in what was built.

    SITE is the folder that `mkdocs build` made, or a zip that `postil bundle` made; looked for
    in the publication first. Every
    published note must stand beside its paragraph, with its marker, its passage and its place in
    the search index; no draft or withdrawn note may; every link within the site must lead
    somewhere. Silent when all is well.
    """
    settings = settings_or_exit(directory)
    inside = directory / site
    place = inside if inside.exists() else site
    try:
        built = BuiltSite(place)
        publication = settings.read()
        policy = policy_of(settings, publication)
        findings = verified(publication, built, policy, progress("Verifying"))
    except SiteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(FORMATS[format_](findings, settings.layout), nl=False)
    if findings:
        raise click.exceptions.Exit(1)


def policy_of(settings: Settings, publication: Publication, *, is_offline: bool = False) -> Policy:
    """What the settings say is published."""
    return Policy(
        partial(shown_places, settings, publication),
        settings.policy.shows_unplaced,
        settings.drafts,
        settings.is_published,
        settings.search != "material",
        urlsplit(settings.site_url).path or "/",
        is_offline,
    )
