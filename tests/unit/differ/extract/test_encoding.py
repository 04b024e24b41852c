"""Bytes are read as browsers read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


FRENCH = "<html lang='fr'>Où l’abonné paye 9 € : dès l’été, à « Nîmes » – c’est sûr, œuvre achevée"


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("head", [b"", b"<meta charset=utf-8>", b"<?xml version='1.0' encoding='ISO-8859-1'?>"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_wrong_or_missing_declaration_gives_the_same_words(encoding: str, head: bytes, declared: str | None) -> None:
    assert decode(head + FRENCH.encode(encoding), declared).endswith(FRENCH)


def test_stray_bytes_of_an_older_part_of_a_site_are_read_too() -> None:
    content = FRENCH.encode() + " – Contactez le médiateur".encode("cp1252")
    assert decode(content, "utf-8").endswith("sûr, œuvre achevée – Contactez le médiateur")


@pytest.mark.parametrize("text", [FRENCH, WORDS, "Größe, Maße, Übung: „Straße“ kostet 5 €"])
def test_text_that_was_decoded_wrongly_and_encoded_again_reads_as_it_was(text: str) -> None:
    assert decode(text.encode().decode("latin-1").encode(), "utf-8") == text
    as_windows = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    assert decode(as_windows.encode(), "utf-8") == text


@given(st.text(alphabet="abcàâäçéèêëîïôöùûüßœÀÂÉÈÊÎÔÙÛÄÖÜ«»’“” \u00a0.,:;", max_size=200))
def test_what_was_encoded_once_is_left_as_it_is(text: str) -> None:
    assert decode(text.encode(), None) == text
