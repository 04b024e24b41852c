"""A PDF is read by its layout."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from services.differ.extract.canonical import UnreadablePage
from tests.unit.differ.extract.pages import read

LINES = (
    "Wir verarbeiten personen-",
    "bezogene Daten nur, soweit dies zur Bereitstellung unserer Dienste",
    "nötig ist, und löschen sie danach in jedem Fall und ohne Ausnahme.",
)


def printed(pages: int) -> bytes:
    """A PDF with a running header, page numbers, a heading, a paragraph and a list on each page."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 810, "Datenschutz der Beispiel GmbH")
        canvas.drawString(280, 25, f"Seite {page} von {pages}")
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 760, f"{page}. Verarbeitung")
        canvas.setFont("Helvetica", 11)
        for place, line in enumerate(LINES):
            canvas.drawString(60, 730 - 14 * place, line)
        for place, line in enumerate(("• für Käufer", "• für Gäste")):
            canvas.drawString(70, 660 - 14 * place, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_running_lines_go_and_broken_words_are_joined() -> None:
    page = read(printed(3), media_type="application/pdf")
    paragraph = "Wir verarbeiten personenbezogene Daten nur, soweit dies zur Bereitstellung unserer Dienste " + LINES[2]
    section = f"{paragraph}\n\n- für Käufer\n- für Gäste"
    assert page.text == "\n\n".join(f"## {number}. Verarbeitung\n\n{section}" for number in (1, 2, 3))
    assert page.language == "de"
    assert "Datenschutz der Beispiel GmbH" in {removed.excerpt for removed in page.removed}


def test_a_broken_pdf_is_unreadable_with_a_reason() -> None:
    with pytest.raises(UnreadablePage, match="broken_pdf"):
        read(b"%PDF-1.7 and nothing more", media_type="application/pdf")


@pytest.mark.parametrize(("whole", "broken"), [(b"/Type /Page\n", b"/Type /Pagx\n"), (b"/Kids [", b"/Kidz [")])
def test_a_pdf_with_a_broken_page_is_unreadable_whole(whole: bytes, broken: bytes) -> None:
    with pytest.raises(UnreadablePage, match="broken_pdf"):
        read(printed(2).replace(whole, broken), media_type="application/pdf")


def test_a_pdf_without_text_is_unreadable_with_a_reason() -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    with pytest.raises(UnreadablePage, match="no_text"):
        read(file.getvalue(), media_type="application/pdf")
