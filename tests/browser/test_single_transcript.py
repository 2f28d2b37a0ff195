"""One transcript as one file, in Chromium without a network."""

import pytest
from click.testing import CliRunner

from conftest import REPOSITORY
from postil.cli.main import main

NAME = "reading-and-writing-notes"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    target = tmp_path_factory.mktemp("Büro #1") / "one.html"
    words = ["bundle", "-C", str(REPOSITORY), "--transcript", NAME, "-o", str(target), "--strict"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return target


@pytest.fixture
def opened(file, open_page):
    wrong = []

    def run(**options):
        page = open_page("about:blank", offline=True, **options)
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: None if r.url == file.as_uri() else wrong.append(r.url))
        page.goto(file.as_uri())
        return page

    yield run
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1440])
def test_it_is_searched_and_the_hit_followed(opened, width):
    page = opened(width=width)
    page.get_by_text("Search in this transcript").click()
    page.get_by_role("searchbox").fill("escort")
    page.get_by_role("link", name="Editor, paragraph 25").click()
    page.wait_for_function("() => CSS.highlights.get('postil-found')?.size === 1")
    assert page.evaluate("location.hash") == "#p25"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_has_its_title_and_its_notes_without_script(opened):
    page = opened(java_script_enabled=False)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("aside[role=doc-footnote]").count() > 5


def test_the_scheme_follows_the_system_and_the_reader(opened):
    page = opened(scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"


def test_an_unknown_transcript_is_told_with_the_nearest():
    words = ["bundle", "-C", str(REPOSITORY), "--transcript", "reading-and-writing-note"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert f"did you mean {NAME}?" in result.output


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


@pytest.mark.parametrize("address", ["", "https://archive.example/"])
def test_pictures_come_inside_and_links_lead_to_the_web_or_nowhere(publication, tmp_path, address):
    changes = f"""
    docs/transcripts/marsh.md:
    | ---
    | title: Ada Marsh
    | date: 1974
    | ---
    |
    | ![None](map%00.png) ![Itself](itself.png)
    | ![Map](map.png) ![Outside](../../../secret.png) [other](other.md#p1) [web](https://a.example/)
    | {{ #p1 }}
    mkdocs.yml:
    | site_name: Test
    | site_url: "{address}"
    | use_directory_urls: false
    | plugins: [postil]
    """
    root = publication(changes)
    (root / "docs/transcripts/map.png").write_bytes(PICTURE)
    (root / "docs/transcripts/itself.png").symlink_to("itself.png")
    (root.parent / "secret.png").write_bytes(PICTURE)
    target = tmp_path / "out.html"
    words = ["bundle", "-C", str(root), "--transcript", "marsh", "-o", str(target)]
    assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code == 0
    html = target.read_text(encoding="utf-8")
    assert html.count("data:image/png;base64,") == 1
    assert "secret" not in html
    assert ('href="https://archive.example/transcripts/other.html#p1"' in html) == bool(address)
    assert "other.md" not in html
    assert 'href="https://a.example/"' in html
