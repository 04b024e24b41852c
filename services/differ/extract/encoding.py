"""Bytes to characters: byte order mark, then UTF-8, then the server's word, then the page's, then a guess; and text
that a server has decoded wrongly and encoded again, undone.
"""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_IN_THE_PAGE = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE
)
_WESTERN_PAGE = re.compile(
    rb"""<html[^>]{0,300}?\slang\s*=\s*["']?(?:en|fr|de|es|it|nl|pt|da|sv|no|nb|fi)\b""", re.IGNORECASE
)
_BYTES_TO_LOOK_FOR_META = 4096
_BYTES_TO_GUESS_FROM = 65_536
# WHATWG's Encoding Standard reads these labels as their Windows supersets.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_OF_THE_WEB = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|iso8859-\d+|cp(?:125\d|866|874|932|949)|koi8-[ru]|mac-(?:roman|cyrillic)|tis-620|gb18030"
    r"|big5(?:hkscs)?|euc_(?:jp|kr)|iso2022_jp|shift_jis"
)
"""Python knows more codecs (compression, domain names, escapes): those are no charset, whatever a server says."""
_OUTSIDE_UTF_8 = "as_windows_1252"
_TWICE_ENCODED = (
    "àâäáãæçéèêëíîïñóôöõœúùûüÿßÀÂÄÁÆÇÉÈÊËÍÎÏÑÓÔÖŒÚÙÛÜ"  # letters of western Europe
    "«»‹›‘’‚“”„–—…•€°§·©®²³½ª\u00a0"
)
_FEWEST_TWICE_ENCODED = 3


def _by_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Stray bytes of an otherwise UTF-8 page, as older parts of a site leave them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _windows_1252(error.object[error.start : error.end]), error.end


def _windows_1252(content: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes that it leaves open are control characters."""
    return "".join(
        bytes((byte,)).decode("cp1252", errors="ignore") or bytes((byte,)).decode("latin-1") for byte in content
    )


codecs.register_error(_OUTSIDE_UTF_8, _by_windows_1252)
_ONCE = {
    wrong: character
    for character in _TWICE_ENCODED
    for wrong in (_windows_1252(character.encode()), character.encode().decode("latin-1"))
}
_WRONG = re.compile("|".join(map(re.escape, sorted(_ONCE, key=len, reverse=True))))
_LEADS = tuple({wrong[0] for wrong in _ONCE})


def decode(content: bytes, declared: str | None) -> str:
    """The characters of `content`; `declared` is the charset of the Content-Type header.

    UTF-8 is tried first whatever is declared: bytes beyond ASCII that decode as UTF-8 are UTF-8 but for freak cases.
    Where all that is declared is UTF-8 and not all bytes are, the rest is read as Windows-1252. What is declared
    nowhere is guessed, within western Europe as Windows-1252. Null characters are dropped.
    """
    return _encoded_once(_decode(content, declared).replace("\0", ""))


def _decode(content: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    start = content[:_BYTES_TO_LOOK_FOR_META]
    in_page = _IN_THE_PAGE.search(start)
    codecs_named = [_codec(label) for label in (declared, in_page[1].decode("ascii") if in_page else None)]
    for codec in codecs_named:
        if codec not in (None, "utf-8"):
            return content.decode(codec, errors="replace")
    if "utf-8" in codecs_named:
        return content.decode("utf-8", errors=_OUTSIDE_UTF_8)
    if _WESTERN_PAGE.search(start):
        return content.decode("cp1252", errors="replace")
    best = from_bytes(content[:_BYTES_TO_GUESS_FROM]).best()
    return content.decode(best.encoding if best else "utf-8", errors="replace")


def _encoded_once(text: str) -> str:
    """`text` as it was before its UTF-8 was read as Latin-1 or Windows-1252 (`GeschÃ¤fte` for `Geschäfte`)."""
    if not any(lead in text for lead in _LEADS):
        return text
    if sum(1 for _ in zip(_WRONG.finditer(text), range(_FEWEST_TWICE_ENCODED), strict=False)) < _FEWEST_TWICE_ENCODED:
        return text
    return _WRONG.sub(lambda match: _ONCE[match.group()], text)


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _READ_AS.get(name, name)
    return name if _OF_THE_WEB.fullmatch(name) else None
