"""What can be wrong with a publication: a closed list of codes, each with its explanation.

The reference page of diagnostics is made from the texts in `Code`; nothing else describes them.
"""

from __future__ import annotations

from enum import Enum

from postil.core import built_sites, explanation, file_names, target_paragraphs
from postil.core.explanation import Explanation, Severity

__all__ = ["Code", "Explanation", "Severity"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


class Code(Enum):
    """Every finding that Postil can report."""

    # Reading files
    FILE_UNREADABLE = Explanation(
        "file-unreadable",
        _ERROR,
        "The file cannot be opened: permission is missing, or a folder stands where a file should.",
        "Give the file its read permission back, or put a file where the folder is.",
    )
    FILE_OUTSIDE = Explanation(
        "file-outside",
        _ERROR,
        "The file is a link that leads out of the publication, so it is not read.",
        "Replace the link by the file itself.",
    )
    FILE_TOO_LARGE = Explanation(
        "file-too-large",
        _ERROR,
        "The file is larger than any transcript or set of notes, so it is not read.",
        "Split the file: notes may stand in any number of files in a folder of the "
        "transcript's name.",
    )
    FILE_EMPTY = Explanation(
        "file-empty",
        _WARNING,
        "The file holds nothing.",
        "Fill it, or delete it.",
    )
    NOT_UTF8 = Explanation(
        "not-utf8",
        _ERROR,
        "The file is not UTF-8 text, so its letters cannot be told with certainty.",
        "Save the file as UTF-8 in your editor; for a raw transcript use `postil import`, which "
        "reads other encodings.",
    )
    CONTROL_CHARACTER = Explanation(
        "control-character",
        _ERROR,
        "The text holds a character that does not print and means nothing in a text file.",
        "Delete the character; editors show it when told to show invisible characters.",
    )
    MERGE_CONFLICT = Explanation(
        "merge-conflict",
        _ERROR,
        "Two people changed the same place, and the file still holds both versions with the marks "
        "of the merge around them.",
        "Between the lines of `<`, `=` and `>` keep one version, or make one of both, and delete "
        "the three lines.",
    )
    NAME_CLASH = file_names.CLASH
    FILE_NAME = file_names.NOT_READ

    # YAML
    YAML_SYNTAX = Explanation(
        "yaml-syntax",
        _ERROR,
        "The file, or the head of the transcript, is not YAML at this place.",
        "Compare the line with its neighbours: indentation in spaces, a space after each colon, "
        "quotation marks round a text that contains “: ” or begins with a special character.",
    )
    TEXT_CUT = Explanation(
        "text-cut",
        _WARNING,
        "YAML takes a # behind a space for the beginning of a comment, so the rest of the line is "
        "not part of the text.",
        "Put quotation marks round the whole text.",
    )
    YAML_TOO_DEEP = Explanation(
        "yaml-too-deep",
        _ERROR,
        "Lists or mappings are nested deeper than anything a person writes.",
        "Write the file flat, as the format asks.",
    )
    YAML_ALIAS = Explanation(
        "yaml-alias",
        _ERROR,
        "YAML anchors and aliases (`&name`, `*name`) are not read: a note must say what it says "
        "where it stands, and aliases can be made to fill any memory.",
        "Write the value out; put quotation marks round a text that begins with `&` or `*`.",
    )
    YAML_TAG = Explanation(
        "yaml-tag",
        _ERROR,
        "YAML tags (`!name`) are not read.",
        "Delete the tag; put quotation marks round a text that begins with `!`.",
    )
    DUPLICATE_KEY = Explanation(
        "duplicate-key",
        _ERROR,
        "The same key stands twice, so one of its values would be lost.",
        "Keep one of them, or give the second its right name.",
    )
    WRONG_TYPE = Explanation(
        "wrong-type",
        _ERROR,
        "A list stands where a text is needed, or the other way round.",
        "Write the value in the form that the message names.",
    )
    UNKNOWN_KEY = Explanation(
        "unknown-key",
        _ERROR,
        "The key is none of the format's, so its value would be ignored.",
        "Use the key that the message suggests, or delete the line.",
    )
    MISSING_KEY = Explanation(
        "missing-key",
        _ERROR,
        "An annotation needs at least `id`, `target` and `note`, and a target its `paragraph`.",
        "Add the line that the message gives.",
    )
    EMPTY_VALUE = Explanation(
        "empty-value",
        _ERROR,
        "The key is there and its value is not, or is nothing that a reader would see.",
        "Write the value, or delete the key where the format does not ask for it.",
    )
    VALUE_TOO_LONG = Explanation(
        "value-too-long",
        _ERROR,
        "The value is longer than a reader or the matcher can use.",
        "Shorten it; a long note is better as several, a long quote as a range of paragraphs.",
    )
    INVALID_ID = Explanation(
        "invalid-id",
        _ERROR,
        "Identifiers become addresses and must not need escaping: lower-case letters a to z, "
        "digits and single hyphens.",
        "Use the form that the message suggests.",
    )
    INVALID_DATE = Explanation(
        "invalid-date",
        _ERROR,
        "The date is not of the form 2026, 2026-11 or 2026-11-23.",
        "Write year, month and day in this order with hyphens.",
    )
    DATE_TO_COME = explanation.DATE_TO_COME
    INVALID_DURATION = Explanation(
        "invalid-duration",
        _ERROR,
        "The length of time is not of the form `PT1H12M30S` (ISO 8601), or not a number of "
        "seconds where the key asks for one.",
        "Write hours, minutes and seconds behind `PT`, each with its letter.",
    )
    INVALID_URL = Explanation(
        "invalid-url",
        _ERROR,
        "The address does not begin with `https://`, `http://` or `mailto:`.",
        "Write the whole address, with `https://` before it; where there is none, leave the key "
        "out and name the place in `title` or `locator`.",
    )
    INVALID_ORCID = Explanation(
        "invalid-orcid",
        _ERROR,
        "The ORCID is not of the form 0000-0002-1825-0097, or its last digit, which is computed "
        "from the others, does not fit.",
        "Copy it from the contributor's page at orcid.org, without the address.",
    )

    # Annotations
    DUPLICATE_ID = Explanation(
        "duplicate-id",
        _ERROR,
        "Two notes of one transcript have the same id, so their addresses would be the same.",
        "Give one of them another id; keep the id of the one that is already published.",
    )
    UNKNOWN_KIND = Explanation(
        "unknown-kind",
        _ERROR,
        "The kind is none of the publication's.",
        "Use one of the kinds in the message, or add the kind to `mkdocs.yml`.",
    )
    UNKNOWN_STATUS = Explanation(
        "unknown-status",
        _ERROR,
        "The status is none of published, draft and withdrawn.",
        "Use one of the three; a note without `status` is published.",
    )
    NOTE_UNWRITTEN = Explanation(
        "note-unwritten",
        _WARNING,
        "The note still is the line that `postil new` puts there until you write your own.",
        "Replace the text of `note:` by what a reader should know.",
    )
    REASON_MISSING = Explanation(
        "reason-missing",
        _WARNING,
        "The note is withdrawn and does not say why. Whoever follows a link to it is told that it "
        "was withdrawn, and nothing more.",
        "Add a line such as `reason: The list turned out to be of another strike.`",
    )
    UNKNOWN_AUTHOR = Explanation(
        "unknown-author",
        _ERROR,
        "The publication lists its contributors and this one is not among them.",
        "Write the id that stands in `annotations/contributors.yml`, add the author there, or "
        "leave `author` out.",
    )
    UNKNOWN_PARAGRAPH = target_paragraphs.UNKNOWN
    PARAGRAPH_MOVED = target_paragraphs.MOVED
    PARAGRAPH_UNCERTAIN = target_paragraphs.UNCERTAIN
    PARAGRAPH_REWRITTEN = target_paragraphs.REWRITTEN
    PARAGRAPH_ORDER = target_paragraphs.IN_WRONG_ORDER
    NO_TRANSCRIPT = Explanation(
        "no-transcript",
        _ERROR,
        "There is no transcript of the annotation file's name, so nobody sees its notes.",
        "Rename the file, or its folder, after the transcript.",
    )
    DEAD_LINK = explanation.DEAD_LINK
    NOTE_FOOTNOTE = explanation.NOTE_FOOTNOTE
    UNUSED_DEFINITION = explanation.UNUSED_DEFINITION

    # House style
    NO_SOURCE = explanation.NO_SOURCE
    LONG_NOTE = explanation.LONG_NOTE
    BARE_URL = explanation.BARE_URL
    LINK_TEXT = explanation.LINK_TEXT
    SINGLE_WORD = explanation.SINGLE_WORD

    # The kept text
    SNAPSHOT_MISSING = explanation.SNAPSHOT_MISSING
    SNAPSHOT_STALE = explanation.SNAPSHOT_STALE
    SNAPSHOT_UNREADABLE = explanation.SNAPSHOT_UNREADABLE
    NOTE_TOUCHED = explanation.NOTE_TOUCHED

    # Quotes
    QUOTE_LOST = Explanation(
        "quote-lost",
        _ERROR,
        "The quoted words do not stand in the paragraph. The note is shown at its paragraph "
        "without a passage, and says so.",
        "Copy the words as the reader sees them; the message shows the most similar ones.",
    )
    QUOTE_MOVED = Explanation(
        "quote-moved",
        _WARNING,
        "The text was edited or the quote mistyped, and the words stand in another place or read "
        "otherwise. It is as good as certain where, so the note is shown there.",
        "Look whether the note still fits, then let `postil reanchor --write` change its target.",
    )
    QUOTE_UNCERTAIN = Explanation(
        "quote-uncertain",
        _ERROR,
        "The text was edited or the quote mistyped. The words may be these, but that is not sure "
        "enough. The note is shown at its paragraph without a passage, and says so.",
        "Decide with `postil reanchor --interactive`, or correct the quote by hand.",
    )
    QUOTE_AMBIGUOUS = Explanation(
        "quote-ambiguous",
        _ERROR,
        "The quoted words stand in the paragraph more than once, so the passage is not certain.",
        "Make the quote longer, or add `prefix` (the words before it) or `suffix` (after it).",
    )
    QUOTE_ACROSS = Explanation(
        "quote-across-paragraphs",
        _ERROR,
        "The quoted words run on into another paragraph than the target's.",
        "Name both paragraphs as a range, as the message shows.",
    )
    QUOTE_IN_HEADING = Explanation(
        "quote-in-heading",
        _ERROR,
        "The quoted words stand in a heading, and headings carry no notes.",
        "Put the note on the first paragraph below the heading.",
    )
    QUOTE_IN_CODE = Explanation(
        "quote-in-code",
        _ERROR,
        "The quoted words stand in a block of code, which carries no notes.",
        "Put the note on the paragraph before the block.",
    )
    QUOTE_IN_HTML = Explanation(
        "quote-in-html",
        _ERROR,
        "The quoted words stand in raw HTML, where Postil cannot follow the text.",
        "Write the passage in Markdown, or enable `md_in_html` and mark the element "
        '`markdown="1"`.',
    )

    # Transcripts
    FRONT_MATTER_MISSING = Explanation(
        "front-matter-missing",
        _ERROR,
        "The transcript does not begin with a head between two lines of `---`.",
        "Begin the file with the lines that the message gives.",
    )
    FRONT_MATTER_KEY = Explanation(
        "front-matter-key",
        _ERROR,
        "A reader needs this to judge the text: who speaks, when, what kind of record it is, "
        "where it is from and who holds the rights.",
        "Add the line that the message gives.",
    )
    UNKNOWN_VALUE = Explanation(
        "unknown-value",
        _ERROR,
        "The value is none of those the key can have.",
        "Use one of the values in the message.",
    )
    UNKNOWN_SPEAKER = Explanation(
        "unknown-speaker",
        _ERROR,
        "The label before the colon belongs to nobody in `people`.",
        "Correct the label, or add the person to `people`.",
    )
    PARAGRAPH_UNNUMBERED = Explanation(
        "paragraph-unnumbered",
        _ERROR,
        "The paragraph has no id, so nobody can cite it and no note can stand on it.",
        "Run `postil number --write`, or add a line such as `{ #p8 }` below the paragraph.",
    )
    PARAGRAPH_TWICE = Explanation(
        "paragraph-twice",
        _ERROR,
        "Two paragraphs have the same id, so a citation of one would lead to the other.",
        "Keep the id of the paragraph that was there first; give the other the one in the message. "
        "Which it is, the order of the numbers and the kept text may tell.",
    )
    PARAGRAPH_ID_INSIDE = explanation.PARAGRAPH_ID_INSIDE
    HTML_REMOVED = Explanation(
        "html-removed",
        _WARNING,
        "The text holds HTML that could run a program on the reader's page, and it was taken out.",
        "Delete the HTML, or write it in backticks if it is meant to be read.",
    )
    MARKDOWN_TOO_COSTLY = Explanation(
        "markdown-too-costly",
        _ERROR,
        "Converting the text would take minutes or all memory there is, because of its brackets, "
        "its nesting or its length. It is shown as it was typed, without markup.",
        "Close the brackets and the emphasis, or put a backslash before signs that are no markup; "
        "split a text that is too long.",
    )

    # Import
    IMPORT_ENCODING = explanation.IMPORT_ENCODING
    IMPORT_LABEL = explanation.IMPORT_LABEL
    IMPORT_LABEL_IN_LINE = explanation.IMPORT_LABEL_IN_LINE
    IMPORT_UNFINISHED = explanation.IMPORT_UNFINISHED
    IMPORT_NO_SPEAKERS = explanation.IMPORT_NO_SPEAKERS
    IMPORT_NAMES_ALIKE = explanation.IMPORT_NAMES_ALIKE

    # Built sites
    BUILT_NOTE_MISSING = built_sites.NOTE_MISSING
    BUILT_NOTE_DAMAGED = built_sites.NOTE_DAMAGED
    BUILT_NOTE_SHOWN = built_sites.NOTE_SHOWN
    BUILT_NOTE_NOT_FOUND = built_sites.NOTE_NOT_FOUND
    BUILT_PAGE_MISSING = built_sites.PAGE_MISSING
    BUILT_FILE_DAMAGED = built_sites.FILE_DAMAGED
    BUILT_LINK_BROKEN = built_sites.LINK_BROKEN
    BUILT_NEEDS_NETWORK = built_sites.NEEDS_NETWORK

    @property
    def slug(self) -> str:
        """The name in square brackets at the end of a message."""
        return self.value.slug

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.value.severity
