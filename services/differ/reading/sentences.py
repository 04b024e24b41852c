"""Sentences of a passage, as spans: the reach within which words belong together, and what evidence quotes."""

import re

_END = re.compile(r"[.!?;:]([\"')\]]*\s+)(?=[\"'(\[]?[A-ZÀ-Þ0-9])|(\n+)")
"""The gap between two sentences is its group. A mark that a search begins with costs less than one looked back at."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|z\.b|d\.h|bzw|etc|inc|ltd|co|no|nr|abs|art|vs|mr|ms|dr|u\.s|st|p\.ex)\.)$", re.I
)
_LONGEST_ABBREVIATION = 8


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text`, in order; at least one, and none is blank unless the text is."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        gap, following = found.span(found.lastindex or 0)
        if _ABBREVIATED.search(text, max(start, gap - _LONGEST_ABBREVIATION), gap):
            continue
        if gap > start:
            spans.append((start, gap))
            start = following
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return spans
