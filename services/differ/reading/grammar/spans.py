"""Where a sentence, or a line of a list, begins and ends around a place."""

from __future__ import annotations

import re

_SENTENCE_START = re.compile(r"[.!?;:。]\s+|\n")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or list line, of `text` around `text[start:end]`, as offsets."""
    first, last = 0, len(text)
    for match in _SENTENCE_START.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start() + 1
            break
    return first, last
