"""What the documentation says of a code, and the explanations of codes that are not of the core.

`Code` of the diagnostics is the list; its texts may stand here where it would grow too long.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class Severity(StrEnum):
    """*Error*: the reader would see something wrong or missing. *Warning*: works, but look."""

    ERROR = "error"
    WARNING = "warning"


class Explanation(NamedTuple):
    """The documentation of a code: its name in brackets, what it means, the way out."""

    slug: str
    severity: Severity
    meaning: str
    mend: str


_WARNING: Final = Severity.WARNING

# House style
NO_SOURCE: Final = Explanation(
    "no-source",
    _WARNING,
    "The note contradicts somebody and does not say where that can be checked. The rule is "
    "`sources` of the setting `house_style`.",
    "Add `sources:` with at least a `title`, or make it a note of another kind.",
)
LONG_NOTE: Final = Explanation(
    "long-note",
    _WARNING,
    "The note has more words than the publication wants in a margin. The rule is `words` of "
    "the setting `house_style`.",
    "Shorten it, or make it two notes, each on the words it is about.",
)
BARE_URL: Final = Explanation(
    "bare-url",
    _WARNING,
    "The reader sees an address in place of words. The rule is `bare_urls` of the setting "
    "`house_style`.",
    "Write a link, `[what is there](address)`, or name the page under `sources`.",
)
LINK_TEXT: Final = Explanation(
    "link-text",
    _WARNING,
    "The text of the link does not say where it leads, which leaves those who listen to a list "
    "of links in the dark. The rule is `link_texts` of the setting `house_style`.",
    "Put the link on the words that name what is there.",
)
SINGLE_WORD: Final = Explanation(
    "single-word",
    _WARNING,
    "The note stands on one word and is no definition, so the reader cannot tell what claim it "
    "is about. The rule is `single_words` of the setting `house_style`.",
    "Quote the words that make the claim, or make it a definition.",
)

# Paragraphs
PARAGRAPH_ID_INSIDE: Final = Explanation(
    "paragraph-id-inside",
    Severity.ERROR,
    "An id stands in the text of a paragraph, so the reader sees it. It was not written on a line "
    "of its own below the words, or two paragraphs became one when the blank line between them was "
    "deleted. Until it is mended, notes stand on the paragraph that it seems to be meant for.",
    "Put the blank line below it back, or delete it if one paragraph is meant. Write it in "
    "backticks if it is to be read.",
)

# Dates
DATE_TO_COME: Final = Explanation(
    "date-to-come",
    _WARNING,
    "The date lies more than a year in the future, which is likely to be a slip.",
    "Correct the year.",
)

# Links and definitions of notes
DEAD_LINK: Final = Explanation(
    "dead-link",
    _WARNING,
    "A link in the note leads to a page, a paragraph or a note that the site does not have, or "
    "begins with `www.`, which browsers take for the name of a page. Pages that other plugins "
    "make are known when the site is built, not to `postil check`.",
    "Write the path of the Markdown file, as seen from the transcript's, or the whole address with "
    "`https://` before it. Paragraphs are `#p8`, notes `#note-` and their id.",
)
NOTE_FOOTNOTE: Final = Explanation(
    "note-footnote",
    Severity.ERROR,
    "Footnotes do not work in notes: the reader sees the mark as it was typed, and may not see "
    "the words at all.",
    "Say it in the sentence, or name what it refers to under `sources`.",
)
UNUSED_DEFINITION: Final = Explanation(
    "unused-definition",
    _WARNING,
    "The note has a line that defines a link or an abbreviation. Such lines are not shown, and "
    "nothing in the note makes use of this one. Abbreviations cannot be defined in notes.",
    "Write `[words][name]` where the link belongs, or delete the line; say what an abbreviation "
    "means in the sentence.",
)

# Import
IMPORT_ENCODING: Final = Explanation(
    "import-encoding",
    _WARNING,
    "The file does not say how its letters are encoded, and it is not UTF-8, so the encoding "
    "was guessed.",
    "Look at accented letters, dashes and quotation marks in the result; if they are wrong, "
    "save the source as UTF-8 and import again.",
)
IMPORT_LABEL: Final = Explanation(
    "import-label",
    _WARNING,
    "Words before a colon look like a speaker's label, but may be part of the text.",
    "If somebody speaks here, make the label bold and add the person to `people`.",
)
IMPORT_LABEL_IN_LINE: Final = Explanation(
    "import-label-in-line",
    _WARNING,
    "A known speaker's label stands in the middle of a line; a line break may be missing.",
    "If another person begins to speak here, begin a new paragraph.",
)
IMPORT_UNFINISHED: Final = Explanation(
    "import-unfinished",
    _WARNING,
    "The paragraph stops without a full stop or other end: the source may be damaged here.",
    "Compare the source; if words are missing, say so with an editorial mark such as "
    "`[text breaks off]`.",
)
IMPORT_NO_SPEAKERS: Final = Explanation(
    "import-no-speakers",
    _WARNING,
    "No speaker's label was found, so the whole text is one turn.",
    "Add the labels in bold, `**Name:**`, and the persons to `people`.",
)
IMPORT_NAMES_ALIKE: Final = Explanation(
    "import-names-alike",
    _WARNING,
    "Two speakers' labels differ in punctuation only, and each became a person.",
    "If they are one person, write the labels alike, and take one of the two out of `people`.",
)

# The kept text
SNAPSHOT_MISSING: Final = Explanation(
    "snapshot-missing",
    _WARNING,
    "This publication keeps the text that its notes were last seen to stand on, but not that "
    "of this transcript. After an edit its notes would be harder to find again. Where it seems to "
    "have been left behind under the transcript's old name, the finding names it, and until it is "
    "taken along or deleted, `postil reanchor` leaves these notes as they are. Where it seems "
    "to be a part of a transcript that was divided, the finding names the text to copy.",
    "Run `postil reanchor --write`.",
)
SNAPSHOT_STALE: Final = Explanation(
    "snapshot-stale",
    _WARNING,
    "The text has changed since it was kept, and every note that was last seen to stand on it "
    "stands on its words all the same.",
    "Run `postil reanchor --write`, which keeps the text as it is now.",
)
SNAPSHOT_UNREADABLE: Final = Explanation(
    "snapshot-unreadable",
    _WARNING,
    "The kept text of a transcript cannot be read, so it helps nobody to find moved notes. Until "
    "it is taken back or deleted, `postil reanchor` leaves these notes as they are.",
    "Take it back from version control: `git checkout HEAD -- ` and its path, or with `HEAD^1`, "
    "the first parent, where a merge has mixed it. If no commit has it whole, delete it and run "
    "`postil reanchor --write --since REV` with a revision at which the notes stood: before a "
    "merge, what `git merge-base HEAD^1 HEAD^2` prints. Without a revision, notes would be taken "
    "to be about whatever stands now where they say.",
)
NOTE_TOUCHED: Final = Explanation(
    "note-touched",
    _WARNING,
    "The note's paragraph does not read as the one that the note had at the revision given with "
    "`--since`.",
    "Read the note beside the new text: does it still say what is true?",
)
