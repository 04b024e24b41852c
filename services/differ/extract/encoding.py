"""Bytes to characters, as browsers do: byte order mark, then the server's word, then the page's, then a guess."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_IN_THE_PAGE = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_BYTES_TO_LOOK_FOR_META = 4096
_BYTES_TO_GUESS_FROM = 65_536
# WHATWG's Encoding Standard reads these labels as their Windows supersets.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


def decode(content: bytes, declared: str | None) -> str:
    """The characters of `content`; `declared` is the charset of the Content-Type header.

    UTF-8 is tried first whatever is declared: bytes beyond ASCII that decode as UTF-8 are UTF-8 but for freak cases.
    What no declaration or guess can decode is read as UTF-8 with replacement characters. Null characters are dropped.
    """
    return _decode(content, declared).replace("\0", "")


def _decode(content: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    in_page = _IN_THE_PAGE.search(content[:_BYTES_TO_LOOK_FOR_META])
    for label in (declared, in_page[1].decode("ascii") if in_page else None):
        codec = _codec(label)
        if codec is not None:
            return content.decode(codec, errors="replace")
    best = from_bytes(content[:_BYTES_TO_GUESS_FROM]).best()
    return content.decode(best.encoding if best else "utf-8", errors="replace")


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except LookupError:
        return None
    return _READ_AS.get(name, name)
