"""`postil verify` on real builds that somebody has damaged, the messages complete."""

import shutil
import zipfile

import pytest
from click.testing import CliRunner

from conftest import MINIMAL, build_config, write_tree
from hosts.sites import LIBRARY
from postil.cli.main import main
from postil.core.model import Annotation, Target
from postil.verifying.notes import BuiltPage, Places, verify_notes
from postil.verifying.page_facts import PageFacts

MORE = """
    annotations/marsh.yml:
    | annotations:
    |   - id: six-men
    |     target: {paragraph: p2, quote: six men on the gates}
    |     kind: correction
    |     note: The court list names *eight* men.
    |   - id: both
    |     target: {paragraph: p1-p2, quote: the gates? The committee}
    |     note: Across two paragraphs.
    |   - id: lost
    |     target: {paragraph: p2, quote: seven men}
    |     note: Not found.
    |   - id: gone
    |     target: {paragraph: p9}
    |     note: No such paragraph.
    |   - id: whole
    |     target: {paragraph: p3}
    |     note: On all of it.
    |   - id: later
    |     target: {paragraph: p3}
    |     note: Not yet.
    |     status: draft
    |   - id: wrong
    |     target: {paragraph: p3}
    |     note: No more.
    |     status: withdrawn
    docs/transcripts/hidden.md:
    | ---
    | title: Hidden
    | type: speech
    | record: verbatim
    | date: 1970
    | people: [{id: quill, name: R. Quill}]
    | source: {title: Tape 5}
    | rights: {license: CC0-1.0}
    | ---
    |
    | Not to be seen.
    | { #p1 }
"""
EXCLUDED = "| exclude_docs: transcripts/hidden.md"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    root = tmp_path_factory.mktemp("verify") / "pub"
    settings = MINIMAL.partition("docs/index.md")[0].rstrip() + f"\n    {EXCLUDED}\n"
    for tree in (MINIMAL, settings, LIBRARY, MORE):
        write_tree(root, tree)
    build_config(load_config(str(root / "mkdocs.yml")), build)
    return root


@pytest.fixture(scope="module")
def edited(pristine, tmp_path_factory):
    """The same site of an edited transcript: notes are shown elsewhere, or have no place."""
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    root = shutil.copytree(pristine, tmp_path_factory.mktemp("edited") / "pub")
    CliRunner().invoke(main, ["reanchor", "--write", "-C", str(root)])  # It keeps the text.
    settings, transcript = root / "mkdocs.yml", root / "docs/transcripts/marsh.md"
    text = settings.read_text(encoding="utf-8").replace("strict: true", "strict: false")
    hiding = text.replace("[search, postil]", "[search, postil: {unplaced: preview}]")
    settings.write_text(hiding, encoding="utf-8")
    words = transcript.read_text(encoding="utf-8")
    assert "six men on the gates" in words
    words = words.replace("six men on the gates", "six men at the gates")
    transcript.write_text(words.replace("{ #p1 }", "{ #p11 }"), encoding="utf-8")
    build_config(load_config(str(settings)), build)
    return root


@pytest.fixture
def root(pristine, tmp_path):
    return shutil.copytree(pristine, tmp_path / "pub")


def verify(root, place="site"):
    result = CliRunner().invoke(main, ["verify", "-C", str(root), str(place)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


def change(root, old, new, path="transcripts/marsh.html", count=1):
    page = root / "site" / path
    text = page.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    page.write_text(text.replace(old, new, count), encoding="utf-8")


def aside(root, identifier, path="transcripts/marsh.html"):
    """The note with that id, as it stands in the page."""
    text = (root / "site" / path).read_text(encoding="utf-8")
    first = text.rindex("<aside ", 0, text.index(f'id="note-{identifier}"'))
    return text[first : text.index("</aside>", first) + len("</aside>")]


def findings(output):
    return [line for line in output.split("\n") if line.endswith("]")]


def test_a_site_as_it_was_built_is_in_order(root):
    assert verify(root) == (0, "")


def test_notes_are_expected_where_the_build_found_them(edited):
    page = (edited / "site/transcripts/marsh.html").read_text(encoding="utf-8")
    assert ">six men at" in page
    assert 'id="note-gone"' not in page
    assert verify(edited) == (0, "")


def test_a_note_that_moved_is_expected_with_its_passage(edited, tmp_path):
    root = shutil.copytree(edited, tmp_path / "pub")
    change(root, ">six men at", ">nobody at")
    code, output = verify(root)
    assert code == 1
    assert "“six-men” in transcripts/marsh.html does not have its passage marked" in output


def test_notes_without_a_place_are_expected_where_they_are_shown(edited, tmp_path):
    root = shutil.copytree(edited, tmp_path / "pub")
    change(root, ": {unplaced: preview}", "", path="../mkdocs.yml")
    assert "the note “gone” is not in transcripts/marsh.html" in verify(root)[1]


def test_the_site_of_the_publication_is_meant_and_not_one_that_lies_here(
    root, tmp_path, monkeypatch
):
    write_tree(tmp_path / "here", "site/index.html:\n| <p>another site</p>\n")
    monkeypatch.chdir(tmp_path / "here")
    assert verify(root) == (0, "")


def test_a_dropped_note_is_told(root):
    change(root, aside(root, "six-men"), "")
    code, output = verify(root)
    assert code == 1
    assert findings(output)[0] == (
        "annotations/marsh.yml:2:5: error: the note “six-men” is not in "
        "transcripts/marsh.html [built-note-missing]"
    )
    assert "help: Build the site anew" in output


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('href="#note-six-men"', 'href="#note-both"', "has no marker in its paragraph"),
        ('aria-details="note-six-men"', "", "does not have its passage marked"),
        (">six men", ">seven men", "does not have its passage marked"),
        ('id="p2"', 'id="p99"', "the link #p2 leads to no place on that page"),
    ],
    ids=["marker", "passage", "other words", "paragraph"],
)
def test_a_damaged_note_is_told(root, old, new, fault):
    change(root, old, new)
    code, output = verify(root)
    assert code == 1
    assert fault in output


def test_a_note_without_words_is_told(root):
    change(
        root,
        aside(root, "whole"),
        ('<aside role="doc-footnote" id="note-whole"></aside>'),
    )
    assert "the note “whole” in transcripts/marsh.html has no words" in verify(root)[1]


def test_a_note_that_stands_elsewhere_is_told(root):
    note = aside(root, "whole")
    change(root, note, "")
    change(root, '<p id="p1"', f'{note}<p id="p1"')
    assert "does not stand beside paragraph p3" in verify(root)[1]


@pytest.mark.parametrize(("note", "status"), [("later", "draft"), ("wrong", "withdrawn")])
def test_what_must_not_be_published_is_told(root, note, status):
    shown = f'<aside role="doc-footnote" id="note-{note}">Here it is.</aside></article>'
    change(root, "</article>", shown)
    line = {"later": 18, "wrong": 22}[note]
    message = f"the {status} note “{note}” is published in transcripts/marsh.html"
    expected = f"annotations/marsh.yml:{line}:5: error: {message} [built-note-shown]"
    assert findings(verify(root)[1]) == [expected]


def test_drafts_that_are_meant_to_be_shown_must_be_there(root):
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    changed = settings.replace("[search, postil]", "[search, postil: {drafts: true}]")
    (root / "mkdocs.yml").write_text(changed, encoding="utf-8")
    assert "the note “later” is not in transcripts/marsh.html" in verify(root)[1]


def test_a_page_that_is_not_there_is_told(root):
    (root / "site/transcripts/early.html").unlink()
    output = verify(root)[1]
    assert "there is no page for docs/transcripts/early.md [built-page-missing]" in output
    assert "leads to no file of the site [built-link-broken]" in output


def test_a_transcript_that_is_not_excluded_must_have_a_page(root):
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("exclude_docs", "not_in_nav"))
    assert "no page for docs/transcripts/hidden.md" in verify(root)[1]


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        ("early.html#p2", False),
        ("early.html?q=1#p2", False),
        ("../transcripts/#postil", True),
        ("early.html#p77", True),
        ("../notes.html#:~:text=six", False),
        ("/transcripts/early.html", False),
        ("../../outside.html", True),
        ("https://archive.example/nothing", False),
        ("mailto:a@archive.example", False),
        ("http://[", False),
        ("nothing.pdf", True),
    ],
)
def test_links_within_the_site_lead_somewhere(root, link, broken):
    change(root, "</article>", f'<a href="{link}">there</a></article>')
    code, output = verify(root)
    assert code == broken
    assert (f"the link {link} leads to no" in output) == broken


def test_notes_that_nobody_read_are_told(root):
    write_tree(root, "annotations/marsh/more.md:\n| annotations: []\n")
    code, output = verify(root)
    assert code == 1
    assert findings(output)[0] == (
        "annotations/marsh/more.md:1:1: error: this is not read, because its name ends in .md "
        "[file-name]"
    )


def test_an_index_of_another_build_is_told(root):
    other = root / "annotations/early/third.yml"
    other.write_text("annotations: [{id: new, target: {paragraph: p1}, note: New.}]\n")
    page = root / "site/transcripts/early.html"
    text = page.read_text(encoding="utf-8")
    note = aside(root, "morning", "transcripts/early.html")
    marker = '<a role="doc-noteref" href="#note-new"></a>'
    text = text.replace(note, note + note.replace("note-morning", "note-new"))
    page.write_text(text.replace("Good morning.", f"Good morning.{marker}", 1), encoding="utf-8")
    assert "is not in the search index [built-note-not-found]" in verify(root)[1]


@pytest.mark.parametrize("name", ["table", "words-0", "texts-0"])
@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_a_damaged_index_is_told(root, name, damage):
    path = root / f"site/assets/postil/search/{name}.js"
    file = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(file[: len(file) // 2])
    code, output = verify(root)
    assert code == 1
    assert "[built-file-damaged]" in output


# Archives


def archive(root, folder="lock-keepers/"):
    place = root / "site.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted((root / "site").rglob("*")):
            if path.is_file():
                file.write(path, folder + path.relative_to(root / "site").as_posix())
    return place


@pytest.mark.parametrize("folder", ["", "lock-keepers/"])
def test_an_archive_is_verified_as_its_folder_is(root, folder):
    assert verify(root, archive(root, folder)) == (0, "")


def test_a_damaged_file_in_an_archive_is_told(root):
    place = archive(root)
    data = bytearray(place.read_bytes())
    with zipfile.ZipFile(place) as file:
        start = file.getinfo("lock-keepers/transcripts/early.html").header_offset
    data[start + 200 : start + 260] = b"\0" * 60
    place.write_bytes(data)
    code, output = verify(root, place)
    assert code == 1
    assert "transcripts/early.html" in output
    assert "it is damaged [built-file-damaged]" in output


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is neither a folder nor a zip archive, or it is damaged"),
        (b"PK\x03\x04 and no more", "is neither a folder nor a zip archive, or it is damaged"),
        (None, "there is no "),
    ],
)
def test_what_is_no_archive_is_told(root, content, message):
    place = root / "site.zip"
    if content is not None:
        place.write_bytes(content)
    code, output = verify(root, place)
    assert code == 1
    assert message in output
    assert "Traceback" not in output


def test_a_truncated_archive_is_told(root):
    place = archive(root)
    place.write_bytes(place.read_bytes()[:-500])
    code, output = verify(root, place)
    assert code == 1
    assert "damaged" in output


def test_an_archive_without_a_site_is_told(root):
    with zipfile.ZipFile(root / "other.zip", "w") as file:
        file.writestr("readme.txt", "Nothing here.")
    assert "holds no site: there is no index.html" in verify(root, root / "other.zip")[1]


def test_an_archive_that_would_fill_the_memory_is_told(root, monkeypatch):
    monkeypatch.setattr("postil.verifying.built_site.MAX_BYTES", 10_000)
    assert "is too large to be part of a site" in verify(root, archive(root))[1]


def test_of_two_notes_with_one_id_the_one_that_is_shown_is_looked_for():
    facts = PageFacts(
        paragraphs=["p1"],
        notes={"note-men": "p1"},
        words={"note-men": "Their names are known."},
        markers={"note-men": "p1"},
        passages={"note-men": "six men"},
    )
    notes = [
        Annotation("men", Target("p1"), "Nobody knows.", status="withdrawn"),
        Annotation("men", Target("p1", quote="six men"), "Their names are known."),
    ]
    page, places = BuiltPage("marsh.html", facts, None), Places(dict, unplaced=True)
    assert list(verify_notes(page, notes, places, drafts=False)) == []
