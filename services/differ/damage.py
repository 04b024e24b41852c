"""Texts whose letters beyond ASCII a server or an archive lost (`d\ufffdclaration`), compared by the rest.

Such a page is a wrong decoding of the right one, and the right one comes back: neither is a change of the other.
"""

import re

_LOST = "\N{REPLACEMENT CHARACTER}"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_FEWEST_LOST = 3


def is_damaged_otherwise(before: str, after: str) -> bool:
    """Whether one of two canonical texts has lost letters that the other has."""
    lost = sorted((letters_lost(before), letters_lost(after)))
    return lost[1] >= _FEWEST_LOST and lost[1] >= lost[0] * 2


def letters_lost(text: str) -> int:
    """How many of its letters a text has lost."""
    return text.count(_LOST)


def damaged_alike(text: str) -> str:
    """`text` with whatever stands beyond ASCII lost, so that two texts can be compared by what both still have."""
    return _BEYOND_ASCII.sub(_LOST, text) if not text.isascii() else text
