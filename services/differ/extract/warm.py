"""Imported once where reading processes are forked from, so that each of them starts with everything loaded."""

from services.differ import decide  # noqa: F401  # a child decides too
from services.differ.extract.canonical import read_document
from services.differ.extract.document import PagePart

_PAGE = (
    b"<html><body><p>This page is read once, so that every part of the reader is loaded before a page waits for it.</p>"
)

read_document([PagePart(_PAGE, "text/html", None, "https://example.org/", 200)])
