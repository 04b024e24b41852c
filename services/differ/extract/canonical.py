"""The canonical document: what every later step reads, and the one function that makes it from bytes.

Grammar of the canonical text: blocks stand apart by one blank line. A heading is `#` to `######`, a space, its text.
A paragraph is one line. A list is consecutive lines `- text` or `1. text` (the page's own numbering), nested by two
spaces a level. A table is lines `| cell | cell |`. A definition list is lines `term` each followed by lines `:
definition`. No inline markup: links are spans beside the text. Typography is kept for display; comparison uses the
form of `comparison_form`.
"""

from collections.abc import Sequence
from hashlib import sha256

from services.differ.extract.comparison_form import comparison_sha256
from services.differ.extract.document import (
    CanonicalDocument,
    Link,
    PageFacts,
    PagePart,
    RangeSelector,
    Removed,
    Selection,
)
from services.differ.extract.encoding import decode
from services.differ.extract.errors import UnreadablePage
from services.differ.extract.html import read_html
from services.differ.extract.language import language_of
from services.differ.extract.limits import MOST_CHARACTERS, MOST_LINES, MOST_REMOVED_TOLD
from services.differ.extract.markdown import read_markdown
from services.differ.extract.page import ReadPage, joined_facts
from services.differ.extract.pdf import read_pdf
from services.differ.extract.plain import read_plain
from services.differ.extract.text_block import Blocks
from services.differ.own_dates import own_dates

__all__ = [
    "CanonicalDocument",
    "Link",
    "PageFacts",
    "PagePart",
    "RangeSelector",
    "Removed",
    "Selection",
    "UnreadablePage",
    "is_html",
    "read_document",
]


_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
_HTML_SNIFF = (b"<!doctype html", b"<html", b"<head", b"<body")
_BYTES_TO_SNIFF = 1024


def read_document(parts: Sequence[PagePart]) -> CanonicalDocument:
    """The canonical document of a capture: its parts read by media type, in order, and joined.

    Pure and deterministic. Raises UnreadablePage, with the reason, for what no reader can make text of.
    """
    if not parts:
        raise UnreadablePage("no_parts")
    pages = [_read_part(part) for part in parts]
    blocks = Blocks([block for page in pages for block in page.blocks.blocks])
    _check_size(blocks)
    text, links = blocks.joined()
    own = own_dates(text)
    return CanonicalDocument(
        text=text,
        links=links,
        title=pages[0].title,
        language=language_of(text),
        text_sha256=sha256(text.encode()).hexdigest(),
        comparison_sha256=comparison_sha256(text),
        declared_updated_on=own.updated_on,
        declared_effective_on=own.effective_on,
        facts=joined_facts([page.facts for page in pages], len(text)),
        removed=tuple(removed for page in pages for removed in page.removed)[:MOST_REMOVED_TOLD],
    )


def _check_size(blocks: Blocks) -> None:
    lines = sum(map(len, blocks.blocks))
    if lines > MOST_LINES:
        raise UnreadablePage("too_many_lines", f"{lines:,} paragraphs, items and rows, over {MOST_LINES:,}")
    characters = sum(len(line.text) for block in blocks.blocks for line in block)
    if characters > MOST_CHARACTERS:
        raise UnreadablePage("too_much_text", f"{characters:,} characters, over {MOST_CHARACTERS:,}")


def _read_part(part: PagePart) -> ReadPage:
    kind = _kind(part)
    if _start(part).startswith(b"%pdf-"):
        return read_pdf(part)
    if is_html(part):
        return read_html(part)
    if kind == "text/markdown":
        return _of_blocks(part, read_markdown(_plain_text(part), part.url))
    if kind.startswith("text/") or kind in ("", "application/octet-stream"):
        return _of_blocks(part, read_plain(_plain_text(part)))
    raise UnreadablePage("media_type", kind)


def is_html(part: PagePart) -> bool:
    """Whether a source is read as HTML: by its media type, or by how its bytes begin."""
    start = _start(part)
    is_markup = _kind(part) in _HTML_TYPES or any(sign in start for sign in _HTML_SNIFF)
    return is_markup and not start.startswith(b"%pdf-")


def _kind(part: PagePart) -> str:
    return part.media_type.split(";")[0].strip().lower()


def _start(part: PagePart) -> bytes:
    return part.content[:_BYTES_TO_SNIFF].lstrip().lower()


def _plain_text(part: PagePart) -> str:
    """The characters of a text without markup to speak of. Raises UnreadablePage where they are too many."""
    text = decode(part.content, part.charset)
    if len(text) > MOST_CHARACTERS:
        raise UnreadablePage("too_much_text", f"{len(text):,} characters, over {MOST_CHARACTERS:,}")
    return text


def _of_blocks(part: PagePart, blocks: Blocks) -> ReadPage:
    characters = sum(len(line.text) for block in blocks.blocks for line in block)
    facts = PageFacts(
        status=part.status,
        url=part.url,
        requested_url=part.requested_url,
        text_characters=characters,
        prose_characters=characters,
    )
    return ReadPage(blocks, "", facts, ())
