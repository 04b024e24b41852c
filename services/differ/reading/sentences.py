"""Sentences of a passage, as spans: the reach within which words belong together, and what evidence quotes."""

import re

_END = re.compile(r"(?<=[.!?;:])[\"')\]]*\s+(?=[\"'(\[]?[A-ZÀ-Þ0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|z\.b|d\.h|bzw|etc|inc|ltd|co|no|nr|abs|art|vs|mr|ms|dr|u\.s|st|p\.ex)\.)$", re.I
)
_LONGEST_ABBREVIATION = 8


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text`, in order; at least one, and none is blank unless the text is."""
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _END.finditer(text):
        if _ABBREVIATED.search(text, max(start, gap.start() - _LONGEST_ABBREVIATION), gap.start()):
            continue
        if gap.start() > start:
            spans.append((start, gap.start()))
            start = gap.end()
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return spans
