"""Bytes are read as browsers read them."""

import pytest

from services.differ.extract.encoding import decode

WORDS = "Datenschutzerklärung für Käufer – gültig ab März"


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (WORDS.encode(), None),
        (WORDS.encode(), "iso-8859-1"),
        (WORDS.encode("utf-8-sig"), None),
        (WORDS.encode("utf-16"), None),
        (WORDS.encode("cp1252"), "ISO-8859-1"),
        (b"<meta charset='windows-1252'>" + WORDS.encode("cp1252"), None),
    ],
)
def test_text_is_read_in_its_encoding(content: bytes, declared: str | None) -> None:
    assert decode(content, declared).endswith(WORDS)


def test_unknown_charsets_and_broken_bytes_are_read_all_the_same() -> None:
    assert "caf" in decode(b"caf\xe9 \xff\xfe\x00 x", "no-such-charset")
    assert "\0" not in decode(b"a\0b", "utf-8")
