"""The form in which two whole texts are compared: equal when only typography, spacing, links or markup differ."""

import re
from hashlib import sha256

from services.differ.normal import plain, single_spaced

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
    "\ue000-\uf8ff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
_LINE_MARK = re.compile(r"\s*(?:#{1,6} |[-*+•] |: )")


def visible(text: str) -> str:
    """`text` without characters that show nothing (zero-width, soft hyphens, direction marks, icon fonts), blanks
    made one space.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return single_spaced(text)


def comparison_form(text: str) -> str:
    """A canonical text as one line of words, without the marks of headings, lists and tables; case and numbers are
    kept.
    """
    return plain(" ".join([_without_marks(line) for line in text.split("\n") if line]))


def _without_marks(line: str) -> str:
    mark = _LINE_MARK.match(line)
    if mark:
        line = line[mark.end() :]
    return single_spaced(line.replace("|", " ")) if "|" in line else line


def comparison_sha256(text: str) -> str:
    """SHA-256, in hex, of the comparison form."""
    return sha256(comparison_form(text).encode()).hexdigest()
