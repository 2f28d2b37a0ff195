"""`postil new`: a valid annotation in a file of its own, or a refusal that says why."""

import datetime as dt
import json
import re

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conftest import MINIMAL, write_tree
from postil.cli.main import main
from postil.core.annotation_file import parse_annotations
from postil.core.blank_text import is_blank
from postil.core.context_choice import quoted_at
from postil.core.diagnostics import Code

SAMPLE = "annotations/marsh/very-polite.yml"


def read(path):
    """The one annotation of a file, as the product reads it."""
    parsed = parse_annotations(path.read_text(encoding="utf-8"), "new.yml")
    assert {d.code for d in parsed.diagnostics} <= {Code.NOTE_UNWRITTEN}
    (annotation,) = parsed.annotations
    return annotation


def checked(root, postil):
    """What check says of a publication, but for notes that are still to be written."""
    result = postil(root, "check", "--format", "json")
    assert result.exit_code == 0
    return [found for found in json.loads(result.output) if found["code"] != "note-unwritten"]


def test_a_note_on_a_quote_gets_a_file_that_check_accepts(publication, postil):
    root = publication()
    result = postil(root, "new", "marsh", "p2", "--quote", "very polite")
    assert (result.output, result.exit_code) == (f"{SAMPLE}\n", 0)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    assert (root / SAMPLE).read_text(encoding="utf-8") == (
        "annotations:\n"
        "  - id: very-polite\n"
        "    target:\n"
        "      paragraph: p2\n"
        '      quote: "very polite"\n'
        '    note: "Write here what a reader should know."\n'
        f"    date: {today}\n"
    )
    assert checked(root, postil) == []


def test_a_note_on_a_whole_paragraph_is_named_after_it(publication, postil):
    root = publication()
    assert postil(root, "new", "marsh", "p3").output == "annotations/marsh/p3.yml\n"
    assert read(root / "annotations/marsh/p3.yml").target.quote == ""


def test_two_notes_on_a_whole_paragraph_have_files_of_their_own(publication, postil):
    root = publication()
    for note, name in (
        ("They *were* so, says the book.", "p3-they-were-so-says-the"),
        ("漢", "p3"),
    ):
        assert postil(root, "new", "marsh", "p3", "--note", note).stdout == (
            f"annotations/marsh/{name}.yml\n"
        )
    assert checked(root, postil) == []


def test_a_note_on_a_range_stands_on_it(publication, postil):
    root = publication()
    words = "very polite. They asked"
    assert postil(root, "new", "marsh", "p2-p3", "--quote", words).exit_code == 0
    assert read(root / "annotations/marsh/very-polite-they-asked.yml").target.is_range
    assert postil(root, "new", "marsh", "p2-p3").output == "annotations/marsh/p2-p3.yml\n"
    assert checked(root, postil) == []


def test_every_option_is_written(publication, postil):
    root = publication(
        """
        annotations/contributors.yml:
        | rq: {name: R. Quill}
        """
    )
    words = ["--quote", "the", "--prefix", "on", "--suffix", "gates", "--kind", "definition"]
    words += ["--id", "gates", "--note", "A *lock* gate.", "--author", "rq"]
    assert postil(root, "new", "marsh", "p2", *words).exit_code == 0
    annotation = read(root / "annotations/marsh/gates.yml")
    assert (annotation.target.prefix, annotation.target.suffix) == ("on", "gates")
    assert (annotation.kind, annotation.note) == ("definition", "A *lock* gate.")
    assert annotation.author == "rq"
    assert checked(root, postil) == []


@pytest.mark.parametrize(
    "name",
    ["marsh", "marsh.md", "transcripts/marsh", "transcripts/marsh.md", "docs/transcripts/marsh.md"],
)
def test_a_transcript_goes_by_its_name_or_its_path(publication, postil, name):
    root = publication()
    assert postil(root, "new", name, "p3").output == "annotations/marsh/p3.yml\n"


def test_a_transcript_in_a_folder_gets_its_note_in_one(publication, postil):
    root = publication()
    path = root / "docs/transcripts/1974/quill.md"
    path.parent.mkdir()
    path.write_text((root / "docs/transcripts/marsh.md").read_text())
    assert postil(root, "new", "1974/quill", "p3").output == "annotations/1974/quill/p3.yml\n"
    assert checked(root, postil) == []


def test_a_name_that_two_transcripts_share_is_not_guessed(publication, postil, contents):
    root = publication()
    for folder in ("1974", "1975"):
        path = root / "docs/transcripts" / folder / "quill.md"
        path.parent.mkdir()
        path.write_text((root / "docs/transcripts/marsh.md").read_text())
    before = contents(root)
    result = postil(root, "new", "quill", "p3")
    assert result.exit_code == 2
    assert "1974/quill" in result.output
    assert "1975/quill" in result.output
    assert contents(root) == before
    assert postil(root, "new", "1975/quill", "p3").exit_code == 0


def test_an_unknown_transcript_is_refused_with_2_and_the_known_are_named(publication, postil):
    result = postil(publication(), "new", "march", "p2")
    assert result.exit_code == 2
    assert "there is no transcript “march”; there are: marsh" in result.output


def test_ids_that_are_taken_are_counted_on(publication, postil):
    root = publication()
    for expected in ("six-men-2", "six-men-3"):
        result = postil(root, "new", "marsh", "p2", "--quote", "six men")
        assert result.stdout == f"annotations/marsh/{expected}.yml\n"
    assert checked(root, postil) == []


def test_notes_that_stand_on_the_same_words_are_named(publication, postil):
    root = publication()
    again = postil(root, "new", "marsh", "--quote", "six  men on the gates")
    where = "“six-men” in annotations/marsh.yml, line 2"
    assert again.stderr == f"these words have a note already: {where}\n"
    longer = postil(root, "new", "marsh", "p2", "--quote", "six men on")
    assert longer.stderr == ""
    assert postil(root, "new", "marsh", "p3").stderr == ""
    whole = postil(root, "new", "marsh", "p3")
    assert whole.stdout == "annotations/marsh/p3-2.yml\n"
    assert whole.stderr == "this has a note already: “p3” in annotations/marsh/p3.yml, line 2\n"


def test_another_of_several_places_has_no_note_yet(publication, postil):
    root = publication(GATES)
    for match, said in (("1", ""), ("2", ""), ("2", "the-gates-2")):
        result = postil(root, "new", "marsh", "--quote", "the gates", "--match", match)
        assert result.exit_code == 0
        assert bool(result.stderr) is bool(said)
        assert said in result.stderr


def test_an_id_that_was_chosen_and_is_taken_is_refused_with_1(publication, postil, contents):
    root = publication()
    before = contents(root)
    result = postil(root, "new", "marsh", "p3", "--id", "six-men")
    assert result.exit_code == 1
    assert (
        "“six-men” is the id of the note in annotations/marsh.yml, line 2; “six-men-2” is free"
    ) in result.stderr
    assert contents(root) == before


def test_a_file_that_is_in_the_way_is_never_overwritten(publication, postil, contents):
    root = publication()
    path = root / SAMPLE
    path.parent.mkdir()
    path.write_text("annotations: []\n")
    before = contents(root)
    result = postil(root, "new", "marsh", "p2", "--quote", "very polite")
    assert result.exit_code == 1
    assert SAMPLE in result.stderr
    assert contents(root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["p2", "--quote", "seven men"], ["[quote-lost]", "alike, in p2: “", "help:"]),
        (["p2", "--quote", "e"], ["[quote-ambiguous]", "times", "help:"]),
        (["p3", "--quote", "six men"], ["[quote-lost]", "The words stand in p2"]),
        (["p2", "--quote", "polite. They"], ["[quote-across-paragraphs]", "p2-p3"]),
        (["p99"], ["[unknown-paragraph]", "p1 to p3"]),
        (["third"], ["[unknown-paragraph]", "“third” is not a paragraph id"]),
        (["p3-p2"], ["[paragraph-order]", "`paragraph: p2-p3`"]),
        (["p2", "--kind", "corection"], ["[unknown-kind]", "`--kind correction`"]),
        (["p2", "--id", "Six Men"], ["[invalid-id]", "`--id six-men`"]),
        (["p2", "--id", "../../escape"], ["[invalid-id]"]),
        (["p2", "--note", "See <script>x()</script>."], ["[html-removed]"]),
    ],
)
def test_what_check_would_refuse_is_refused_with_1(publication, postil, contents, words, said):
    root = publication()
    before = contents(root)
    result = postil(root, "new", "marsh", *words)
    assert result.exit_code == 1
    assert all(piece in result.stderr for piece in said), result.stderr
    assert contents(root) == before


@pytest.mark.parametrize(
    ("option", "value"),
    [("quote", "   "), ("note", " "), ("note", ""), ("note", "\u200b"), ("source-url", "\t")],
)
def test_an_option_that_says_nothing_is_refused_by_its_name(publication, postil, option, value):
    result = postil(publication(), "new", "marsh", "p2", f"--{option}", value)
    assert result.exit_code == 2
    assert f"the value of --{option} has no words" in result.stderr


def test_an_option_in_capitals_is_answered_with_the_option(publication, postil):
    result = postil(publication(), "new", "marsh", "p2", "--kind", "Correction")
    assert result.exit_code == 1
    assert "help: Write `--kind correction`." in result.stderr


@pytest.mark.parametrize("paragraph", [["p2"], []])
def test_a_place_of_words_that_stand_once_is_refused(publication, postil, paragraph):
    words = [*paragraph, "--quote", "very polite", "--match"]
    result = postil(publication(), "new", "marsh", *words, "9")
    assert result.exit_code == 2
    assert "--match 9: the words stand once" in result.output
    assert postil(publication(), "new", "marsh", *words, "1").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--quote", "six", "men"], '“men” is no paragraph: write --quote "six men"'),
        (["six men"], '“six men” is no paragraph: write --quote "six men"'),
        (["--quote", "“six", "men", "on", "the”"], "“on the”” stands outside of quotation marks"),
        (["p2", "six", "men"], "“six men” stands outside of quotation marks"),
    ],
)
def test_words_without_quotation_marks_are_called_that(publication, postil, words, said):
    result = postil(publication(), "new", "marsh", *words)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["p2", "--quote", "Six men on the gates"], "help: Quote the words as the text has them."),
        (["--quote", "Six men on the gates"], "the text has other capitals"),
        (["p2", "--quote", "six men1 on the gates"], "help: Write `six men on the gates`."),
        (["--quote", "six men1 on the gates"], "help: Write `six men on the gates`."),
        (["--quote", "the comittee put sx men"], "in p2: “The committee put six men”"),
    ],
)
def test_nobody_is_told_to_move_a_note_that_is_not_made(publication, postil, words, said):
    result = postil(publication(), "new", "marsh", *words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "reanchor" not in result.stderr
    assert "`paragraph:" not in result.stderr


def test_an_unknown_author_is_refused_with_1(publication, postil):
    root = publication("annotations/contributors.yml:\n| rq: {name: R. Quill}")
    result = postil(root, "new", "marsh", "p2", "--author", "rk")
    assert result.exit_code == 1
    assert "“rk” is not one of rq [unknown-author]" in result.stderr


def test_the_name_of_somebody_who_is_no_contributor_is_kept_as_a_comment(publication, postil):
    root = publication("annotations/contributors.yml:\n| rq: {name: R. Quill}")
    postil(root, "schema")
    result = postil(root, "new", "marsh", "p3", "--author", 'B. "Bo": Lund\n# x')
    assert result.stdout == "annotations/marsh/p3.yml\n"
    assert "Lund # x” is no contributor yet: the name stands in a comment" in result.stderr
    first, second, *_ = (root / "annotations/marsh/p3.yml").read_text().splitlines()
    assert first.startswith("# yaml-language-server")
    assert second == '# Suggested by: "B. \\"Bo\\": Lund\\n# x"'
    assert read(root / "annotations/marsh/p3.yml").author == ""
    assert checked(root, postil) == []


def test_a_contributor_goes_by_the_name_too(publication, postil):
    root = publication("annotations/contributors.yml:\n| rq: {name: R. Quill}")
    assert postil(root, "new", "marsh", "p3", "--author", "R. Quill").stderr == ""
    assert read(root / "annotations/marsh/p3.yml").author == "rq"


def test_faults_of_other_notes_are_no_reason_to_refuse(publication, postil):
    root = publication(
        "annotations/marsh/lost.yml:\n"
        "| annotations: [{id: lost, target: {paragraph: p2, quote: eight men}, note: A}]"
    )
    assert postil(root, "new", "marsh", "p3").exit_code == 0


def test_two_faults_are_said_at_once(publication, postil):
    result = postil(publication(), "new", "marsh", "p2", "--id", "A b", "--kind", "corection")
    assert result.stderr.count("help:") == 2


@pytest.mark.parametrize("word", ["null", "no", "true", "y"])
def test_words_that_yaml_takes_for_values_stay_words(publication, postil, word):
    root = publication()
    assert postil(root, "new", "marsh", "p3", "--id", word, "--author", word).exit_code == 0
    path = root / f"annotations/marsh/{word}.yml"
    (entry,) = yaml.safe_load(path.read_text())["annotations"]
    assert (entry["id"], entry["author"]) == (word, word)
    assert checked(root, postil) == []


def test_bytes_that_are_no_text_are_refused_with_2(publication, postil):
    result = postil(publication(), "new", "marsh", "p2", "--quote", "caf\udce9")
    assert result.exit_code == 2
    assert "the value of --quote is not UTF-8 text" in result.output


@pytest.mark.parametrize(
    ("typed", "paragraph"), [("3", "p3"), ("P3", "p3"), ("¶ 3", "p3"), ("2-3", "p2-p3")]
)
def test_a_paragraph_goes_by_the_number_beside_it(publication, postil, typed, paragraph):
    root = publication()
    result = postil(root, "new", "marsh", typed)
    assert result.output == f"annotations/marsh/{paragraph}.yml\n"


# Which of several places

GATES = """
    docs/transcripts/marsh.md:
    | ---
    | title: Ada Marsh
    | type: interview
    | record: verbatim
    | date: 1974-05-11
    | people: [{id: marsh, name: Ada Marsh}]
    | source: {title: Tape 4}
    | rights: {license: CC0-1.0}
    | ---
    |
    | **Ada Marsh:** The gates were *wet*. We shut the gates. The gates held.
    | { #p1 }
    |
    | We shut the gates again, and again, and again, and again.
    | { #p2 }
    annotations/marsh.yml:
    | annotations: []
"""


AGAIN = "We shut the gates again, and again, and again, and again."


def test_a_quote_is_found_in_the_whole_transcript_when_no_paragraph_is_named(publication, postil):
    root = publication(GATES)
    result = postil(root, "new", "marsh", "--quote", "gates were wet")
    assert result.output == "annotations/marsh/gates-were-wet.yml\n"
    assert read(root / "annotations/marsh/gates-were-wet.yml").target.first == "p1"
    across = postil(root, "new", "marsh", "--quote", "gates held. We shut")
    assert across.exit_code == 0
    assert read(root / across.output.strip()).target.is_range


def test_quoted_at_a_quote_that_is_not_unique_are_listed_and_nothing_is_written(
    publication, postil, contents
):
    root = publication(GATES)
    before = contents(root)
    result = postil(root, "new", "marsh", "--quote", "the gates")
    assert result.exit_code == 1
    assert result.stderr == (
        "“the gates” stands 2 times in p1-p2 [quote-ambiguous]\n"
        "   1  p1: …: The gates were wet. We shut [the gates]. The gates held.…\n"
        "   2  p2: …We shut [the gates] again, and again, and again, …\n"
        "  help: Choose one with `--match 1`, or quote a longer piece.\n"
    )
    assert contents(root) == before


@pytest.mark.parametrize("match", [1, 2, 3, 4])
def test_the_chosen_place_gets_the_words_that_tell_it_from_the_others(publication, postil, match):
    root = publication(GATES)
    result = postil(root, "new", "marsh", "p2", "--quote", "again", "--match", match)
    assert result.exit_code == 0
    target = read(root / result.output.strip()).target
    assert target.prefix or target.suffix
    assert len(f"{target.prefix} {target.suffix}".split()) <= 4
    assert checked(root, postil) == []
    (place,) = quoted_at([("p2", AGAIN)], target)
    assert AGAIN[: place.start].count("again") == match - 1


@pytest.mark.parametrize("where", [["p1-p3"], ["p2-p3"], []])
def test_a_quote_that_stands_twice_in_a_range_is_told_by_its_paragraph(publication, postil, where):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    again = "Later we put six men on the gates again."
    path.write_text(path.read_text().replace("They asked leave first.", again))
    words = ["new", "marsh", *where, "--quote", "six men on the gates"]
    result = postil(root, *words)
    assert result.exit_code == 1
    assert "   1  p2: …Ada Marsh: The committee put [six men on the gates] and" in result.stderr
    assert "   2  p3: …Later we put [six men on the gates] again.…" in result.stderr
    chosen = postil(root, *words, "--match", "2")
    assert chosen.exit_code == 0, chosen.output
    target = read(root / chosen.stdout.strip()).target
    assert (target.first, target.last, target.prefix) == ("p3", "p3", "")
    assert checked(root, postil) == []


def test_words_are_told_from_their_likes_however_many_it_takes(publication, postil):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("They asked leave first.", "so " * 40))
    listed = postil(root, "new", "marsh", "p3", "--quote", "so").stderr
    assert "  20  p3: …" in listed
    assert "      and 20 more\n" in listed
    result = postil(root, "new", "marsh", "p3", "--quote", "so", "--match", "20")
    assert result.exit_code == 0
    target = read(root / result.stdout.strip()).target
    assert target.prefix.count("so") == 19
    assert checked(root, postil) == []


def test_a_place_that_no_words_tell_from_another_is_refused(publication, postil, contents):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    one_sign = "We set o\N{LATIN SMALL LIGATURE FF}."  # Of which each half is an f.
    path.write_text(path.read_text().replace("They asked leave first.", one_sign))
    before = contents(root)
    result = postil(root, "new", "marsh", "p3", "--quote", "f", "--match", "2")
    assert result.exit_code == 1
    assert "quote a longer piece" in result.stderr
    assert contents(root) == before


def test_a_number_that_is_not_in_the_list_is_refused_with_2(publication, postil):
    result = postil(publication(GATES), "new", "marsh", "--quote", "the gates", "--match", "3")
    assert result.exit_code == 2
    assert "the words stand in 2 places" in result.output


def test_without_words_and_paragraph_there_is_no_note(publication, postil):
    result = postil(publication(), "new", "marsh")
    assert result.exit_code == 2
    assert "name a PARAGRAPH, or the words with --quote" in result.output


def test_words_that_stand_nowhere_are_refused_with_the_most_similar(publication, postil):
    result = postil(publication(), "new", "marsh", "--quote", "seven men on the gates")
    assert result.exit_code == 1
    assert "nearest: 86% alike, in p2: “six men on the gates”" in result.stderr


def test_a_source_is_written_with_its_address(publication, postil):
    root = publication()
    words = ["--source", "A list", "--source-url", "https://example.org/list"]
    postil(root, "new", "marsh", "p3", *words)
    (source,) = read(root / "annotations/marsh/p3.yml").sources
    assert (source.title, source.url) == ("A list", "https://example.org/list")
    assert postil(root, "new", "marsh", "p2", "--source-url", "example.org").exit_code == 1


def test_the_first_line_leads_editors_to_the_schema_where_there_is_one(publication, postil):
    root = publication()
    postil(root, "schema")
    postil(root, "new", "marsh", "p3")
    text = (root / "annotations/marsh/p3.yml").read_text()
    assert text.startswith(
        "# yaml-language-server: $schema=../../schema/annotations.schema.json\nannotations:\n"
    )


# The text that is kept


def kept(root):
    return root / "annotations/.snapshots/marsh.txt"


def test_the_text_is_kept_where_texts_are_kept(publication, postil):
    root = publication()
    postil(root, "new", "marsh", "p3")
    assert not kept(root).exists(), "nobody began to keep texts"
    kept(root).parent.mkdir()
    result = postil(root, "new", "marsh", "p2")
    assert (result.stdout, result.stderr) == ("annotations/marsh/p2.yml\n", "")
    assert "p2\tAda Marsh: The committee put six men" in kept(root).read_text(encoding="utf-8")
    assert checked(root, postil) == []


def test_the_text_is_not_kept_while_another_note_has_lost_its_words(publication, postil):
    root = publication()
    postil(root, "reanchor", "--write")
    before = kept(root).read_bytes()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("six men on the gates", "nobody"))
    assert postil(root, "new", "marsh", "p3").exit_code == 0
    assert kept(root).read_bytes() == before


def test_a_note_that_would_be_taken_to_be_about_the_kept_text_waits_until_it_is_new(
    publication, postil
):
    note = "- {id: leave, target: {paragraph: p3}, note: N}"
    root = publication(f"annotations/marsh.yml:\n| annotations:\n| {note}")
    assert postil(root, "reanchor", "--write").exit_code == 0
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("#p3", "#p4") + "\nWe gave them leave.\n{ #p3 }\n")
    result = postil(root, "new", "marsh", "p3")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "what was p3 of docs/transcripts/marsh.md is p4 now" in result.stderr
    assert "help: Run `postil reanchor --write` first: " in result.stderr
    assert postil(root, "reanchor", "--write").exit_code == 0
    assert postil(root, "new", "marsh", "p3").exit_code == 0


def test_a_note_is_good_without_the_text_kept(publication, postil):
    root = publication()
    kept(root).parent.mkdir()
    kept(root).mkdir()
    result = postil(root, "new", "marsh", "p3")
    assert (result.exit_code, result.stdout) == (0, "annotations/marsh/p3.yml\n")
    assert result.stderr.startswith("the text was not kept: ")


def test_words_in_a_paragraph_without_an_id_wait_for_it_whatever_text_is_kept(publication, postil):
    root = publication()
    assert postil(root, "reanchor", "--write").exit_code == 0
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("{ #p2 }\n", "{ #p2 }\n\nNobody thanked us.\n"))
    result = postil(root, "new", "marsh", "p2a", "--quote", "thanked us")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "“thanked us” stands in a paragraph without an id of its own, docs/transcripts/marsh.md:17 "
        "[quote-lost]\n"
        "  help: Give it one first, with `postil number --write` if it has none, else as `postil "
        "check docs/transcripts/marsh.md` says; then look at the note again.\n"
    )


@pytest.mark.parametrize("is_whole", [True, False])
def test_words_that_never_stood_in_the_text_are_no_matter_of_the_kept_one(
    publication, postil, is_whole
):
    root = publication()
    assert postil(root, "reanchor", "--write").exit_code == 0
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text().replace("They asked", "Then they asked"))
    if not is_whole:
        kept(root).write_text("p1\tWho was")
    result = postil(root, "new", "marsh", "p3", "--quote", "fifty ships came")
    assert result.exit_code == 1
    assert "[quote-lost]\n  help: Nothing in this transcript is like it." in result.stderr
    assert "kept text" not in result.stderr


# A dialogue


def test_without_arguments_everything_is_asked_for(publication, postil):
    root = publication()
    answers = ["marsh", "seven men", "six men", "correction", "Eight.", "A list", "https://a.org"]
    result = postil(root, "new", input="\n".join([*answers, "", "eight-men", "y", ""]))
    assert result.exit_code == 0, result.output
    assert result.stdout == "annotations/marsh/eight-men.yml\n"
    assert "not in the transcript. The most similar ones: “six men”" in result.stderr
    annotation = read(root / "annotations/marsh/eight-men.yml")
    assert (annotation.target.first, annotation.target.quote) == ("p2", "six men")
    assert (annotation.kind, annotation.note) == ("correction", "Eight.")
    assert annotation.sources[0].url == "https://a.org"


def test_a_dialogue_lets_one_choose_among_places(publication, postil):
    root = publication(GATES)
    answers = ["the gates", "7", "first", "2", "", "", "", "", ""]
    result = postil(root, "new", "marsh", "-i", input="\n".join([*answers, "y"]))
    assert result.exit_code == 0, result.output
    assert "These words stand in several places:\n   1  p1: …" in result.stderr
    assert result.stderr.count("Error: write a number from 1 to 2\n") == 2
    assert read(root / result.stdout.strip()).target.first == "p2"


def test_a_dialogue_about_a_whole_paragraph(publication, postil):
    root = publication("annotations/contributors.yml:\n| rq: {name: R. Quill}")
    answers = ["", "p3", "", "Polite.", "", "rq", "six-men", "six-men-2", ""]
    result = postil(root, "new", "marsh", "-i", input="\n".join([*answers, "y"]))
    assert result.exit_code == 0, result.output
    assert "Your id as a contributor (rq), or your name (Enter: none)" in result.stderr
    assert "Error: “six-men” is the id of the note in annotations/marsh.yml" in result.stderr
    annotation = read(root / "annotations/marsh/six-men-2.yml")
    assert (annotation.target.first, annotation.author) == ("p3", "rq")


def test_a_slip_in_a_dialogue_costs_one_answer_and_not_all(publication, postil):
    root = publication("annotations/contributors.yml:\n| rq: {name: R. Quill}")
    answers = ["march", "marsh", "", "p9", "3", "corection", "Correction", "Polite.", "A list"]
    answers += ["example.org", "https://example.org", "rk", "rq", "", "y", ""]
    result = postil(root, "new", input="\n".join(answers))
    assert result.exit_code == 0, result.output
    for said in (
        "there is no transcript “march”; there are: marsh",
        "there is no paragraph “p9”; there are p1 to p3",
        "source, correction or disputed; did you mean “correction”?",
        "write the whole address, with https:// before it",
        "annotations/contributors.yml has no “rk”; is it “rq”?",
    ):
        assert f"{said}\n" in result.stderr
    annotation = read(root / "annotations/marsh/p3-polite.yml")
    assert (annotation.target.first, annotation.author) == ("p3", "rq")
    assert annotation.kind == "correction"
    assert annotation.sources[0].url == "https://example.org"


def test_a_note_that_nobody_wrote_is_not_taken_for_one(publication, postil):
    root = publication()
    assert postil(root, "new", "marsh", "-i", input="\np3\n\n\n\n\n\n\n").exit_code == 0
    result = postil(root, "check", "--strict")
    assert result.exit_code == 1
    assert "annotations/marsh/p3.yml:6:11: warning: “p3” says nothing yet" in result.output


def test_a_dialogue_that_is_answered_with_no_writes_nothing(publication, postil, contents):
    root = publication()
    before = contents(root)
    result = postil(root, "new", "marsh", "p3", "-i", input="\n\n\n\n\nn\n")
    assert result.exit_code == 1
    assert "note: " in result.stderr
    assert contents(root) == before


# Whatever the text


def options_in(root, *words):
    words = ["new", "-C", str(root), *words]
    return CliRunner().invoke(main, words, prog_name="postil", catch_exceptions=False)


@pytest.fixture(scope="module")
def one_publication(tmp_path_factory):
    return write_tree(tmp_path_factory.mktemp("one"), MINIMAL)


HOSTILE = st.one_of(
    st.text(min_size=1, max_size=40),
    st.text(
        alphabet="\"'\\:#-{}[]&*!|>%@`\n\t\r \u2028\x85\u0301é漢🚂,?~0yn", min_size=1, max_size=25
    ),
    st.sampled_from(
        ["null", "~", "true", "0x1F", "1_000", "- a", "a: b", "#", "'", '"', "\\", "---"]
    ),
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(note=HOSTILE)
def test_any_note_reads_back_as_it_was_given_or_is_refused(one_publication, note):
    result = options_in(one_publication, "marsh", "p3", "--note", note)
    if result.exit_code == 0:
        path = one_publication / result.output.strip()
        assert read(path).note == note.strip()
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["annotations"][0]["note"] == note
        path.unlink()
    else:
        assert result.exit_code == (2 if is_blank(note) else 1)
        assert re.search(
            r"--note has no words|\[(control-character|html-removed|yaml-syntax)\]", result.stderr
        )
        assert not list(one_publication.glob("annotations/marsh/*"))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(quote=HOSTILE)
def test_any_quote_that_stands_in_the_text_reads_back_as_it_was_given(one_publication, quote):
    assume("\r" not in quote and quote.isprintable() and not is_blank(quote))
    transcript = one_publication / "docs/transcripts/quote.md"
    escaped = "".join(f"&#{ord(character)};" for character in quote.strip())
    head = (one_publication / "docs/transcripts/marsh.md").read_text().split("\n\n")[0]
    transcript.write_text(f"{head}\n\nBefore {escaped} after.\n{{ #p1 }}\n", encoding="utf-8")
    words = ["--quote", quote, "--prefix", "Before", "--suffix", "after.", "--id", "any"]
    result = options_in(one_publication, "quote", "p1", *words)
    transcript.unlink()
    assert result.exit_code == 0, result.output
    path = one_publication / result.output.strip()
    assert read(path).target.quote == quote.strip()
    path.unlink()


# Writing


def test_a_process_stopped_before_the_file_has_its_name_leaves_none(
    publication, postil, contents, monkeypatch
):
    root = publication()
    before = contents(root)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.link", stopped)
    assert postil(root, "new", "marsh", "p3").exit_code != 0
    assert contents(root) == before


def test_a_disk_that_is_full_is_said_and_leaves_no_file(publication, postil, contents, monkeypatch):
    root = publication()
    before = contents(root)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = postil(root, "new", "marsh", "p3")
    assert result.exit_code == 1
    assert "annotations/marsh/p3.yml: no space left on device" in result.stderr
    assert contents(root) == before


def test_a_new_file_may_be_read_as_the_umask_says(publication, postil):
    root = publication()
    postil(root, "new", "marsh", "p3")
    ordinary = root / "ordinary"
    ordinary.touch()
    mode = (root / "annotations/marsh/p3.yml").stat().st_mode
    assert mode & 0o777 == ordinary.stat().st_mode & 0o777


@pytest.mark.parametrize("name", ["marsh", "transcripts/marsh", "docs/transcripts/marsh.md"])
def test_of_a_transcript_that_cannot_be_read_it_is_said_why(publication, postil, name):
    root = publication()
    path = root / "docs/transcripts/marsh.md"
    path.write_text(path.read_text() + "\n<<<<<<< HEAD\nNew.\n=======\n>>>>>>> mine\n")
    result = postil(root, "new", name, "p2")
    assert result.exit_code == 1
    assert "docs/transcripts/marsh.md:20: the transcript cannot be read: “<<<<<<< HEAD” is" in (
        result.stderr
    )
    assert "there is no transcript “march”" in postil(root, "new", "march", "p2").stderr


def test_no_note_is_written_where_a_link_leads_to_and_no_note_is_read(
    publication, postil, tmp_path, contents
):
    root = publication()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "annotations/marsh").symlink_to(elsewhere)
    result = postil(root, "new", "marsh", "p2", "--quote", "very polite")
    assert result.exit_code == 1
    assert "annotations/marsh is a link to a folder, and such links are not" in result.stderr
    assert contents(elsewhere) == {}
