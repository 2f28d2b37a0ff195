"""What may stand under `postil:` in `mkdocs.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import base
from mkdocs.config import config_options as c

from postil.core.checked_mapping import closest, listing, slip_for
from postil.hosts.site_search import MODES

if TYPE_CHECKING:
    from collections.abc import Sequence


class Share(c.Type[float]):
    """A number from 0 to 1."""

    def __init__(self, default: float) -> None:
        """Take the value of a site that does not set it."""
        super().__init__((int, float), default=default)

    def run_validation(self, value: object) -> float:
        """Return the number; refuses all others, which would believe everything or nothing."""
        number = super().run_validation(value)
        if isinstance(value, bool) or not 0 <= number <= 1:
            message = f"Expected a number from 0 to 1, but received: {value!r}"
            raise base.ValidationError(message)
        return number


class PostilOptions(base.Config):
    """What stands under `postil:` in `mkdocs.yml`."""

    transcripts = c.Type(str, default="transcripts")
    """Folder of transcripts, below the documentation folder."""

    annotations = c.Type(str, default="annotations")
    """Folder of annotation files, beside `mkdocs.yml`."""

    kinds = c.Type(dict, default={})
    """Kinds of notes: identifier to the word the reader sees. Empty: the five default kinds."""

    editorial_marks = c.Type(list, default=[])
    """Words that may open a bracket of the editor's, as in `[laughs]`. Empty: the default list."""

    navigation = c.Type(bool, default=False)
    """Whether the theme's navigation lists every transcript. With many it makes builds slow."""

    drafts = c.Type(bool, default=False)
    """Whether notes of status `draft` are shown; `mkdocs serve` always shows them."""

    confidence = Share(default=0.9)
    """How certain the new place of a moved note must be for the note to stand there, from 0 to 1.
    Each such note is a warning all the same."""

    unplaced = c.Choice(("show", "preview"), default="show")
    """Whether readers see notes that have no certain place (`show`), at their paragraph or at the
    end of the page, or only `mkdocs serve` shows them (`preview`). Each is an error in any case."""

    house_style = c.Type(dict, default={})
    """Rules for notes, reported as warnings. Empty: none."""

    search = c.Choice(MODES, default="postil")
    """Who finds transcripts and notes: Postil's search page, the theme's search, or both."""

    exports = c.Type(bool, default=True)
    """Whether notes are published for programs too: as JSON-LD, and as feeds."""

    pagefind = c.Type(bool, default=False)
    """Whether pages carry the attributes by which Pagefind indexes them."""

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Return MkDocs' errors and warnings; a name that is no option's is an error.

        MkDocs warns of it in builds alone: `check` would then read other notes than were meant.
        """
        failed, warnings = super().validate()
        options = [name for name, option in vars(type(self)).items() if _is_option(option)]
        unknown = [str(name) for name in self if name not in options]
        failed += [(name, base.ValidationError(_no_option(name, options))) for name in unknown]
        return failed, [each for each in warnings if each[0] not in unknown]


def _is_option(value: object) -> bool:
    return isinstance(value, base.BaseConfigOption)


def _no_option(name: str, options: Sequence[str]) -> str:
    meant = slip_for(name, options) or closest(name, options)
    hint = f"did you mean `{meant}`?" if meant else f"there are {listing(options)}"
    return f"there is no such option; {hint}"
