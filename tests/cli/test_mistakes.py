"""Typical mistakes of a first contribution: each is named itself, and not by what follows from it.

One line for each: what somebody typed in place of what, and the words of the message by which they
know what they did. The transcript and the note are those of the guide.
"""

import re

import pytest

NOTE = """\
annotations:
  - id: six-men
    target:
      paragraph: p2
      quote: six men on the gates
    kind: correction
    note: The court list names eight.
    sources:
      - title: A list
        url: https://example.org/list
    author: rq
    date: 2026-11-23
"""
LISTED = "sources:\n      - title: A list\n        url"
ACROSS = "on the gates and they were very polite. They asked\n"
MISTAKES = {
    "a tab for spaces": ("    kind", "\tkind", "a tab used for indentation"),
    "one space too few": ("    kind", "   kind", "the indentation does not fit"),
    "one space too many": ("    kind", "     kind", "second value on the line|indentation"),
    "no space after the colon": ("kind: ", "kind:", "a colon, or the space after it, is missing"),
    "no colon": ("kind: ", "kind ", "a colon, or the space after it, is missing"),
    "a colon in a text": ("names eight", "says: eight", "a colon here starts a second value"),
    "a quotation mark never closed": ("note: The", 'note: "The', "mark .* is never closed"),
    "an apostrophe that opens": ("note: The", "note: 'The", "mark .* is never closed"),
    "a text that begins with a star": ("note: The", "note: *The*", "needs quotation marks"),
    "a text that begins with an at": ("note: The", "note: @rq The", "begins with @ needs"),
    "a Windows path": ("note: The", 'note: "C:\\lists The', "backslash"),
    "marks of a merge": ("    kind", "<<<<<<< a\n=======\n>>>>>>> b\n    kind", "merge"),
    "the list without dashes": ("  - id: six-men\n    ", "    id: six-men\n    ", "must be a list"),
    "no list at all": ("annotations:\n", "notes:\n", "“notes” is not a key"),
    "a key misspelt": ("quote:", "qoute:", "“qoute” is not a key .*unknown-key"),
    "a key in capitals": ("quote:", "Quote:", "“Quote” is not a key"),
    "a key of another place": ("    kind", "    quote: x\n    kind", "“quote” is not a key of an"),
    "a key indented too far": ("    kind", "      kind", "“kind” is not a key of “target”"),
    "a key twice": ("    kind", "    note: Again.\n    kind", "“note” stands twice"),
    "no id": ("  - id: six-men\n    target", "  - target", "has no “id”"),
    "no target": ("    target:\n      paragraph: p2\n      quote: six men on the gates\n", "",
                  "has no “target”"),
    "no note": ("    note: The court list names eight.\n", "", "has no “note”"),
    "an empty note": ("note: The court list names eight.", "note:", "“note” has no value"),
    "no paragraph": ("      paragraph: p2\n", "", "has no “paragraph”"),
    "marks copied from the page": ("six men on the gates", "“six men on the gates”",
                                   "marks round it are not in the text; YAML takes “ and ” for"),
    "printed marks round an id": ("six-men", "“six-men”", "an id: YAML takes “ and ” for letters"),
    "printed marks round a kind": ("correction", "“correction”", "YAML takes “ and ” for letters"),
    "printed marks round a date": ("2026-11-23", "„2026-11-23“", "YAML takes „ and “ for letters"),
    "printed marks round a paragraph": ("h: p2", "h: «p2»", "YAML takes « and » for letters"),
    "printed marks round an author": ("r: rq", "r: ‘rq’", "YAML takes ‘ and ’ for letters"),
    "printed marks round a colon": ("The court list names eight.", "“The list: eight.”",
                                    "a second value on the line: YAML takes “ for letters"),
    "printed marks round a number sign": ("The court list names eight.", "“List #8 says so.”",
                                          "begins a comment, within “ and ” too"),
    "a mark that nothing opens": ("on the gates", 'on the gates"',
                                  "the quotation marks round it are not in the text"),
    "marks within marks": ("note: The court", 'note: "The "court" list', "and more follows"),
    "an apostrophe within marks": ("note: The court", "note: 'The court's", "and more follows"),
    "the number of a note": ("six men on", "six men1 on", "“1” is the number of a note"),
    "the number of the paragraph": ("six men on", "2 six men on", "“2” is the number of the para"),
    "words left out": ("six men on the gates", "six men … polite", "something is left out"),
    "a text not indented": ("note: The court", "note: |\nThe court", "must stand further right"),
    "one not indented, with a colon": ("note: The court", "note: |\nThe list: a court",
                                       "the text of `note:` is not indented"),
    "one below its key, with a colon": ("note: The court", "note: |\n    The list: a court",
                                        "the text of `note:` is not indented"),
    "one below its key": ("note: The court", "note: >-\n    The list\n\n    of the court",
                          "the text of `note:` is not indented"),
    "one too far left": ("note: The court", "note: |\n  The list: a court",
                         "the text of `note:` is not indented"),
    "a second paragraph not indented": (
        "note: The court", "note: |\n      The list.\n\nThis is: the court",
        "`note:` is not indented"),
    "a second one without a colon": (
        "note: The court", "note: |\n      The list.\n\n    This is the court",
        "`note:` is not indented"),
    "the rest of a text not indented": ("note: The court", "note: The\n    court",
                                        "a text that goes on from the line before"),
    "a text on the line of the sign": ("note: The court", "note: | The court",
                                       "the text begins on the line below"),
    "a list of words with colons": ("note: The court list", "note:\n      The list: a court",
                                    "“note” must be one piece of text"),
    "spaces of a web page": ("    target:", "\xa0\xa0\xa0\xa0target:",
                             "a space that is none of YAML's"),
    "spaces of a web page, in part": ("      paragraph", "    \xa0\xa0paragraph",
                                      "a space that is none of YAML's"),
    "a dash for a hyphen": ("- id", "– id", "“–” is no hyphen"),
    "a wide colon": ("paragraph: p2", "paragraph：p2", "“：” is not the colon"),
    "the frame of the example": ("annotations:\n", "```yaml\nannotations:\n", "``` is the frame"),
    "paragraph and quote beside the target": (
        "target:\n      paragraph: p2\n      quote:", "target:\n    paragraph: p2\n    quote:",
        "“target” must hold the paragraph"),
    "a target on one line": ("target:\n      paragraph: p2\n      quote:",
                             "target: p2\n    quote:", "“target” must hold the paragraph"),
    "stars of Markdown within marks": ("six men on the gates", '"*six* men on the gates"',
                                       "the signs of Markdown are not in the text"),
    "a range with a long dash": ("paragraph: p2", "paragraph: 2–3", "“2–3” is not a paragraph id"),
    "a list not indented": ("note: The court", "note: |\n    - the court\n    - and names",
                            "the text of `note:` is not indented"),
    "a text that begins with a link": ("note: The court list", "note: [The list](https://a.org)",
                                       r"begins with \[ or { needs quotation marks"),
    "a text that begins with a dash": ("note: The", "note: - The", "a dash here begins a list"),
    "a number sign": ("list names", "list #8 names", "“#8 names eight.” is not read"),
    "a day that is none": ("2026-11-23", "2026-11-31", "“2026-11-31” is no day of the calendar"),
    "the line that was there": ("The court list names eight.",
                                "Write here what a reader should know.", "says nothing yet"),
    "a number for a paragraph": ("paragraph: p2", "paragraph: 2", "“2” is not a paragraph id"),
    "a capital P": ("paragraph: p2", "paragraph: P2", "“P2” is not a paragraph id"),
    "a paragraph that is not there": ("paragraph: p2", "paragraph: p9", "has no paragraph p9"),
    "another paragraph": ("paragraph: p2", "paragraph: p1", "is not in p1"),
    "a range the wrong way round": ("paragraph: p2", "paragraph: p3-p2", "p2 comes before p3"),
    "a slip in the quote": ("six men on", "six man on", "“six man on the gates” is not in p2"),
    "other capitals": ("quote: six", "quote: Six", "the text has other capitals"),
    "words of two paragraphs": ("on the gates\n", ACROSS, "runs from p2 into p3"),
    "Markdown in the quote": ("six men", "*six* men", "needs quotation marks"),
    "words that stand twice": ("six men on the gates", "e", "stands .* times in p2"),
    "an id of words": ("id: six-men", "id: Six men", "“Six men” cannot be an id"),
    "a day first": ("2026-11-23", "23.11.2026", "“23.11.2026” is not a date"),
    "a month in words": ("2026-11-23", "November 2026", "“November 2026” is not a date"),
    "a kind misspelt": ("correction", "corection", "“corection” is not one of"),
    "a status of one's own": ("    date", "    status: done\n    date", "“done” is not one of"),
    "an author nobody knows": ("author: rq", "author: rk", "“rk” is not one of rq"),
    "an address without https": ("https://example.org", "example.org", "is not a web address"),
    "a source without a title": ("title: A list\n        url", "url", "the source has no “title”"),
    "sources that are no list": (LISTED, "sources:\n      url", "“sources” must be a list"),
    "a comma in braces": ("title: A list\n        url: https://example.org/list",
                          "{title: A list, of men, url: https://example.org/list}",
                          "a comma ends a text in braces: “title” ends before “of men”"),
    "paragraphs in braces": ("target:\n      paragraph: p2\n      quote: six men on the gates",
                             "target: {paragraph: p2, p3}", "“p2, p3” is not a paragraph id"),
    "a number sign in a quote": ("on the gates", "on the # gates", "“# gates” is not read"),
    "a number sign in braces": ("target:\n      paragraph: p2\n      quote: six men on the gates",
                                "target: {paragraph: p2, quote: six men # on the gates}",
                                "the bracket in it closes nothing"),
    "a number sign for the letter p": ("paragraph: p2", "paragraph: #p2", "“#p2” is a comment"),
    "a key by another name": ("note:", "text:", "“text” is not a key of an annotation"),
    "an id in capitals": ("id:", "ID:", "“ID” is not a key of an annotation"),
    "an item without its space": ("- id", "-id", "a space is missing behind the “-”"),
    "a source in one line": ("- title: A list\n        url: https://example.org/list",
                             "- Decree of 1993", "a source must be written as “key: value” lines"),
    "the only source as a text": (
        "sources:\n      - title: A list\n        url: https://example.org/list",
        "source: Decree of 1993", "“source” is not a key of an annotation"),
    "several kinds": ("kind: correction", "kind: [correction, source]",
                      "“kind” must be one piece of text"),
    "a range in words": ("paragraph: p2", "paragraph: p2 to p3", "“p2 to p3” is not a paragraph"),
    "an id with accents": ("six-men", "héros", "“héros” cannot be an id"),
    "a space in an address": ("/list", "/the list", "holds a space, which no web address does"),
    "the speaker's name": ("quote: six men on the gates", "quote: 'R. Quill: six men'",
                           "“R. Quill:” is the speaker's label"),
    "two notes of one id": (NOTE, NOTE + NOTE.removeprefix("annotations:\n"), "is already taken"),
    "a script": ("names eight.", "names <script>x()</script> eight.", "taken out of the note"),
}  # fmt: skip


def test_there_are_forty_of_them():
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(name, publication, postil):
    old, new, words = MISTAKES[name]
    assert NOTE.count(old) == 1, "the mistake is made in one place"
    root = publication("annotations/contributors.yml:\n| rq: {name: R. Quill}")
    path = root / "annotations/marsh.yml"
    path.write_text(NOTE, encoding="utf-8")
    assert postil(root, "check").stdout == "", "without the mistake all is well"
    path.write_text(NOTE.replace(old, new), encoding="utf-8")
    output = postil(root, "check").output
    found = re.findall(r"^annotations/marsh\.yml:(\d+):\d+: \w+: (.*)$", output, re.MULTILINE)
    assert found, "it is reported"
    assert re.search(words, found[0][1]), output
    assert len(found) == 1, output
    changed = NOTE[: NOTE.index(old)].count("\n") + 1
    assert abs(int(found[0][0]) - changed) <= max(6, new.count("\n")), "near where it was made"
