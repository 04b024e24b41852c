"""A PDF as canonical blocks, by its layout."""

from __future__ import annotations

from services.differ.extract.document import PagePart
from services.differ.extract.errors import UnreadablePage
from services.differ.extract.page import ReadPage


def read_pdf(part: PagePart) -> ReadPage:
    """The blocks of one PDF."""
    raise UnreadablePage("media_type", part.media_type)
