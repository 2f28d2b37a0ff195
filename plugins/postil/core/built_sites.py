"""What can be wrong with a site that was built; see `Code`."""

from __future__ import annotations

from typing import Final

from postil.core.explanation import Explanation, Severity

NOTE_MISSING: Final = Explanation(
    "built-note-missing",
    Severity.ERROR,
    "A published note is not on the page that was built from its transcript.",
    "Build the site anew; if the note stays away, look for a plugin or a minifier that removes it.",
)
NOTE_DAMAGED: Final = Explanation(
    "built-note-damaged",
    Severity.ERROR,
    "A note is on its page, but not as it should be: beside its paragraph, with its words, a "
    "marker in the text and the passage marked.",
    "Build the site anew; if that does not help, look for a plugin or a minifier that changes "
    "the page.",
)
NOTE_SHOWN: Final = Explanation(
    "built-note-shown",
    Severity.ERROR,
    "A note that is withdrawn, or a draft, is published.",
    "Build the site anew and publish that.",
)
NOTE_NOT_FOUND: Final = Explanation(
    "built-note-not-found",
    Severity.ERROR,
    "A note is on its page and not in the search index.",
    "Build the site anew; the index and the pages are of different builds.",
)
PAGE_MISSING: Final = Explanation(
    "built-page-missing",
    Severity.ERROR,
    "A transcript has no page in the site.",
    "Build the site anew; to leave a transcript out, use `exclude_docs` in `mkdocs.yml`.",
)
FILE_DAMAGED: Final = Explanation(
    "built-file-damaged",
    Severity.ERROR,
    "A file of the site is missing, cut off or changed since it was built.",
    "Build the site, or the bundle, anew.",
)
LINK_BROKEN: Final = Explanation(
    "built-link-broken",
    Severity.ERROR,
    "A link from one page of the site to another leads nowhere.",
    "Correct the address in the text or the note it comes from.",
)
NEEDS_NETWORK: Final = Explanation(
    "built-needs-network",
    Severity.WARNING,
    "The page loads something from the network, which is not there when a bundle is read.",
    "Put the file into the publication, or take the feature that loads it out of the settings.",
)
