"""The form in which two whole texts are compared: equal when only typography, spacing, links or markup differ."""

import re
from hashlib import sha256

from services.differ.normal import plain, single_spaced

_LINE_MARK = re.compile(r"\s*(?:#{1,6} |[-*+•] |: )")


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
