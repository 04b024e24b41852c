"""What kind of page an answer is."""

import pytest

from services.fetcher.media import HTML, PDF, TEXT, declared_media, may_be_page, page_media_type


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("text/html; charset=UTF-8", "text/html", "utf-8"),
        ('Text/HTML;charset="iso-8859-1"', "text/html", "iso-8859-1"),
        ("application/pdf", "application/pdf", None),
        ("text/html; charset=", "text/html", None),
        ("", "", None),
        (";;;", "", None),
    ],
)
def test_a_content_type_is_read_leniently(header: str, media_type: str, charset: str | None) -> None:
    assert declared_media(header) == (media_type, charset)


@pytest.mark.parametrize(
    ("declared", "content", "expected"),
    [
        ("text/html", b"<!doctype html>", HTML),
        ("application/xhtml+xml", b"<?xml version='1.0'?>", HTML),
        ("text/plain", b"Terms", TEXT),
        ("text/markdown", b"# Terms", TEXT),
        ("application/pdf", b"%PDF-1.7", PDF),
        ("text/html", b"%PDF-1.4\n", PDF),
        ("application/octet-stream", b"\n\n%PDF-1.4", PDF),
        ("application/pdf", b"<html>Please log in", HTML),
        ("application/octet-stream", b"\xef\xbb\xbf <html>", HTML),
        ("", b"Plain words", TEXT),
        ("application/octet-stream", b"\x7fELF\x01\x00", None),
        ("text/html", b"<p>A page that speaks of %PDF- files", HTML),
    ],
)
def test_the_first_bytes_decide_where_the_server_says_nothing_true(
    declared: str, content: bytes, expected: str | None
) -> None:
    assert page_media_type(declared, content) == expected


@pytest.mark.parametrize("declared", ["image/png", "application/json", "video/mp4", "application/zip"])
def test_what_is_no_document_is_not_even_read(declared: str) -> None:
    assert not may_be_page(declared)
