"""A PDF as canonical blocks: its text by line with places from PDFium, put together by `layout`."""

from __future__ import annotations

import re

from pypdfium2 import PdfDocument, PdfiumError

from services.differ.extract.document import PageFacts, PagePart
from services.differ.extract.errors import UnreadablePage
from services.differ.extract.layout import PrintedLine, blocks_of
from services.differ.extract.page import ReadPage
from services.differ.extract.text_block import visible

MOST_PAGES = 1_000

_BROKEN_AT_LINE_END = "\ufffe"
"""PDFium gives this for a hyphen and the line's end after it, where it takes both for a broken word's."""

_LINE = re.compile(rf"[^\s\x00{_BROKEN_AT_LINE_END}](?:[^\r\n{_BROKEN_AT_LINE_END}]*[^\s\x00])?")


def read_pdf(part: PagePart) -> ReadPage:
    """The blocks of one PDF. Raises UnreadablePage for one that is broken, encrypted, too long or without text (a
    scan).
    """
    try:
        pages, title = _pages(part.content)
    except PdfiumError as error:
        raise UnreadablePage("broken_pdf", str(error)) from error
    if not any(pages):
        raise UnreadablePage("no_text", "a PDF of pictures")
    blocks, removed = blocks_of(pages)
    characters = sum(len(line.text) for block in blocks.blocks for line in block)
    facts = PageFacts(
        status=part.status,
        url=part.url,
        requested_url=part.requested_url,
        heading=next((block[0].text.lstrip("# ") for block in blocks.blocks if block[0].text.startswith("#")), ""),
        text_characters=characters,
        prose_characters=characters,
    )
    return ReadPage(blocks, title[:300], facts, tuple(removed))


def _pages(content: bytes) -> tuple[list[list[PrintedLine]], str]:
    """The lines of each page, and the title. Raises PdfiumError for a document or a page of it that is broken."""
    document = PdfDocument(content)
    try:
        if len(document) > MOST_PAGES:
            raise UnreadablePage("too_many_pages", f"{len(document)} pages")
        pages = [_lines(document, number) for number in range(len(document))]
        return pages, visible(document.get_metadata_value("Title"))
    finally:
        document.close()


def _lines(document: PdfDocument, number: int) -> list[PrintedLine]:
    """The lines of one page in the order of its content, each with its place from the page's upper left corner."""
    page = document[number]
    text_page = page.get_textpage()
    try:
        height = page.get_height()
        text = text_page.get_text_range()
        last = text_page.count_chars() - 1
        lines: list[PrintedLine] = []
        for match in _LINE.finditer(text):
            start, end = match.start(), min(match.end() - 1, last)
            shown = visible(match[0].replace(_BROKEN_AT_LINE_END, "-"))
            if start > last or not shown:
                continue
            line = _line(
                shown, text_page.get_charbox(start, loose=True), text_page.get_charbox(end, loose=True), height
            )
            if lines and lines[-1].is_continued_by(line):
                lines[-1] = lines[-1].joined(line)
            else:
                lines.append(line)
        return lines
    finally:
        text_page.close()
        page.close()


def _line(text: str, first: tuple[float, ...], last: tuple[float, ...], height: float) -> PrintedLine:
    """A line between the boxes (left, bottom, right, top) of its first and last characters.

    The lower of the two says where it stands and how large it is: a bullet is often set larger than its text.
    """
    low = min(first, last, key=lambda box: box[3] - box[1])
    return PrintedLine(text, first[0], last[2], (height - low[3]) / height, (height - low[1]) / height, low[3] - low[1])
