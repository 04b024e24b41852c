"""Undoing a content encoding piece by piece, never past the caps: a decompression bomb stops here."""

import zlib
from dataclasses import dataclass

# Small pages of repeated markup compress very well; a ratio says nothing before this many bytes.
RATIO_FLOOR_BYTES = 1024 * 1024
PIECE_BYTES = 256 * 1024
GZIP_FIRST_BYTE = 0x1F
ACCEPTED_ENCODINGS = "gzip, deflate"


class CapExceeded(Exception):
    """The body is larger than a cap allows."""


class EncodingBroken(Exception):
    """The content encoding is not known, or its data is damaged or cut short."""


@dataclass(frozen=True, slots=True)
class BodyCaps:
    """How much of a body is taken: bytes on the wire, bytes decompressed, and their ratio past a mebibyte."""

    transfer_bytes: int
    content_bytes: int
    compression_ratio: float


class BodyDecoder:
    """Turns the pieces of one body as sent into its content, holding the caps at every step."""

    def __init__(self, content_encoding: str, caps: BodyCaps) -> None:
        self._caps = caps
        self._received = 0
        self._content = bytearray()
        self._inflater = _inflater(content_encoding.strip().lower())

    def feed(self, piece: bytes) -> None:
        """Takes one piece; raises CapExceeded or EncodingBroken. What was taken before stays in `content`."""
        self._received += len(piece)
        if self._received > self._caps.transfer_bytes:
            raise CapExceeded(f"over {self._caps.transfer_bytes} bytes were sent")
        if self._inflater is None:
            self._add(piece)
            return
        if self._received == len(piece) and _is_raw_deflate(piece) and not self._inflater.is_gzip:
            self._inflater = _Inflater(-zlib.MAX_WBITS)
        try:
            self._inflate(self._inflater, piece)
        except zlib.error as error:
            raise EncodingBroken(f"its compressed data is damaged: {error}") from error

    def finish(self) -> bytes:
        """The whole content; raises EncodingBroken when the compressed data ends too early."""
        if self._inflater is not None and self._received and not self._inflater.is_complete:
            raise EncodingBroken("its compressed data is cut short")
        return self.content

    @property
    def content(self) -> bytes:
        """What has been decoded so far."""
        return bytes(self._content)

    def _inflate(self, inflater: "_Inflater", piece: bytes) -> None:
        rest = piece
        while rest and inflater.takes(rest):
            out, rest = inflater.step(rest)
            self._add(out)

    def _add(self, content: bytes) -> None:
        self._content += content
        size = len(self._content)
        if size > self._caps.content_bytes:
            raise CapExceeded(f"it unpacks to over {self._caps.content_bytes} bytes")
        if size > RATIO_FLOOR_BYTES and size > self._caps.compression_ratio * self._received:
            raise CapExceeded(f"it unpacks to over {self._caps.compression_ratio:g} times what was sent")


class _Inflater:
    """One zlib stream, or several gzip members in a row (RFC 1952 §2.2)."""

    def __init__(self, window_bits: int) -> None:
        self.is_gzip = window_bits > zlib.MAX_WBITS
        self._window_bits = window_bits
        self._stream = zlib.decompressobj(window_bits)

    @property
    def is_complete(self) -> bool:
        return self._stream.eof

    def takes(self, data: bytes) -> bool:
        """Whether the data goes on with the stream or begins the next member; what else follows is padding."""
        if self._stream.eof and self.is_gzip and data[0] == GZIP_FIRST_BYTE:
            self._stream = zlib.decompressobj(self._window_bits)
        return not self._stream.eof

    def step(self, data: bytes) -> tuple[bytes, bytes]:
        """At most one piece of output, and the input that is still to be read."""
        out = self._stream.decompress(data, PIECE_BYTES)
        return out, self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail


def _inflater(content_encoding: str) -> _Inflater | None:
    match content_encoding:
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return _Inflater(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Inflater(zlib.MAX_WBITS)
        case _:
            raise EncodingBroken(f"its content encoding {content_encoding!r} was not asked for ({ACCEPTED_ENCODINGS})")


def _is_raw_deflate(start: bytes) -> bool:
    """Whether a "deflate" body lacks the zlib header, as some servers send it (RFC 9110 §8.4.1.2)."""
    return len(start) < 2 or start[0] & 0x0F != 8 or (start[0] << 8 | start[1]) % 31 != 0
