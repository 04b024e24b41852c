"""Content encodings are undone piece by piece and never past the caps."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fetcher.decode import BodyCaps, BodyDecoder, CapExceeded, EncodingBroken

CAPS = BodyCaps(transfer_bytes=4_000_000, content_bytes=8_000_000, compression_ratio=100)
PAGE = b"<p>We keep your data for 30 days.</p>" * 500


def decoded(encoding: str, body: bytes, piece_bytes: int = 700, caps: BodyCaps = CAPS) -> bytes:
    decoder = BodyDecoder(encoding, caps)
    for start in range(0, len(body), piece_bytes):
        decoder.feed(body[start : start + piece_bytes])
    return decoder.finish()


def raw_deflate(content: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush()


@given(st.binary(max_size=5000), st.integers(1, 999))
def test_every_encoding_gives_the_bytes_back_however_they_are_cut(content: bytes, piece_bytes: int) -> None:
    assert decoded("", content, piece_bytes) == content
    assert decoded("gzip", gzip.compress(content), piece_bytes) == content
    assert decoded("deflate", zlib.compress(content), max(2, piece_bytes)) == content


def test_deflate_without_its_header_is_read_as_browsers_do() -> None:
    assert decoded("deflate", raw_deflate(PAGE)) == PAGE


def test_gzip_members_in_a_row_are_one_page() -> None:
    assert decoded("gzip", gzip.compress(b"one ") + gzip.compress(b"two"), 3) == b"one two"


def test_a_bomb_is_stopped_before_it_unpacks() -> None:
    decoder = BodyDecoder("gzip", BodyCaps(4_000_000, 80_000_000, compression_ratio=100))
    with pytest.raises(CapExceeded, match="100 times"):
        decoder.feed(gzip.compress(b"\0" * 100_000_000, 9))
    assert len(decoder.content) < 11_000_000


def test_a_page_over_a_cap_is_refused() -> None:
    with pytest.raises(CapExceeded, match="4000000 bytes were sent"):
        decoded("", b"x" * 4_000_001, 65_536)
    loose = BodyCaps(4_000_000, 8_000_000, 1e9)
    with pytest.raises(CapExceeded, match="8000000 bytes"):
        decoded("gzip", gzip.compress(b"x" * 8_000_001), 65_536, loose)


def test_damaged_cut_and_unknown_encodings_are_told() -> None:
    packed = gzip.compress(PAGE)
    with pytest.raises(EncodingBroken, match="cut short"):
        decoded("gzip", packed[:-20])
    with pytest.raises(EncodingBroken, match="damaged"):
        decoded("gzip", b"<html>not gzip")
    with pytest.raises(EncodingBroken, match="'br'"):
        decoded("br", packed)
