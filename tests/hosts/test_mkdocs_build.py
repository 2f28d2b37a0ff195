"""Real builds with MkDocs."""


def test_note_stands_beside_its_paragraph(publication, build):
    built = build(publication())
    html = built.html()
    assert built.warnings == []
    assert html.index('id="p2"') < html.index('id="note-six-men"') < html.index('id="p3"')
