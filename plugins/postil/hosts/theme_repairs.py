"""Defects of Material for MkDocs, as of 9.8.1, repaired from outside, each with its reason.

Nothing of the theme is replaced or edited: there are settings, a style sheet and a script of ours,
and one field of the page that every plugin may set. When the theme mends a defect, its line goes.

1. The `offline` plugin makes search load a script from unpkg.com, without a network there is no
   search: `extra.polyfills` names ours (`iframe-worker.js`) in its place.
2. Single keys (`n`, `p`, `f`, `s`, `/`, `.`, `,`) leave the page or open the search and cannot be
   turned off, WCAG 2.1.4: `theme-repairs.js` stops them outside fields.
3. The header covers controls that have the focus, and the closed drawer holds some outside the
   screen, WCAG 2.4.11: `theme-repairs.css` sets a padding for scrolling and hides what is closed.
4. The search dialog has no name, WCAG 4.1.2: `theme-repairs.js` gives it one.
5. The footer's and the search's text has a contrast of 4.47:1, and links 3.3:1 with the stock
   indigo in the dark scheme, WCAG 1.4.3: `theme-repairs.css` takes the stronger of the theme's two
   footer colours, and a lighter blue. Links in text differ by their colour alone, WCAG 1.4.1: they
   are underlined.
6. Pages without headings have no skip link, WCAG 2.4.1, and search results that cannot be seen take
   a tab stop, WCAG 2.4.7: `give_skip_link` and `theme-repairs.js`.
7. Its templates leave 3 to 5 kB of blank lines and indents on every page, a tenth of a transcript:
   `trim_templates` tells Jinja to leave out those that stand beside its own tags.
8. It writes a table of contents that a page hides: `drop_contents`.
9. Every page has a script that brings back the palette that a reader chose, where there is none to
   choose too: an empty one, of `trim_templates`, leaves it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs.structure.toc import AnchorLink, TableOfContents

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

READING_USES: Final = (
    *("document$", "md-typeset", "md-typeset-color", "md-typeset-a-color"),
    *("md-accent-fg-color", "md-code-bg-color", "md-code-font-family", "md-color-scheme"),
    *("md-default-bg-color", "md-scroll-margin", "md-text-font-family"),
)
"""What the reading page takes from the theme: an event, variables, and the class of text."""

SEARCHING_USES: Final = (
    *("document$", "md-header__button", "md-header__inner", "md-header__source"),
    *("md-search", "md-search__form", "__search"),
)
"""What the search page and its box in the header take: there is no other way into a header."""

REPAIRS_USE: Final = (
    *("md-color-primary", "md-color-scheme", "md-container", "md-default-fg-color"),
    *("md-footer-fg-color--light", "md-footer-fg-color--lighter", "md-footer-meta"),
    *("md-header__title", "md-search", "md-search-result", "md-search-result__meta"),
    *("md-search__scrollwrap", "md-sidebar--primary", "md-toggle"),
    *("md-typeset", "md-typeset-a-color", "__search"),
)
"""What the repairs name: the defects' own places."""

FRAME_WORKER: Final = "iframe-worker"
"""What the offline plugin looks for before it adds its own."""


def replace_remote_search_script(config: MkDocsConfig, ours: str) -> None:
    """Name our script where the offline plugin named one of another server. Changes `config`."""
    scripts = config.extra.get("polyfills", [])
    if any(FRAME_WORKER in str(script) for script in scripts):
        others = [script for script in scripts if FRAME_WORKER not in str(script)]
        config.extra["polyfills"] = [*others, ours]


def give_skip_link(page: Page, target: str) -> None:
    """Let the theme's skip link lead to the element with the id `target`. Changes `page.toc`.

    The theme links the first entry of the page's contents and shows, of a first entry of level 1,
    only what is below it.
    """
    entries = list(page.toc)
    children = entries[0].children if entries and entries[0].level == 1 else entries
    first = AnchorLink(str(page.title or ""), target, level=1)
    first.children = children
    page.toc = TableOfContents([first])


def drop_contents(page: Page) -> None:
    """Leave of a page's table of contents what the skip link needs. Changes `page.toc`."""
    for entry in page.toc:
        entry.children = []


def trim_templates(env: Environment, config: MkDocsConfig) -> None:
    """Leave out what no reader of a page gains by. Changes `env`, and the theme's settings.

    Other themes may count on lines that hold nothing but a tag of the template.
    """
    if config.theme.name == "material":
        env.trim_blocks = env.lstrip_blocks = True
        if not config.theme.get("palette"):
            config.theme["palette"] = {}
