"""What kind of page an answer is: HTML, PDF or plain text, by its Content-Type and its first bytes."""

from email.message import Message
from functools import lru_cache

HTML, PDF, TEXT = "text/html", "application/pdf", "text/plain"
ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.1"

_KINDS = {
    HTML: HTML,
    "application/xhtml+xml": HTML,
    PDF: PDF,
    "application/x-pdf": PDF,
    TEXT: TEXT,
    "text/markdown": TEXT,
    "text/x-markdown": TEXT,
}
# Servers say these of files that they know nothing about: then the first bytes decide.
_UNTOLD = {
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/force-download",
    "application/download",
}


@lru_cache(maxsize=1000)
def declared_media(content_type: str) -> tuple[str, str | None]:
    """The media type in lower case ("" for none) and the charset that a Content-Type header names."""
    if not content_type:
        return "", None
    message = Message()
    message["content-type"] = content_type
    charset = message.get_param("charset")
    declared = content_type.partition(";")[0].strip().lower()
    return declared, charset.strip().lower() if isinstance(charset, str) and charset.strip() else None


def may_be_page(declared: str) -> bool:
    """Whether a body with this declared media type is worth reading."""
    return declared in _KINDS or declared in _UNTOLD


def page_media_type(declared: str, content: bytes) -> str | None:
    """`text/html`, `application/pdf` or `text/plain`; None for anything else.

    A PDF is told by its signature whatever the server says (within the first 1024 bytes, as readers do).
    """
    start = content[:1024]
    if b"%PDF-" in start and not start.lstrip().startswith(b"<"):
        return PDF
    known = _KINDS.get(declared)
    if known == PDF:
        return _sniffed(start)
    return known or _sniffed(start)


def _sniffed(start: bytes) -> str | None:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"<":
        return HTML
    return TEXT if text and b"\x00" not in text and not any(byte < 9 for byte in text) else None
