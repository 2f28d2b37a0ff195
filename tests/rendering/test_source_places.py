"""Where findings about paragraphs stand in the transcript's file, and how long that takes."""

from tests.core.growth import STEADY, growth

from postil.rendering import checking
from postil.rendering.page_context import PageInput
from postil.rendering.settings import load_settings

SOURCE = "transcripts/marsh.md"
SPEECH = "We rowed all night, and nobody thanked us for it in the morning. "


def test_every_paragraph_is_found_on_its_line(publication):
    root = publication("annotations/marsh.yml:\n| annotations: []")
    path = root / "docs" / SOURCE
    path.write_text(path.read_text().split("**R. Quill")[0] + "One.\n\nTwo,\ntwo.\n\n\nThree.\n")
    _, findings = checking.check(load_settings(root))
    assert [(found.code.slug, found.line) for found in findings] == [
        ("paragraph-unnumbered", 11),
        ("paragraph-unnumbered", 14),
        ("paragraph-unnumbered", 17),
    ]


def test_a_finding_for_every_paragraph_takes_no_longer_for_its_length(publication):
    root = publication()
    path = root / "docs" / SOURCE
    head = path.read_text().split("**R. Quill")[0]

    def made(size):
        path.write_text(head + f"{SPEECH * 5}\n\n" * size)
        settings = load_settings(root)
        pages = settings.pages(settings.read(), drafts=True)
        pages.current = SOURCE
        return pages, PageInput(SOURCE, pages.publication.transcripts[SOURCE], ()), size

    def find(given):
        pages, page, size = given
        places = {pages.place(page, number, "") for number in range(size)}
        assert len(places) == size

    assert growth(find, made, 300) < STEADY
